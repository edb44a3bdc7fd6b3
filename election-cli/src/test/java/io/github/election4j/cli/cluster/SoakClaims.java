/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.cluster;

import io.github.election4j.transport.socket.SocketTransport;
import io.github.election4j.wire.ControlReply.StatusReply;
import io.github.election4j.wire.ControlRequest.StatusRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks each member again and again whether it leads actively. A question that is asked when a newer
 * leader has answered already must not be answered by an older one: both would be active.
 */
final class SoakClaims implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final AtomicLong newestTerm = new AtomicLong();
  private final AtomicLong questions = new AtomicLong();
  private final Queue<Claim> claims = new ConcurrentLinkedQueue<>();
  private final Queue<String> contradictions = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;

  /**
   * An answer that a member leads actively.
   *
   * @param member who says so
   * @param term of itself in that term
   * @param asked when the question had not left yet
   */
  record Claim(String member, long term, Instant asked) {}

  private SoakClaims() {}

  static SoakClaims start(Map<String, String> addresses) {
    SoakClaims watch = new SoakClaims();
    addresses.forEach(
        (id, address) ->
            watch.threads.add(
                Thread.ofPlatform()
                    .daemon()
                    .name("ask-" + id)
                    .start(() -> watch.askOn(id, address))));
    return watch;
  }

  private void askOn(String id, String address) {
    try {
      while (!closed) {
        ask(id, address);
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } catch (InterruptedException enough) {
      return;
    }
  }

  private void ask(String id, String address) throws InterruptedException {
    long newestBefore = newestTerm.get();
    Instant asked = Instant.now();
    try {
      if (SocketTransport.ask(address, "default", new StatusRequest(), TIMEOUT)
              instanceof StatusReply reply
          && reply.active()) {
        claims.add(new Claim(id, reply.term(), asked));
        newestTerm.accumulateAndGet(reply.term(), Math::max);
        if (reply.term() < newestBefore) {
          contradictions.add(
              "asked at %s, %s says that it leads term %d, after term %d had an active leader"
                  .formatted(asked, id, reply.term(), newestBefore));
        }
      }
    } catch (IOException notThere) {
      // It was killed, or is stopped.
    }
    long unused = questions.incrementAndGet();
  }

  long questions() {
    return questions.get();
  }

  /** Takes what has been claimed since the last time. */
  List<Claim> take() {
    List<Claim> taken = new ArrayList<>();
    for (Claim claim = claims.poll(); claim != null; claim = claims.poll()) {
      taken.add(claim);
    }
    return taken;
  }

  List<String> contradictions() {
    return List.copyOf(contradictions);
  }

  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
  }
}
