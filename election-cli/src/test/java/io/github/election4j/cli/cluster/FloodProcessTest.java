/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Member;
import io.github.election4j.cli.cluster.Chronicle.Tenure;
import io.github.election4j.cli.event.EventLine;
import io.github.election4j.cli.testkit.ElectionImage;
import io.github.election4j.transport.socket.SocketTransport;
import io.github.election4j.wire.ControlReply.StatusReply;
import io.github.election4j.wire.ControlRequest.StatusRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The image gives each process a heap of 64 MB; {@code -Dflood.seconds} makes the flood longer. */
@DisplayName("Under all floods at once, with a heap of 64 MB, the leader stays,")
class FloodProcessTest {

  /** For so long all are there at once. */
  private static final Duration FLOOD = Duration.ofMillis(1_000 * Long.getLong("flood.seconds", 1));

  private static final Duration PATIENCE = Duration.ofSeconds(ElectionImage.PATIENCE_SECONDS);

  /** So soon after the strangers have left an operator is answered. */
  private static final Duration ANSWER = Duration.ofSeconds(2);

  private final List<AutoCloseable> opened = new ArrayList<>();

  /** What is asked of a member in a way that its security lets through. */
  private interface Operator {
    StatusReply ask(Member member, Duration timeout) throws IOException, InterruptedException;
  }

  @AfterEach
  void end() throws Exception {
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
  }

  @Test
  @DisplayName("and answers an operator soon after the strangers have left")
  void plain() throws Exception {
    expectCalm(
        UnaryOperator.identity(),
        leader -> FloodKinds.plain(LocalCluster.GROUP, leader.equals("a") ? "b" : "a"),
        (member, timeout) ->
            assertInstanceOf(
                StatusReply.class,
                SocketTransport.ask(
                    member.address(), LocalCluster.GROUP, new StatusRequest(), timeout)));
  }

  @Test
  @DisplayName("with TLS too")
  void secured() throws Exception {
    MeasuredTls tls = MeasuredTls.make();
    opened.add(tls);
    expectCalm(
        arguments -> {
          List<String> more = new ArrayList<>(arguments);
          more.addAll(tls.options(arguments.get(arguments.indexOf("--id") + 1)));
          return more;
        },
        leader -> FloodKinds.secured(LocalCluster.GROUP, leader.equals("a") ? "b" : "a"),
        (member, timeout) ->
            assertInstanceOf(
                StatusReply.class,
                SocketTransport.ask(
                    member, LocalCluster.GROUP, new StatusRequest(), timeout, tls.operator())));
  }

  /** Makes what the strangers send to the leader. */
  private interface Strangers {
    List<Flood.Kind> of(String leader) throws Exception;
  }

  private void expectCalm(
      UnaryOperator<List<String>> security, Strangers strangers, Operator operator)
      throws Exception {
    List<EventLine> events = new ArrayList<>();
    LocalCluster cluster =
        new LocalCluster(3, arguments -> launcher(security.apply(arguments)), events::add);
    opened.add(cluster);
    List<MemberProcess> processes = new ArrayList<>();
    for (Member member : cluster.members()) {
      processes.add(cluster.start(member.id()));
    }
    assertTrue(
        cluster.takeUntil(
            () -> cluster.chronicle().leaderOf(cluster.running()).isPresent(), PATIENCE));
    Tenure before = cluster.chronicle().leaderOf(cluster.running()).orElseThrow();
    Member leader =
        cluster.members().stream()
            .filter(member -> member.id().equals(before.leader()))
            .findFirst()
            .orElseThrow();

    Flood flood = Flood.of(leader, strangers.of(leader.id()));
    opened.add(flood::leave);
    flood.awaitFull();
    // Whoever ends by itself is noticed here.
    boolean unused = cluster.takeUntil(() -> false, FLOOD);
    flood.leave();

    assertEquals(before.term(), answer(operator, leader).term());
    boolean none = cluster.takeUntil(() -> false, Duration.ofMillis(1));
    assertEquals(
        List.of(before), cluster.chronicle().tenures(), () -> none + " " + events + processes);
    List<String> messages =
        processes.stream()
            .filter(process -> process.id().equals(leader.id()))
            .flatMap(process -> process.messages().stream())
            .toList();
    assertTrue(
        messages.stream().noneMatch(line -> line.contains("OutOfMemory")), messages::toString);
    assertTrue(messages.stream().anyMatch(line -> line.contains("Limit '")), messages::toString);
  }

  private static List<String> launcher(List<String> arguments) {
    List<String> words = ElectionImage.words(arguments);
    words.addAll(ElectionImage.PATIENT_TIMING);
    return words;
  }

  private static StatusReply answer(Operator operator, Member member) throws Exception {
    long start = System.nanoTime();
    Optional<IOException> refused = Optional.empty();
    while (System.nanoTime() - start < ANSWER.toNanos()) {
      try {
        return operator.ask(member, ANSWER.minusNanos(System.nanoTime() - start));
      } catch (IOException stillThere) {
        // The ends of the strangers' connections may be on their way.
        refused = Optional.of(stillThere);
      }
    }
    throw new AssertionError("no answer within " + ANSWER, refused.orElse(null));
  }
}
