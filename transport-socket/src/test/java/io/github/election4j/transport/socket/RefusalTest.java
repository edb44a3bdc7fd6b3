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
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Design, section 6 rule 7: what a host itself refuses, and what is none of it. */
@DisplayName("A refusal that may prove a process dead")
class RefusalTest {

  private static void awaitEvidence(Node watcher) throws Exception {
    Node.awaitThat(
        "the refusal was evidence: " + watcher.suspicions,
        () -> watcher.suspicions.contains("b CONNECT_REFUSED"));
  }

  @Test
  @DisplayName("is one of the address where the present start was met, behind a name too")
  void whereItWasMet() throws Exception {
    try (Node a = Node.serve("a");
        Node b = Node.serve("b")) {
      Member named = Member.of("b", "localhost:" + Address.parse(b.member.address()).port());
      a.transport.peersChanged(List.of(named));
      assertEquals(1, a.callUntilAnswered(named, 1));
      b.transport.close();
      awaitEvidence(a);
      assertEquals(List.of("b 1 after 0"), List.copyOf(a.refusals));
    }
  }

  @Test
  @DisplayName("is none of another address, to which the name of the member leads now")
  void elsewhere() throws Exception {
    try (Node a = Node.serve("a");
        Node b = Node.serve("b")) {
      a.transport.peersChanged(List.of(b.member));
      assertEquals(1, a.callUntilAnswered(b.member, 1));
      a.transport.peersChanged(List.of(Member.of("b", Ports.freeAddress())));
      awaitEvidence(a);
      assertEquals(List.of(), List.copyOf(a.refusals));
    }
  }

  @Test
  @DisplayName("is none when somebody has said meanwhile to be a later start")
  void laterStartWasMet() throws Exception {
    try (Node a = Node.serve("a");
        Node b = Node.serve("b")) {
      a.transport.peersChanged(List.of(b.member));
      assertEquals(1, a.callUntilAnswered(b.member, 1));
      try (Stranger later = Stranger.greet(a, new Hello(Node.GROUP, "b", 2))) {
        assertEquals(Frame.Kind.HELLO, later.read().kind());
        b.transport.close();
        assertThrows(IOException.class, () -> a.call(b.member, 2));
      }
      awaitEvidence(a);
      assertEquals(List.of(), List.copyOf(a.refusals));
    }
  }

  @Test
  @DisplayName("is none where nobody was met")
  void neverMet() throws Exception {
    try (Node a = Node.serve("a")) {
      a.transport.peersChanged(List.of(Member.of("b", Ports.freeAddress())));
      awaitEvidence(a);
      assertEquals(List.of(), List.copyOf(a.refusals));
    }
  }

  @Test
  @DisplayName("is told from a timeout and from a reset, which the JDK has the same types for")
  void words() {
    assertTrue(HostRefusedException.isRefusal(new ConnectException("Connection refused")));
    assertTrue(
        HostRefusedException.isRefusal(new ConnectException("Connection refused: getsockopt")));
    assertFalse(HostRefusedException.isRefusal(new ConnectException("Connection timed out")));
    assertFalse(HostRefusedException.isRefusal(new ConnectException()));
    assertFalse(HostRefusedException.isRefusal(new SocketException("Connection reset")));
  }

  @Test
  @DisplayName("is met by nobody who cannot be accepted only: such a member goes on, and listens")
  void acceptFails() throws Exception {
    assertEquals(List.of(), List.copyOf(afterFailedAccept(true)));
  }

  @Test
  @DisplayName(
      "is met where the system has closed the port: the member is told, and goes on no more")
  void portIsClosed() throws Exception {
    Queue<String> told = afterFailedAccept(false);
    Node.awaitThat("it was told", () -> !told.isEmpty());
    assertTrue(told.element().contains("nothing listens"), told.element());
  }

  /** What a transport says of itself after an accept has failed. */
  private static Queue<String> afterFailedAccept(boolean listens) throws Exception {
    Queue<String> told = new ConcurrentLinkedQueue<>();
    EventLoop loop = new EventLoop("accepts", Options.DEFAULTS.threads(), told::add);
    ServerSocketChannel server = Listening.at(Address.parse("127.0.0.1:0"));
    Acceptor acceptor =
        new Acceptor(
            server,
            new Acceptor.Site(
                new Hello(Node.GROUP, "a", 1),
                SocketSecurity.PLAIN,
                new Strangers(),
                loop,
                new Allowance.Pool(Limits.DEFAULTS)),
            null,
            null,
            new Admission(Limits.DEFAULTS));
    loop.start();
    try {
      if (!listens) {
        server.close();
      }
      Queue<String> done = new ConcurrentLinkedQueue<>();
      loop.execute(() -> acceptor.failed(new SocketException("Invalid argument")));
      loop.execute(() -> done.add("done"));
      Node.awaitThat("it was tried", () -> !done.isEmpty() || !told.isEmpty());
      return told;
    } finally {
      loop.beginClose();
      server.close();
    }
  }
}
