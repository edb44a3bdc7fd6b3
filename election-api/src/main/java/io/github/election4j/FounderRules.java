/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import io.github.election4j.ConfigurationException.Fault;
import io.github.election4j.spi.TransportProvider;
import io.github.election4j.wire.WireLimits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a member that is about to start must say of the members, itself included. */
final class FounderRules {

  private final Faults faults;
  private final Optional<TransportProvider> transport;

  /**
   * Reports to {@code faults}; without a transport the form of addresses is not judged, since its
   * absence is a fault already.
   */
  FounderRules(Faults faults, Optional<TransportProvider> transport) {
    this.faults = faults;
    this.transport = transport;
  }

  /** Checks the founders of a cluster, of whom the member itself must be one. */
  void checkFounders(String ownId, List<Member> founders, int minimumQuorum) {
    if (!WireLimits.isName(ownId)) {
      faults.add("id", ownId, WireLimits.NAME_RULE);
    }
    if (founders.isEmpty()) {
      faults.add(
          "members",
          founders,
          "expected all members, this one included: member(id, address), or joining(address) to"
              + " join a cluster");
      return;
    }
    if (founders.stream().noneMatch(member -> member.id().equals(ownId))) {
      faults.add(
          "id", ownId, "expected one of the members " + founders.stream().map(Member::id).toList());
    }
    List<Fault> ofMembers = MembershipRules.faults(founders, minimumQuorum, this::addressFault);
    faults.addAll(ofMembers);
    if (ofMembers.isEmpty()) {
      transport.ifPresent(provider -> checkPlaces(provider, founders));
    }
  }

  /** Two members at one place would be one process, which answers for both. */
  private void checkPlaces(TransportProvider provider, List<Member> founders) {
    Map<String, Set<String>> places = placesOf(provider, founders);
    Map<String, Member> known = new HashMap<>();
    for (Member member : founders) {
      for (String place : places.getOrDefault(member.address(), Set.of())) {
        Member other = known.putIfAbsent(place, member);
        if (other != null && !other.equals(member)) {
          faults.add(
              "address of member '" + member.id() + "'",
              member.address(),
              "expected another place than that of member '%s': both this and %s lead to %s"
                  .formatted(other.id(), other.address(), place));
          break;
        }
      }
    }
  }

  /** Nobody is kept from starting by a transport that cannot say where addresses lead. */
  private static Map<String, Set<String>> placesOf(
      TransportProvider provider, List<Member> founders) {
    try {
      return provider.destinations(founders.stream().map(Member::address).toList());
    } catch (RuntimeException unknown) {
      return Map.of();
    }
  }

  /** Checks a member that knows nobody but itself. */
  void checkJoining(Member self) {
    faults.addAll(MembershipRules.faults(self, this::addressFault));
  }

  private Optional<String> addressFault(String address) {
    return transport.flatMap(provider -> addressFault(provider, address));
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
}
