/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import io.github.election4j.Member;
import io.github.election4j.spi.RequestHandler;
import io.github.election4j.spi.Transport;
import io.github.election4j.spi.TransportContext;
import io.github.election4j.wire.Reply;
import io.github.election4j.wire.Request;
import io.github.election4j.wire.WireCodec;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** The transport of one member: what listens, what calls, and their common end. */
final class Endpoint implements Transport, Acceptor.Meeting {

  private static final Logger LOGGER = System.getLogger("io.github.election4j.transport.socket");

  /** Handlers may finish what they are at; what then still runs is interrupted. */
  private static final Duration HANDLER_GRACE = Duration.ofMillis(600);

  private static final Duration CLOSE_LIMIT = Duration.ofMillis(900);

  private final Hello own;
  private final Options options;
  private final Strangers strangers;
  private final ServerSocket server;
  private final OwnThreads threads;
  private final OwnThreads handlerThreads;
  private final Suspicions suspicions = new Suspicions(this::isConnected);
  private final Peers peers;
  private final Acceptor acceptor;
  private final AtomicBoolean serving = new AtomicBoolean();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * Made by {@link SocketTransport#open}.
   *
   * @param server is bound, and belongs to this from now on
   */
  Endpoint(TransportContext context, Options options, Strangers strangers, ServerSocket server) {
    this.own = new Hello(context.group(), context.self().id(), context.incarnation());
    this.options = options;
    this.strangers = strangers;
    this.server = server;
    this.threads = new OwnThreads(own.memberId());
    this.handlerThreads = new OwnThreads(own.memberId());
    Dialer dialer = new Dialer(own, options, strangers);
    this.peers = new Peers(member -> new Peer(member, dialer, threads, suspicions));
    this.acceptor = new Acceptor(server, own, options, threads, strangers);
  }

  /** Where it listens; for tests, which let the system choose a port. */
  InetSocketAddress localAddress() {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  /** The names of the threads that have not ended. */
  List<String> liveThreads() {
    return Stream.of(threads, handlerThreads).flatMap(each -> each.names().stream()).toList();
  }

  @Override
  public void serve(RequestHandler handler) {
    if (closing.get()) {
      throw new IllegalStateException("the transport is closed; it cannot serve any more");
    }
    if (!serving.compareAndSet(false, true)) {
      throw new IllegalStateException("serve was called already; it is called once");
    }
    suspicions.reportTo(handler);
    Incoming.Service service =
        new Incoming.Service(
            handler, new WireCodec(own.group()), handlerThreads, options.limits(), strangers);
    if (!threads.start("accept", () -> acceptor.run(service, this))) {
      throw new IllegalStateException("the transport is closed; it cannot serve any more");
    }
  }

  @Override
  public Reply call(Member member, Request request, Duration timeout)
      throws IOException, InterruptedException {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout is %s; it must be positive".formatted(timeout));
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return peers.call(member, request, Deadline.after(timeout));
  }

  @Override
  public void peersChanged(Collection<Member> members) {
    peers.name(members);
  }

  @Override
  public void met(Hello hello) {
    Collection<Peer> ways = peers.of(hello.memberId());
    if (!ways.isEmpty()) {
      suspicions.met(hello);
      ways.forEach(peer -> peer.seenAlive(hello));
    }
  }

  @Override
  public void parted(Hello hello) {
    Collection<Peer> ways = peers.of(hello.memberId());
    if (!ways.isEmpty()) {
      suspicions.ended(hello.memberId(), ways.stream().anyMatch(Peer::isKept));
    }
  }

  private boolean isConnected(String memberId) {
    return acceptor.isConnected(memberId) || peers.of(memberId).stream().anyMatch(Peer::isUp);
  }

  @Override
  public void close() {
    if (!closing.compareAndSet(false, true)) {
      awaitOtherClose();
      return;
    }
    suspicions.stop();
    handlerThreads.close();
    threads.close();
    acceptor.close();
    peers.close();
    threads.interruptAll();
    try {
      awaitThreads();
    } catch (InterruptedException impatient) {
      handlerThreads.interruptAll();
      Thread.currentThread().interrupt();
    } finally {
      closed.countDown();
    }
  }

  private void awaitThreads() throws InterruptedException {
    Deadline limit = Deadline.after(CLOSE_LIMIT);
    if (!handlerThreads.awaitEnd(limit.atMost(HANDLER_GRACE))) {
      handlerThreads.interruptAll();
    }
    if (!handlerThreads.awaitEnd(limit) || !threads.awaitEnd(limit)) {
      LOGGER.log(
          Level.WARNING,
          () ->
              "Threads of the transport of member '%s' have not ended in time"
                  .formatted(Printable.of(own.memberId())));
    }
  }

  /** A thread that the first close waits for does not wait for that close. */
  private void awaitOtherClose() {
    if (handlerThreads.ownsCurrent() || threads.ownsCurrent()) {
      return;
    }
    try {
      boolean unused = closed.await(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }
}
