/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.election4j.Member;
import io.github.election4j.wire.WireCodec;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Strangers cannot")
class AttackTest {

  private static final Hello GHOST = new Hello(Node.GROUP, "ghost", 1);
  private static final Hello OPERATOR = Hello.ofOperator(Node.GROUP);

  private final List<AutoCloseable> opened = new ArrayList<>();

  private Node serve(String id, Limits limits) throws IOException {
    SocketTransport provider = new SocketTransport(Options.DEFAULTS.withLimits(limits));
    Node node = Node.serve(provider, Member.of(id, Ports.freeAddress()), 1);
    opened.add(node);
    return node;
  }

  private Stranger greet(Node node, Hello hello) throws IOException {
    Stranger stranger = Stranger.greet(node, hello);
    opened.add(stranger);
    return stranger;
  }

  private static long over(Node node, Limit limit) {
    return node.provider.counters().overLimit(limit);
  }

  private static byte[] heartbeat(long round) {
    return new WireCodec(Node.GROUP).encode(Node.heartbeat(round));
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
  }

  @Test
  @DisplayName("keep members out by holding connections, nor an operator once they are gone")
  void idleConnections() throws Exception {
    Node a = serve("a", Limits.DEFAULTS);
    Node b = serve("b", Limits.DEFAULTS);
    a.transport.peersChanged(List.of(b.member));
    List<Stranger> strangers = new ArrayList<>();
    for (int i = 0; i < 520; i++) {
      strangers.add(greet(a, i % 2 == 0 ? GHOST : OPERATOR));
    }
    Node.awaitThat(
        "the rest is refused and counted", () -> over(a, Limit.CONNECTIONS_OF_HOST) == 520 - 64);
    assertEquals(1, b.call(a.member, 1));
    for (Stranger stranger : strangers) {
      stranger.close();
    }
    Node.awaitThat("the places are free", () -> a.transport.sockets() <= 3);
    assertEquals(Frame.Kind.HELLO, greet(a, OPERATOR).read().kind());
  }

  @Test
  @DisplayName("silence a member by saying that they are it, started later")
  void laterIncarnation() throws Exception {
    Node a = serve("a", Limits.DEFAULTS);
    Node b = serve("b", Limits.DEFAULTS);
    a.transport.peersChanged(List.of(b.member));
    b.transport.peersChanged(List.of(a.member));
    assertEquals(1, a.callUntilAnswered(b.member, 1));
    assertEquals(1, b.callUntilAnswered(a.member, 1));
    long accepted = a.provider.statistics().accepted();
    for (int i = 0; i < 3; i++) {
      Stranger twin = greet(a, new Hello(Node.GROUP, "b", Long.MAX_VALUE));
      assertEquals(Frame.Kind.HELLO, twin.read().kind());
      assertEquals(2 + i, b.call(a.member, 2 + i));
      assertEquals(2 + i, a.call(b.member, 2 + i));
    }
    assertEquals(accepted + 3, a.provider.statistics().accepted());
    assertEquals(List.of(), List.copyOf(a.suspicions));
  }

  @Test
  @DisplayName(
      "hold the places of a member for good: what it used last stays, and it gets in again")
  void manyTwins() throws Exception {
    Node a = serve("a", Limits.DEFAULTS);
    Node b = serve("b", Limits.DEFAULTS);
    a.transport.peersChanged(List.of(b.member));
    b.transport.peersChanged(List.of(a.member));
    for (int i = 0; i < 40; i++) {
      Stranger unused = greet(a, new Hello(Node.GROUP, "b", 1 + i));
      assertEquals(i, b.callUntilAnswered(a.member, i));
    }
    Node.awaitThat("others had to go", () -> over(a, Limit.CONNECTIONS_OF_MEMBER) >= 36);
    assertEquals(List.of(), List.copyOf(a.suspicions));
  }

  @Test
  @DisplayName("learn from a hello what they do not need: no incarnation")
  void incarnation() throws Exception {
    Node a = serve("a", Limits.DEFAULTS);
    a.transport.peersChanged(List.of(Member.of("b", Ports.freeAddress())));
    Hello untold = new Hello(Node.GROUP, "a", Hello.NOT_TOLD);
    assertEquals(untold, Hello.read(greet(a, OPERATOR).read()));
    assertEquals(untold, Hello.read(greet(a, GHOST).read()));
    Hello told = new Hello(Node.GROUP, "a", 1);
    assertEquals(told, Hello.read(greet(a, new Hello(Node.GROUP, "b", 1)).read()));
  }

