/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.ConfigurationMember;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.PeerRequest.Release;
import io.github.election4j.wire.ReplyHeader;
import io.github.election4j.wire.RequestHeader;
import io.github.election4j.wire.Sender;
import io.github.election4j.wire.Verdict;
import io.github.election4j.wire.WireLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Draws any message that there can be: of values that were seen, values near them, and values at
 * the ends of their ranges. Several messages in a row tell one story now and then, for one term
 * rarely does anything alone.
 */
final class Lies {

  private static final int MEMORY = 64;

  private final RandomGenerator random;
  private final List<String> ids;
  private final boolean forges;
  private final long usualPromise;
  private final List<PeerRequest> requests = new ArrayList<>();
  private final List<Configuration> configurations = new ArrayList<>();
  private final List<Sender> senders = new ArrayList<>();
  private long highestTerm;
  private long highestRound;
  private Optional<RequestHeader> story = Optional.empty();

  /**
   * Knows nothing yet but this.
   *
   * @param random draws
   * @param founders the configuration that all members were given
   * @param usualPromise that members ask for
   * @param forges whether it makes configurations of its own
   */
  Lies(RandomGenerator random, Configuration founders, long usualPromise, boolean forges) {
    this.random = random;
    this.ids = founders.members().stream().map(ConfigurationMember::id).toList();
    this.usualPromise = usualPromise;
    this.forges = forges;
    configurations.add(founders);
  }

  /** Takes note of a request that was seen. */
  void learn(PeerRequest request) {
    remember(requests, request);
    note(request.header().sender(), request.header().term(), request.header().round());
    configurationIn(request).ifPresent(seen -> remember(configurations, seen));
  }

  /** Takes note of a reply that was seen. */
  void learn(PeerReply reply) {
    ReplyHeader header = reply.header();
    note(header.sender(), header.term(), header.round());
    header.hints().configuration().ifPresent(seen -> remember(configurations, seen));
  }

  private void note(Sender sender, long term, long round) {
    remember(senders, sender);
    // Its own nonsense comes back to it: terms that nobody has reached say nothing.
    highestTerm = Math.max(highestTerm, term < highestTerm + 1_000 ? term : 0);
    highestRound = Math.max(highestRound, round < highestRound + 1_000_000 ? round : 0);
  }

  private static <T> void remember(List<T> all, T one) {
    if (all.size() == MEMORY) {
      all.removeFirst();
    }
    all.add(one);
  }

  private static Optional<Configuration> configurationIn(PeerRequest request) {
    return switch (request) {
      case PeerRequest.PreVoteRequest preVote -> Optional.of(preVote.configuration());
      case PeerRequest.VoteRequest vote -> Optional.of(vote.configuration());
      case PeerRequest.Heartbeat heartbeat -> heartbeat.configuration();
      case PeerRequest.TimeoutNow ignored -> Optional.empty();
    };
  }

  /** Any request, as from that member. */
  PeerRequest request(Sender self) {
    if (!requests.isEmpty() && random.nextInt(4) == 0) {
      return requests.get(random.nextInt(requests.size()));
    }
    RequestHeader header = header(self);
    return switch (random.nextInt(4)) {
      case 0 -> new PeerRequest.PreVoteRequest(header, term(), configuration());
      case 1 ->
          new PeerRequest.VoteRequest(header, configuration(), promise(), maybe(this::release));
      case 2 -> {
        Configuration configuration = configuration();
        yield new PeerRequest.Heartbeat(
            header, promise(), configuration.id(), maybe(() -> configuration));
      }
      default ->
          new PeerRequest.TimeoutNow(
              header,
              random.nextBoolean() ? new Release(header.sender().id(), header.term()) : release(),
              random.nextInt(4) == 0 ? Optional.of(configuration().members()) : Optional.empty());
    };
  }

  private RequestHeader header(Sender self) {
    if (story.isPresent() && random.nextInt(4) > 0) {
      RequestHeader last = story.get();
      long next = Math.min(last.round(), Long.MAX_VALUE - 1) + 1;
      story = Optional.of(new RequestHeader(last.sender(), last.term(), next));
    } else {
      story = Optional.of(new RequestHeader(self, term(), round()));
    }
    return story.get();
  }

