/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

import io.github.election4j.wire.ControlReply.PeersReply;
import io.github.election4j.wire.WireFormatException.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Writes and reads how a member sees the others. */
final class PeersFormat {

  private PeersFormat() {}

  static void write(WireWriter out, PeersReply reply) {
    out.writeText(reply.memberId());
    writeOptionalText(out, reply.diagnosis());
    out.writeShort(reply.peers().size());
    for (PeerReport peer : reply.peers()) {
      out.writeText(peer.id());
      out.writeText(peer.address());
      writeOptionalLong(out, peer.contact().sinceNanos());
      writeOptionalLong(out, peer.contact().roundTripNanos());
      writeOptionalText(out, peer.trouble());
      out.writeBoolean(peer.useless());
    }
    out.writeShort(reply.counters().size());
    reply
        .counters()
        .forEach(
            (name, count) -> {
              out.writeText(name);
              out.writeLong(count);
            });
  }

  static PeersReply read(WireReader in) throws WireFormatException {
    String memberId = in.readName("member id");
    Optional<String> diagnosis = readOptionalText(in, "diagnosis", WireLimits.MAX_TEXT_BYTES);
    int count = in.readShort();
    WireLimits.requireRange("number of peers", count, 0, WireLimits.MAX_MEMBERS);
    List<PeerReport> peers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      peers.add(
          new PeerReport(
              in.readName("member id"),
              in.readText("member address", WireLimits.MAX_ADDRESS_BYTES),
              new PeerReport.Contact(readOptionalLong(in), readOptionalLong(in)),
              readOptionalText(in, "trouble", PeerReport.MAX_TROUBLE_BYTES),
              in.readBoolean()));
    }
    return new PeersReply(memberId, diagnosis, peers, readCounters(in));
  }

  private static Map<String, Long> readCounters(WireReader in) throws WireFormatException {
    int count = in.readLength("list of counters", WireLimits.MAX_COUNTERS);
    Map<String, Long> counters = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      String name = in.readName("counter");
      if (counters.put(name, in.readLong()) != null) {
        throw new WireFormatException(
            Fault.BAD_VALUE, "a counter occurs twice; expected each once");
      }
    }
    return counters;
  }

  private static void writeOptionalText(WireWriter out, Optional<String> text) {
    out.writeBoolean(text.isPresent());
    text.ifPresent(out::writeText);
  }

  private static Optional<String> readOptionalText(WireReader in, String what, int maxBytes)
      throws WireFormatException {
    return in.readBoolean() ? Optional.of(in.readText(what, maxBytes)) : Optional.empty();
  }

  private static void writeOptionalLong(WireWriter out, OptionalLong number) {
    out.writeBoolean(number.isPresent());
    number.ifPresent(out::writeLong);
  }

  private static OptionalLong readOptionalLong(WireReader in) throws WireFormatException {
    return in.readBoolean() ? OptionalLong.of(in.readLong()) : OptionalLong.empty();
  }
}
