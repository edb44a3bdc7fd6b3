/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The times that a builder was given, and what follows for those that it was not: one that is
 * raised alone must not leave the others behind, whose rules it would then break, or whose promise
 * of a quick failover it would make meaningless.
 *
 * <p>The shortest election timeout is as many times that of the base as the one that was given and
 * is raised the most. All others that were not given are as many times those of the base as the
 * shortest election timeout is.
 *
 * @param base what holds where nothing was given
 */
record TimingChoice(Times base, Given given) {

  /** All times of a member. */
  record Times(ElectionSettings.Timing timing, Duration lease) {}

  /** Those that were given one by one. */
  record Given(
      Optional<Duration> heartbeatInterval,
      Optional<Range> electionTimeout,
      Optional<Duration> rpcTimeout,
      Optional<Duration> lease) {

    static final Given NOTHING =
        new Given(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Between these each election timeout is drawn. */
  record Range(Duration shortest, Duration longest) {}

  static TimingChoice of(ElectionSettings settings) {
    return new TimingChoice(
        new Times(settings.timing(), settings.lease().promise()), Given.NOTHING);
  }

  /** Another base, for what is not given one by one. */
  TimingChoice withBase(ElectionSettings.Timing timing) {
    return new TimingChoice(new Times(timing, timing.minElectionTimeout()), given);
  }

  TimingChoice withHeartbeatInterval(Duration interval) {
    return with(
        new Given(Optional.of(interval), given.electionTimeout, given.rpcTimeout, given.lease));
  }

  TimingChoice withElectionTimeout(Range range) {
    return with(
        new Given(given.heartbeatInterval, Optional.of(range), given.rpcTimeout, given.lease));
  }

  TimingChoice withRpcTimeout(Duration timeout) {
    return with(
        new Given(
            given.heartbeatInterval, given.electionTimeout, Optional.of(timeout), given.lease));
  }

  TimingChoice withLease(Duration promise) {
    return with(
        new Given(
            given.heartbeatInterval,
            given.electionTimeout,
            given.rpcTimeout,
            Optional.of(promise)));
  }

  private TimingChoice with(Given changed) {
    return new TimingChoice(base, changed);
  }

  /** The times that hold. */
  Times times() {
    ElectionSettings.Timing timing = base.timing;
    Scale scale = scale();
    ElectionSettings.Timing chosen =
        new ElectionSettings.Timing(
            given.heartbeatInterval.orElseGet(
                () -> heartbeatScale(scale).of(timing.heartbeatInterval())),
            given
                .electionTimeout
                .map(Range::shortest)
                .orElseGet(() -> scale.of(timing.minElectionTimeout())),
            given
                .electionTimeout
                .map(Range::longest)
                .orElseGet(() -> scale.of(timing.maxElectionTimeout())),
            given.rpcTimeout.orElseGet(() -> scale.of(timing.rpcTimeout())));
    return new Times(chosen, given.lease.orElseGet(() -> scale.of(base.lease)));
  }

  /** By how much the shortest election timeout differs from that of the base. */
  private Scale scale() {
    ElectionSettings.Timing timing = base.timing;
    return given
        .electionTimeout
        .map(range -> new Scale(range.shortest, timing.minElectionTimeout()))
        .filter(Scale::isPlausible)
        .orElseGet(
            () ->
                Stream.of(
                        given.heartbeatInterval.map(
                            it -> new Scale(it, timing.heartbeatInterval())),
                        given.rpcTimeout.map(it -> new Scale(it, timing.rpcTimeout())),
                        given.lease.map(it -> new Scale(it, base.lease)))
                    .flatMap(Optional::stream)
                    .filter(Scale::isPlausible)
                    .reduce(Scale.ONE, Scale::larger));
  }

  /** A lease that is shorter than the rest needs heartbeats that are as much closer. */
  private Scale heartbeatScale(Scale scale) {
    return given
        .lease
        .map(promise -> new Scale(promise, base.lease))
        .filter(Scale::isPlausible)
        .filter(shorter -> scale.larger(shorter).equals(scale))
        .orElse(scale);
  }

  /** What is to be multiplied and divided by, so that nothing is rounded on the way. */
  private record Scale(Duration to, Duration from) {

    static final Scale ONE = new Scale(Duration.ofMillis(1), Duration.ofMillis(1));

    /** What is out of all bounds is a fault of its own, and no measure for others. */
    boolean isPlausible() {
      return Stream.of(to, from)
          .allMatch(
              time -> time.compareTo(Faults.SHORTEST) >= 0 && time.compareTo(Faults.LONGEST) <= 0);
    }

    Scale larger(Scale other) {
      Duration here = to.multipliedBy(other.from.toNanos());
      Duration there = other.to.multipliedBy(from.toNanos());
      return there.compareTo(here) > 0 ? other : this;
    }

    Duration of(Duration time) {
      return time.multipliedBy(to.toNanos()).dividedBy(from.toNanos());
    }
  }
}
