/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.cli.console.Arguments;
import io.github.election4j.cli.console.UsageException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The options by which members find one another")
class DiscoveryOptionsTest {

  private static Arguments read(String... words) throws UsageException {
    return new RunSubcommand().options().parse(List.of(words));
  }

  @Test
  @DisplayName("describe a member that is known by its host's name, or by its address")
  void describe() throws UsageException {
    Arguments given = read("--expect", "3", "--discover", "web:7400");
    assertTrue(DiscoveryOptions.describe("web-0", given).isPresent());
    assertTrue(DiscoveryOptions.describe("web-0", read("--member", "a=b:1")).isEmpty());
    assertTrue(DiscoveryOptions.isAddress("10.0.0.1"));
    assertTrue(DiscoveryOptions.isAddress("fe80:0:0:0:0:0:0:1"));
    assertFalse(DiscoveryOptions.isAddress("10.0.0.1-web"));
    assertFalse(DiscoveryOptions.isAddress("web-0"));
  }

  @ParameterizedTest
  @CsvSource({
    "--expect 3, --discover is missing; expected --expect N and --discover NAME:PORT together",
    "--discover web:1, --expect is missing; expected --expect N and --discover NAME:PORT together",
    "--expect 1 --discover web:1, --expect is '1'; expected a whole number from 2 to 255",
    "--expect 3 --discover web, '--discover is ''web''; expected NAME:PORT with a port from 1 to"
        + " 65535, such as web:7400'",
    "--expect 3 --discover web:x, '--discover is ''web:x''; expected NAME:PORT with a port from 1"
        + " to 65535, such as web:7400'",
    "--expect 3 --discover web:1 --joining, '--expect is given with --member or --joining; expected"
        + " neither, ELECTION_MEMBERS included: the members are found'",
  })
  @DisplayName("are refused with what was expected")
  void refused(String words, String message) throws UsageException {
    Arguments given = read(words.split(" "));
    UsageException refusal =
        assertThrows(UsageException.class, () -> DiscoveryOptions.describe("web-0", given));
    assertEquals(message.replaceAll("''", "'"), refusal.reason());
  }
}
