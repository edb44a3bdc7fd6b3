/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import io.github.election4j.spi.TransportProvider;
import io.github.election4j.wire.WireLimits;
import java.util.List;
import java.util.Optional;

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
    faults.addAll(MembershipRules.faults(founders, minimumQuorum, this::addressFault));
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
