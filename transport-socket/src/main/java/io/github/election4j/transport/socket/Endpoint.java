/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import io.github.election4j.Member;
import io.github.election4j.spi.NonBlockingTransport;
import io.github.election4j.spi.ReplyReceiver;
import io.github.election4j.spi.RequestHandler;
import io.github.election4j.spi.TransportContext;
import io.github.election4j.wire.Reply;
import io.github.election4j.wire.Request;
import io.github.election4j.wire.WireCodec;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** The transport of one member: what listens, what calls, and their common end. */
final class Endpoint implements NonBlockingTransport, Acceptor.Meeting {

  /** Handlers may finish what they are at; what then still runs is interrupted. */
  private static final Duration HANDLER_GRACE = Duration.ofMillis(600);

  private static final Duration CLOSE_LIMIT = Duration.ofMillis(900);

  private final Hello own;
  private final Strangers strangers;
  private final ServerSocketChannel server;
  private final EventLoop loop;
  private final SocketSecurity security;
  private final OwnThreads handlerThreads;
  private final Suspicions suspicions = new Suspicions(this::isConnected);
  private final Peers peers;
  private final Admission admission;
  private final Allowance.Pool pool;
  private final AtomicBoolean serving = new AtomicBoolean();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CompletableFuture<RequestHandler> handler = new CompletableFuture<>();

  private Endpoint(
      TransportContext context, Options options, Strangers strangers, ServerSocketChannel server)
      throws IOException {
    this.own = new Hello(context.group(), context.self().id(), context.incarnation());
    this.strangers = strangers;
    this.server = server;
    this.security = options.security().make(own, options.threads());
    this.handlerThreads = new OwnThreads(own.memberId());
    this.loop =
        new EventLoop("election-socket-" + own.memberId(), options.threads(), this::loopHasDied);
    Dialer dialer = new Dialer(own, options, security, strangers, loop);
    this.pool = dialer.pool();
    LoopbackListener listener =
        new LoopbackListener(context.self(), options, localAddress(), strangers::warn);
    this.peers =
        new Peers(
            member -> new Peer(member, dialer, suspicions, dialer.lookUp(listener::noted)), loop);
    this.admission = new Admission(options.limits());
  }

  /**
   * As {@link SocketTransport#open}.
   *
   * @param server is bound, and belongs to the transport from now on, unless this fails
   */
  static Endpoint open(
      TransportContext context, Options options, Strangers strangers, ServerSocketChannel server)
      throws IOException {
    Endpoint endpoint = new Endpoint(context, options, strangers, server);
    endpoint.loop.start();
    return endpoint;
  }

  /** Where it listens; for tests, which let the system choose a port. */
  InetSocketAddress localAddress() {
    try {
      return (InetSocketAddress) server.getLocalAddress();
    } catch (IOException closedAlready) {
      throw new IllegalStateException("the transport is closed", closedAlready);
    }
  }

  /** The names of the threads that have not ended. */
  List<String> liveThreads() {
    return Stream.of(loop.names(), handlerThreads.names(), security.liveThreads())
        .flatMap(List::stream)
        .toList();
  }

  /** How many sockets it has: what it listens at, and each connection; for tests. */
  int sockets() {
    return loop.sockets();
  }

  /** What waits for its sockets; for tests, which count how often it is woken. */
  EventLoop loop() {
    return loop;
  }

  @Override
  public void serve(RequestHandler newHandler) {
    if (closing.get()) {
      throw new IllegalStateException("the transport is closed; it cannot serve any more");
    }
    if (!serving.compareAndSet(false, true)) {
      throw new IllegalStateException("serve was called already; it is called once");
    }
    suspicions.reportTo(newHandler);
    Acceptor.Site site = new Acceptor.Site(own, security, strangers, loop, pool);
    Incoming.Service service =
        new Incoming.Service(newHandler, new WireCodec(own.group()), handlerThreads, strangers);
    Acceptor acceptor = new Acceptor(server, site, service, this, admission);
    loop.execute(acceptor::begin);
    boolean unused = handler.complete(newHandler);
  }

