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
import io.github.election4j.spi.NonBlockingTransport;
import io.github.election4j.spi.ReplyReceiver;
import io.github.election4j.spi.RequestHandler;
import io.github.election4j.spi.RequestRefusedException;
import io.github.election4j.spi.Transport;
import io.github.election4j.spi.TransportContext;
import io.github.election4j.wire.Reply;
import io.github.election4j.wire.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What a {@link NonBlockingTransport} keeps beside the {@link TransportContract}, which this
 * includes: a test for each sentence of its documentation and of {@link RequestHandler#receive}.
 */
public abstract class NonBlockingTransportContract extends TransportContract {

  /** Remembers what it was told, in the order in which it was. */
  private static final class Told implements ReplyReceiver {
    private final LinkedBlockingQueue<Object> outcomes = new LinkedBlockingQueue<>();

    @Override
    public void replied(Reply reply) {
      outcomes.add(reply);
    }

    @Override
    public void failed(IOException reason) {
      outcomes.add(reason);
    }

    private Object next() throws InterruptedException {
      return Optional.<Object>ofNullable(outcomes.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .orElseGet(() -> new AssertionError("nothing was told"));
    }

    private long awaitRound() throws InterruptedException {
      return round(assertInstanceOf(Reply.class, next()));
    }

    private void awaitFailure() throws InterruptedException {
      assertInstanceOf(IOException.class, next());
    }
  }

  /** A handler that keeps the answers that it is to give. */
  private static final class KeptAnswers implements RequestHandler {
    private final LinkedBlockingQueue<Answer> answers = new LinkedBlockingQueue<>();

    @Override
    public Reply handle(Request request, Origin origin) throws RequestRefusedException {
      throw new RequestRefusedException("receive was to be called");
    }

    @Override
    public void receive(Request request, Origin origin, Answer answer) {
      answers.add(answer);
    }

    private Answer next() throws InterruptedException {
      return Optional.ofNullable(answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .orElseThrow();
    }
  }

  private static NonBlockingTransport nonBlocking(Transport transport) {
    return assertInstanceOf(NonBlockingTransport.class, transport);
  }

  private static Told send(Peer from, Member to, Request request, Duration timeout) {
    Told told = new Told();
    nonBlocking(from.transport()).send(to, request, timeout, told);
    return told;
  }

  private Member serving(RequestHandler handler) throws IOException {
    Member member = Member.of("kept", freshAddress());
    open(new TransportContext(GROUP, member, 1)).serve(handler);
    return member;
  }

  // Sending.

  @Test
  @DisplayName("A request that is sent arrives as it was, and its reply is told once")
  void replyIsToldOnce() throws Exception {
    Peer answerer = serve("a");
    Peer caller = serve("b");
    Told told = send(caller, answerer.member(), heartbeat(7), LONG);
    assertEquals(granted(heartbeat(7)), told.next());
    assertEquals(8, send(caller, answerer.member(), heartbeat(8), LONG).awaitRound());
    assertEquals(heartbeat(7), answerer.handler().received.poll());
    assertTrue(told.outcomes.isEmpty());
  }

  @Test
  @DisplayName("send works before serve")
  void sendBeforeServe() throws Exception {
    Peer answerer = serve("a");
    Transport notServing = open(new TransportContext(GROUP, Member.of("b", freshAddress()), 1));
    Told told = new Told();
    nonBlocking(notServing).send(answerer.member(), heartbeat(3), LONG, told);
    assertEquals(3, told.awaitRound());
  }

  @Test
  @DisplayName("send returns though the peer does not answer, and though nobody is there")
  void sendDoesNotBlock() throws Exception {
    CountDownLatch gate = gate(1);
    Peer silent = serve("a", request -> grantedAfter(gate, request));
    Peer caller = serve("b");
    Member nobody = Member.of("nobody", freshAddress());
    List<Told> unanswered = new ArrayList<>();
    List<Told> failed = new ArrayList<>();
    for (int round = 0; round < 100; round++) {
      unanswered.add(send(caller, silent.member(), heartbeat(round), LONG));
      failed.add(send(caller, nobody, heartbeat(round), SHORT));
    }
    // All hundred are under way at the same time, from one thread.
    assertEquals(1, gate.getCount());
    gate.countDown();
    for (int round = 0; round < 100; round++) {
      assertEquals(round, unanswered.get(round).awaitRound());
      failed.get(round).awaitFailure();
    }
  }

  @Test
  @DisplayName("A request that is not answered fails when its time is up, and only once")
  void sendIsBoundedByItsTimeout() throws Exception {
    CountDownLatch gate = gate(1);
    Peer slow =
        serve("a", request -> round(request) == 1 ? grantedAfter(gate, request) : granted(request));
    Peer caller = serve("b");
    Told told = send(caller, slow.member(), heartbeat(1), SHORT);
    told.awaitFailure();
    gate.countDown();
    assertEquals(2, send(caller, slow.member(), heartbeat(2), LONG).awaitRound());
    assertTrue(told.outcomes.isEmpty());
  }

  @Test
  @DisplayName("A timeout that is not positive is refused")
  void timeoutMustBePositive() throws Exception {
    Peer caller = serve("a");
    NonBlockingTransport transport = nonBlocking(caller.transport());
    for (Duration wrong : List.of(Duration.ZERO, Duration.ofMillis(-1))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> transport.send(caller.member(), heartbeat(1), wrong, new Told()));
    }
  }

  @Test
  @DisplayName(
      "send by an interrupted thread works, keeps the interrupt, and harms no other request")
  void sendWhileInterrupted() throws Exception {
    CountDownLatch gate = gate(1);
    Peer answerer =
        serve("a", request -> round(request) == 1 ? grantedAfter(gate, request) : granted(request));
    Peer caller = serve("b");
    Told other = send(caller, answerer.member(), heartbeat(1), LONG);
    awaitThat("the other request has arrived", () -> answerer.handler().begun.get() == 1);
    Queue<Told> sent = new ConcurrentLinkedQueue<>();
    Future<Boolean> stillInterrupted =
        async(
            () -> {
              Thread.currentThread().interrupt();
              for (int round = 2; round < 50; round++) {
                sent.add(send(caller, answerer.member(), heartbeat(round), LONG));
              }
              return Thread.currentThread().isInterrupted();
            });
    assertTrue(get(stillInterrupted));
    long round = 2;
    for (Told told : sent) {
      assertEquals(round++, told.awaitRound());
    }
    gate.countDown();
    assertEquals(1, other.awaitRound());
  }

  @Test
  @DisplayName("A receiver may send, and may close the transport: no lock is held around it")
  void receiverMaySendAndClose() throws Exception {
    Peer answerer = serve("a");
    Peer caller = serve("b");
    Told second = new Told();
    Told third = new Told();
    ReplyReceiver chain =
        new ReplyReceiver() {
          @Override
          public void replied(Reply reply) {
            nonBlocking(caller.transport())
                .send(answerer.member(), heartbeat(round(reply) + 1), LONG, closing(second));
          }

          private ReplyReceiver closing(Told told) {
            return new ReplyReceiver() {
              @Override
              public void replied(Reply reply) {
                caller.transport().close();
                nonBlocking(caller.transport()).send(answerer.member(), heartbeat(9), LONG, third);
                told.replied(reply);
              }

              @Override
              public void failed(IOException reason) {
                told.failed(reason);
              }
            };
          }

          @Override
          public void failed(IOException reason) {
            second.failed(reason);
          }
        };
    nonBlocking(caller.transport()).send(answerer.member(), heartbeat(1), LONG, chain);
    assertEquals(2, second.awaitRound());
    third.awaitFailure();
  }

  @Test
  @DisplayName("A receiver that throws changes nothing for other requests")
  void brokenReceiver() throws Exception {
    Peer answerer = serve("a");
    Peer caller = serve("b");
    ReplyReceiver broken =
        new ReplyReceiver() {
          @Override
          public void replied(Reply reply) {
            throw new IllegalStateException("a fault of the receiver, for the test");
          }

          @Override
          public void failed(IOException reason) {
            throw new StackOverflowError("a fault of the receiver, for the test");
          }
        };
    NonBlockingTransport transport = nonBlocking(caller.transport());
    transport.send(answerer.member(), heartbeat(1), LONG, broken);
    transport.send(Member.of("nobody", freshAddress()), heartbeat(2), SHORT, broken);
    assertEquals(3, send(caller, answerer.member(), heartbeat(3), LONG).awaitRound());
    assertEquals(4, send(caller, answerer.member(), heartbeat(4), LONG).awaitRound());
  }

  @Test
  @DisplayName("close fails every request that is under way, and every later one")
  void closeFailsWhatWasSent() throws Exception {
    CountDownLatch gate = gate(1);
    Peer silent = serve("a", request -> grantedAfter(gate, request));
    Peer caller = serve("b");
    List<Told> pending = new ArrayList<>();
    for (int round = 0; round < 16; round++) {
      pending.add(send(caller, silent.member(), heartbeat(round), Duration.ofDays(1)));
    }
    awaitThat("all requests have arrived", () -> silent.handler().begun.get() >= 16);
    caller.transport().close();
    pending.add(send(caller, silent.member(), heartbeat(16), Duration.ofDays(1)));
    for (Told told : pending) {
      told.awaitFailure();
    }
    assertEquals(16, silent.handler().begun.get());
  }

  // Receiving.

  @Test
  @DisplayName("An answer may be given later, by any thread, and only the first one counts")
  void answerIsGivenOnce() throws Exception {
    Peer caller = serve("a");
    NonBlockingTransport unused = nonBlocking(caller.transport());
    KeptAnswers kept = new KeptAnswers();
    Member answerer = serving(kept);
    Told first = send(caller, answerer, heartbeat(1), LONG);
    RequestHandler.Answer answerToFirst = kept.next();
    Told second = send(caller, answerer, heartbeat(2), LONG);
    kept.next().reply(granted(heartbeat(2)));
    assertEquals(2, second.awaitRound());
    answerToFirst.reply(granted(heartbeat(1)));
    answerToFirst.reply(granted(heartbeat(1)));
    answerToFirst.refuse("too late");
    answerToFirst.workOut(() -> granted(heartbeat(1)));
    assertEquals(1, first.awaitRound());
    Told third = send(caller, answerer, heartbeat(3), LONG);
    kept.next().reply(granted(heartbeat(3)));
    assertEquals(3, third.awaitRound());
    assertTrue(first.outcomes.isEmpty());
  }

  @Test
  @DisplayName("A request that is refused, or that receive throws at, fails at the caller alone")
  void refusedByReceive() throws Exception {
    Peer caller = serve("a");
    NonBlockingTransport unused = nonBlocking(caller.transport());
    Member answerer =
        serving(
            new RequestHandler() {
              @Override
              public Reply handle(Request request, Origin origin) {
                throw new IllegalStateException("receive was to be called");
              }

              @Override
              public void receive(Request request, Origin origin, Answer answer) {
                switch ((int) round(request)) {
                  case 1 -> answer.refuse("refused, for the test");
                  case 2 -> throw new StackOverflowError("a fault of the handler, for the test");
                  case 3 ->
                      answer.workOut(
                          () -> {
                            throw new RequestRefusedException("refused later, for the test");
                          });
                  default -> answer.reply(granted(request));
                }
              }
            });
    for (int round = 1; round <= 3; round++) {
      send(caller, answerer, heartbeat(round), LONG).awaitFailure();
    }
    assertEquals(4, send(caller, answerer, heartbeat(4), LONG).awaitRound());
  }

  @Test
  @DisplayName("An answer after close changes nothing and throws nothing")
  void answerAfterClose() throws Exception {
    Peer caller = serve("a");
    NonBlockingTransport unused = nonBlocking(caller.transport());
    KeptAnswers kept = new KeptAnswers();
    Member member = Member.of("kept", freshAddress());
    Transport answerer = open(new TransportContext(GROUP, member, 1));
    answerer.serve(kept);
    Told told = send(caller, member, heartbeat(1), Duration.ofSeconds(1));
    RequestHandler.Answer answer = kept.next();
    answerer.close();
    answer.reply(granted(heartbeat(1)));
    answer.workOut(() -> granted(heartbeat(1)));
    answer.refuse("too late");
    told.awaitFailure();
    assertFalse(kept.answers.contains(answer));
  }
}
