/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Member;
import io.github.election4j.spi.RequestHandler.Origin;
import io.github.election4j.spi.RequestRefusedException;
import io.github.election4j.spi.Transport;
import io.github.election4j.spi.TransportContext;
import io.github.election4j.wire.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The part of {@link TransportContract} that is about {@link Transport#call} and about what a
 * handler does with a request: a test for each sentence of their documentation. Extend {@link
 * TransportContract}, which includes it.
 */
public abstract class TransportCallContract extends TransportCloseContract {

  // Calls.

  @Test
  @DisplayName("A request arrives as it was sent, and so does its reply")
  void requestAndReplyArriveUnchanged() throws Exception {
    Peer answerer = serve("a");
    Peer caller = serve("b");
    Reply reply = get(callAsync(caller, answerer.member(), heartbeat(7), LONG));
    assertEquals(granted(heartbeat(7)), reply);
    assertEquals(
        heartbeat(7), answerer.handler().received.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS));
  }

  @Test
  @DisplayName("A handler is told where the request came from, and who speaks there")
  void originIsGiven() throws Exception {
    Peer answerer = serve("a");
    Peer caller = serve("b");
    get(callAsync(caller, answerer.member(), heartbeat(1), LONG));
    Origin origin = answerer.handler().origins.element();
    assertFalse(origin.address().isBlank());
    assertTrue(origin.loopback(), "both members are on this machine");
    assertEquals(speaker("b"), origin.speaker());
  }

  @Test
  @DisplayName("call works before serve")
  void callBeforeServe() throws Exception {
    Peer answerer = serve("a");
    Transport notServing = open(new TransportContext(GROUP, Member.of("b", freshAddress()), 1));
    assertEquals(
        3, round(get(async(() -> notServing.call(answerer.member(), heartbeat(3), LONG)))));
  }

  @Test
  @DisplayName("call works from a platform thread too")
  void callFromAPlatformThread() throws Exception {
    Peer answerer = serve("a");
    Peer caller = serve("b");
    assertEquals(4, round(caller.transport().call(answerer.member(), heartbeat(4), LONG)));
  }

  @Test
  @DisplayName(
      "A call that is not answered ends with an IOException when its time is up, though the handler"
          + " goes on")
  void callIsBoundedByItsTimeOut() throws Exception {
    CountDownLatch gate = gate(1);
    Peer silent = serve("a", request -> grantedAfter(gate, request));
    Peer caller = serve("b");
    assertFailsWithIo(callAsync(caller, silent.member(), heartbeat(1), SHORT));
    assertEquals(1, gate.getCount());
  }

  @Test
  @DisplayName("A late reply to a call that ran out of time is not taken for the reply to another")
  void lateReplyIsDropped() throws Exception {
    CountDownLatch gate = gate(1);
    Peer slow =
        serve("a", request -> round(request) == 1 ? grantedAfter(gate, request) : granted(request));
    Peer caller = serve("b");
    assertFailsWithIo(callAsync(caller, slow.member(), heartbeat(1), SHORT));
    Future<Reply> second = callAsync(caller, slow.member(), heartbeat(2), LONG);
    gate.countDown();
    assertEquals(2, round(get(second)));
    assertEquals(3, round(get(callAsync(caller, slow.member(), heartbeat(3), LONG))));
  }

  @Test
  @DisplayName("A call to a peer that cannot be reached ends with an IOException")
  void unreachablePeer() throws Exception {
    Peer caller = serve("a");
    Member nobody = Member.of("nobody", freshAddress());
    assertFailsWithIo(callAsync(caller, nobody, heartbeat(1), SHORT));
  }

  @Test
  @DisplayName("A peer that could not be reached is reached once it is there")
  void peerThatComesLater() throws Exception {
    Peer caller = serve("a");
    Member late = Member.of("late", freshAddress());
    assertFailsWithIo(callAsync(caller, late, heartbeat(1), SHORT));
    serve(new TransportContext(GROUP, late, 1), TransportHarness::granted);
    assertEquals(2, round(callUntilAnswered(caller, late, heartbeat(2))));
  }

  @Test
  @DisplayName("The address of the member that is called counts, not the one that it had before")
  void addressIsTakenFromTheCall() throws Exception {
    Peer caller = serve("a");
    Peer before = serve("b");
    get(callAsync(caller, before.member(), heartbeat(1), LONG));
    before.transport().close();
    Peer after =
        serve(
            new TransportContext(GROUP, Member.of("b", freshAddress()), 2),
            TransportHarness::granted);
    assertEquals(2, round(callUntilAnswered(caller, after.member(), heartbeat(2))));
  }

  @Test
  @DisplayName(
      "A request of another group is refused: the call fails and the handler is not called")
  void otherGroupIsRefused() throws Exception {
    Peer answerer = serve("a");
    Peer stranger =
        serve(
            new TransportContext("another-group", Member.of("b", freshAddress()), 1),
            TransportHarness::granted);
    assertFailsWithIo(callAsync(stranger, answerer.member(), heartbeat(1), SHORT));
    assertEquals(0, answerer.handler().begun.get());
  }

  // Many calls.

  @Test
  @DisplayName(
      "The handler is called at the same time from several threads, and many calls wait at the same"
          + " time")
  void manyCallsInParallel() throws Exception {
    int calls = 64;
    CountDownLatch all = gate(calls);
    Peer answerer =
        serve(
            "a",
            request -> {
              all.countDown();
              return grantedAfter(all, request);
            });
    Peer caller = serve("b");
    List<Future<Reply>> replies = new ArrayList<>();
    for (int round = 0; round < calls; round++) {
      replies.add(callAsync(caller, answerer.member(), heartbeat(round), LONG));
    }
    for (int round = 0; round < calls; round++) {
      assertEquals(round, round(get(replies.get(round))));
    }
  }

  @Test
  @DisplayName("A reply overtakes that of an earlier request, and each call gets its own")
  void repliesOutOfOrder() throws Exception {
    CountDownLatch second = gate(1);
    Peer answerer =
        serve(
            "a", request -> round(request) == 1 ? grantedAfter(second, request) : granted(request));
    Peer caller = serve("b");
    Future<Reply> slow = callAsync(caller, answerer.member(), heartbeat(1), LONG);
    awaitThat("the first request has arrived", () -> answerer.handler().begun.get() > 0);
    assertEquals(2, round(get(callAsync(caller, answerer.member(), heartbeat(2), LONG))));
    assertFalse(slow.isDone());
    second.countDown();
    assertEquals(1, round(get(slow)));
  }

  @Test
  @DisplayName("Two members call each other at the same time, many times")
  void bothDirectionsAtOnce() throws Exception {
    Peer a = serve("a");
    Peer b = serve("b");
    List<Future<Reply>> replies = new ArrayList<>();
    for (int round = 0; round < 100; round++) {
      replies.add(callAsync(a, b.member(), heartbeat(round), LONG));
      replies.add(callAsync(b, a.member(), heartbeat(round), LONG));
    }
    for (int i = 0; i < replies.size(); i++) {
      assertEquals(i / 2, round(get(replies.get(i))));
    }
  }

  @Test
  @DisplayName(
      "A handler may itself call a peer, back to the one that asked included: no lock is held"
          + " around it")
  void handlerMayCall() throws Exception {
    AtomicReference<Peer> first = new AtomicReference<>();
    AtomicReference<Peer> second = new AtomicReference<>();
    first.set(serve("a"));
    second.set(
        serve(
            "b",
            request -> {
              try {
                return second
                    .get()
                    .transport()
                    .call(first.get().member(), heartbeat(round(request) + 1), LONG);
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            }));
    assertEquals(
        11, round(get(callAsync(first.get(), second.get().member(), heartbeat(10), LONG))));
  }

  @Test
  @DisplayName("The largest messages that there can be arrive as they were sent, several at a time")
  void largestMessages() throws Exception {
    Peer answerer = serve("a", TransportHarness::largestGrant);
    Peer caller = serve("b");
    List<Future<Reply>> replies = new ArrayList<>();
    for (int round = 0; round < 8; round++) {
      replies.add(callAsync(caller, answerer.member(), largestHeartbeat(round), LONG));
    }
    for (int round = 0; round < 8; round++) {
      assertEquals(largestGrant(largestHeartbeat(round)), get(replies.get(round)));
    }
    assertTrue(answerer.handler().received.contains(largestHeartbeat(0)));
  }

  // A handler that gives no reply.

  @Test
  @DisplayName(
      "A request that the handler refuses ends with an IOException at the caller, and the next one"
          + " is answered")
  void refusedRequest() throws Exception {
    Peer answerer =
        serve(
            "a",
            request -> {
              if (round(request) == 1) {
                throw new RequestRefusedException("closed, for the test");
              }
              return granted(request);
            });
    Peer caller = serve("b");
    assertFailsWithIo(callAsync(caller, answerer.member(), heartbeat(1), Duration.ofSeconds(1)));
    assertEquals(2, round(callUntilAnswered(caller, answerer.member(), heartbeat(2))));
  }

  @Test
  @DisplayName("A handler that throws whatever it likes, or returns null, fails that call alone")
  void brokenHandler() throws Exception {
    Peer answerer =
        serve(
            "a",
            request -> {
              if (round(request) == 1) {
                throw new IllegalStateException("a fault of the handler, for the test");
              }
              if (round(request) == 3) {
                throw new StackOverflowError("a fault of the handler, for the test");
              }
              return round(request) == 2 ? null : granted(request);
            });
    Peer caller = serve("b");
    assertFailsWithIo(callAsync(caller, answerer.member(), heartbeat(1), Duration.ofSeconds(1)));
    assertFailsWithIo(callAsync(caller, answerer.member(), heartbeat(2), Duration.ofSeconds(1)));
    assertFailsWithIo(callAsync(caller, answerer.member(), heartbeat(3), Duration.ofSeconds(1)));
    assertEquals(4, round(callUntilAnswered(caller, answerer.member(), heartbeat(4))));
  }

  // Interrupts.

  @Test
  @DisplayName(
      "A call by a thread that is already interrupted throws InterruptedException and clears the"
          + " interrupt")
  void interruptBeforeTheCall() throws Exception {
    Peer answerer = serve("a");
    Peer caller = serve("b");
    Future<Boolean> stillInterrupted =
        async(
            () -> {
              Thread.currentThread().interrupt();
              assertThrows(
                  InterruptedException.class,
                  () -> caller.transport().call(answerer.member(), heartbeat(1), LONG));
              return Thread.currentThread().isInterrupted();
            });
    assertFalse(get(stillInterrupted));
  }

  @Test
  @DisplayName(
      "An interrupt while a call waits ends it with InterruptedException, and no other call is"
          + " harmed")
  void interruptDuringTheCall() throws Exception {
    CountDownLatch gate = gate(1);
    Peer answerer = serve("a", request -> grantedAfter(gate, request));
    Peer caller = serve("b");
    AtomicReference<Thread> waiting = new AtomicReference<>();
    Future<Reply> interrupted =
        async(
            () -> {
              waiting.set(Thread.currentThread());
              return caller.transport().call(answerer.member(), heartbeat(1), LONG);
            });
    Future<Reply> other = callAsync(caller, answerer.member(), heartbeat(2), LONG);
    awaitThat("both requests have arrived", () -> answerer.handler().begun.get() >= 2);
    waiting.get().interrupt();
    ExecutionException failed = assertThrows(ExecutionException.class, () -> get(interrupted));
    assertInstanceOf(InterruptedException.class, failed.getCause());
    gate.countDown();
    assertEquals(2, round(get(other)));
    assertEquals(3, round(get(callAsync(caller, answerer.member(), heartbeat(3), LONG))));
  }
}
