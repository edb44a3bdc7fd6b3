/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.inmemory;

import io.github.election4j.Member;
import io.github.election4j.spi.Evidence;
import io.github.election4j.spi.RequestHandler;
import io.github.election4j.spi.RequestHandler.Origin;
import io.github.election4j.spi.RequestRefusedException;
import io.github.election4j.spi.Speaker;
import io.github.election4j.spi.Transport;
import io.github.election4j.spi.TransportContext;
import io.github.election4j.wire.Message;
import io.github.election4j.wire.Reply;
import io.github.election4j.wire.Request;
import io.github.election4j.wire.WireCodec;
import io.github.election4j.wire.WireFormatException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** One member's end of an {@link InMemoryNetwork}. */
final class InMemoryTransport implements Transport {

  private static final System.Logger LOGGER =
      System.getLogger("io.github.election4j.transport.inmemory");

  /** How long {@link #close} waits for handlers; less than the second that it may take in all. */
  private static final long CLOSE_NANOS = TimeUnit.MILLISECONDS.toNanos(900);

  private final InMemoryNetwork network;
  private final TransportContext context;
  private final WireCodec codec;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition handled = lock.newCondition();
  private final Set<Thread> handling = new HashSet<>();
  private final Set<PendingCall> pending = new HashSet<>();
  private final Map<String, Meeting> meetings = new HashMap<>();
  private Optional<RequestHandler> handler = Optional.empty();
  private boolean closed;

  /** Where which start of a peer has answered last. */
  private record Meeting(String address, long incarnation) {}

  InMemoryTransport(InMemoryNetwork network, TransportContext context) {
    this.network = network;
    this.context = context;
    this.codec = new WireCodec(context.group());
  }

  String address() {
    return context.self().address();
  }

  String memberId() {
    return context.self().id();
  }