  @Test
  @DisplayName("hold memory by halves of frames: the rest must come in time, and in bounds")
  void halfFrames() throws Exception {
    Limits.Frames impatient = new Limits.Frames(1_024, 1_024, Duration.ofMillis(100));
    Node a = serve("a", Limits.DEFAULTS.withFrames(impatient));
    Stranger slow = greet(a, GHOST);
    assertEquals(Frame.Kind.HELLO, slow.read().kind());
    slow.send(new byte[] {0, 1, 0, 0, 1});
    assertEquals(Optional.empty(), slow.readToTheEnd());
    Node.awaitThat("it is counted", () -> over(a, Limit.FRAME_TIME) == 1);
    Stranger orderly = greet(a, GHOST);
    assertEquals(Frame.Kind.HELLO, orderly.read().kind());
    byte[] request = new Frame(Frame.Kind.REQUEST, 1, heartbeat(1)).toBytes();
    for (byte one : request) {
      orderly.send(new byte[] {one});
    }
    assertEquals(Frame.Kind.REPLY, orderly.read().kind());
    Node.awaitThat("all is given back", () -> a.transport.pool().bytesHeld() == 0);
  }

  @Test
  @DisplayName("stay without asking anything, unless something is worked on for them")
  void idleOperator() throws Exception {
    Limits.Connections impatient = new Limits.Connections(512, 128, 64, 4, Duration.ofMillis(100));
    Node a = serve("a", Limits.DEFAULTS.withConnections(impatient));
    Stranger waiting = greet(a, GHOST);
    assertEquals(Frame.Kind.HELLO, waiting.read().kind());
    waiting.send(new Frame(Frame.Kind.REQUEST, 7, heartbeat(Node.HELD_ROUND)));
    Stranger idle = greet(a, OPERATOR);
    assertEquals(Optional.empty(), idle.readToTheEnd());
    Node.awaitThat("it is counted", () -> over(a, Limit.IDLE_TIME) == 1);
    a.gate.countDown();
    assertEquals(7, waiting.read().correlation());
    assertEquals(Optional.empty(), waiting.readToTheEnd());
    assertEquals(0, a.provider.statistics().turnedAway());
  }

  @Test
  @DisplayName("send an operator's request of any size, nor any number of them at a time")
  void operatorsRequests() throws Exception {
    Node a = serve("a", Limits.DEFAULTS);
    Stranger large = greet(a, OPERATOR);
    assertEquals(Frame.Kind.HELLO, large.read().kind());
    large.send(new byte[] {0, 1, 0, 64});
    assertEquals(Optional.empty(), large.readToTheEnd());
    Node.awaitThat("it is counted", () -> over(a, Limit.FRAME_BYTES) == 1);
    Stranger eager = greet(a, OPERATOR);
    assertEquals(Frame.Kind.HELLO, eager.read().kind());
    for (int id = 1; id <= 17; id++) {
      eager.send(new Frame(Frame.Kind.REQUEST, id, heartbeat(Node.HELD_ROUND)));
    }
    assertEquals(17, eager.read().correlation());
    assertEquals(1, over(a, Limit.REQUESTS_OF_CONNECTION));
  }

  @Test
  @DisplayName("make a member hold what they do not read, all of them together")
  void repliesNotRead() throws Exception {
    Limits.Bytes few = new Limits.Bytes(64 << 10, 64 << 10, 256 << 10);
    Node a = serve("a", Limits.DEFAULTS.withBytes(few));
    Node b = serve("b", Limits.DEFAULTS);
    a.transport.peersChanged(List.of(b.member));
    List<Thread> greedy = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Stranger stranger = greet(a, new Hello(Node.GROUP, "ghost-" + i, 1));
      greedy.add(Thread.ofVirtual().start(() -> sendUntilTurnedAway(stranger)));
    }
    for (Thread each : greedy) {
      each.join();
    }
    assertEquals(1, b.call(a.member, 1));
    Node.awaitThat(
        "all are turned away: " + a.provider.statistics(),
        () -> a.provider.statistics().turnedAway() == 6);
    Node.awaitThat("all is given back", () -> a.transport.pool().bytesHeld() == 0);
  }

  private static void sendUntilTurnedAway(Stranger stranger) {
    byte[] request = new Frame(Frame.Kind.REQUEST, 1, heartbeat(1)).toBytes();
    try {
      while (true) {
        stranger.send(request);
      }
    } catch (IOException turnedAway) {
      return;
    }
  }
}
