/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.member;

import io.github.election4j.Election;
import io.github.election4j.ElectionBuilder;
import io.github.election4j.ElectionSettings;
import io.github.election4j.cli.console.Arguments;
import io.github.election4j.cli.console.Options;
import io.github.election4j.cli.console.UsageException;
import io.github.election4j.cli.console.Values;
import java.util.ArrayList;
import java.util.List;

/** The options that say when things happen. All members of a cluster are given the same. */
public final class TimingOptions {

  private static final List<String> NAMES =
      List.of("timing", "heartbeat", "election-timeout", "lease", "drift", "rpc-timeout");

  private TimingOptions() {}

  /**
   * Adds these options to others.
   *
   * @param options the others
   * @return all of them
   */
  public static Options addTo(Options options) {
    return options
        .value(
            "timing",
            "PRESET",
            "all times by one word: local (50ms, 150ms..300ms), shared (150ms, 500ms..1s) or wide"
                + " (500ms, 2s..4s); what is given below holds, the rest follows; default: local")
        .value("heartbeat", "TIME", "how often a leader asserts itself; local: 50ms")
        .value("election-timeout", "MIN..MAX", "silence before an election; local: 150ms..300ms")
        .value("lease", "TIME", "the promise a lease rests on; local: 150ms")
        .value("drift", "FRACTION", "bounds how far a clock's rate is off; default: 0.1")
        .value("rpc-timeout", "TIME", "how long one request may take; local: 150ms");
  }

  /**
   * Hands those that were given to a builder; the library knows the defaults.
   *
   * @param arguments what was given
   * @param builder describes a member
   * @throws UsageException if one cannot be read
   */
  static void apply(Arguments arguments, ElectionBuilder builder) throws UsageException {
    arguments.optional("timing", TimingOptions::preset).ifPresent(builder::timing);
    arguments.optional("heartbeat", Values::duration).ifPresent(builder::heartbeatInterval);
    arguments
        .optional("election-timeout", Values::durationRange)
        .ifPresent(range -> builder.electionTimeout(range.shortest(), range.longest()));
    arguments.optional("lease", Values::duration).ifPresent(builder::lease);
    arguments.optional("drift", Values::fraction).ifPresent(builder::maxClockDrift);
    arguments.optional("rpc-timeout", Values::duration).ifPresent(builder::rpcTimeout);
  }

  private static ElectionSettings.Timing preset(String word) {
    return switch (word) {
      case "local" -> ElectionSettings.Timing.LOCAL;
      case "shared" -> ElectionSettings.Timing.SHARED;
      case "wide" -> ElectionSettings.Timing.WIDE;
      default -> throw new IllegalArgumentException("local, shared or wide");
    };
  }

  /**
   * Those that were given, as words for another process.
   *
   * @param arguments what was given
   * @return each option and its value
   * @throws UsageException if one cannot be read
   */
  public static List<String> words(Arguments arguments) throws UsageException {
    apply(arguments, Election.builder("checks-the-values"));
    List<String> words = new ArrayList<>();
    for (String name : NAMES) {
      arguments.values(name).forEach(value -> words.addAll(List.of("--" + name, value)));
    }
    return words;
  }
}
