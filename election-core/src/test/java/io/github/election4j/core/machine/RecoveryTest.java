/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Member;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.ConfigurationMember;
import io.github.election4j.wire.VoteRecord;
import io.github.election4j.wire.VoteRecord.Ballot;
import io.github.election4j.wire.WireLimits;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Design, section 5: a cluster that has lost its majority goes on with other members. */
class RecoveryTest {

  private static final long ERA = 1L << 40;
  private static final long PROMISE = 150;

  private static VoteRecord held(long term) {
    return new VoteRecord(
        new Ballot(term, Optional.of("a")),
        Members.founding(MachineDriver.membersOf("a", "b", "c")),
        PROMISE,
        7,
        99);
  }

  private static VoteRecord recovered(long term, long longestLease) {
    return Recovery.recovered(held(term), MachineDriver.membersOf("a", "d"), longestLease);
  }

  @ParameterizedTest(name = "from {0} to {1} eras")
  @CsvSource({"0, 1", "1, 2", "2, 3"})
  @DisplayName(
      "Its term is the first of the next era, above all that the lost members can have had")
  void nextEra(long before, long after) {
    assertEquals(after * ERA, recovered(before * ERA, 0).ballot().term());
    assertEquals(after * ERA, recovered(before * ERA + ERA - 1, 0).ballot().term());
    assertEquals(Optional.empty(), recovered(before * ERA, 0).ballot().vote());
  }

  @Test
  @DisplayName("Its last era is the last one that elections can be held in")
  void lastEra() {
    long last = Recovery.LAST_ERA * ERA;
    assertTrue(last + ERA - 1 < WireLimits.MAX_TERM);
    assertEquals(last, recovered(last - 1, 0).ballot().term());
    assertEquals(OptionalInt.empty(), Recovery.eraAfter(held(last)));
    assertEquals(OptionalInt.empty(), Recovery.eraAfter(held(WireLimits.MAX_TERM)));
  }

  @ParameterizedTest(name = "from term {0}")
  @ValueSource(longs = {5, ERA, WireLimits.MAX_TERM})
  @DisplayName("A record that is not trusted gives nothing but the identity, and a person the rest")
  void distrust(long term) {
    Configuration strange =
        new Configuration(
            new ConfigurationId(term, 1L << 62),
            List.of(new ConfigurationMember("x", "h:9", 1, true, 0)));
    VoteRecord spoiled =
        new VoteRecord(
            new Ballot(term, Optional.of("x")),
            strange,
            WireLimits.MAX_PROMISE_NANOS,
            Long.MAX_VALUE,
            99);
    List<Member> members = MachineDriver.membersOf("a", "d");
    VoteRecord after = Recovery.distrusting(spoiled, members, PROMISE, 3);
    assertEquals(new Ballot(3 * ERA, Optional.empty()), after.ballot());
    assertEquals(new ConfigurationId(3 * ERA, 2), after.configuration().id());
    assertEquals(Members.founding(members).origin(), after.configuration().origin());
    assertEquals(PROMISE, after.longestPromiseNanos());
    assertEquals(1, after.incarnation());
    assertEquals(99, after.identity());
  }

  @Test
  @DisplayName("A configuration that belongs to no cluster gets the origin of its new members")
  void unknownOrigin() {
    VoteRecord held =
        new VoteRecord(
            new Ballot(5, Optional.empty()),
            new Configuration(ConfigurationId.FIRST, held(5).configuration().members()),
            PROMISE,
            7,
            99);
    List<Member> members = MachineDriver.membersOf("a", "d");
    assertEquals(
        Members.founding(members).origin(),
        Recovery.recovered(held, members, 0).configuration().origin());
  }

  @Test
  @DisplayName("Its members are newcomers, in a configuration of the new term and the old cluster")
  void members() {
    Configuration configuration = recovered(5, 0).configuration();
    assertEquals(new ConfigurationId(ERA, 2), configuration.id());
    assertEquals(held(5).configuration().origin(), configuration.origin());
    assertEquals(
        List.of("a", "d"), configuration.members().stream().map(ConfigurationMember::id).toList());
    assertTrue(configuration.members().stream().noneMatch(ConfigurationMember::isIdentified));
  }

  @Test
  @DisplayName("A promise of the lost cluster counts as outstanding, however long it may have been")
  void promises() {
    assertEquals(PROMISE + 1, recovered(5, PROMISE + 1).longestPromiseNanos());
    assertEquals(PROMISE, recovered(5, PROMISE - 1).longestPromiseNanos());
  }

  @Test
  @DisplayName("The survivor stays who it was")
  void identity() {
    VoteRecord after = recovered(5, 0);
    assertEquals(7, after.incarnation());
    assertEquals(99, after.identity());
  }
}
