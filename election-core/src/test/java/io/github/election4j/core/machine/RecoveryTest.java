/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.ConfigurationMember;
import io.github.election4j.wire.VoteRecord;
import io.github.election4j.wire.VoteRecord.Ballot;
import io.github.election4j.wire.WireLimits;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
  @DisplayName("Its last era is the last one that a message can carry")
  void lastEra() {
    long last = WireLimits.MAX_TERM / ERA * ERA;
    assertEquals(last, recovered(last - 1, 0).ballot().term());
    Invariants.BrokenException broken =
        assertThrows(Invariants.BrokenException.class, () -> recovered(last, 0));
    assertTrue(broken.reason().contains("term " + last), broken.reason());
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
