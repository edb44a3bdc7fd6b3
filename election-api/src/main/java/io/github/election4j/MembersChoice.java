/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import io.github.election4j.spi.ElectionPlan.ExpectedMembers;
import io.github.election4j.spi.TransportProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Who the members are, as a builder is told: a list of them, how they are found, or nobody. */
final class MembersChoice {

  private static final int FEWEST_EXPECTED = 2;

  private final String id;
  private final List<Member> named = new ArrayList<>();
  private Optional<String> joiningAddress = Optional.empty();
  private Optional<ExpectedMembers> expected = Optional.empty();
  private OptionalInt ownPriority = OptionalInt.empty();

  MembersChoice(String id) {
    this.id = id;
  }

  void name(Member member) {
    named.add(member);
  }

  void join(String address) {
    joiningAddress = Optional.of(address);
  }

  void expect(ExpectedMembers members) {
    expected = Optional.of(members);
  }

  void prefer(int priority) {
    ownPriority = OptionalInt.of(priority);
  }

  /** How the founders are found, if they are. */
  Optional<ExpectedMembers> expected() {
    return expected;
  }

  /** The list of the founders; empty if there is none. */
  List<Member> founders() {
    return expected.isPresent() ? List.of() : listed();
  }

  /** The member that is to be started, if it was named. */
  Optional<Member> self() {
    return joiningAddress
        .map(address -> withOwnPriority(Member.of(id, address)))
        .or(() -> listed().stream().filter(member -> member.id().equals(id)).findFirst());
  }

  private List<Member> listed() {
    return named.stream().map(this::withOwnPriority).toList();
  }

  private Member withOwnPriority(Member member) {
    return member.id().equals(id) && ownPriority.isPresent()
        ? member.withPriority(ownPriority.getAsInt())
        : member;
  }

  /** Reports what is wrong with all this. */
  void check(Faults faults, Optional<TransportProvider> transport, int minimumQuorum) {
    FounderRules rules = new FounderRules(faults, transport);
    if (joiningAddress.isPresent()) {
      rules.checkJoining(self().orElseThrow());
      checkJoining(faults);
    } else if (expected.isPresent()) {
      rules.checkFounders(id, listed(), 1);
      checkExpected(faults, expected.get().count(), minimumQuorum);
    } else {
      rules.checkFounders(id, listed(), minimumQuorum);
    }
  }

  private void checkJoining(Faults faults) {
    if (!named.isEmpty() || expected.isPresent()) {
      faults.add(
          "joining",
          joiningAddress,
          "expected no members beside it: a joining member learns them from the leader");
    }
  }

  private void checkExpected(Faults faults, int count, int minimumQuorum) {
    int fewest = Math.max(FEWEST_EXPECTED, minimumQuorum);
    if (count < fewest) {
      faults.add(
          "expectMembers",
          count,
          "expected at least %d members that find one another".formatted(fewest));
    }
    if (named.size() > 1) {
      faults.add(
          "members",
          named.stream().map(Member::id).toList(),
          "expected this one alone beside expectMembers, which finds the others");
    }
  }
}
