/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import io.github.election4j.ConfigurationException.Fault;
import io.github.election4j.wire.WireLimits;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects faults, so that a user learns of all of them at once. */
final class Faults {

  static final Duration SHORTEST = Duration.ofMillis(1);
  static final Duration LONGEST = Duration.ofNanos(WireLimits.MAX_PROMISE_NANOS);

  private final List<Fault> found = new ArrayList<>();

  void add(String setting, Object value, String rule) {
    found.add(new Fault(setting, shown(value), rule));
  }

  void addAll(List<Fault> faults) {
    found.addAll(faults);
  }

  /** Adds a fault unless the duration is of a length that can be used; says whether it is. */
  boolean requireBounds(String setting, Duration value, Duration least) {
    boolean fine = value.compareTo(least) >= 0 && value.compareTo(LONGEST) <= 0;
    if (!fine) {
      add(setting, value, "expected %s to %s".formatted(show(least), show(LONGEST)));
    }
    return fine;
  }

  List<Fault> all() {
    return List.copyOf(found);
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new ConfigurationException(found);
    }
  }

  private static String shown(Object value) {
    return switch (value) {
      case Duration duration -> show(duration);
      case String text -> "'" + text + "'";
      case Optional<?> given -> given.isPresent() ? shown(given.get()) : "not given";
      default -> String.valueOf(value);
    };
  }

  /**
   * A duration as people write it in a command: {@code 150ms}, {@code 2s}, or ISO 8601 where that
   * loses something.
   */
  static String show(Duration duration) {
    boolean plain =
        !duration.isNegative()
            && duration.toDays() <= 1
            && duration.truncatedTo(ChronoUnit.MILLIS).equals(duration);
    if (!plain) {
      return duration.toString();
    }
    boolean wholeSeconds = duration.toMillisPart() == 0 && !duration.isZero();
    return wholeSeconds ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
  }
}
