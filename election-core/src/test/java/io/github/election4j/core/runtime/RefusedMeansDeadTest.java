/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Election;
import io.github.election4j.Member;
import io.github.election4j.Role;
import io.github.election4j.spi.RequestHandler;
import io.github.election4j.spi.RequestHandler.Origin;
import io.github.election4j.spi.Speaker;
import io.github.election4j.spi.Transport;
import io.github.election4j.spi.TransportContext;
import io.github.election4j.spi.TransportProvider;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest.Heartbeat;
import io.github.election4j.wire.Reply;
import io.github.election4j.wire.Request;
import io.github.election4j.wire.RequestHeader;
import io.github.election4j.wire.Sender;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Design, section 6 rule 7: what a refusal proves, the user states. */
@DisplayName("A member whose transport reports that the leader's host refuses")
class RefusedMeansDeadTest {

  private static final long START_OF_B = 5;
  private static final Origin FROM_B = new Origin("b", true, new Speaker.Greeted("b"));

  private final CompletableFuture<RequestHandler> handler = new CompletableFuture<>();

  /** A network in which nobody answers; the test itself delivers what is said. */
  private final class Deaf implements TransportProvider, Transport {

    @Override
    public String name() {
      return "deaf";
    }

    @Override
    public Optional<String> addressFault(String address) {
      return Optional.empty();
    }

    @Override
    public Transport open(TransportContext context) {
      return this;
    }

    @Override
    public void serve(RequestHandler serving) {
      handler.complete(serving);
    }

    @Override
    public Reply call(Member member, Request request, Duration timeout) throws IOException {
      throw new IOException("nobody is there, for the test");
    }

    @Override
    public void close() {}
  }

  private Election following(boolean refusedMeansDead) throws Exception {
    Election election =
        Election.builder("a")
            .member("a", "a")
            .member("b", "b")
            .member("c", "c")
            .priority(2)
            .heartbeatInterval(Duration.ofMillis(10))
            .electionTimeout(Duration.ofSeconds(20), Duration.ofSeconds(40))
            .refusedMeansDead(refusedMeansDead)
            .transport(new Deaf())
            .volatileVotes()
            .start();
    Heartbeat heartbeat =
        new Heartbeat(
            new RequestHeader(new Sender("b", START_OF_B, 77), 1, 1),
            150_000_000,
            ConfigurationId.FIRST,
            Optional.empty());
    PeerReply reply = (PeerReply) handler.join().handle(heartbeat, FROM_B);
    assertTrue(reply.granted(), () -> "refused: " + reply);
    return election;
  }

  @Test
  @DisplayName("campaigns at once if its user has stated what that proves, of the start that leads")
  void stated() throws Exception {
    try (Election election = following(true)) {
      handler.join().refused("b", START_OF_B - 1);
      handler.join().refused("c", START_OF_B);
      Role before = election.status().role();
      handler.join().refused("b", START_OF_B);
      Await.until("it campaigns", () -> election.status().role() != Role.FOLLOWER);
      assertEquals(Role.FOLLOWER, before);
    }
  }

  @Test
  @DisplayName("makes nothing of it otherwise")
  void notStated() throws Exception {
    try (Election election = following(false)) {
      handler.join().refused("b", START_OF_B);
      assertEquals(Role.FOLLOWER, election.status().role());
      assertEquals(1, election.status().term());
    }
  }
}
