/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Election;
import io.github.election4j.cli.console.Arguments;
import io.github.election4j.cli.console.Options;
import io.github.election4j.cli.console.UsageException;
import io.github.election4j.cli.operator.StatusSubcommand;
import io.github.election4j.cli.supervision.ProgramPlan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The options for leading")
class LeadingOptionsTest {

  @Test
  @DisplayName("leave a member without a program as it is")
  void nothing() throws UsageException {
    assertEquals(Optional.empty(), read());
    assertEquals(Optional.empty(), read("--activation", "elected", "--allow-admin", "none"));
  }

  @Test
  @DisplayName("take all that follows -- as the program, options included")
  void program() throws UsageException {
    ProgramPlan plan = read("--", "job", "--grace", "--", "x y").orElseThrow();
    assertEquals(List.of("job", "--grace", "--", "x y"), plan.program());
    assertEquals(Duration.ofSeconds(5), plan.grace());
    assertFalse(plan.restart());
    plan = read("--grace", "200ms", "--restart", "--", "job").orElseThrow();
    assertEquals(Duration.ofMillis(200), plan.grace());
    assertTrue(plan.restart());
  }

  @Test
  @DisplayName("keep a long grace within what the library allows")
  void longGrace() throws UsageException {
    ProgramPlan plan = read("--grace", "15m", "--", "job").orElseThrow();
    assertEquals(Duration.ofMinutes(15), plan.grace());
  }

  @ParameterizedTest
  @CsvSource({
    "--activation now, --activation is 'now'; expected exclusive or elected",
    "--allow-admin all, '--allow-admin is ''all''; expected loopback, none or tls'",
    "--allow-admin tls, '--allow-admin is tls without TLS, so that nobody could give an order;"
        + " expected --tls-cert too, or loopback or none'",
    "--grace 16m -- job, '--grace is ''16m''; expected a duration from 1us to 15m, such as 5s'",
    "--grace 0s -- job, '--grace is ''0s''; expected a duration from 1us to 60m, such as 50ms, 0.5s"
        + " or 2s'",
    "--grace 1s, --grace is for a program; expected -- PROGRAM",
    "--restart, --restart is for a program; expected -- PROGRAM",
    "--refused-means-dead -- job, '--refused-means-dead is given with a program, which outlives its"
        + " member for a moment; expected one of the two'",
    "-- job x\uFFFDy, '''x\uFFFDy'' of the program was not readable in this locale; expected"
        + " words in UTF-8 and a locale of it, such as LC_ALL=C.UTF-8'",
    "--restart --, -- is followed by nothing; expected -- PROGRAM ARG ..."
  })
  @DisplayName("are refused with what was expected")
  void refused(String words, String reason) {
    UsageException refusal = assertThrows(UsageException.class, () -> read(words.split(" ")));
    assertEquals(reason, refusal.reason());
  }

  @Test
  @DisplayName("belong to those alone who run a program")
  void noProgramElsewhere() {
    Options options = new StatusSubcommand().options();
    UsageException refusal =
        assertThrows(UsageException.class, () -> options.parse(List.of("--", "job")));
    assertEquals("unknown option --", refusal.reason());
  }

  private static Optional<ProgramPlan> read(String... words) throws UsageException {
    Arguments arguments = LeadingOptions.addTo(Options.COMMON).parse(List.of(words));
    return LeadingOptions.apply(arguments, Election.builder("a"));
  }
}
