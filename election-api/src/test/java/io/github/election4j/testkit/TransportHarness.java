/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.testkit;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.election4j.Member;
import io.github.election4j.spi.Evidence;
import io.github.election4j.spi.RequestHandler;
import io.github.election4j.spi.RequestRefusedException;
import io.github.election4j.spi.Speaker;
import io.github.election4j.spi.Transport;
import io.github.election4j.spi.TransportContext;
import io.github.election4j.spi.TransportProvider;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.ConfigurationMember;
import io.github.election4j.wire.PeerReply.HeartbeatReply;
import io.github.election4j.wire.PeerRequest.Heartbeat;
import io.github.election4j.wire.Reply;
import io.github.election4j.wire.ReplyHeader;
import io.github.election4j.wire.Request;
import io.github.election4j.wire.RequestHeader;
import io.github.election4j.wire.Sender;
import io.github.election4j.wire.Verdict;
import io.github.election4j.wire.WireLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;

/**
 * What {@link TransportContract} asks of its subclass, and what its tests are written with. Closes
 * every transport that a test opened and ends every thread that it started.
 */
public abstract class TransportHarness {

  /**
   * How long a test waits for something that must happen. Long, so that a slow machine fails no
   * test.
   */
  protected static final Duration PATIENCE = Duration.ofSeconds(30);

  /** The timeout of a call that is expected to be answered. */
  protected static final Duration LONG = Duration.ofSeconds(20);

  /** The timeout of a call that is expected to fail, or that is tried again if it does. */
  protected static final Duration SHORT = Duration.ofMillis(250);

  /** The group of all members that a test opens without naming one. */
  protected static final String GROUP = "transport-contract";

  private final Queue<Transport> opened = new ConcurrentLinkedQueue<>();
  private final Queue<CountDownLatch> gates = new ConcurrentLinkedQueue<>();
  private final ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * The transport under test. Asked as often as a test likes; all answers in one test must be able
   * to reach each other.
   *
   * @return the provider
   */
  protected abstract TransportProvider provider();

  /**
   * An address that can be opened now and that no other member has been given. Nobody listens there
   * until a test opens it.
   *
   * @return the address, in the form that the transport wants
   */
  protected abstract String freshAddress();

  /**
   * An address that {@link TransportProvider#addressFault} must find fault with.
   *
   * @return text that is no address of this transport
   */
  protected abstract String malformedAddress();

  /**
   * Which evidence the transport reports. For each kind that is named here a test causes it and
   * waits for the report; for the others a test expects that it is never reported.
   *
   * @return any of the kinds; empty if the transport reports nothing
   */
  protected abstract Set<Evidence> reportedEvidence();

  /**
   * The names of all threads, platform and virtual, that transports of {@link #provider()} have
   * started and that have not ended. For platform threads {@link #platformThreads} finds them by
   * their name; virtual threads are in no list of the JDK, so a transport that starts some counts
   * them by itself, in a way that its tests can see.
   *
   * @return a name for each thread; empty when all have ended
   */
  protected abstract Collection<String> liveThreads();

  /**
   * Who a member of this transport, as the subclass sets it up, is taken to be by another one.
   *
   * @param memberId the id of the member
   * @return what {@link RequestHandler.Origin#speaker()} is expected to be; by default it has only
   *     said who it is
   */
  protected Speaker speaker(String memberId) {
    return new Speaker.Greeted(memberId);
  }

  /**
   * Ends what the subclass itself has opened, a network for instance. Called after each test, when
   * the test's transports are closed; an {@code @AfterEach} of the subclass would come before that.
   */
  protected void endNetwork() {}

