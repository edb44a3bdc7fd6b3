/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Election;
import io.github.election4j.ElectionBuilder;
import io.github.election4j.ElectionEvent;
import io.github.election4j.Leader;
import io.github.election4j.Role;
import io.github.election4j.cli.testkit.Await;
import io.github.election4j.transport.socket.SocketTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Three members that reach each other over TCP, each behind a proxy that gives trouble. The timing
 * is slow, so that a busy machine costs nobody the tenure; evidence is acted upon at once.
 */
@DisplayName("A healthy leader keeps its leadership and its term")
class HealthyLeaderTest {

  private static final Duration HEARTBEAT = Duration.ofMillis(200);
  private static final Duration SHORTEST = Duration.ofMillis(1_500);

  private final Map<String, TroubledProxy> proxies = new TreeMap<>();
  private final Map<String, Election> members = new TreeMap<>();
  private final Queue<ElectionEvent> losses = new ConcurrentLinkedQueue<>();
  private String leader;
  private long term;

  @BeforeEach
  void start() throws Exception {
    List<Integer> ports = LoopbackPorts.find(6);
    List<String> ids = List.of("a", "b", "c");
    for (int i = 0; i < ids.size(); i++) {
      proxies.put(ids.get(i), new TroubledProxy(ports.get(i), ports.get(i + 3)));
    }
    for (int i = 0; i < ids.size(); i++) {
      members.put(ids.get(i), start(ids.get(i), ports.get(i + 3)));
    }
    Await.until("all follow one active leader", this::isSettled);
    Await.until("all are connected with all", () -> accepted() >= 6);
    // Only now is there a leader whose health is the question: a busy machine may lose one before.
    losses.clear();
  }

  private Election start(String id, int port) {
    ElectionBuilder builder =
        Election.builder(id)
            .transport(SocketTransport.builder().bind("127.0.0.1:" + port).build())
            .volatileVotes()
            .heartbeatInterval(HEARTBEAT)
            .electionTimeout(SHORTEST, SHORTEST.plus(HEARTBEAT))
            .lease(SHORTEST)
            .rpcTimeout(HEARTBEAT.multipliedBy(3))
            .listener(
                (at, event) -> {
                  if (event instanceof ElectionEvent.LeadershipLost) {
                    losses.add(event);
                  }
                });
    proxies.forEach((member, proxy) -> builder.member(member, proxy.address()));
    return builder.start();
  }

  private boolean isSettled() {
    Optional<Election> active = members.values().stream().filter(Election::isLeader).findFirst();
    active.flatMap(Election::leader).ifPresent(this::note);
    return active.isPresent() && members.values().stream().allMatch(this::follows);
  }

  private void note(Leader elected) {
    leader = elected.id();
    term = elected.term();
  }

  private boolean follows(Election member) {
    return member
        .leader()
        .filter(known -> known.id().equals(leader) && known.term() == term)
        .isPresent();
  }

  @AfterEach
  void end() throws Exception {
    members.values().parallelStream().forEach(Election::close);
    for (TroubledProxy proxy : proxies.values()) {
      proxy.close();
    }
  }

  @Test
  @DisplayName("when all connections are reset at once, again and again")
  void flapping() throws Exception {
    for (int round = 0; round < 5; round++) {
      int before = accepted();
      for (TroubledProxy proxy : proxies.values()) {
        proxy.reset();
      }
      Await.until("all are connected with all again", () -> accepted() >= before + 6);
      awaitRenewals(1);
    }
    assertHealthy();
  }

  @Test
  @DisplayName("when its address refuses and its connections are cut, while it reaches the others")
  void refused() throws Exception {
    TroubledProxy proxy = proxies.get(leader);
    proxy.refuse();
    proxy.reset();
    awaitRenewals(3);
    assertHealthy();
    int before = proxy.accepted();
    proxy.takeAgain();
    Await.until("the others are connected again", () -> proxy.accepted() >= before + 2);
    assertHealthy();
  }

  @Test
  @DisplayName("when connections to it are half open, while it reaches the others")
  void halfOpen() throws Exception {
    proxies.get(leader).stall();
    awaitRenewals(3);
    proxies.get(leader).reset();
    awaitRenewals(3);
    assertHealthy();
  }

  @Test
  @DisplayName("when one of the others is cut off, and when it comes back")
  void cutOff() throws Exception {
    String other = others().get(0);
    proxies.get(other).stall();
    Await.until(
        other + " misses the leader",
        () -> members.get(other).status().role() == Role.PRE_CANDIDATE);
    awaitRenewals(2);
    proxies.get(other).letThrough();
    Await.until(
        other + " follows again",
        () -> members.get(other).status().role() == Role.FOLLOWER && follows(members.get(other)));
    assertHealthy();
  }

  private List<String> others() {
    List<String> others = new ArrayList<>(members.keySet());
    others.remove(leader);
    return others;
  }

  private int accepted() {
    return proxies.values().stream().mapToInt(TroubledProxy::accepted).sum();
  }

  /** Waits until the leader has renewed its lease so often, which shows that it is healthy. */
  private void awaitRenewals(int count) {
    for (int renewal = 0; renewal < count; renewal++) {
      Duration[] last = {leaseRemaining()};
      Await.until(
          "the leader renews its lease",
          () -> {
            Duration before = last[0];
            last[0] = leaseRemaining();
            return last[0].compareTo(before) > 0;
          });
    }
  }

  private Duration leaseRemaining() {
    return members.get(leader).status().leaseRemaining();
  }

  private void assertHealthy() {
    assertTrue(
        members.get(leader).isLeader(), () -> leader + " has lost its leadership: " + losses);
    assertEquals(List.of(), List.copyOf(losses));
    members.forEach((id, member) -> assertEquals(term, member.status().term(), id));
  }
}
