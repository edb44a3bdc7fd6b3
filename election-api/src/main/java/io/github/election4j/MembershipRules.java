/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import io.github.election4j.spi.TransportProvider;
import io.github.election4j.wire.WireLimits;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules that a list of members keeps. */
final class MembershipRules {

  private final Faults faults;
  private final Optional<TransportProvider> transport;

  /**
   * Reports to {@code faults}; without a transport the form of addresses is not judged, since its
   * absence is a fault already.
   */
  MembershipRules(Faults faults, Optional<TransportProvider> transport) {
    this.faults = faults;
    this.transport = transport;
  }

  /** Checks the founders of a cluster, of whom the member itself must be one. */
  void checkFounders(String ownId, List<Member> founders, int minimumQuorum) {
    checkName("id", ownId);
    if (founders.isEmpty()) {
      faults.add(
          "members",
          founders,
          "expected all members, this one included: member(id, address), or joining(address) to"
              + " join a cluster");
      return;
    }
    if (founders.size() > WireLimits.MAX_MEMBERS) {
      faults.add(
          "number of members", founders.size(), "expected at most " + WireLimits.MAX_MEMBERS);
    }
    if (founders.stream().noneMatch(member -> member.id().equals(ownId))) {
      faults.add(
          "id", ownId, "expected one of the members " + founders.stream().map(Member::id).toList());
    }
    checkEach(founders);
    checkVoters(founders, minimumQuorum);
  }

  /** Checks the members that a cluster is to have after a recovery. */
  void checkRecovered(List<Member> members) {
    checkEach(members);
    checkVoters(members, 1);
  }

  /** Checks one member by itself. */
  void checkMember(Member member) {
    checkName("member id", member.id());
    String setting = "address of member '" + member.id() + "'";
    int bytes = member.address().getBytes(StandardCharsets.UTF_8).length;
    if (bytes == 0 || bytes > WireLimits.MAX_ADDRESS_BYTES) {
      faults.add(
          setting,
          member.address(),
          "expected 1 to " + WireLimits.MAX_ADDRESS_BYTES + " bytes of UTF-8");
    } else {
      checkForm(setting, member.address());
    }
    if (member.priority() < 0 || member.priority() > WireLimits.MAX_PRIORITY) {
      faults.add(
          "priority of member '" + member.id() + "'",
          member.priority(),
          "expected 0 (a witness, which votes and never leads) to " + WireLimits.MAX_PRIORITY);
    }
  }

  private void checkForm(String setting, String address) {
    transport
        .flatMap(provider -> addressFault(provider, address))
        .ifPresent(rule -> faults.add(setting, address, rule));
  }

  /**
   * A transport comes from outside: if it fails to judge, that is one more fault to report, not the
   * end of the report.
   */
  private static Optional<String> addressFault(TransportProvider provider, String address) {
    try {
      return provider.addressFault(address);
    } catch (RuntimeException failure) {
      return Optional.of(
          "expected transport '%s' to judge it, but that failed: %s"
              .formatted(provider.name(), failure));
    }
  }

  private void checkEach(List<Member> founders) {
    Set<String> ids = new HashSet<>();
    Set<String> addresses = new HashSet<>();
    for (Member member : founders) {
      checkMember(member);
      if (!ids.add(member.id())) {
        faults.add("member id", member.id(), "expected to occur once among the members");
      }
      if (!addresses.add(member.address())) {
        faults.add(
            "address of member '" + member.id() + "'",
            member.address(),
            "expected to belong to one member only");
      }
    }
  }

  private void checkVoters(Collection<Member> founders, int minimumQuorum) {
    long voters = founders.stream().filter(Member::voter).count();
    if (founders.stream().noneMatch(member -> member.voter() && member.priority() > 0)) {
      faults.add(
          "members",
          founders,
          "expected at least one voter of a priority above 0, or nobody can lead");
    } else if (minimumQuorum > voters) {
      faults.add(
          "minimumQuorum",
          minimumQuorum,
          "expected at most the number of voters (%d)".formatted(voters));
    }
  }

  private void checkName(String setting, String name) {
    if (!WireLimits.isName(name)) {
      faults.add(setting, name, WireLimits.NAME_RULE);
    }
  }
}
