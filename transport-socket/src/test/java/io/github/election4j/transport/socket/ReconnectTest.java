/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Member;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The way to a peer")
class ReconnectTest {

  /** So long a pause that no test outlives it. */
  private static final Duration FOR_EVER = Duration.ofHours(1);

  private static Node serveWithPause(Duration pause) throws IOException {
    SocketTransport transport = SocketTransport.builder().reconnectPause(pause, pause).build();
    return Node.serve(transport, Member.of("a", Ports.freeAddress()), 1);
  }

  @Test
  @DisplayName("is not tried again within the pause after a failure: calls fail at once")
  void failsFastInThePause() throws Exception {
    try (Node a = serveWithPause(FOR_EVER)) {
      Member b = Member.of("b", Ports.freeAddress());
      assertThrows(IOException.class, () -> a.call(b, 1));
      try (Node there = Node.serve(new SocketTransport(), b, 1)) {
        IOException paused = assertThrows(IOException.class, () -> a.call(b, 2));
        assertTrue(paused.getMessage().contains("refused"), paused.getMessage());
        assertTrue(there.origins.isEmpty());
      }
    }
  }

  @Test
  @DisplayName("is tried again once the pause is over")
  void reconnectsAfterThePause() throws Exception {
    try (Node a = serveWithPause(Duration.ofMillis(1))) {
      Member b = Member.of("b", Ports.freeAddress());
      assertThrows(IOException.class, () -> a.call(b, 1));
      try (Node there = Node.serve(new SocketTransport(), b, 1)) {
        assertEquals(2, a.callUntilAnswered(b, 2));
        assertEquals(1, there.origins.size());
      }
    }
  }

  @Test
  @DisplayName("is open again at once when the peer itself connects, whatever the pause")
  void peerThatConnectsEndsThePause() throws Exception {
    try (Node a = serveWithPause(FOR_EVER)) {
      Member b = Member.of("b", Ports.freeAddress());
      assertThrows(IOException.class, () -> a.call(b, 1));
      try (Node there = Node.serve(new SocketTransport(), b, 1)) {
        assertEquals(1, there.call(a.member, 1));
        assertEquals(2, a.callUntilAnswered(b, 2));
      }
    }
  }

  @Test
  @DisplayName("to a named peer is made, and made again, though nobody calls")
  void namedPeersAreKeptConnected() throws Exception {
    try (Node a = Node.serve("a")) {
      Member b = Member.of("b", Ports.freeAddress());
      a.transport.peersChanged(List.of(b));
      for (long incarnation = 1; incarnation <= 3; incarnation++) {
        try (Node there = Node.serve(new SocketTransport(), b, incarnation)) {
          Node.awaitThat("b is connected", () -> there.provider.statistics().accepted() == 1);
        }
      }
    }
  }

  @Test
  @DisplayName("to a peer that is named no more is given up without suspecting it")
  void droppedPeers() throws Exception {
    try (Node a = Node.serve("a");
        Node b = Node.serve("b")) {
      a.transport.peersChanged(List.of(b.member));
      assertEquals(1, a.callUntilAnswered(b.member, 1));
      a.transport.peersChanged(List.of());
      Node.awaitThat("only the port is left", () -> a.transport.sockets() == 1);
      assertTrue(a.suspicions.isEmpty(), a.suspicions.toString());
      assertEquals(2, a.call(b.member, 2));
      Node.awaitThat("it is forgotten again", () -> a.transport.sockets() == 1);
    }
  }

  @Test
  @DisplayName("fails when another member is at its address")
  void otherMemberAtTheAddress() throws Exception {
    try (Node a = Node.serve("a");
        Node c = Node.serve("c")) {
      IOException failed =
          assertThrows(IOException.class, () -> a.call(Member.of("b", c.member.address()), 1));
      assertTrue(failed.getMessage().contains("expected member 'b'"), failed.getMessage());
      assertEquals(1, a.provider.statistics().turnedAway());
    }
  }

