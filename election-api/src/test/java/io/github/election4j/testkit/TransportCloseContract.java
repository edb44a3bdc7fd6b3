/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Member;
import io.github.election4j.spi.Transport;
import io.github.election4j.spi.TransportContext;
import io.github.election4j.wire.Reply;
import io.github.election4j.wire.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The part of {@link TransportContract} that is about {@link Transport#close()}: a test for each
 * sentence of its documentation. Extend {@link TransportContract}, which includes it.
 */
public abstract class TransportCloseContract extends TransportHarness {

  @Test
  @DisplayName("close ends every pending call with an IOException, long before the timeout")
  void closeEndsPendingCalls() throws Exception {
    CountDownLatch gate = gate(1);
    Peer silent = serve("a", request -> grantedAfter(gate, request));
    Peer caller = serve("b");
    List<Future<Reply>> pending = new ArrayList<>();
    for (int round = 0; round < 16; round++) {
      pending.add(callAsync(caller, silent.member(), heartbeat(round), Duration.ofDays(1)));
    }
    awaitThat("all requests have arrived", () -> silent.handler().begun.get() >= 16);
    caller.transport().close();
    pending.forEach(TransportHarness::assertFailsWithIo);
  }

  @Test
  @DisplayName("A call after close throws IOException")
  void callAfterClose() throws Exception {
    Peer answerer = serve("a");
    Peer caller = serve("b");
    caller.transport().close();
    assertFailsWithIo(callAsync(caller, answerer.member(), heartbeat(1), Duration.ofDays(1)));
    assertEquals(0, answerer.handler().begun.get());
  }

  @Test
  @DisplayName("A call that races with close ends")
  void callsRaceWithClose() throws Exception {
    Peer answerer = serve("a");
    for (int attempt = 0; attempt < 20; attempt++) {
      Peer caller = serve("b");
      CountDownLatch first = gate(1);
      List<Future<Boolean>> callers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        callers.add(async(() -> callUntilFailure(caller, answerer.member(), first)));
      }
      pass(first);
      caller.transport().close();
      for (Future<Boolean> ended : callers) {
        assertTrue(get(ended));
      }
    }
  }

  @Test
  @DisplayName("What the address stands for is free again when close returns")
  void addressIsFreeAfterClose() throws Exception {
    Peer caller = serve("a");
    Peer first = serve("b");
    Member member = first.member();
    get(callAsync(caller, member, heartbeat(1), LONG));
    first.transport().close();
    for (long incarnation = 2; incarnation < 6; incarnation++) {
      TransportContext context = new TransportContext(GROUP, member, incarnation);
      Peer next = assertDoesNotThrow(() -> serve(context, TransportHarness::granted));
      assertEquals(incarnation, round(callUntilAnswered(caller, member, heartbeat(incarnation))));
      next.transport().close();
    }
  }

  @Test
  @DisplayName(
      "The handler is not called again once close has returned, however many calls are under way")
  void handlerIsNotCalledAfterClose() throws Exception {
    Peer caller = serve("a");
    Peer closing = serve("b");
    AtomicBoolean stop = new AtomicBoolean();
    List<Future<Boolean>> callers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      callers.add(async(() -> callUntil(stop, caller, closing.member())));
    }
    awaitThat("calls are under way", () -> closing.handler().begun.get() >= 100);
    closing.transport().close();
    int begun = closing.handler().begun.get();
    for (int round = 0; round < 5; round++) {
      assertFailsWithIo(
          callAsync(caller, closing.member(), heartbeat(round), Duration.ofMillis(20)));
    }
    stop.set(true);
    for (Future<Boolean> ended : callers) {
      get(ended);
    }
    assertEquals(begun, closing.handler().begun.get());
  }

  @Test
  @DisplayName("A peer that closes does not leave its callers waiting beyond their timeout")
  void closeOfThePeer() throws Exception {
    CountDownLatch gate = gate(1);
    Peer closing = serve("a", request -> grantedAfter(gate, request));
    Peer caller = serve("b");
    Future<Reply> pending =
        callAsync(caller, closing.member(), heartbeat(1), Duration.ofSeconds(1));
    awaitThat("the request has arrived", () -> closing.handler().begun.get() > 0);
    Future<Boolean> closed = async(() -> closeIt(closing.transport()));
    assertFailsWithIo(pending);
    assertTrue(get(closed));
  }

  @Test
  @DisplayName("close is bounded, though a handler does not return")
  void closeIsBounded() throws Exception {
    CountDownLatch gate = gate(1);
    Peer stuck = serve("a", request -> grantedAfter(gate, request));
    Peer caller = serve("b");
    Future<Reply> unanswered =
        callAsync(caller, stuck.member(), heartbeat(1), Duration.ofSeconds(1));
    awaitThat("the request has arrived", () -> stuck.handler().begun.get() > 0);
    assertTrue(get(async(() -> closeIt(stuck.transport()))));
    assertEquals(1, gate.getCount());
    assertFailsWithIo(unanswered);
  }

  @Test
  @DisplayName("close is idempotent and may be called by several threads at once")
  void closeIsIdempotent() throws Exception {
    Peer peer = serve("a");
    List<Future<Boolean>> closes = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      closes.add(async(() -> closeIt(peer.transport())));
    }
    for (Future<Boolean> closed : closes) {
      assertTrue(get(closed));
    }
    assertDoesNotThrow(() -> peer.transport().close());
  }

  @Test
  @DisplayName("close of a transport that never served works, and frees its address")
  void closeWithoutServe() throws Exception {
    TransportContext context = new TransportContext(GROUP, Member.of("a", freshAddress()), 1);
    open(context).close();
    assertDoesNotThrow(() -> open(context).close());
  }

  @Test
  @DisplayName("close may be called from within a handler, and does not wait for that handler")
  void closeFromAHandler() throws Exception {
    AtomicReference<Transport> own = new AtomicReference<>();
    CountDownLatch closed = gate(1);
    Peer closing =
        serve(
            "a",
            request -> {
              own.get().close();
              closed.countDown();
              return granted(request);
            });
    own.set(closing.transport());
    Peer caller = serve("b");
    Future<Reply> repliedOrNot =
        callAsync(caller, closing.member(), heartbeat(1), Duration.ofSeconds(2));
    awaitThat("close has returned in the handler", () -> closed.getCount() == 0);
    awaitThat("the call has ended", repliedOrNot::isDone);
    assertFailsWithIo(async(() -> closing.transport().call(caller.member(), heartbeat(2), LONG)));
    assertDoesNotThrow(() -> open(new TransportContext(GROUP, closing.member(), 2)));
  }

  @Test
  @DisplayName(
      "close by an interrupted thread does not wait, keeps the interrupt, and closes all the same")
  void closeWhileInterrupted() throws Exception {
    CountDownLatch gate = gate(1);
    Peer stuck = serve("a", request -> grantedAfter(gate, request));
    Peer caller = serve("b");
    Future<Reply> unanswered =
        callAsync(caller, stuck.member(), heartbeat(1), Duration.ofSeconds(1));
    awaitThat("the request has arrived", () -> stuck.handler().begun.get() > 0);
    Future<Boolean> stillInterrupted =
        async(
            () -> {
              Thread.currentThread().interrupt();
              stuck.transport().close();
              return Thread.currentThread().isInterrupted();
            });
    assertTrue(get(stillInterrupted));
    assertFailsWithIo(unanswered);
    assertFailsWithIo(async(() -> stuck.transport().call(caller.member(), heartbeat(2), LONG)));
  }

  @Test
  @DisplayName("peersChanged after close throws nothing and starts nothing")
  void peersChangedAfterClose() throws Exception {
    Peer peer = serve("a");
    Member other = Member.of("b", freshAddress());
    peer.transport().close();
    assertDoesNotThrow(() -> peer.transport().peersChanged(List.of(other)));
    awaitThat("all threads have ended", () -> liveThreads().isEmpty());
  }

  @Test
  @DisplayName("All threads of the transport end with close")
  void allThreadsEnd() throws Exception {
    List<Peer> peers = List.of(serve("a"), serve("b"), serve("c"));
    for (Peer from : peers) {
      List<Member> others =
          peers.stream().filter(peer -> !peer.equals(from)).map(Peer::member).toList();
      from.transport().peersChanged(others);
      for (Member to : others) {
        get(callAsync(from, to, heartbeat(1), LONG));
      }
    }
    peers.forEach(peer -> peer.transport().close());
    awaitThat("all threads have ended", () -> liveThreads().isEmpty());
  }

  /** A reply that is given only when a latch has opened. */
  static Reply grantedAfter(CountDownLatch gate, Request request) {
    pass(gate);
    return granted(request);
  }

  private static boolean closeIt(Transport transport) {
    transport.close();
    return true;
  }

  private static boolean callUntilFailure(Peer from, Member to, CountDownLatch answered)
      throws InterruptedException {
    try {
      for (long round = 0; true; round++) {
        from.transport().call(to, heartbeat(round), LONG);
        answered.countDown();
      }
    } catch (IOException closed) {
      return true;
    }
  }

  private static boolean callUntil(AtomicBoolean stop, Peer from, Member to)
      throws InterruptedException {
    for (long round = 0; !stop.get(); round++) {
      try {
        from.transport().call(to, heartbeat(round), Duration.ofMillis(20));
      } catch (IOException closed) {
        Thread.onSpinWait();
      }
    }
    return true;
  }
}
