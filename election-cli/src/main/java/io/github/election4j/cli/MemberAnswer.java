/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli;

import io.github.election4j.Member;
import io.github.election4j.wire.ControlReply.StatusReply;
import io.github.election4j.wire.ControlReply.Tenure;
import java.time.Duration;
import java.util.Locale;

/** What came of asking one member for its status. */
sealed interface MemberAnswer {

  /**
   * Who was asked.
   *
   * @return the member as the command line names it
   */
  Member member();

  /**
   * Its row in the table.
   *
   * @return one cell for each column that there is something to say in
   */
  String[] cells();

  /**
   * The same for a program.
   *
   * @return an object
   */
  JsonWriter json();

  /**
   * The member answered.
   *
   * @param member who was asked
   * @param status its answer
   * @param roundTrip how long it took, connecting included
   */
  record Reached(Member member, StatusReply status, Duration roundTrip) implements MemberAnswer {

    @Override
    public String[] cells() {
      Tenure tenure = status.tenure();
      return new String[] {
        member.id(),
        member.address(),
        role() + (tenure.active() ? " (active)" : ""),
        Long.toString(status.term()),
        status.leader().orElse("-"),
        tenure.configuration().id().toString(),
        tenure.active() ? milliseconds(tenure.leaseRemainingNanos()) : "-",
        milliseconds(roundTrip.toNanos())
      };
    }

    @Override
    public JsonWriter json() {
      Tenure tenure = status.tenure();
      return new JsonWriter()
          .put("id", member.id())
          .put("address", member.address())
          .put("reachable", true)
          .put("role", role())
          .put("active", tenure.active())
          .put("term", status.term())
          .put("leader", status.leader())
          .put("configuration", tenure.configuration().id().toString())
          .put("leaseRemainingMicros", tenure.leaseRemainingNanos() / 1_000)
          .put("roundTripMicros", roundTrip.toNanos() / 1_000);
    }

    private String role() {
      return status.role().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String milliseconds(long nanos) {
      return "%d.%d ms".formatted(nanos / 1_000_000, nanos / 100_000 % 10);
    }
  }

  /**
   * The member did not answer, or somebody else did.
   *
   * @param member who was asked
   * @param reason why there is no status of it
   */
  record Unreachable(Member member, String reason) implements MemberAnswer {

    @Override
    public String[] cells() {
      return new String[] {member.id(), member.address(), "unreachable: " + reason};
    }

    @Override
    public JsonWriter json() {
      return new JsonWriter()
          .put("id", member.id())
          .put("address", member.address())
          .put("reachable", false)
          .put("reason", reason);
    }
  }
}