  /**
   * The living platform threads whose names begin with a prefix.
   *
   * @param prefix how the transport names its threads
   * @return their names
   */
  protected static List<String> platformThreads(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith(prefix))
        .toList();
  }

  @AfterEach
  void endEverything() throws InterruptedException {
    gates.forEach(CountDownLatch::countDown);
    tasks.shutdownNow();
    opened.forEach(Transport::close);
    endNetwork();
    assertTrue(
        tasks.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS),
        "a call goes on after its transport was closed");
  }

  /** A member, its transport and its handler. */
  record Peer(Member member, Transport transport, ScriptedHandler handler) {}

  /** What a handler was told by {@link RequestHandler#suspect}. */
  record Suspicion(String memberId, Evidence evidence) {}

  /** What a handler was told by {@link RequestHandler#refused}. */
  record Refusal(String memberId, long incarnation) {}

  /** How a handler answers. */
  @FunctionalInterface
  interface Script {
    Reply to(Request request) throws RequestRefusedException;
  }

  /** A handler that answers as the test says and remembers what it was told. */
  static final class ScriptedHandler implements RequestHandler {

    final AtomicInteger begun = new AtomicInteger();
    final LinkedBlockingQueue<Request> received = new LinkedBlockingQueue<>();
    final Queue<Origin> origins = new ConcurrentLinkedQueue<>();
    final LinkedBlockingQueue<Suspicion> suspicions = new LinkedBlockingQueue<>();
    final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();
    private final Script answer;

    ScriptedHandler(Script answer) {
      this.answer = answer;
    }

    @Override
    public Reply handle(Request request, Origin origin) throws RequestRefusedException {
      begun.incrementAndGet();
      received.add(request);
      origins.add(origin);
      return answer.to(request);
    }

    @Override
    public void suspect(String memberId, Evidence evidence) {
      suspicions.add(new Suspicion(memberId, evidence));
    }

    @Override
    public void refused(String memberId, long incarnation) {
      refusals.add(new Refusal(memberId, incarnation));
    }
  }

  /**
   * Opens and serves a member of the usual group at a fresh address, which answers every heartbeat.
   */
  final Peer serve(String id) throws IOException {
    return serve(id, TransportHarness::granted);
  }

  /** Opens and serves a member of the usual group at a fresh address. */
  final Peer serve(String id, Script answer) throws IOException {
    return serve(new TransportContext(GROUP, Member.of(id, freshAddress()), 1), answer);
  }

  /** Opens and serves a member. */
  final Peer serve(TransportContext context, Script answer) throws IOException {
    Transport transport = open(context);
    ScriptedHandler handler = new ScriptedHandler(answer);
    transport.serve(handler);
    return new Peer(context.self(), transport, handler);
  }

  /** Opens a member, which the test or the end of the test closes. */
  final Transport open(TransportContext context) throws IOException {
    Transport transport = provider().open(context);
    opened.add(transport);
    return transport;
  }

  /** A latch that the end of the test opens at the latest, so that no handler waits for ever. */
  final CountDownLatch gate(int count) {
    CountDownLatch gate = new CountDownLatch(count);
    gates.add(gate);
    return gate;
  }

  /** Runs something on a virtual thread, as the engine makes its calls. */
  final <T> Future<T> async(Callable<T> call) {
    return tasks.submit(call);
  }

  /** Calls from a virtual thread. */
  final Future<Reply> callAsync(Peer from, Member to, Request request, Duration timeout) {
    return async(() -> from.transport().call(to, request, timeout));
  }

  /**
   * Calls again until a call is answered: the transport may first have to notice that a connection
   * is gone.
   */
  final Reply callUntilAnswered(Peer from, Member to, Request request) throws Exception {
    long start = System.nanoTime();
    while (true) {
      try {
        return get(callAsync(from, to, request, Duration.ofSeconds(1)));
      } catch (ExecutionException failed) {
        if (!(failed.getCause() instanceof IOException)
            || System.nanoTime() - start > PATIENCE.toNanos()) {
          throw failed;
        }
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  /** Waits for a result, no longer than the test's patience. */
  static <T> T get(Future<T> future) throws InterruptedException, ExecutionException {
    try {
      return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      future.cancel(true);
      return fail("not finished after %s: it blocks without a bound".formatted(PATIENCE), e);
    }
  }

  /** Expects that a call ends with an IOException. */
  static void assertFailsWithIo(Future<?> call) {
    ExecutionException failed = assertThrows(ExecutionException.class, () -> get(call));
    assertInstanceOf(IOException.class, failed.getCause());
  }

  /** Waits until a condition holds, no longer than the test's patience. */
  static void awaitThat(String what, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        fail("after %s it was still not so that %s".formatted(PATIENCE, what));
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** Waits at a latch within a handler, where no checked exception may pass. */
  static void pass(CountDownLatch gate) {
    boolean interrupted = false;
    while (true) {
      try {
        gate.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** A heartbeat; the round tells it from others. */
  static Heartbeat heartbeat(long round) {
    return new Heartbeat(header(round), 150_000_000, ConfigurationId.FIRST, Optional.empty());
  }

  /** The reply that grants a heartbeat, with its round. */
  static Reply granted(Request request) {
    return new HeartbeatReply(replyHeader(request, ReplyHeader.Hints.NONE), ConfigurationId.FIRST);
  }

  /** A heartbeat with the largest configuration that there can be. */
  static Heartbeat largestHeartbeat(long round) {
    Configuration largest = largestConfiguration();
    return new Heartbeat(header(round), 150_000_000, largest.id(), Optional.of(largest));
  }

  /** The reply that grants a heartbeat and carries the largest configuration that there can be. */
  static Reply largestGrant(Request request) {
    Configuration largest = largestConfiguration();
    return new HeartbeatReply(
        replyHeader(
            request,
            new ReplyHeader.Hints(Optional.empty(), Optional.of(largest), Optional.empty())),
        largest.id());
  }

  /** The round that a heartbeat or the reply to it carries. */
  static long round(Reply reply) {
    return ((HeartbeatReply) reply).header().round();
  }

  /** The round that a heartbeat carries. */
  static long round(Request request) {
    return ((Heartbeat) request).header().round();
  }

  private static RequestHeader header(long round) {
    return new RequestHeader(new Sender("caller", 1, 11), 3, round);
  }

  private static ReplyHeader replyHeader(Request request, ReplyHeader.Hints hints) {
    return new ReplyHeader(
        new Sender("answerer", 1, 12), 3, round(request), Verdict.GRANTED, hints);
  }

  private static Configuration largestConfiguration() {
    String address = "x".repeat(WireLimits.MAX_ADDRESS_BYTES);
    List<ConfigurationMember> members = new ArrayList<>();
    for (int i = 0; i < WireLimits.MAX_MEMBERS; i++) {
      String id = String.format(Locale.ROOT, "%0" + WireLimits.MAX_NAME_BYTES + "d", i);
      members.add(
          new ConfigurationMember(id, address, WireLimits.MAX_PRIORITY, true, Long.MIN_VALUE + i));
    }
    return new Configuration(ConfigurationId.FIRST, members);
  }
}
