/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Member;
import io.github.election4j.spi.RequestHandler;
import io.github.election4j.spi.TransportContext;
import io.github.election4j.wire.PeerReply.HeartbeatReply;
import io.github.election4j.wire.PeerRequest.Heartbeat;
import io.github.election4j.wire.Reply;
import io.github.election4j.wire.Request;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

@DisplayName("What a heartbeat costs, in threads that are woken")
class LifeLineCostTest {

  private static final int HEARTBEATS = 500;

  /** As long as a call may take by default, in comparison with the heartbeats of the test. */
  private static final Duration RPC_TIMEOUT = Duration.ofSeconds(20);

  /** Grants heartbeats on the thread that reads them, as the engine does. */
  private static final class Follower implements RequestHandler {
    private final Queue<String> threads = new ConcurrentLinkedQueue<>();

    @Override
    public Reply handle(Request request, Origin origin) {
      throw new IllegalStateException("receive was to be called");
    }

    @Override
    public void receive(Request request, Origin origin, Answer answer) {
      threads.add(Thread.currentThread().getName());
      answer.reply(Node.granted((Heartbeat) request));
    }
  }

  private static Endpoint open(String id, RequestHandler handler) throws Exception {
    Member member = Member.of(id, Ports.freeAddress());
    Endpoint endpoint =
        (Endpoint) new SocketTransport().open(new TransportContext(Node.GROUP, member, 1));
    endpoint.serve(handler);
    return endpoint;
  }

  private static void beat(Endpoint leader, Member follower, long round) throws Exception {
    Awaited reply = new Awaited();
    leader.send(follower, Node.heartbeat(round), RPC_TIMEOUT, reply);
    assertInstanceOf(HeartbeatReply.class, reply.await());
  }

  @Test
  @DisplayName("One a heartbeat at the follower, one for each answer at the leader, and no other")
  void turnsOfTheLoop(TestReporter reporter) throws Exception {
    Follower handler = new Follower();
    Member to = Member.of("b", Ports.freeAddress());
    Endpoint follower =
        (Endpoint) new SocketTransport().open(new TransportContext(Node.GROUP, to, 1));
    follower.serve(handler);
    try (follower;
        Endpoint leader = open("a", new Follower())) {
      for (int round = 0; round < 100; round++) {
        beat(leader, to, round);
      }
      long leaderBefore = leader.loop().turns();
      long followerBefore = follower.loop().turns();

      for (int round = 0; round < HEARTBEATS; round++) {
        beat(leader, to, round);
      }

      long atLeader = leader.loop().turns() - leaderBefore;
      long atFollower = follower.loop().turns() - followerBefore;
      reporter.publishEntry(
          "turns for %d heartbeats".formatted(HEARTBEATS),
          "leader %d, follower %d".formatted(atLeader, atFollower));
      // The last answer may be read before the turn is counted.
      assertTrue(atLeader <= HEARTBEATS + 1, "leader: " + atLeader);
      assertTrue(atFollower <= HEARTBEATS + 1, "follower: " + atFollower);
      assertEquals(List.of("election-socket-b"), handler.threads.stream().distinct().toList());
      assertEquals(List.of("election-socket-a"), leader.liveThreads());
    }
  }
}
