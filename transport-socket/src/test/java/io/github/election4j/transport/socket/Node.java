/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import io.github.election4j.Member;
import io.github.election4j.spi.Evidence;
import io.github.election4j.spi.RequestHandler;
import io.github.election4j.spi.RequestRefusedException;
import io.github.election4j.spi.TransportContext;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.ControlReply.OrderReply;
import io.github.election4j.wire.ControlReply.Outcome;
import io.github.election4j.wire.ControlRequest;
import io.github.election4j.wire.PeerReply.HeartbeatReply;
import io.github.election4j.wire.PeerRequest.Heartbeat;
import io.github.election4j.wire.Reply;
import io.github.election4j.wire.ReplyHeader;
import io.github.election4j.wire.Request;
import io.github.election4j.wire.RequestHeader;
import io.github.election4j.wire.Sender;
import io.github.election4j.wire.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A member under test: its transport, and a handler that grants heartbeats and says what it saw.
 */
final class Node implements RequestHandler, AutoCloseable {

  static final String GROUP = "test";

  /** Long, so that a slow machine fails no test. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A heartbeat of this round is answered when {@link #gate} opens. */
  static final long HELD_ROUND = 1_000_000;

  final SocketTransport provider;
  final Member member;
  final Endpoint transport;
  final CountDownLatch gate = new CountDownLatch(1);
  final Queue<String> suspicions = new ConcurrentLinkedQueue<>();
  final Queue<String> refusals = new ConcurrentLinkedQueue<>();
  final Queue<Origin> origins = new ConcurrentLinkedQueue<>();

  private Node(SocketTransport provider, Member member, long incarnation) throws IOException {
    this.provider = provider;
    this.member = member;
    this.transport = (Endpoint) provider.open(new TransportContext(GROUP, member, incarnation));
  }

  static Node serve(String id) throws IOException {
    return serve(SocketTransport.builder().build(), Member.of(id, Ports.freeAddress()), 1);
  }

  static Node serve(SocketTransport provider, Member member, long incarnation) throws IOException {
    Node node = new Node(provider, member, incarnation);
    node.transport.serve(node);
    return node;
  }

  static Node openOnly(Member member) throws IOException {
    return new Node(new SocketTransport(), member, 1);
  }

  @Override
  public Reply handle(Request request, Origin origin) throws RequestRefusedException {
    origins.add(origin);
    return switch (request) {
      case Heartbeat heartbeat -> {
        if (heartbeat.header().round() == HELD_ROUND) {
          awaitGate();
        }
        yield granted(heartbeat);
      }
      case ControlRequest control -> new OrderReply(Outcome.DONE, "done", Optional.empty());
      default -> throw new RequestRefusedException("only heartbeats here");
    };
  }

  private void awaitGate() {
    try {
      boolean unused = gate.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void suspect(String memberId, Evidence evidence) {
    suspicions.add(memberId + " " + evidence);
  }

  @Override
  public void refused(String memberId, long incarnation) {
    refusals.add(memberId + " " + incarnation + " after " + suspicions.size());
  }

  /** Sends a heartbeat; the round of the reply. */
  long call(Member to, long round, Duration timeout) throws IOException, InterruptedException {
    HeartbeatReply reply = (HeartbeatReply) transport.call(to, heartbeat(round), timeout);
    return reply.header().round();
  }

  long call(Member to, long round) throws IOException, InterruptedException {
    return call(to, round, PATIENCE);
  }

  /** Calls until it is answered. */
  long callUntilAnswered(Member to, long round) throws InterruptedException {
    long start = System.nanoTime();
    while (true) {
      try {
        return call(to, round, Duration.ofSeconds(1));
      } catch (IOException failed) {
        if (System.nanoTime() - start > PATIENCE.toNanos()) {
          throw new AssertionError("no answer for " + PATIENCE, failed);
        }
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  @Override
  public void close() {
    gate.countDown();
    transport.close();
  }

  static Heartbeat heartbeat(long round) {
    RequestHeader header = new RequestHeader(new Sender("caller", 1, 11), 3, round);
    return new Heartbeat(header, 150_000_000, ConfigurationId.FIRST, Optional.empty());
  }

  static HeartbeatReply granted(Heartbeat heartbeat) {
    ReplyHeader header =
        new ReplyHeader(
            new Sender("answerer", 1, 12),
            3,
            heartbeat.header().round(),
            Verdict.GRANTED,
            ReplyHeader.Hints.NONE);
    return new HeartbeatReply(header, ConfigurationId.FIRST);
  }

  static void awaitThat(String what, BooleanSupplier condition) throws TimeoutException {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new TimeoutException("still not so after %s: %s".formatted(PATIENCE, what));
      }
      LockSupport.parkNanos(1_000_000);
    }
  }
}
