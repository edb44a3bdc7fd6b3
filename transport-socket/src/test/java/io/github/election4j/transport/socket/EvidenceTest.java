/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Member;
import io.github.election4j.wire.WireCodec;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

@DisplayName("Evidence that a peer's process is gone")
class EvidenceTest {

  private static final Hello B = new Hello(Node.GROUP, "b", 1);

  @Test
  @DisplayName("comes at once when the process is killed, and once")
  void killedProcess(TestReporter reporter) throws Exception {
    Member b = Member.of("b", Ports.freeAddress());
    try (Node a = Node.serve("a")) {
      a.transport.peersChanged(List.of(b));
      Process process = PeerProcess.start(b, a.member);
      try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
        assertEquals("serving", out.readLine());
        assertEquals(1, a.callUntilAnswered(b, 1));
        Node.awaitThat("b is connected too", () -> a.provider.statistics().accepted() == 1);
        a.suspicions.clear();
        long start = System.nanoTime();
        process.destroyForcibly();
        Node.awaitThat(
            "the end was reported: " + a.suspicions,
            () -> a.suspicions.contains("b CONNECTION_ENDED"));
        reporter.publishEntry(
            "microseconds from kill to evidence", "" + (System.nanoTime() - start) / 1_000);
        Node.awaitThat(
            "the refusal was reported: " + a.suspicions,
            () -> a.suspicions.contains("b CONNECT_REFUSED"));
        for (int call = 0; call < 20; call++) {
          assertThrows(IOException.class, () -> a.call(b, 2));
        }
        assertEquals(List.of("b CONNECTION_ENDED", "b CONNECT_REFUSED"), List.copyOf(a.suspicions));
        assertEquals(List.of("b 1 after 0"), List.copyOf(a.refusals));
      } finally {
        process.destroyForcibly();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
      }
    }
  }

  @Test
  @DisplayName("is a connection from a known peer that ends, though no call was made")
  void incomingConnectionEnds() throws Exception {
    try (Node a = Node.serve("a")) {
      a.transport.peersChanged(List.of(Member.of("b", Ports.freeAddress())));
      Stranger b = Stranger.greet(a, B);
      assertEquals(Frame.Kind.HELLO, b.read().kind());
      b.close();
      Node.awaitThat("the end was reported", () -> a.suspicions.contains("b CONNECTION_ENDED"));
    }
  }

  @Test
  @DisplayName("is not the end of one connection while the one of the other direction goes on")
  void oneOfTwoConnections() throws Exception {
    try (Node a = Node.serve("a");
        Node b = Node.serve("b")) {
      a.transport.peersChanged(List.of(b.member));
      assertEquals(1, a.callUntilAnswered(b.member, 1));
      int sockets = a.transport.sockets();
      Stranger incoming = Stranger.greet(a, B);
      assertEquals(Frame.Kind.HELLO, incoming.read().kind());
      awaitServed(a, incoming);
      incoming.close();
      Node.awaitThat("its end was seen", () -> a.transport.sockets() == sockets);
      assertEquals(List.of(), List.copyOf(a.suspicions));
    }
  }

  @Test
  @DisplayName("is not a refusal while the peer is connected to this side, but when that ends too")
  void refusedThoughConnected() throws Exception {
    try (Node a = Node.serve("a")) {
      Member refusing = Member.of("b", Ports.freeAddress());
      Stranger incoming = Stranger.greet(a, B);
      assertEquals(Frame.Kind.HELLO, incoming.read().kind());
      awaitServed(a, incoming);
      a.transport.peersChanged(List.of(refusing));
      for (int call = 0; call < 20; call++) {
        assertThrows(IOException.class, () -> a.call(refusing, 1));
      }
      assertEquals(List.of(), List.copyOf(a.suspicions));
      incoming.close();
      Node.awaitThat(
          "both were reported: " + a.suspicions,
          () -> a.suspicions.containsAll(List.of("b CONNECTION_ENDED", "b CONNECT_REFUSED")));
    }
  }

  @Test
  @DisplayName("is not the end of the only connection if another one can be made, however often")
  void madeAgain() throws Exception {
    try (Node a = Node.serve("a");
        ServerSocket b = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      a.transport.peersChanged(List.of(Member.of("b", "127.0.0.1:" + b.getLocalPort())));
      for (int connection = 0; connection < 4; connection++) {
        Socket accepted = b.accept();
        Frames.read(accepted.getInputStream(), Hello.MAX_BYTES);
        accepted.getOutputStream().write(B.toFrame().toBytes());
        accepted.close();
      }
      assertEquals(List.of(), List.copyOf(a.suspicions));
      // Somebody accepts, as a proxy would, and the peer is not there.
      b.accept().close();
      Node.awaitThat("the end was reported", () -> a.suspicions.contains("b CONNECTION_ENDED"));
      assertEquals(1, a.suspicions.size());
    }
  }

  @Test
  @DisplayName(
      "is the end of the newest connection, though the network has kept the end of another")
  void replacedConnection() throws Exception {
    Member refusing = Member.of("b", Ports.freeAddress());
    try (Node a = Node.serve("a")) {
      a.transport.peersChanged(List.of(refusing));
      try (Stranger first = Stranger.greet(a, B)) {
        Stranger second = greetWhenServed(a, first);
        assertEquals(Frame.Kind.HELLO, second.read().kind());
        awaitServed(a, second);
        awaitServed(a, second);
        assertThrows(IOException.class, () -> a.call(refusing, 1));
        assertFalse(a.suspicions.contains("b CONNECTION_ENDED"));
        second.close();
        assertEquals(Optional.empty(), first.readToTheEnd());
        Node.awaitThat("the end was reported", () -> a.suspicions.contains("b CONNECTION_ENDED"));
      }
    }
  }

  @Test
  @DisplayName("is not the end of one of two connections that are both used")
  void bothUsed() throws Exception {
    try (Node a = Node.serve("a")) {
      a.transport.peersChanged(List.of(Member.of("b", Ports.freeAddress())));
      try (Stranger first = Stranger.greet(a, B)) {
        Stranger second = greetWhenServed(a, first);
        assertEquals(Frame.Kind.HELLO, second.read().kind());
        awaitServed(a, second);
        awaitServed(a, first);
        second.close();
        Node.awaitThat("its end was seen", () -> a.transport.sockets() == 2);
        awaitServed(a, first);
        assertFalse(a.suspicions.contains("b CONNECTION_ENDED"));
      }
    }
  }

  private static Stranger greetWhenServed(Node a, Stranger first) throws IOException {
    assertEquals(Frame.Kind.HELLO, first.read().kind());
    awaitServed(a, first);
    return Stranger.greet(a, B);
  }

  @Test
  @DisplayName("is no connection that the peer gave up while this side was stopped")
  void connectionsGivenUpWhileStopped() throws Exception {
    try (Node stopped = Node.openOnly(Member.of("a", Ports.freeAddress()))) {
      for (int i = 0; i < 20; i++) {
        Stranger.greet(stopped, B).close();
      }
      try (Stranger last = Stranger.greet(stopped, B)) {
        stopped.transport.serve(stopped);
        assertEquals(Frame.Kind.HELLO, last.read().kind());
        for (int i = 0; i < 20; i++) {
          awaitServed(stopped, last);
        }
      }
      Node.awaitThat("only the port is left", () -> stopped.transport.sockets() == 1);
    }
  }

  /** An answered request shows that the connection is past its handshake. */
  private static void awaitServed(Node a, Stranger stranger) throws IOException {
    byte[] request = new WireCodec(Node.GROUP).encode(Node.heartbeat(1));
    assertEquals(
        Frame.Kind.REPLY, stranger.send(new Frame(Frame.Kind.REQUEST, 1, request)).read().kind());
    assertTrue(a.origins.size() > 0);
  }

  @Test
  @DisplayName("is a later incarnation where the peer is, and not one that merely says so")
  void laterIncarnation() throws Exception {
    Member b = Member.of("b", Ports.freeAddress());
    try (Node a = Node.serve("a")) {
      Node before = Node.serve(new SocketTransport(), b, 1);
      a.transport.peersChanged(List.of(b));
      assertEquals(1, a.callUntilAnswered(b, 1));
      try (Stranger later = Stranger.greet(a, new Hello(Node.GROUP, "b", Long.MAX_VALUE))) {
        assertEquals(Frame.Kind.HELLO, later.read().kind());
        awaitServed(a, later);
        assertEquals(2, a.call(b, 2));
        assertEquals(List.of(), List.copyOf(a.suspicions));
      }
      before.close();
      try (Node after = Node.serve(new SocketTransport(), b, 2)) {
        Node.awaitThat("it was reported", () -> a.suspicions.contains("b NEW_INCARNATION"));
        assertEquals(3, after.call(a.member, 3));
      }
    }
  }

  @Test
  @DisplayName("is not given about those who are no peers, nor after close")
  void nobodysEvidence() throws Exception {
    Node a = Node.serve("a");
    try (Node b = Node.serve("b")) {
      a.transport.peersChanged(List.of(b.member));
      assertEquals(1, a.callUntilAnswered(b.member, 1));
      Stranger unknown = Stranger.greet(a, new Hello(Node.GROUP, "unknown", 1));
      assertEquals(Frame.Kind.HELLO, unknown.read().kind());
      unknown.close();
      Stranger operator = Stranger.greet(a, Hello.ofOperator(Node.GROUP));
      assertEquals(Frame.Kind.HELLO, operator.read().kind());
      operator.close();
      a.close();
      Node.awaitThat("all has ended", () -> a.transport.liveThreads().isEmpty());
      assertEquals(List.of(), List.copyOf(a.suspicions));
    }
  }
}
