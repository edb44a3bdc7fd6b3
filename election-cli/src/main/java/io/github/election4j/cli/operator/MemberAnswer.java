/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.operator;

import io.github.election4j.Member;
import io.github.election4j.cli.console.Failures;
import io.github.election4j.cli.console.JsonWriter;
import io.github.election4j.wire.ControlReply.StatusReply;
import io.github.election4j.wire.ControlRequest.StatusRequest;
import io.github.election4j.wire.Reply;
import io.github.election4j.wire.WireLimits;
import java.io.IOException;
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
   * Asks one member. Blocks.
   *
   * @param member whom to ask
   * @param caller how it is reached
   * @param timeout how long to wait for the answer
   * @return what came of it
   * @throws InterruptedException if interrupted
   */
  static MemberAnswer ask(Member member, Caller caller, Duration timeout)
      throws InterruptedException {
    long start = System.nanoTime();
    try {
      Reply reply = caller.ask(member, new StatusRequest(), timeout);
      Duration roundTrip = Duration.ofNanos(System.nanoTime() - start);
      if (!(reply instanceof StatusReply status)) {
        return new Unreachable(member, "it did not answer with its status");
      }
      if (!status.sender().id().equals(member.id())) {
        String reason = "member '%s' answers at this address".formatted(status.sender().id());
        return new Unreachable(member, reason);
      }
      return new Reached(member, status, roundTrip);
    } catch (IOException noAnswer) {
      String reason = Failures.describe(noAnswer);
      return new Unreachable(member, reason);
    }
  }

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
      return new String[] {
        member.id(),
        member.address(),
        role() + (status.active() ? " (active)" : ""),
        Long.toString(status.term()),
        status.leader().orElse("-"),
        status.configuration().id().toString(),
        lease(),
        milliseconds(roundTrip.toNanos())
      };
    }

    @Override
    public JsonWriter json() {
      return new JsonWriter()
          .put("id", member.id())
          .put("address", member.address())
          .put("reachable", true)
          .put("role", role())
          .put("active", status.active())
          .put("term", status.term())
          .put("leader", status.leader())
          .put("configuration", status.configuration().id().toString())
          .put("leaseRemainingMicros", status.leaseRemainingNanos() / 1_000)
          .put("roundTripMicros", roundTrip.toNanos() / 1_000);
    }

    private String role() {
      return status.role().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A sole voter's lease has no end, which is told as the longest that a message can hold. */
    private String lease() {
      if (!status.active()) {
        return "-";
      }
      return status.leaseRemainingNanos() < WireLimits.MAX_PROMISE_NANOS
          ? milliseconds(status.leaseRemainingNanos())
          : "no end";
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
