/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package benchmarks;

import io.github.election4j.Activation;
import io.github.election4j.Election;
import io.github.election4j.ElectionBuilder;
import io.github.election4j.ElectionEvent;
import io.github.election4j.Leader;
import java.time.Duration;
import java.util.Map;

/**
 * This library. A leader is who is <em>active</em>; one that has won and waits for that is a
 * candidate here.
 */
final class Election4jMember {

  private Election4jMember() {}

  public static void main(String[] args) throws Exception {
    Member member = new Member(args);
    Election election = builder(member).start();
    member.ask(() -> state(member, election));
    member.serve(
        Map.of(
            "stop",
            election::close,
            "transfer",
            () -> election.transferTo(Member.name(member.next()), Duration.ofSeconds(10))));
  }

  private static ElectionBuilder builder(Member member) throws Exception {
    ElectionBuilder builder =
        Election.builder(member.name())
            .stateDirectory(member.data().resolve("state"))
            // The defaults, said here since the others are set to the same.
            .heartbeatInterval(Duration.ofMillis(50))
            .electionTimeout(Duration.ofMillis(150), Duration.ofMillis(300))
            .activation(Activation.valueOf(member.option("activation", "WHEN_EXCLUSIVE")))
            .listener((at, event) -> listen(member, event));
    int[] ports = member.ports();
    for (int number = 0; number < ports.length; number++) {
      builder.member(Member.name(number), "127.0.0.1:" + ports[number]);
    }
    return builder;
  }

  private static void listen(Member member, ElectionEvent event) {
    String me = member.name();
    switch (event) {
      case ElectionEvent.LeadershipGained gained ->
          member.callback(new Member.State(Member.LEADER, me));
      case ElectionEvent.LeadershipLost lost ->
          member.callback(new Member.State(Member.FOLLOWER, null));
      case ElectionEvent.LeaderElected elected -> {
        String leader = elected.leader().map(Leader::id).orElse(null);
        if (!me.equals(leader)) {
          member.callback(new Member.State(Member.FOLLOWER, leader));
        }
      }
      case ElectionEvent.Stopped stopped -> member.callback(new Member.State(Member.DOWN, null));
      default -> {}
    }
  }

  private static Member.State state(Member member, Election election) {
    if (election.isLeader()) {
      return new Member.State(Member.LEADER, member.name());
    }
    String role =
        switch (election.status().role()) {
          case LEADER, CANDIDATE, PRE_CANDIDATE -> Member.CANDIDATE;
          case CLOSED, FAILED -> Member.DOWN;
          default -> Member.FOLLOWER;
        };
    return new Member.State(role, election.leader().map(Leader::id).orElse(null));
  }
}
