/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.operator;

import io.github.election4j.Member;
import io.github.election4j.cli.console.JsonWriter;
import io.github.election4j.spi.ForeignPeerException;
import io.github.election4j.wire.ConfigurationMember;
import io.github.election4j.wire.ControlReply.PeersReply;
import io.github.election4j.wire.ControlReply.StatusReply;
import io.github.election4j.wire.ControlRequest.PeersRequest;
import io.github.election4j.wire.ControlRequest.StatusRequest;
import io.github.election4j.wire.PeerReport;
import io.github.election4j.wire.Reply;
import io.github.election4j.wire.WireLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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
        return new Unreachable(member, new NoAnswer("it did not answer with its status"));
      }
      if (!status.sender().id().equals(member.id())) {
        String found = "member '%s' answers at this address".formatted(status.sender().id());
        return new Unreachable(member, NoAnswer.of(new ForeignPeerException(found, false)));
      }
      return new Reached(member, status, roundTrip, Optional.empty());
    } catch (IOException noAnswer) {
      return new Unreachable(member, NoAnswer.of(noAnswer));
    }
  }

  /**
   * Asks one member also how it sees the others, which it tells those whose orders it takes.
   * Blocks.
   *
   * @param member whom to ask
   * @param caller how it is reached
   * @param timeout how long to wait for each answer
   * @return what came of it
   * @throws InterruptedException if interrupted
   */
  static MemberAnswer askAll(Member member, Caller caller, Duration timeout)
      throws InterruptedException {
    MemberAnswer answer = ask(member, caller, timeout);
    if (!(answer instanceof Reached reached)) {
      return answer;
    }
    try {
      Reply reply = caller.ask(member, new PeersRequest(), timeout);
      return reply instanceof PeersReply peers ? reached.with(peers) : reached;
    } catch (IOException noAnswer) {
      return reached;
    }
  }

  /**
   * The member answered.
   *
   * @param member who was asked
   * @param status its answer
   * @param roundTrip how long it took, connecting included
   * @param peers how it sees the others, if it was asked and tells
   */
  record Reached(Member member, StatusReply status, Duration roundTrip, Optional<PeersReply> peers)
      implements MemberAnswer {

    private static final String REFUSED = "refused-";

    Reached with(PeersReply told) {
      return new Reached(member, status, roundTrip, Optional.of(told));
    }

    /** All members that it knows, with the addresses at which they are called. */
    List<Member> knows() {
      Map<String, Member> known = new LinkedHashMap<>();
      for (ConfigurationMember named : status.configuration().members()) {
        known.put(named.id(), Member.of(named.id(), named.address()));
      }
      for (PeerReport peer : reports()) {
        known.put(peer.id(), Member.of(peer.id(), peer.address()));
      }
      return List.copyOf(known.values());
    }

    List<PeerReport> reports() {
      return peers.map(PeersReply::peers).orElse(List.of());
    }

    /** Whether it says of a member that its vote does not count. */
    boolean deniesVoteOf(String id) {
      return reports().stream().anyMatch(peer -> peer.id().equals(id) && peer.useless());
    }

    /** What it says of a cluster that is not well, a sentence for each thing. */
    List<String> complaints() {
      List<String> complaints = new ArrayList<>();
      Optional<String> diagnosis = peers.flatMap(PeersReply::diagnosis);
      diagnosis.ifPresent(why -> complaints.add(member.id() + ": " + why));
      if (diagnosis.isEmpty()) {
        reports().stream()
            .filter(peer -> peer.trouble().isPresent())
            .forEach(peer -> complaints.add(member.id() + ": " + describe(peer)));
      }
      return complaints;
    }

    /** Which messages of peers it has refused, if any. */
    Optional<String> refusals() {
      String counted =
          peers.map(PeersReply::counters).orElse(Map.of()).entrySet().stream()
              .filter(counter -> counter.getKey().startsWith(REFUSED) && counter.getValue() > 0)
              .map(
                  counter ->
                      "%s %d"
                          .formatted(
                              counter.getKey().substring(REFUSED.length()), counter.getValue()))
              .collect(Collectors.joining(", "));
      return counted.isEmpty()
          ? Optional.empty()
          : Optional.of("%s: refused since its start: %s".formatted(member.id(), counted));
    }

    private static String describe(PeerReport peer) {
      return "'%s' at %s: %s (%s)"
          .formatted(
              peer.id(),
              peer.address(),
              peer.trouble().orElse("no trouble"),
              peer.contact().sinceNanos().isPresent()
                  ? "last met %s ago"
                      .formatted(milliseconds(peer.contact().sinceNanos().getAsLong()))
                  : "never met");
    }

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
      JsonWriter json =
          new JsonWriter()
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
      peers.ifPresent(
          told ->
              json.put("diagnosis", told.diagnosis())
                  .put("peers", told.peers().stream().map(Reached::json).toList())
                  .put("counters", json(told.counters())));
      return json;
    }

    private static JsonWriter json(Map<String, Long> counters) {
      JsonWriter json = new JsonWriter();
      counters.forEach((name, count) -> json.put(name, (long) count));
      return json;
    }

    private static JsonWriter json(PeerReport peer) {
      JsonWriter json = new JsonWriter().put("id", peer.id()).put("address", peer.address());
      peer.contact().sinceNanos().ifPresent(nanos -> json.put("sinceContactMicros", nanos / 1_000));
      peer.contact()
          .roundTripNanos()
          .ifPresent(nanos -> json.put("roundTripMicros", nanos / 1_000));
      return json.put("trouble", peer.trouble());
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
   * @param why there is no status of it
   */
  record Unreachable(Member member, NoAnswer why) implements MemberAnswer {

    @Override
    public String[] cells() {
      return new String[] {member.id(), member.address(), "unreachable: " + why.reason()};
    }

    @Override
    public JsonWriter json() {
      return new JsonWriter()
          .put("id", member.id())
          .put("address", member.address())
          .put("reachable", false)
          .put("reason", why.sentence());
    }
  }
}
