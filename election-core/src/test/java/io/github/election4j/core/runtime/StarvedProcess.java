/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.Activation;
import io.github.election4j.Election;
import io.github.election4j.ElectionSettings;
import io.github.election4j.Member;
import io.github.election4j.spi.RequestHandler;
import io.github.election4j.spi.RequestHandler.Origin;
import io.github.election4j.spi.RequestRefusedException;
import io.github.election4j.spi.Speaker;
import io.github.election4j.spi.Transport;
import io.github.election4j.spi.TransportContext;
import io.github.election4j.spi.TransportProvider;
import io.github.election4j.wire.Reply;
import io.github.election4j.wire.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * Three members in a process whose only carrier of virtual threads is taken from them, as a program
 * does that computes on a virtual thread, or reads a file there. Prints what became of the leader.
 */
final class StarvedProcess {

  private static final Duration STARVED = Duration.ofSeconds(5);

  /** A lease that a busy machine does not end, and several of which pass meanwhile. */
  private static final ElectionSettings.Timing TIMING =
      new ElectionSettings.Timing(
          Duration.ofMillis(100),
          Duration.ofMillis(1_500),
          Duration.ofMillis(2_500),
          Duration.ofMillis(200));

  private static final CountDownLatch BEGUN = new CountDownLatch(1);
  private static final CountDownLatch END = new CountDownLatch(1);

  private StarvedProcess() {}

  /** Whoever initializes this class keeps its carrier for as long as that takes. */
  private static final class Pin {

    static {
      BEGUN.countDown();
      try {
        END.await();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    static void touch() {}
  }

  /** A transport that needs no thread: the caller's own does what the other member is asked. */
  private static final class Direct implements TransportProvider {

    private final Map<String, RequestHandler> handlers = new ConcurrentHashMap<>();

    @Override
    public String name() {
      return "direct";
    }

    @Override
    public Optional<String> addressFault(String address) {
      return Optional.empty();
    }

    @Override
    public Transport open(TransportContext context) {
      return new Transport() {
        @Override
        public void serve(RequestHandler handler) {
          handlers.put(context.self().id(), handler);
        }

        @Override
        public Reply call(Member member, Request request, Duration timeout) throws IOException {
          RequestHandler handler = handlers.get(member.id());
          if (handler == null) {
            throw new IOException("nobody is there");
          }
          try {
            String id = context.self().id();
            return handler.handle(request, new Origin(id, true, new Speaker.Greeted(id)));
          } catch (RequestRefusedException refused) {
            throw new IOException(refused);
          }
        }

        @Override
        public void close() {
          handlers.remove(context.self().id());
        }
      };
    }
  }

  public static void main(String[] arguments) {
    Direct network = new Direct();
    List<Election> members = new ArrayList<>();
    for (String id : List.of("a", "b", "c")) {
      members.add(
          Election.builder(id)
              .settings(
                  LocalCluster.CALM
                      .withTiming(TIMING)
                      .withLease(
                          new ElectionSettings.Lease(
                              Duration.ofMillis(1_500), 0.1, Activation.WHEN_EXCLUSIVE)))
              .transport(network)
              .volatileVotes()
              .member("a", "a")
              .member("b", "b")
              .member("c", "c")
              .start());
    }
    Await.until("one leads", () -> members.stream().anyMatch(Election::isLeader));
    Election leader = members.stream().filter(Election::isLeader).findFirst().orElseThrow();
    Thread unused = Thread.startVirtualThread(Pin::touch);
    Await.until("there is no carrier left", () -> BEGUN.getCount() == 0);
    long term = leader.status().term();
    Deadline deadline = Deadline.in(STARVED);
    boolean held = true;
    while (deadline.remainingNanos() > 0) {
      held &= leader.isLeader();
      LockSupport.parkNanos(1_000_000);
    }
    boolean sameTerm = leader.status().term() == term;
    END.countDown();
    System.out.println("held " + held + ", in one term " + sameTerm);
    members.forEach(Election::close);
  }
}
