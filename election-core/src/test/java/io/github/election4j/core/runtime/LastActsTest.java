/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Election;
import io.github.election4j.ElectionSettings;
import io.github.election4j.Leadership;
import io.github.election4j.Member;
import io.github.election4j.spi.RequestHandler;
import io.github.election4j.spi.Transport;
import io.github.election4j.spi.TransportContext;
import io.github.election4j.spi.TransportProvider;
import io.github.election4j.wire.Reply;
import io.github.election4j.wire.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Design, section 6 rule 7: a member gives up being active before it stops listening. */
@DisplayName("A member whose task goes on after its interrupt")
class LastActsTest {

  private final AtomicLong leaseUntilNanos = new AtomicLong();
  private final AtomicBoolean acting = new AtomicBoolean();
  private final AtomicBoolean goesOn = new AtomicBoolean(true);

  /** Whether the lease was over, or nothing acted any more, when the port was let go. */
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

  private final CompletableFuture<RequestHandler> handler = new CompletableFuture<>();

  /** A transport that notes when it stops listening. */
  private final class Watched implements TransportProvider {

    private final TransportProvider provider;

    private Watched(TransportProvider provider) {
      this.provider = provider;
    }

    @Override
    public String name() {
      return "watched";
    }

    @Override
    public Optional<String> addressFault(String address) {
      return provider.addressFault(address);
    }

    @Override
    public Transport open(TransportContext context) throws IOException {
      Transport transport = provider.open(context);
      return new Transport() {
        @Override
        public void serve(RequestHandler serving) {
          boolean unused = handler.complete(serving);
          transport.serve(serving);
        }

        @Override
        public Reply call(Member member, Request request, Duration timeout)
            throws IOException, InterruptedException {
          return transport.call(member, request, timeout);
        }

        @Override
        public void close() {
          noteEnd();
          transport.close();
        }
      };
    }
  }

  private void noteEnd() {
    boolean unused =
        ended.complete(!acting.get() || System.nanoTime() - leaseUntilNanos.get() >= 0);
  }

  /** Acts on and on, as a task does that does not look. */
  private void act(Leadership leadership) {
    acting.set(true);
    while (goesOn.get()) {
      if (leadership.isValid()) {
        leaseUntilNanos.set(System.nanoTime() + leadership.remaining().toNanos());
      }
      boolean unused = Thread.interrupted();
      LockSupport.parkNanos(100_000);
    }
    acting.set(false);
  }

  /** The others are witnesses, so that nobody else leads. */
  private Election leading(LocalCluster cluster) {
    Election election =
        cluster
            .builder("a")
            .transport(new Watched(cluster.network.transport()))
            .taskGrace(Duration.ZERO)
            .closeTimeout(Duration.ofMillis(500))
            .start();
    election.whileLeader(this::act);
    Await.until("it leads, and acts", acting::get);
    return election;
  }

  @Test
  @DisplayName("listens until its lease would be over, when it is closed")
  void closed() throws Exception {
    ends(
        election -> {
          election.close();
          assertTrue(ended.get(10, TimeUnit.SECONDS), "nobody listened, and the lease went on");
        });
  }

  @Test
  @DisplayName("lets its transport go only when that is so, when that has failed")
  void failed() throws Exception {
    ends(
        election -> {
          handler.join().failed("for the test");
          noteEnd();
          assertTrue(ended.join(), "the transport was let go, and the lease went on");
        });
  }

  /** How the member ends. */
  private interface End {
    void of(Election election) throws Exception;
  }

  private void ends(End end) throws Exception {
    LocalCluster cluster = new LocalCluster(ElectionSettings.DEFAULTS, "a", "b", "c");
    List<Election> witnesses =
        List.of(cluster.builder("b").priority(0).start(), cluster.builder("c").priority(0).start());
    Election election = leading(cluster);
    try {
      end.of(election);
    } finally {
      goesOn.set(false);
      election.close();
      witnesses.forEach(Election::close);
      cluster.close();
    }
  }
}
