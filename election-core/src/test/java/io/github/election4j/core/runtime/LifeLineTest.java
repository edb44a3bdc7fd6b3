/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Election;
import io.github.election4j.ElectionBuilder;
import io.github.election4j.ElectionEvent;
import io.github.election4j.ElectionEvent.LeadershipLost;
import io.github.election4j.Member;
import io.github.election4j.Role;
import io.github.election4j.spi.RequestHandler.Origin;
import io.github.election4j.spi.RequestRefusedException;
import io.github.election4j.spi.Speaker;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ControlReply.StatusReply;
import io.github.election4j.wire.ControlRequest.StatusRequest;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest.PreVoteRequest;
import io.github.election4j.wire.PeerRequest.VoteRequest;
import io.github.election4j.wire.Reply;
import io.github.election4j.wire.Request;
import io.github.election4j.wire.RequestHeader;
import io.github.election4j.wire.Sender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a lease lives on goes on, whatever else hangs. */
@DisplayName("While the disk of a member hangs,")
class LifeLineTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Origin FAR = new Origin("192.0.2.1:50000", false, new Speaker.Greeted("b"));

  @Test
  @DisplayName("a leader that has lost is told: by its view, its task's interrupt, and an event")
  void lossIsTold() {
    Map<String, TestStore> stores = new HashMap<>();
    Map<String, Recorder> recorders = new HashMap<>();
    List<Election> members = new ArrayList<>();
    try (LocalCluster cluster = new LocalCluster(LocalCluster.CALM, "a", "b", "c")) {
      for (String id : List.of("a", "b", "c")) {
        stores.put(id, new TestStore());
        recorders.put(id, new Recorder());
        members.add(
            builder(cluster, id).voteStore(stores.get(id)).listener(recorders.get(id)).start());
      }
      Election leader = awaitActive(members);
      String self = leader.status().memberId();
      TestStore store = stores.get(self);
      CountDownLatch runs = new CountDownLatch(1);
      CountDownLatch interrupted = new CountDownLatch(1);
      leader.whileLeader(
          leadership -> {
            runs.countDown();
            try {
              new CountDownLatch(1).await();
            } finally {
              interrupted.countDown();
            }
          });
      Await.until("the task runs", () -> runs.getCount() == 0);
      store.hang();
      Thread change = Thread.startVirtualThread(() -> addObserver(leader));
      Await.until("a write hangs", store::isHanging);
      cluster.network.isolate(self);

      Await.until("the view says so", () -> leader.status().role() != Role.LEADER);
      Await.until("the task is interrupted", () -> interrupted.getCount() == 0);
      Await.until(
          "the event has come", () -> !recorders.get(self).events(LeadershipLost.class).isEmpty());
      assertTrue(change.isAlive() || !leader.isLeader());
      store.release();
      members.forEach(Election::close);
    }
  }

  @Test
  @DisplayName("from its start on, it starts all the same, is warned, and ends")
  void hangsFromTheStart() {
    TestStore store = new TestStore();
    store.hang();
    Recorder recorder = new Recorder();
    try (LocalCluster cluster = new LocalCluster(LocalCluster.CALM, "a", "b", "c")) {
      Election member =
          builder(cluster, "a")
              .voteStore(store)
              .listener(recorder)
              .closeTimeout(Duration.ofMillis(300))
              .taskGrace(Duration.ofMillis(10))
              .start();
      Await.until("it is warned", () -> !recorder.events(ElectionEvent.Warning.class).isEmpty());
      assertEquals(Role.FOLLOWER, member.status().role());
      member.close();
      assertEquals(Role.CLOSED, member.status().role());
      store.release();
    }
  }

  private static ElectionBuilder builder(LocalCluster cluster, String id) {
    return Election.builder(id)
        .settings(LocalCluster.CALM)
        .transport(cluster.network.transport())
        .member("a", "a")
        .member("b", "b")
        .member("c", "c");
  }

  private static Election awaitActive(List<Election> members) {
    Await.until("one leads", () -> members.stream().anyMatch(Election::isLeader));
    return members.stream().filter(Election::isLeader).findFirst().orElseThrow();
  }

  private static void addObserver(Election leader) {
    List<Member> wanted = new ArrayList<>(leader.status().members());
    wanted.add(Member.of("w", "w").asObserver());
    try {
      leader.updateMembers(wanted, PATIENCE);
    } catch (Exception notFinished) {
      // It cannot be: the write does not end before the member is cut off.
      return;
    }
  }

  @Test
  @DisplayName("a vote waits for it, and is answered when the member ends before")
  void voteWaits() throws Exception {
    TestStore store = new TestStore();
    HangingTransport transport = new HangingTransport();
    Election election =
        Election.builder("a")
            .settings(LocalCluster.CALM)
            .transport(transport)
            .voteStore(store)
            .member("a", "a")
            .member("b", "b")
            .member("c", "c")
            .closeTimeout(Duration.ofMillis(200))
            .taskGrace(Duration.ofMillis(10))
            .start();
    Configuration configuration = configuration(transport);
    RequestHeader header = new RequestHeader(new Sender("b", 1, 2), 0, 1);
    // A founder listens for a while before it votes for the first time.
    Await.until(
        "it would vote",
        () -> isGranted(ask(transport, new PreVoteRequest(header, 7, configuration))));
    store.hang();
    CompletableFuture<Reply> vote =
        ask(
            transport,
            new VoteRequest(
                new RequestHeader(new Sender("b", 1, 2), 7, 1),
                configuration,
                Duration.ofMillis(600).toNanos(),
                Optional.empty()));
    Await.until("the vote is written", store::isHanging);
    assertEquals(false, vote.isDone());
    election.close();
    Await.until("the vote is answered", vote::isDone);
    assertEquals(Role.CLOSED, election.status().role());
    store.release();
  }

  private static boolean isGranted(CompletableFuture<Reply> reply) {
    return reply.join() instanceof PeerReply answer && answer.granted();
  }

  private static Configuration configuration(HangingTransport transport) throws Exception {
    return assertInstanceOf(StatusReply.class, transport.handler().handle(new StatusRequest(), FAR))
        .configuration();
  }

  private static CompletableFuture<Reply> ask(HangingTransport transport, Request request) {
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> {
          try {
            reply.complete(transport.handler().handle(request, FAR));
          } catch (RequestRefusedException refused) {
            reply.completeExceptionally(refused);
          }
        });
    return reply;
  }
}
