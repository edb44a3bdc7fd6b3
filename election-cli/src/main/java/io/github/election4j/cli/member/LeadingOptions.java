/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.member;

import io.github.election4j.Activation;
import io.github.election4j.ElectionBuilder;
import io.github.election4j.ElectionSettings.AllowAdmin;
import io.github.election4j.cli.console.Arguments;
import io.github.election4j.cli.console.Options;
import io.github.election4j.cli.console.UsageException;
import io.github.election4j.cli.console.Values;
import io.github.election4j.cli.supervision.ProgramPlan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The options of a member that say how it acts as the leader, and who may tell it to stop. */
final class LeadingOptions {

  private static final Duration DEFAULT_GRACE = Duration.ofSeconds(5);

  /** So that the times that are made of it stay within what the library allows. */
  private static final Duration LONGEST_GRACE = Duration.ofMinutes(15);

  /** From SIGKILL until all processes are gone and the supervisor has said so. */
  private static final Duration AFTER_FORCE = Duration.ofSeconds(1);

  private LeadingOptions() {}

  /**
   * Adds these options to others.
   *
   * @param options the others
   * @return all of them
   */
  static Options addTo(Options options) {
    return options
        .value(
            "activation",
            "WHEN",
            "when a winner acts: exclusive (nobody else can), or elected (at once, for those who"
                + " check the term); default: exclusive")
        .flag(
            "refused-means-dead",
            "a member whose host refuses a connect is dead, and nobody waits for its lease: only if"
                + " addresses lead straight to members' hosts (no proxy, balancer, port map,"
                + " address translation) and no firewall rejects")
        .value(
            "allow-admin",
            "FROM",
            "who may resign, transfer, reset: loopback, none or tls; default: loopback")
        .value("grace", "TIME", "from SIGTERM to SIGKILL of the program; default: 5s")
        .flag("restart", "stay a member when the program has ended by itself")
        .program();
  }

  /**
   * Hands those that were given to a builder.
   *
   * @param arguments what was given
   * @param builder describes a member
   * @return what to run while it leads, or empty for nothing
   * @throws UsageException if one cannot be read
   */
  static Optional<ProgramPlan> apply(Arguments arguments, ElectionBuilder builder)
      throws UsageException {
    arguments.optional("activation", LeadingOptions::activation).ifPresent(builder::activation);
    Optional<AllowAdmin> allowed = arguments.optional("allow-admin", LeadingOptions::allowAdmin);
    if (allowed.equals(Optional.of(AllowAdmin.TLS)) && !arguments.has("tls-cert")) {
      throw new UsageException(
          "--allow-admin is tls without TLS, so that nobody could give an order; expected"
              + " --tls-cert too, or loopback or none");
    }
    allowed.ifPresent(builder::allowAdmin);
    builder.refusedMeansDead(arguments.has("refused-means-dead"));
    if (arguments.program().isEmpty()) {
      for (String name : List.of("grace", "restart")) {
        if (arguments.has(name)) {
          throw new UsageException("--%s is for a program; expected -- PROGRAM".formatted(name));
        }
      }
      return Optional.empty();
    }
    requireWordsAsGiven(arguments.program());
    if (arguments.has("refused-means-dead")) {
      // A member that is killed is dead at once, and its program only when the supervisor has seen
      // it; until then nothing but the lease keeps the next one from starting.
      throw new UsageException(
          "--refused-means-dead is given with a program, which outlives its member for a moment;"
              + " expected one of the two");
    }
    Duration grace = arguments.get("grace", LeadingOptions::grace, DEFAULT_GRACE);
    Duration taskGrace = grace.plus(AFTER_FORCE);
    builder.taskGrace(taskGrace);
    // Closing has parts of its own for what comes before and after the tasks.
    builder.closeTimeout(taskGrace.multipliedBy(2).plus(AFTER_FORCE));
    return Optional.of(new ProgramPlan(arguments.program(), grace, arguments.has("restart")));
  }

  /** Java puts this character where it could not read what was given: another program would run. */
  private static void requireWordsAsGiven(List<String> program) throws UsageException {
    for (String word : program) {
      if (word.indexOf('\uFFFD') >= 0) {
        throw new UsageException(
            "'%s' of the program was not readable in this locale; expected words in UTF-8 and a locale of it, such as LC_ALL=C.UTF-8"
                .formatted(word));
      }
    }
  }

  private static Activation activation(String text) {
    return switch (text) {
      case "exclusive" -> Activation.WHEN_EXCLUSIVE;
      case "elected" -> Activation.WHEN_ELECTED;
      default -> throw new IllegalArgumentException("exclusive or elected");
    };
  }

  private static AllowAdmin allowAdmin(String text) {
    return switch (text) {
      case "loopback" -> AllowAdmin.LOOPBACK;
      case "none" -> AllowAdmin.NONE;
      case "tls" -> AllowAdmin.TLS;
      default -> throw new IllegalArgumentException("loopback, none or tls");
    };
  }

  private static Duration grace(String text) {
    Duration grace = Values.duration(text);
    if (grace.compareTo(LONGEST_GRACE) > 0) {
      throw new IllegalArgumentException("a duration from 1us to 15m, such as 5s");
    }
    return grace;
  }
}
