/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Member;
import io.github.election4j.spi.Evidence;
import io.github.election4j.spi.RequestHandler;
import io.github.election4j.spi.TransportContext;
import io.github.election4j.wire.PeerRequest.Heartbeat;
import io.github.election4j.wire.Reply;
import io.github.election4j.wire.Request;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The transport survives")
class SurvivalTest {

  private static SocketTransport with(SocketSecurity security, ThreadFactory threads) {
    return new SocketTransport(
        new Options(
            Optional.empty(),
            Limits.DEFAULTS,
            Patience.DEFAULTS,
            (own, makers) -> security,
            threads));
  }

  private static Node serve(SocketTransport provider) throws IOException {
    return Node.serve(provider, Member.of("a", Ports.freeAddress()), 1);
  }

  @Test
  @DisplayName("that for a while no thread can be started while a peer is dialled: it tries again")
  void noNativeThread() throws Exception {
    AtomicInteger refused = new AtomicInteger();
    AtomicBoolean exhausted = new AtomicBoolean();
    ThreadFactory threads =
        body -> {
          if (exhausted.get()) {
            refused.incrementAndGet();
            throw new OutOfMemoryError("unable to create native thread, for the test");
          }
          return Thread.ofPlatform().daemon().unstarted(body);
        };
    try (Node a = serve(with(SocketSecurity.PLAIN, threads));
        Node b = Node.serve("b")) {
      // A name, for which a thread is needed that asks what it stands for.
      Member named = Member.of("b", "localhost:" + Address.parse(b.member.address()).port());
      exhausted.set(true);
      a.transport.peersChanged(List.of(named));
      IOException failed = assertThrows(IOException.class, () -> a.call(named, 1));
      assertTrue(failed.getMessage().contains("native thread"), failed.getMessage());
      Node.awaitThat("it was tried again by itself", () -> refused.get() >= 3);
      exhausted.set(false);
      Node.awaitThat("it is connected", () -> b.provider.statistics().accepted() == 1);
      assertEquals(2, a.callUntilAnswered(named, 2));
      assertEquals(List.of(), List.copyOf(a.suspicions));
    }
  }

  @Test
  @DisplayName("an Error on the way to each connection: those that come later are made")
  void errorWhileConnecting() throws Exception {
    AtomicInteger faults = new AtomicInteger(8);
    SocketSecurity faulty =
        (channel, dialled) -> {
          if (faults.getAndDecrement() > 0) {
            throw new StackOverflowError("for the test");
          }
          return SocketSecurity.PLAIN.secure(channel, dialled);
        };
    try (Node a = serve(with(faulty, Options.DEFAULTS.threads()));
        Node b = Node.serve("b")) {
      assertEquals(1, a.callUntilAnswered(b.member, 1));
      faults.set(1);
      assertEquals(2, b.callUntilAnswered(a.member, 2));
      assertEquals(3, a.callUntilAnswered(b.member, 3));
    }
  }

  @Test
  @DisplayName(
      "an Error that a connection meets while it reads: that connection ends, and no other")
  void errorWhileReading() throws Exception {
    AtomicBoolean faulty = new AtomicBoolean();
    SocketSecurity security =
        (channel, dialled) ->
            new SocketSecurity.Line() {
              private final SocketSecurity.Line plain =
                  SocketSecurity.PLAIN.secure(channel, dialled);

              @Override
              public int read(ByteBuffer target) throws IOException {
                if (dialled.isEmpty() && faulty.compareAndSet(true, false)) {
                  throw new StackOverflowError("for the test");
                }
                return plain.read(target);
              }

              @Override
              public int write(ByteBuffer source) throws IOException {
                return plain.write(source);
              }

              @Override
              public Optional<Proof> proof() {
                return plain.proof();
              }
            };
    try (Node a = serve(with(security, Options.DEFAULTS.threads()));
        Node b = Node.serve("b");
        Node c = Node.serve("c")) {
      assertEquals(1, b.call(a.member, 1));
      assertEquals(1, c.call(a.member, 1));
      faulty.set(true);
      assertThrows(IOException.class, () -> b.call(a.member, 2));
      assertEquals(2, c.call(a.member, 2));
      assertEquals(3, b.callUntilAnswered(a.member, 3));
      assertEquals(2, a.transport.sockets() - 1);
    }
  }