  /** Any reply to a request, as from that member. */
  PeerReply replyTo(PeerRequest request, Sender self) {
    Verdict verdict =
        random.nextBoolean()
            ? Verdict.GRANTED
            : Verdict.values()[random.nextInt(Verdict.values().length)];
    long term = random.nextInt(4) > 0 ? request.header().term() : term();
    long round = random.nextInt(4) > 0 ? request.header().round() : round();
    ReplyHeader.Hints hints =
        new ReplyHeader.Hints(
            maybe(() -> new ReplyHeader.LeaderHint(term(), id())),
            random.nextInt(4) == 0 ? Optional.of(configuration()) : Optional.empty(),
            verdict == Verdict.STALE_INCARNATION ? maybe(this::incarnation) : Optional.empty());
    ReplyHeader header = new ReplyHeader(self, term, round, verdict, hints);
    return switch (request) {
      case PeerRequest.PreVoteRequest ignored -> new PeerReply.PreVoteReply(header);
      case PeerRequest.VoteRequest ignored -> new PeerReply.VoteReply(header, promise());
      case PeerRequest.Heartbeat heartbeat ->
          new PeerReply.HeartbeatReply(
              header, random.nextBoolean() ? heartbeat.configurationId() : configurationId());
      case PeerRequest.TimeoutNow ignored -> new PeerReply.TimeoutNowReply(header);
    };
  }

  /** Any sender: that member, or one that was seen, with one or another of its values changed. */
  Sender sender(Optional<String> onlyId) {
    Sender seen =
        senders.isEmpty()
            ? new Sender(id(), incarnation(), random.nextLong())
            : senders.get(random.nextInt(senders.size()));
    return new Sender(
        onlyId.orElse(random.nextInt(3) == 0 ? id() : seen.id()),
        random.nextInt(3) == 0 ? incarnation() : seen.incarnation(),
        random.nextInt(3) == 0 ? identity() : seen.identity(),
        random.nextInt(3) == 0 ? random.nextInt(3) : seen.priority());
  }

  /** A member's, a stranger's, or one that is made up, a new one each time. */
  private String id() {
    return switch (random.nextInt(8)) {
      case 0 -> "x" + random.nextInt(1_000_000);
      default -> ids.get(random.nextInt(ids.size()));
    };
  }

  private long identity() {
    return switch (random.nextInt(3)) {
      case 0 -> random.nextInt(3);
      case 1 -> random.nextLong();
      default -> senders.isEmpty() ? 1 : senders.get(random.nextInt(senders.size())).identity();
    };
  }

  private long incarnation() {
    long seen = senders.isEmpty() ? 1 : senders.get(random.nextInt(senders.size())).incarnation();
    return near(seen, Long.MAX_VALUE);
  }

  private long term() {
    return near(highestTerm, WireLimits.MAX_TERM);
  }

  private long round() {
    return near(highestRound, Long.MAX_VALUE);
  }

  /** The value, a few more or less, a power of two more, or an end of the range. */
  private long near(long value, long max) {
    long drawn =
        switch (random.nextInt(8)) {
          case 0, 1 -> value;
          case 2, 3 -> value + 1;
          case 4 -> value + random.nextInt(-3, 10);
          case 5 -> value + (1L << random.nextInt(62));
          case 6 -> random.nextBoolean() ? 0 : max;
          default -> max - random.nextInt(3);
        };
    return drawn < 0 || drawn > max ? max : drawn;
  }

  private long promise() {
    return switch (random.nextInt(6)) {
      case 0 -> 0;
      case 1 -> WireLimits.MAX_PROMISE_NANOS;
      case 2 -> random.nextLong(20 * usualPromise);
      case 3 -> random.nextLong(2 * usualPromise);
      default -> usualPromise;
    };
  }

  private Release release() {
    return new Release(id(), term());
  }

  private Configuration configuration() {
    Configuration seen = configurations.get(random.nextInt(configurations.size()));
    if (!forges) {
      return seen;
    }
    List<ConfigurationMember> members = new ArrayList<>();
    for (ConfigurationMember member : seen.members()) {
      if (random.nextInt(4) > 0) {
        ConfigurationMember changed = random.nextInt(4) > 0 ? member : member.asVoter(false);
        members.add(random.nextInt(4) > 0 ? changed : changed.withIdentity(identity()));
      }
    }
    long origin =
        switch (random.nextInt(4)) {
          case 0 -> Configuration.UNKNOWN_ORIGIN;
          case 1 -> random.nextLong();
          default -> seen.origin();
        };
    return new Configuration(configurationId(), origin, members);
  }

  private ConfigurationId configurationId() {
    ConfigurationId seen = configurations.get(random.nextInt(configurations.size())).id();
    return switch (random.nextInt(3)) {
      case 0 -> seen;
      case 1 -> new ConfigurationId(seen.term(), near(seen.version(), WireLimits.MAX_TERM));
      default -> new ConfigurationId(term(), near(seen.version(), WireLimits.MAX_TERM));
    };
  }

  private <T> Optional<T> maybe(Supplier<T> value) {
    return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
  }
}
