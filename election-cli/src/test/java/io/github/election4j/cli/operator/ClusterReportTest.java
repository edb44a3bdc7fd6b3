/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.election4j.Member;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.ConfigurationMember;
import io.github.election4j.wire.ControlReply.PeersReply;
import io.github.election4j.wire.ControlReply.StatusReply;
import io.github.election4j.wire.MemberRole;
import io.github.election4j.wire.PeerReport;
import io.github.election4j.wire.Sender;
import io.github.election4j.wire.WireLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The report on a cluster")
class ClusterReportTest {

  private static final Configuration CONFIGURATION =
      new Configuration(
          new ConfigurationId(4, 1),
          Stream.of("a", "b", "c")
              .map(id -> new ConfigurationMember(id, "h:" + id, 1, true, 0))
              .toList());

  @Test
  @DisplayName("names the active leader that a majority agrees on")
  void findsTheLeader() {
    ClusterReport report =
        new ClusterReport(List.of(leader("a", 4), follower("b", 4, "a"), unreachable("c")));
    assertEquals(Optional.of("a"), leaderOf(report));
    assertEquals(
        """
        ID  ADDRESS  ROLE             TERM  LEADER  CONFIG  LEASE    TRIP
        a   h:a      leader (active)  4     a       4.1     98.7 ms  1.2 ms
        b   h:b      pre-candidate    4     a       4.1     -        1.2 ms
        c   h:c      unreachable: connection refused
        a leads term 4, say 2 of 3 voters
        c: start it\
        """,
        report.toText());
  }

  @Test
  @DisplayName("is for programs, too")
  void writesJson() {
    ClusterReport report = new ClusterReport(List.of(leader("a", 4), unreachable("c")));
    assertEquals(
        "{\"leader\":null,\"members\":["
            + "{\"id\":\"a\",\"address\":\"h:a\",\"reachable\":true,\"role\":\"leader\",\"active\":true,\"term\":4,"
            + "\"leader\":\"a\",\"configuration\":\"4.1\",\"leaseRemainingMicros\":98765,\"roundTripMicros\":1250},{\"id\":\"c\",\"address\":\"h:c\",\"reachable\":false,\"reason\":\"connection"
            + " refused; start it\"}]}",
        report.toJson());
    ClusterReport agreed = new ClusterReport(List.of(leader("a", 4), follower("b", 4, "a")));
    assertEquals("{\"leader\":\"a\",\"term\":4,", agreed.toJson().substring(0, 23));
  }

  @Test
  @DisplayName("knows no leader if only a minority agrees")
  void wantsAMajority() {
    ClusterReport report =
        new ClusterReport(List.of(leader("a", 4), follower("b", 3, "a"), follower("c", 4, "b")));
    assertEquals(Optional.empty(), leaderOf(report));
    assertEquals(
        "no leader that a majority agrees on: a leads term 4, say 1 of 3 voters",
        conclusion(report));
  }

  @Test
  @DisplayName("counts the voters of the leader's configuration, whoever was asked")
  void countsVoters() {
    ClusterReport report = new ClusterReport(List.of(leader("a", 4), follower("x", 4, "a")));
    assertEquals(Optional.empty(), leaderOf(report));
  }

  @Test
  @DisplayName("knows no leader if nobody leads actively")
  void wantsAnActiveLeader() {
    ClusterReport report =
        new ClusterReport(List.of(follower("a", 4, "a"), follower("b", 4, "a"), unreachable("c")));
    assertEquals(Optional.empty(), leaderOf(report));
    assertEquals(
        List.of("no leader: none of the members that answered leads actively", "c: start it"),
        report.toText().lines().skip(4).toList());
  }

  @Test
  @DisplayName("says of nobody that he does not lead if nobody answered, and each remedy once")
  void judgesNobodyUnheard() {
    ClusterReport report = new ClusterReport(List.of(unreachable("a"), unreachable("c")));
    assertEquals(
        List.of(
            "no leader known: none of the members that were asked has answered", "a, c: start it"),
        report.toText().lines().skip(3).toList());
  }

  @Test
  @DisplayName("takes the later term if the answers are from before and after a change")
  void takesTheLaterTerm() {
    ClusterReport report =
        new ClusterReport(
            List.of(leader("a", 4), follower("b", 4, "a"), leader("c", 5), follower("a", 5, "c")));
    assertEquals(Optional.of("c"), leaderOf(report));
  }

  @Test
  @DisplayName("says of a sole voter that its lease has no end")
  void hasNoEnd() {
    MemberAnswer sole = answer("a", MemberRole.LEADER, 4, "a", WireLimits.MAX_PROMISE_NANOS);
    String row =
        new ClusterReport(List.of(sole)).toText().lines().skip(1).findFirst().orElseThrow();
    assertEquals("a   h:a      leader (active)  4     a       4.1     no end  1.2 ms", row);
  }

  @Test
  @DisplayName("does not count a voter of whom the leader says that it has no vote")
  void countsVotesThatCount() {
    MemberAnswer.Reached a = (MemberAnswer.Reached) leader("a", 4);
    MemberAnswer claim =
        a.with(
            new PeersReply(
                "a",
                Optional.empty(),
                List.of(
                    new PeerReport(
                        "b",
                        "h:b",
                        new PeerReport.Contact(OptionalLong.of(1_500_000), OptionalLong.empty()),
                        Optional.of("no vote: its disk was wiped"),
                        true)),
                Map.of("refused-other-disk", 4L, "requests-refused", 5L, "refused-no-member", 0L)));
    ClusterReport wiped =
        new ClusterReport(List.of(claim, follower("b", 4, "a"), follower("c", 4, "a")));
    assertEquals(Optional.of("a"), leaderOf(wiped));
    assertEquals(
        List.of(
            "a leads term 4, say 2 of 3 voters",
            "a: 'b' at h:b: no vote: its disk was wiped (last met 1.5 ms ago)",
            "a: refused since its start: other-disk 4"),
        wiped.toText().lines().skip(4).toList());
    ClusterReport less = new ClusterReport(List.of(claim, follower("b", 4, "a")));
    assertEquals(Optional.empty(), leaderOf(less));
  }

  private static Optional<String> leaderOf(ClusterReport report) {
    return report.leader().map(claim -> claim.claim().sender().id());
  }

  private static String conclusion(ClusterReport report) {
    return report.toText().lines().reduce((first, second) -> second).orElseThrow();
  }

  private static MemberAnswer leader(String id, long term) {
    return answer(id, MemberRole.LEADER, term, id, 98_765_432);
  }

  private static MemberAnswer follower(String id, long term, String leader) {
    return answer(id, MemberRole.PRE_CANDIDATE, term, leader, 0);
  }

  private static MemberAnswer answer(
      String id, MemberRole role, long term, String leader, long leaseNanos) {
    StatusReply status =
        new StatusReply(
            new Sender(id, 1, 1),
            role,
            term,
            Optional.of(leader),
            leaseNanos > 0,
            leaseNanos,
            CONFIGURATION);
    return new MemberAnswer.Reached(
        Member.of(id, "h:" + id), status, Duration.ofNanos(1_250_000), Optional.empty());
  }

  private static MemberAnswer unreachable(String id) {
    return new MemberAnswer.Unreachable(
        Member.of(id, "h:" + id), new NoAnswer("connection refused", Optional.of("start it")));
  }
}
