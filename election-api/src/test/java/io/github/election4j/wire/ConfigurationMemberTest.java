/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A member of a configuration")
final class ConfigurationMemberTest {

  private static final ConfigurationMember MEMBER =
      new ConfigurationMember("a", "host:1", 3, true, 77);

  @Test
  @DisplayName("is a voter, a witness or an observer, and says so if it is not as most are")
  void kinds() {
    ConfigurationMember voter = new ConfigurationMember("a", "h:1", 1, true, 0);
    assertEquals(MemberKind.VOTER, voter.kind());
    assertEquals("a", voter.describe());
    assertEquals("a (witness)", voter.withPriority(0).describe());
    assertEquals("a (observer)", voter.asVoter(false).describe());
  }

  @Test
  @DisplayName("is identified once it has confirmed, with a state directory or without one")
  void identified() {
    assertFalse(MEMBER.withIdentity(ConfigurationMember.UNKNOWN_IDENTITY).isIdentified());
    assertFalse(MEMBER.withIdentity(ConfigurationMember.EXPECTED_IDENTITY).isIdentified());
    assertTrue(MEMBER.withIdentity(ConfigurationMember.VOLATILE_IDENTITY).isIdentified());
    assertTrue(MEMBER.isIdentified());
  }

  @Test
  @DisplayName("may lead if it votes and its priority is above 0")
  void mayLead() {
    assertTrue(MEMBER.mayLead());
    assertTrue(MEMBER.withPriority(1).mayLead());
    assertFalse(MEMBER.withPriority(0).mayLead());
    assertFalse(MEMBER.asVoter(false).mayLead());
  }

  @Test
  @DisplayName("keeps all else when one thing changes")
  void changes() {
    assertEquals(new ConfigurationMember("a", "host:1", 9, true, 77), MEMBER.withPriority(9));
    assertEquals(new ConfigurationMember("a", "host:1", 3, false, 77), MEMBER.asVoter(false));
    assertEquals(new ConfigurationMember("a", "host:1", 3, true, 78), MEMBER.withIdentity(78));
  }
}
