/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.PeerStatus;
import io.github.election4j.PeerStatus.Kind;
import io.github.election4j.PeerStatus.Trouble;
import io.github.election4j.core.machine.NodeView;
import io.github.election4j.wire.ControlReply.PeersReply;
import io.github.election4j.wire.PeerReport;
import io.github.election4j.wire.WireLimits;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** How this member sees the others, as an operator is told it. */
final class PeerReports {

  private PeerReports() {}

  static PeersReply of(MachineHost host) {
    NodeView view = host.views().current();
    return new PeersReply(
        host.self(),
        host.health().trouble(view).map(text -> MessageText.cut(text, WireLimits.MAX_TEXT_BYTES)),
        host.health().peers(view).stream().map(PeerReports::report).toList(),
        told(host.counters()));
  }

  /** A transport of the user's may count whatever it likes, under whatever names. */
  private static Map<String, Long> told(Map<String, Long> counters) {
    Map<String, Long> told = new LinkedHashMap<>();
    counters.forEach(
        (name, count) -> {
          if (told.size() < WireLimits.MAX_COUNTERS && WireLimits.isName(name) && count >= 0) {
            told.put(name, count);
          }
        });
    return told;
  }

  private static PeerReport report(PeerStatus peer) {
    return new PeerReport(
        peer.member().id(),
        peer.member().address(),
        new PeerReport.Contact(nanos(peer.sinceContact()), nanos(peer.roundTrip())),
        peer.trouble()
            .map(trouble -> MessageText.cut(trouble.detail(), PeerReport.MAX_TROUBLE_BYTES)),
        peer.trouble().map(Trouble::kind).filter(Kind.OTHER_DISK::equals).isPresent());
  }

  private static OptionalLong nanos(Optional<Duration> time) {
    return time.map(known -> OptionalLong.of(Math.max(0, known.toNanos())))
        .orElse(OptionalLong.empty());
  }
}