  @Override
  public void send(Member member, Request request, Duration timeout, ReplyReceiver receiver) {
    Call unused = begin(member, request, timeout, receiver);
  }

  private Call begin(Member member, Request request, Duration timeout, ReplyReceiver receiver) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout is %s; it must be positive".formatted(timeout));
    }
    return peers.send(member, request, Deadline.after(timeout), receiver);
  }

  @Override
  public Reply call(Member member, Request request, Duration timeout)
      throws IOException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    Awaited reply = new Awaited();
    Call call = begin(member, request, timeout, reply);
    try {
      return reply.await();
    } finally {
      call.cancel();
    }
  }

  @Override
  public void peersChanged(Collection<Member> members) {
    peers.name(members);
  }

  /** What all connections hold, for tests. */
  Allowance.Pool pool() {
    return pool;
  }

  @Override
  public boolean knows(String memberId) {
    return !peers.of(memberId).isEmpty();
  }

  @Override
  public Hello answerTo(Hello hello, boolean vouched) {
    boolean needed =
        !hello.isOperator() && (vouched || !peers.areNamed() || knows(hello.memberId()));
    return needed ? own : own.withoutIncarnation();
  }

  @Override
  public void met(Hello hello, boolean vouched) {
    Collection<Peer> known = peers.of(hello.memberId());
    if (known.isEmpty()) {
      return;
    }
    if (vouched) {
      suspicions.met(hello);
    } else {
      suspicions.seen(hello);
    }
    known.forEach(peer -> peer.seenAlive(hello, vouched));
  }

  @Override
  public void parted(Hello hello) {
    Collection<Peer> known = peers.of(hello.memberId());
    if (!known.isEmpty()) {
      suspicions.ended(hello.memberId(), known.stream().anyMatch(Peer::isKept));
    }
  }

  /** Of all transports of the same provider: what has been refused concerns the process. */
  @Override
  public Map<String, Long> counters() {
    return strangers.counters().toMap();
  }

  private boolean isConnected(String memberId) {
    return admission.isJoined(memberId) || peers.of(memberId).stream().anyMatch(Peer::isUp);
  }

  /**
   * Nothing is sent, received or answered any more: better ended, and known to be, than deaf. The
   * member is told first, and stops being active before nobody listens here any more: a refusal may
   * be taken for its death (design, section 6 rule 7). Before it is served it cannot be active.
   */
  private void loopHasDied(String reason) {
    CompletableFuture<Void> unused = handler.thenAccept(told -> told.failed(reason));
    endConnections();
  }

  private void endConnections() {
    admission.close();
    peers.close();
    try {
      server.close();
    } catch (IOException alreadyBroken) {
      Log.SHARED.add(Level.DEBUG, () -> "A socket failed to close: " + alreadyBroken);
    }
  }

  @Override
  public void close() {
    if (!closing.compareAndSet(false, true)) {
      awaitOtherClose();
      return;
    }
    suspicions.stop();
    handlerThreads.close();
    loop.beginClose();
    security.beginClose();
    endConnections();
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
    boolean loopEnded = loop.awaitEnd(limit.atMost(HANDLER_GRACE));
    if (!handlerThreads.awaitEnd(limit.atMost(HANDLER_GRACE))) {
      handlerThreads.interruptAll();
    }
    boolean securityEnded = security.awaitEnd(limit);
    if (!handlerThreads.awaitEnd(limit) || !loopEnded || !securityEnded) {
      Log.SHARED.add(
          Level.WARNING,
          () ->
              "Threads of the transport of member '%s' have not ended in time"
                  .formatted(Printable.of(own.memberId())));
    }
  }

  /** A thread that the first close waits for does not wait for that close. */
  private void awaitOtherClose() {
    if (handlerThreads.ownsCurrent() || loop.ownsCurrent()) {
      return;
    }
    try {
      boolean unused = closed.await(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }
}