  @Override
  public void serve(RequestHandler newHandler) {
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException(
            "the transport at '%s' is closed; open another one".formatted(address()));
      }
      if (handler.isPresent()) {
        throw new IllegalStateException(
            "the transport at '%s' is served already".formatted(address()));
      }
      handler = Optional.of(newHandler);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Reply call(Member member, Request request, Duration timeout)
      throws IOException, InterruptedException {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout is %s; expected more than 0".formatted(timeout));
    }
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before the request was sent");
    }
    ByteBuffer frame = ByteBuffer.wrap(codec.encode(request));
    PendingCall call = expectReply();
    try {
      refuseIfNobodyIsThere(member);
      new Exchange(network, this, member.address(), frame, call).begin();
      return call.await(Timeouts.nanos(timeout));
    } catch (TimeoutException e) {
      throw new SocketTimeoutException(
          "member '%s' at '%s' did not answer within %s"
              .formatted(member.id(), member.address(), timeout));
    } finally {
      forget(call);
    }
  }

  @Override
  public void close() {
    List<PendingCall> unanswered;
    lock.lock();
    try {
      closed = true;
      unanswered = List.copyOf(pending);
      // A handler that closes its own transport is not waited for, neither here nor by another
      // thread that closes.
      handling.remove(Thread.currentThread());
      handled.signalAll();
    } finally {
      lock.unlock();
    }
    Set<InMemoryTransport> connected = network.remove(this);
    unanswered.forEach(call -> call.fail(closedMessage()));
    connected.forEach(this::tellOfTheEnd);
    awaitHandlers();
  }

  Message decode(ByteBuffer frame) throws WireFormatException {
    return codec.decode(frame);
  }

  /** Hands a request to the handler. Blocks for as long as that takes. */
  Response answer(ByteBuffer frame, InMemoryTransport caller) {
    Optional<RequestHandler> serving = beginHandling();
    if (serving.isEmpty()) {
      return new Response.Silence();
    }
    try {
      if (!(codec.decode(frame) instanceof Request request)) {
        return new Response.Refusal("it was no request");
      }
      network.connected(this, caller);
      Reply reply = serving.get().handle(request, originOf(caller));
      return reply == null
          ? new Response.Refusal("there was no reply")
          : new Response.Frame(ByteBuffer.wrap(codec.encode(reply)));
    } catch (WireFormatException | RequestRefusedException e) {
      return new Response.Refusal(String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      LOGGER.log(
          System.Logger.Level.WARNING, "the handler of member '" + memberId() + "' failed", e);
      return new Response.Refusal("its handler failed: " + e);
    } finally {
      endHandling();
    }
  }

  private static Origin originOf(InMemoryTransport caller) {
    return new Origin(caller.address(), true, new Speaker.Greeted(caller.memberId()));
  }

  /** Notes which incarnation of a peer answers now. */
  void answeredBy(InMemoryTransport peer) {
    Meeting meeting = new Meeting(peer.address(), peer.context.incarnation());
    boolean restarted;
    lock.lock();
    try {
      Meeting known = meetings.put(peer.memberId(), meeting);
      restarted = known != null && meeting.incarnation > known.incarnation;
    } finally {
      lock.unlock();
    }
    if (restarted && network.reportsEvidence(new Direction(peer.address(), address()))) {
      suspect(peer.memberId(), Evidence.NEW_INCARNATION);
    }
  }

  private PendingCall expectReply() throws IOException {
    PendingCall call = new PendingCall();
    lock.lock();
    try {
      if (closed) {
        throw new IOException(closedMessage());
      }
      pending.add(call);
      return call;
    } finally {
      lock.unlock();
    }
  }

  private void forget(PendingCall call) {
    lock.lock();
    try {
      pending.remove(call);
    } finally {
      lock.unlock();
    }
  }

  private void refuseIfNobodyIsThere(Member member) throws ConnectException {
    Direction there = new Direction(address(), member.address());
    if (network.transportAt(member.address()).isEmpty()
        && network.reportsEvidence(there)
        && network.reportsEvidence(there.reversed())) {
      tellOfRefusal(member);
      throw new ConnectException(
          "nobody is at '%s', the address of member '%s'".formatted(member.address(), member.id()));
    }
  }

  private void tellOfRefusal(Member member) {
    Optional<Meeting> met;
    lock.lock();
    try {
      met = Optional.ofNullable(meetings.get(member.id()));
    } finally {
      lock.unlock();
    }
    tell(
        handler -> {
          met.filter(there -> there.address.equals(member.address()))
              .ifPresent(there -> handler.refused(member.id(), there.incarnation));
          handler.suspect(member.id(), Evidence.CONNECT_REFUSED);
        });
  }

  private void tellOfTheEnd(InMemoryTransport peer) {
    if (network.reportsEvidence(new Direction(address(), peer.address()))) {
      peer.suspect(memberId(), Evidence.CONNECTION_ENDED);
    }
  }

  private void suspect(String suspectedId, Evidence evidence) {
    tell(handler -> handler.suspect(suspectedId, evidence));
  }

  /** Tells the handler, on a thread of its own: whoever noticed need not wait for it. */
  private void tell(Consumer<RequestHandler> telling) {
    network.start(
        "election-inmemory-" + address() + "-evidence",
        () ->
            beginHandling()
                .ifPresent(
                    serving -> {
                      try {
                        telling.accept(serving);
                      } catch (RuntimeException | Error e) {
                        LOGGER.log(
                            System.Logger.Level.WARNING,
                            "the handler of member '" + memberId() + "' failed on evidence",
                            e);
                      } finally {
                        endHandling();
                      }
                    }));
  }

  /**
   * The handler to call, or empty if none may be called; {@link #endHandling} must follow if there
   * is one.
   */
  private Optional<RequestHandler> beginHandling() {
    lock.lock();
    try {
      if (closed || handler.isEmpty()) {
        return Optional.empty();
      }
      handling.add(Thread.currentThread());
      return handler;
    } finally {
      lock.unlock();
    }
  }

  private void endHandling() {
    lock.lock();
    try {
      handling.remove(Thread.currentThread());
      handled.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void awaitHandlers() {
    long start = System.nanoTime();
    lock.lock();
    try {
      while (!handling.isEmpty() && System.nanoTime() - start < CLOSE_NANOS) {
        long unused = handled.awaitNanos(CLOSE_NANOS - (System.nanoTime() - start));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private String closedMessage() {
    return "the transport of member '%s' at '%s' is closed".formatted(memberId(), address());
  }
}