  @Test
  @DisplayName("a handler that throws Errors at requests and at evidence, and leaves an interrupt")
  void brokenHandler() throws Exception {
    AtomicInteger evidence = new AtomicInteger();
    RequestHandler broken =
        new RequestHandler() {
          @Override
          public Reply handle(Request request, Origin origin) {
            throw new IllegalStateException("receive was to be called");
          }

          @Override
          public void receive(Request request, Origin origin, Answer answer) {
            Heartbeat heartbeat = (Heartbeat) request;
            Thread.currentThread().interrupt();
            if (heartbeat.header().round() % 2 == 0) {
              throw new StackOverflowError("for the test");
            }
            answer.reply(Node.granted(heartbeat));
          }

          @Override
          public void suspect(String memberId, Evidence seen) {
            evidence.incrementAndGet();
            throw new StackOverflowError("for the test");
          }
        };
    Member member = Member.of("a", Ports.freeAddress());
    Endpoint endpoint =
        (Endpoint) new SocketTransport().open(new TransportContext(Node.GROUP, member, 1));
    try (endpoint;
        Node b = Node.serve("b")) {
      endpoint.serve(broken);
      endpoint.peersChanged(List.of(b.member, Member.of("c", Ports.freeAddress())));
      for (int round = 0; round < 20; round += 2) {
        int even = round;
        assertThrows(IOException.class, () -> b.call(member, even));
        assertEquals(round + 1, b.call(member, round + 1));
      }
      Node.awaitThat("the missing peer was reported", () -> evidence.get() >= 1);
      assertEquals(21, b.call(member, 21));
    }
  }

  @Test
  @DisplayName(
      "or says that it has not: the handler is told while the port still listens, then calls fail,"
          + " and the port is free")
  void deadLoop() throws Exception {
    Queue<String> reasons = new ConcurrentLinkedQueue<>();
    AtomicBoolean listened = new AtomicBoolean();
    Member member = Member.of("a", Ports.freeAddress());
    Endpoint endpoint =
        (Endpoint) new SocketTransport().open(new TransportContext(Node.GROUP, member, 1));
    try (endpoint;
        Node b = Node.serve("b")) {
      endpoint.serve(
          new RequestHandler() {
            @Override
            public Reply handle(Request request, Origin origin) {
              return Node.granted((Heartbeat) request);
            }

            @Override
            public void failed(String reason) {
              listened.set(isListening(member));
              reasons.add(reason);
            }
          });
      assertEquals(1, b.callUntilAnswered(member, 1));
      Awaited pending = new Awaited();
      endpoint.send(b.member, Node.heartbeat(Node.HELD_ROUND), Node.PATIENCE, pending);
      Node.awaitThat("the request has arrived", () -> b.origins.size() == 1);

      endpoint.loop().breakSelector();

      assertThrows(IOException.class, pending::await);
      Node.awaitThat("the handler was told: " + reasons, () -> reasons.size() == 1);
      assertThrows(
          IOException.class, () -> endpoint.call(b.member, Node.heartbeat(2), Node.PATIENCE));
      assertThrows(IOException.class, () -> b.call(member, 2));
      Node.awaitThat("the port is free", () -> !isListening(member));
      Node.serve(new SocketTransport(), member, 2).close();
    }
    assertEquals(1, reasons.size());
    assertTrue(listened.get(), "its port was closed before the member was told");
  }

  private static boolean isListening(Member member) {
    Address address = Address.parse(member.address());
    try (Socket probe = new Socket(address.host(), address.port())) {
      return probe.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }
}
