/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.member;

import io.github.election4j.Election;
import io.github.election4j.ElectionBuilder;
import io.github.election4j.cli.console.Arguments;
import io.github.election4j.cli.console.Options;
import io.github.election4j.cli.console.UsageException;
import io.github.election4j.cli.console.Values;
import java.util.ArrayList;
import java.util.List;

/** The options that say when things happen. All members of a cluster are given the same. */
public final class TimingOptions {

  private static final List<String> NAMES =
      List.of("heartbeat", "election-timeout", "lease", "drift", "rpc-timeout");

  private TimingOptions() {}

  /**
   * Adds these options to others.
   *
   * @param options the others
   * @return all of them
   */
  public static Options addTo(Options options) {
    return options
        .value("heartbeat", "TIME", "how often a leader asserts itself; default: 50ms")
        .value("election-timeout", "MIN..MAX", "silence before an election; default: 150ms..300ms")
        .value("lease", "TIME", "the promise a lease rests on; default: 150ms")
        .value("drift", "FRACTION", "bounds how far a clock's rate is off; default: 0.1")
        .value("rpc-timeout", "TIME", "how long one request may take; default: 150ms");
  }

  /**
   * Hands those that were given to a builder; the library knows the defaults.
   *
   * @param arguments what was given
   * @param builder describes a member
   * @throws UsageException if one cannot be read
   */
  static void apply(Arguments arguments, ElectionBuilder builder) throws UsageException {
    arguments.optional("heartbeat", Values::duration).ifPresent(builder::heartbeatInterval);
    arguments
        .optional("election-timeout", Values::durationRange)
        .ifPresent(range -> builder.electionTimeout(range.shortest(), range.longest()));
    arguments.optional("lease", Values::duration).ifPresent(builder::lease);
    arguments.optional("drift", Values::fraction).ifPresent(builder::maxClockDrift);
    arguments.optional("rpc-timeout", Values::duration).ifPresent(builder::rpcTimeout);
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
