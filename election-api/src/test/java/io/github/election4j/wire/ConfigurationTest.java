/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Configuration: who belongs, who votes, and what a quorum is")
final class ConfigurationTest {

  private static final ConfigurationMember A = member("a", true);
  private static final ConfigurationMember B = member("b", true);
  private static final ConfigurationMember C = member("c", false);

  @Test
  @DisplayName("members are ordered by id, however they are given, and the caller's list is copied")
  void ordersMembers() {
    List<ConfigurationMember> given = new ArrayList<>(List.of(C, A, B));
    Configuration configuration = new Configuration(ConfigurationId.FIRST, given);
    given.clear();
    assertEquals(List.of(A, B, C), configuration.members());
    assertThrows(UnsupportedOperationException.class, () -> configuration.members().clear());
    assertEquals(configuration, new Configuration(ConfigurationId.FIRST, List.of(A, B, C)));
  }

  @Test
  @DisplayName("an id that occurs twice is refused, next to each other or not")
  void refusesDuplicates() {
    for (List<ConfigurationMember> members :
        List.of(List.of(A, A), List.of(A, B, A), List.of(B, A, member("a", false)))) {
      IllegalArgumentException thrown =
          assertThrows(
              IllegalArgumentException.class,
              () -> new Configuration(ConfigurationId.FIRST, members));
      assertTrue(thrown.getMessage().contains("'a'"), thrown.getMessage());
    }
  }

  @Test
  @DisplayName("more members than the bound are refused")
  void refusesTooMany() {
    assertEquals(WireLimits.MAX_MEMBERS, voters(WireLimits.MAX_MEMBERS).members().size());
    assertThrows(IllegalArgumentException.class, () -> voters(WireLimits.MAX_MEMBERS + 1));
  }

  @Test
  @DisplayName("each member is found by its id, and nobody else")
  void findsMembers() {
    for (int size = 0; size < 10; size++) {
      Configuration configuration = voters(size);
      for (ConfigurationMember member : configuration.members()) {
        assertEquals(Optional.of(member), configuration.member(member.id()));
        assertTrue(configuration.names(member.id()));
        assertEquals(Optional.empty(), configuration.member(member.id() + "x"));
        assertFalse(configuration.names(member.id() + "x"));
      }
      assertFalse(configuration.names(""));
      assertFalse(configuration.isVoter("zzz"));
    }
  }

  @Test
  @DisplayName("voters are those members that vote, in order, as a set that cannot be changed")
  void votersAreASet() {
    Configuration configuration =
        new Configuration(ConfigurationId.FIRST, List.of(member("0", false), A, B, C));
    Set<String> voters = configuration.voters();
    assertEquals(Set.of("a", "b"), voters);
    assertEquals(List.of("a", "b"), List.copyOf(voters));
    assertTrue(voters.contains("a") && !voters.contains("c") && !voters.contains("x"));
    assertThrows(UnsupportedOperationException.class, () -> voters.remove("a"));
    assertThrows(UnsupportedOperationException.class, () -> voters.add("c"));
    assertTrue(Configuration.NONE.voters().isEmpty());
    assertThrows(NoSuchElementException.class, () -> Configuration.NONE.voters().iterator().next());
  }

  @Test
  @DisplayName("a quorum is more than half of the voters, and observers do not count")
  void quorumSizes() {
    int[] expected = {1, 1, 2, 2, 3, 3, 4, 4};
    for (int size = 0; size < expected.length; size++) {
      assertEquals(expected[size], voters(size).quorum());
    }
    Configuration two = new Configuration(ConfigurationId.FIRST, List.of(A, B, C));
    assertEquals(2, two.quorum());
    assertFalse(two.isQuorum(Set.of("a", "c")));
    assertFalse(two.isQuorum(Set.of("a", "x", "y")));
    assertTrue(two.isQuorum(Set.of("a", "b")));
  }

  @Test
  @DisplayName("nobody is no quorum, not even of a configuration without voters")
  void emptyIsNoQuorum() {
    assertFalse(Configuration.NONE.isQuorum(Set.of()));
    assertFalse(Configuration.NONE.isQuorum(Set.of("a")));
    assertFalse(voters(1).isQuorum(Set.of()));
  }

  @Test
  @DisplayName("any two quorums of one configuration share a voter")
  void quorumsIntersect() {
    for (int size = 1; size <= 6; size++) {
      assertQuorumsIntersect(voters(size), voters(size));
    }
  }

  @Test
  @DisplayName(
      "quorums of configurations that differ by one voter share a voter (design, section 5)")
  void quorumsOfNeighboursIntersect() {
    for (int size = 1; size <= 6; size++) {
      assertQuorumsIntersect(voters(size), voters(size + 1));
    }
  }

  @Test
  @DisplayName("ids are ordered by term, then by version")
  void idsAreOrdered() {
    ConfigurationId older = new ConfigurationId(1, 9);
    ConfigurationId newer = new ConfigurationId(2, 1);
    assertTrue(newer.isNewerThan(older));
    assertTrue(new ConfigurationId(2, 2).isNewerThan(newer));
    assertFalse(newer.isNewerThan(newer));
    assertFalse(older.isNewerThan(newer));
    assertTrue(ConfigurationId.FIRST.isNewerThan(ConfigurationId.NONE));
  }

  @Test
  @DisplayName("another id, or changed members, make another configuration")
  void copies() {
    Configuration configuration = voters(3);
    ConfigurationId id = new ConfigurationId(4, 2);
    assertEquals(new Configuration(id, configuration.members()), configuration.withId(id));
    Configuration known = configuration.mapMembers(member -> member.withIdentity(7));
    assertTrue(known.members().stream().allMatch(member -> member.identity() == 7));
    assertEquals(configuration.id(), known.id());
  }

  private static void assertQuorumsIntersect(Configuration first, Configuration second) {
    for (Set<String> one : quorums(first)) {
      for (Set<String> other : quorums(second)) {
        Set<String> shared = new HashSet<>(one);
        shared.retainAll(other);
        assertFalse(shared.isEmpty(), () -> one + " and " + other);
      }
    }
  }

  private static List<Set<String>> quorums(Configuration configuration) {
    List<String> voters = List.copyOf(configuration.voters());
    List<Set<String>> quorums = new ArrayList<>();
    for (int bits = 0; bits < 1 << voters.size(); bits++) {
      Set<String> chosen = new HashSet<>();
      for (int i = 0; i < voters.size(); i++) {
        if ((bits & (1 << i)) != 0) {
          chosen.add(voters.get(i));
        }
      }
      if (configuration.isQuorum(chosen)) {
        quorums.add(chosen);
      }
    }
    return quorums;
  }

  private static Configuration voters(int count) {
    List<ConfigurationMember> members = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      members.add(member("m" + i, true));
    }
    return new Configuration(ConfigurationId.FIRST, members);
  }

  private static ConfigurationMember member(String id, boolean voter) {
    return new ConfigurationMember(id, "host:1", 1, voter, ConfigurationMember.UNKNOWN_IDENTITY);
  }
}
