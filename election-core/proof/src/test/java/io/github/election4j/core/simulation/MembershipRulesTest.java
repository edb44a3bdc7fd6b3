/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.election4j.Activation;
import io.github.election4j.Member;
import io.github.election4j.core.machine.Lease;
import io.github.election4j.core.machine.MachineSettings;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.ConfigurationMember;
import io.github.election4j.wire.VoteRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@DisplayName("The checker of changes of members")
class MembershipRulesTest {

  private static final int A = 0;
  private static final int B = 1;
  private static final int C = 2;
  private static final int D = 3;
  private static final Configuration FIRST = configuration(0, 1, "a", "b", "c");

  private final Roster roster =
      new Roster(
          List.of(Member.of("a", ""), Member.of("b", ""), Member.of("c", ""), Member.of("d", "")));
  private final MembershipRules rules = new MembershipRules(roster, 1);

  private static Configuration configuration(long term, long version, String... voters) {
    List<ConfigurationMember> members = new ArrayList<>();
    for (String voter : voters) {
      members.add(
          new ConfigurationMember(voter, "", 1, true, ConfigurationMember.UNKNOWN_IDENTITY));
    }
    return new Configuration(new ConfigurationId(term, version), members);
  }

  private OptionalLong stores(int node, long term, Configuration configuration) {
    rules.writes(node, configuration);
    return rules.stores(
        node,
        new VoteRecord(
            new VoteRecord.Ballot(term, Optional.empty()), configuration, 0, 1, 100 + node));
  }

  private static void assertBreaks(Invariant expected, Executable history) {
    assertEquals(expected, assertThrows(Violation.class, history).invariant());
  }

  /** The leader a of term 1 has its configuration held by all founders. */
  private Configuration founded() {
    for (int founder : new int[] {A, B, C}) {
      stores(founder, 0, FIRST);
    }
    Configuration restamped = configuration(1, 1, "a", "b", "c");
    for (int founder : new int[] {A, B, C}) {
      stores(founder, 1, restamped);
    }
    return restamped;
  }

  @Test
  @DisplayName("lets a leader add and remove voters, one by one, each step confirmed")
  void allowsRightSteps() {
    founded();
    Configuration grown = configuration(1, 2, "a", "b", "c", "d");
    assertEquals(OptionalLong.of(0b0111), stores(A, 1, grown));
    assertEquals(OptionalLong.empty(), stores(B, 1, grown));
    stores(D, 1, grown);
    rules.confirms(A, grown);
    assertEquals(OptionalLong.of(0b1111), stores(A, 1, configuration(1, 3, "a", "b", "d")));
  }

  @Test
  @DisplayName("sees two voters changed in a step, and a new leader that begins with others")
  void seesTwoVoters() {
    founded();
    assertBreaks(Invariant.ONE_VOTER_A_STEP, () -> stores(A, 1, configuration(1, 2, "a")));
    assertBreaks(Invariant.ONE_VOTER_A_STEP, () -> stores(B, 2, configuration(2, 1, "a", "b")));
  }

  @Test
  @DisplayName("sees a change, and a word of one, before a quorum held the configuration before")
  void seesHastyChange() {
    founded();
    stores(A, 1, configuration(1, 2, "a", "b", "c", "d"));
    stores(B, 1, configuration(1, 2, "a", "b", "c", "d"));
    assertBreaks(
        Invariant.CHANGED_WHEN_CONFIRMED,
        () -> rules.confirms(A, configuration(1, 2, "a", "b", "c", "d")));
    assertBreaks(
        Invariant.CHANGED_WHEN_CONFIRMED, () -> stores(A, 1, configuration(1, 3, "a", "b", "c")));
  }

  @Test
  @DisplayName("does not take for a confirmation what is held in a later term")
  void seesConfirmationOfLaterTerm() {
    founded();
    Configuration grown = configuration(1, 2, "a", "b", "c", "d");
    stores(A, 1, grown);
    stores(B, 1, grown);
    stores(C, 2, grown);
    assertBreaks(Invariant.CHANGED_WHEN_CONFIRMED, () -> rules.confirms(A, grown));
  }

  @Test
  @DisplayName("sees two configurations that can both elect, without a voter in common")
  void seesDisjointQuorums() {
    Configuration first = founded();
    Configuration four = configuration(1, 2, "a", "b", "c", "d");
    for (int node : new int[] {A, B, D}) {
      stores(node, 1, four);
    }
    Configuration three = configuration(1, 3, "a", "b", "d");
    stores(A, 1, three);
    stores(D, 1, three);
    rules.confirms(A, three);
    // While b holds a newer configuration, c elects nobody. Were b to fall back, b and c could
    // elect, and a and d too.
    assertBreaks(Invariant.CONFIGURATIONS_OVERLAP, () -> stores(B, 1, first));
  }

  @Test
  @DisplayName("knows that a member whose disk was wiped cannot elect where it is known")
  void forgetsWiped() {
    founded();
    Configuration known =
        configuration(1, 2, "a", "b", "c")
            .mapMembers(member -> member.withIdentity(100 + roster.index(member.id())));
    for (int node : new int[] {A, B, C}) {
      stores(node, 1, known);
    }
    rules.wiped(C);
    rules.stores(C, new VoteRecord(new VoteRecord.Ballot(0, Optional.empty()), FIRST, 0, 1, 999));
    Configuration without =
        known.withMembers(new ConfigurationId(1, 3), known.members().subList(0, 2));
    assertEquals(OptionalLong.of(0b0111), stores(A, 1, without));
    assertEquals(OptionalLong.empty(), stores(B, 1, without));
  }

  @Test
  @DisplayName("sees a leader with a configuration of another term")
  void seesWrongTerm() {
    rules.leads(A, 1, new ConfigurationId(1, 1));
    assertBreaks(
        Invariant.CONFIGURATION_IN_ITS_TERM, () -> rules.leads(B, 2, new ConfigurationId(1, 1)));
  }

  @Test
  @DisplayName("sees a lease that is renewed by promises made before the voters were changed")
  void seesLeaseCarriedOver() {
    MachineSettings settings =
        new MachineSettings(
            new MachineSettings.Timing(30, 100, 200, 2_000), 100, 0, 1, Activation.WHEN_EXCLUSIVE);
    LeaseLedger ledger = new LeaseLedger(roster, A, settings);
    ledger.promised(1, B, 1_000);
    ledger.electorateChanges(1, 0b0111, 1_050);
    ledger.holds(1, new Lease(true, 0, 1_100), 1_050, 0b1111);
    ledger.promised(1, C, 1_040);
    ledger.promised(1, D, 1_040);
    assertBreaks(
        Invariant.LEASE_WAS_PROMISED,
        () -> ledger.holds(1, new Lease(true, 0, 1_140), 1_060, 0b1111));
    ledger.promised(1, D, 1_060);
    ledger.promised(1, C, 1_060);
    ledger.holds(1, new Lease(true, 0, 1_160), 1_070, 0b1111);
  }
}