  @Test
  @DisplayName("fails when a member of another group is at its address, which says so")
  void otherGroupAtTheAddress() throws Exception {
    try (Node a = Node.serve("a")) {
      IOException failed =
          assertThrows(
              IOException.class,
              () ->
                  SocketTransport.ask(
                      a.member.address(), "other", Node.heartbeat(1), Node.PATIENCE));
      assertTrue(
          failed.getMessage().contains("group is 'other'; expected another"), failed.getMessage());
    }
  }

  @Test
  @DisplayName("is made anew when calls go unanswered on it and nothing else comes")
  void silentPeerIsGivenUp() throws Exception {
    Patience impatient = Patience.DEFAULTS.withSilence(Duration.ofMillis(50));
    AtomicInteger connections = new AtomicInteger();
    List<Socket> sockets = new ArrayList<>();
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Node a =
            Node.serve(
                new SocketTransport(Options.DEFAULTS.withPatience(impatient)),
                Member.of("a", Ports.freeAddress()),
                1)) {
      Thread.ofVirtual().start(() -> sayHelloOnly(silent, sockets, connections));
      Member b = Member.of("b", "127.0.0.1:" + silent.getLocalPort());
      Node.awaitThat(
          "a second connection was made",
          () -> {
            assertThrows(IOException.class, () -> a.call(b, 1, Duration.ofMillis(10)));
            return connections.get() >= 2;
          });
      assertTrue(a.suspicions.isEmpty(), a.suspicions.toString());
    }
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private static void sayHelloOnly(
      ServerSocket server, List<Socket> sockets, AtomicInteger connections) {
    try {
      while (true) {
        Socket socket = server.accept();
        sockets.add(socket);
        Frames.read(socket.getInputStream(), Hello.MAX_BYTES);
        socket.getOutputStream().write(new Hello(Node.GROUP, "b", 1).toFrame().toBytes());
        connections.incrementAndGet();
      }
    } catch (IOException ended) {
      connections.addAndGet(0);
    }
  }

  @Test
  @DisplayName("survives the interrupt of a call on it: other calls and the connection go on")
  void interruptHarmsNobodyElse() throws Exception {
    try (Node a = Node.serve("a");
        Node b = Node.serve("b")) {
      FutureTask<Long> other = new FutureTask<>(() -> a.call(b.member, Node.HELD_ROUND));
      Thread otherThread = Thread.ofVirtual().start(other);
      for (int i = 1; i <= 50; i++) {
        FutureTask<Long> call = new FutureTask<>(() -> a.call(b.member, Node.HELD_ROUND));
        Thread caller = Thread.ofVirtual().start(call);
        if (i % 2 == 0) {
          int begun = i / 2;
          Node.awaitThat("the call has arrived", () -> b.origins.size() >= begun);
        }
        caller.interrupt();
        ExecutionException ended =
            assertThrows(ExecutionException.class, () -> call.get(30, TimeUnit.SECONDS));
        assertInstanceOf(InterruptedException.class, ended.getCause());
      }
      b.gate.countDown();
      assertEquals(Node.HELD_ROUND, other.get(30, TimeUnit.SECONDS));
      otherThread.join();
      assertEquals(1, b.provider.statistics().accepted());
    }
  }

  @Test
  @DisplayName("is waited for by all calls together, and each only for its own time")
  void callsShareOneAttempt() throws Exception {
    Member late = Member.of("b", Ports.freeAddress());
    try (Node a = Node.serve("a");
        Node b = Node.openOnly(late)) {
      List<FutureTask<Long>> calls = new ArrayList<>();
      for (int round = 0; round < 10; round++) {
        long own = round;
        FutureTask<Long> call = new FutureTask<>(() -> a.callUntilAnswered(late, own));
        Thread unused = Thread.ofVirtual().start(call);
        calls.add(call);
      }
      assertThrows(IOException.class, () -> a.call(late, 99, Duration.ofMillis(1)));
      b.transport.serve(b);
      for (int round = 0; round < 10; round++) {
        assertEquals(round, calls.get(round).get(30, TimeUnit.SECONDS));
      }
      assertEquals(1, b.provider.statistics().accepted());
    }
  }
}
