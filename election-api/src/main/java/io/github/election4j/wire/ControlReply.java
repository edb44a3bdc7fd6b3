/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A reply from a member to an operator.
 *
 * @since 0.1
 */
public sealed interface ControlReply extends Reply {

  /**
   * How a member sees itself and the cluster.
   *
   * @param sender the member
   * @param role what it is
   * @param term its term
   * @param leader the id of the leader that it knows
   * @param active whether it leads with a valid lease
   * @param leaseRemainingNanos what is left of its lease in nanoseconds; 0 if it has none
   * @param configuration the configuration that it holds
   * @since 0.1
   */
  record StatusReply(
      Sender sender,
      MemberRole role,
      long term,
      Optional<String> leader,
      boolean active,
      long leaseRemainingNanos,
      Configuration configuration)
      implements ControlReply {

    /** Checks the bounds. */
    public StatusReply {
      WireLimits.requireTerm(term);
      leader.ifPresent(id -> WireLimits.requireName("leader id", id));
      WireLimits.requirePromise("lease remaining", leaseRemainingNanos);
    }
  }

  /**
   * How a member sees each of the others.
   *
   * @param memberId the id of the member that answers
   * @param diagnosis why it has no leader, or is not reached by the one there is, for a person;
   *     empty if all is well
   * @param peers the others
   * @param counters what it has counted since its start, by name; at most {@link
   *     WireLimits#MAX_COUNTERS}, in the order in which they are shown
   * @since 0.1
   */
  record PeersReply(
      String memberId,
      Optional<String> diagnosis,
      List<PeerReport> peers,
      Map<String, Long> counters)
      implements ControlReply {

    /** Checks the bounds, and copies. */
    public PeersReply {
      WireLimits.requireName("member id", memberId);
      diagnosis = diagnosis.map(PlainText::toLines);
      diagnosis.ifPresent(
          text -> WireLimits.requireText("diagnosis", text, WireLimits.MAX_TEXT_BYTES, true));
      WireLimits.requireRange("number of peers", peers.size(), 0, WireLimits.MAX_MEMBERS);
      peers = List.copyOf(peers);
      WireLimits.requireRange("number of counters", counters.size(), 0, WireLimits.MAX_COUNTERS);
      counters.forEach(
          (name, count) -> {
            WireLimits.requireName("counter", name);
            WireLimits.requireRange("count", count, 0, Long.MAX_VALUE);
          });
      // Not by Map.copyOf, which does not keep the order.
      counters = Collections.unmodifiableMap(new LinkedHashMap<>(counters));
    }
  }

  /**
   * What became of an order.
   *
   * @param outcome whether it was carried out, and if not, which kind of reason
   * @param detail a sentence for a person
   * @param leader the leader that the member knows, for an order that only the leader takes
   * @since 0.1
   */
  record OrderReply(Outcome outcome, String detail, Optional<String> leader)
      implements ControlReply {

    /** Checks the bounds. */
    public OrderReply {
      detail = PlainText.toLines(detail);
      WireLimits.requireText("detail", detail, WireLimits.MAX_TEXT_BYTES, true);
      leader.ifPresent(id -> WireLimits.requireName("leader id", id));
    }
  }

  /**
   * What became of an order. The codes are part of the wire format.
   *
   * @since 0.1
   */
  enum Outcome {
    /** Carried out. */
    DONE(0),
    /** Not carried out: the member does not take orders from there. */
    NOT_ALLOWED(1),
    /** Not carried out: the member does not lead. */
    NOT_LEADER(2),
    /** Tried, but not finished; the detail says what is in force. */
    NOT_FINISHED(3),
    /** Not carried out: the request cannot be fulfilled as it stands. */
    INVALID(4),
    /** Not carried out: another configuration is in force than the one that it was made from. */
    OUTDATED(5);

    private final int code;

    Outcome(int code) {
      this.code = code;
    }

    /**
     * The number that stands for this outcome on the wire.
     *
     * @return 0 to 255, never changed once published
     */
    public int code() {
      return code;
    }
  }
}
