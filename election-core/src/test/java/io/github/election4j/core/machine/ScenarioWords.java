/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.ElectionEvent;
import io.github.election4j.Member;
import io.github.election4j.Role;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.PeerRequest.Release;
import io.github.election4j.wire.ReplyHeader;
import io.github.election4j.wire.Verdict;
import io.github.election4j.wire.VoteRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What machines say and do, in the words of the golden scenarios. */
final class ScenarioWords {

  private ScenarioWords() {}

  static String of(PeerRequest request) {
    return switch (request) {
      case PeerRequest.PreVoteRequest preVote -> "pre-vote for term " + preVote.proposedTerm();
      case PeerRequest.VoteRequest vote ->
          "vote in term " + vote.header().term() + vote.release().map(ScenarioWords::of).orElse("");
      case PeerRequest.Heartbeat heartbeat ->
          "heartbeat of term "
              + heartbeat.header().term()
              + heartbeat
                  .configuration()
                  .map(sent -> " with configuration " + sent.id())
                  .orElse("");
      case PeerRequest.TimeoutNow consent ->
          "campaign now"
              + of(consent.release())
              + (consent.unfinished().isPresent() ? ", and finish the change of members" : "");
    };
  }

  private static String of(Release release) {
    return ", term %d is released by %s".formatted(release.term(), release.leader());
  }

  static String of(PeerReply reply) {
    String what =
        switch (reply) {
          case PeerReply.PreVoteReply ignored -> "pre-vote";
          case PeerReply.VoteReply ignored -> "vote";
          case PeerReply.HeartbeatReply ignored -> "heartbeat";
          case PeerReply.TimeoutNowReply ignored -> "campaign";
        };
    return what + (reply.granted() ? " granted" + remainder(reply) : refusal(reply.header()));
  }

  private static String remainder(PeerReply reply) {
    boolean promised =
        reply instanceof PeerReply.VoteReply vote && vote.remainingPromiseNanos() > 0;
    return promised
        ? ", %d ms promised to others"
            .formatted(millis(((PeerReply.VoteReply) reply).remainingPromiseNanos()))
        : "";
  }

  private static String refusal(ReplyHeader header) {
    return " refused: "
        + of(header.verdict())
        + ", term "
        + header.term()
        + header
            .hints()
            .leader()
            .map(hint -> ", %s leads term %d".formatted(hint.id(), hint.term()))
            .orElse("")
        + header.hints().configuration().map(newer -> ", configuration " + newer.id()).orElse("");
  }

  private static String of(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static String of(Role role) {
    return role.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<String> of(ElectionEvent event) {
    return switch (event) {
      case ElectionEvent.Started started ->
          Optional.of("starts as %s in term %d".formatted(of(started.role()), started.term()));
      case ElectionEvent.RoleChanged change ->
          Optional.of(
              "becomes %s in term %d: %s"
                  .formatted(of(change.to()), change.term(), change.reason()));
      case ElectionEvent.LeaderElected elected ->
          Optional.of(
              elected
                  .leader()
                  .map(leader -> "knows leader %s of term %d".formatted(leader.id(), leader.term()))
                  .orElse("knows no leader"));
      case ElectionEvent.LeadershipGained gained ->
          Optional.of("IS ACTIVE in term " + gained.term());
      case ElectionEvent.LeadershipLost lost ->
          Optional.of("is ACTIVE NO MORE in term %d: %s".formatted(lost.term(), lost.reason()));
      case ElectionEvent.MembersChanged changed ->
          Optional.of(
              "has configuration %s: %s"
                  .formatted(changed.configurationId(), of(changed.members())));
      case ElectionEvent.MembersConfirmed confirmed ->
          Optional.of("knows configuration %s confirmed".formatted(confirmed.configurationId()));
      case ElectionEvent.Warning warning -> Optional.of("warns: " + warning.message());
      case ElectionEvent.TaskOverrun ignored -> Optional.empty();
      case ElectionEvent.EventsLeftOut ignored -> Optional.empty();
      case ElectionEvent.Stopped stopped ->
          Optional.of("stops" + stopped.failure().map(failure -> ": " + failure).orElse(""));
    };
  }

  private static String of(List<Member> members) {
    return String.join(
        ", ",
        members.stream()
            .map(member -> member.id() + (member.voter() ? "" : " (observer)"))
            .toList());
  }

  /** What a write changes on the disk. */
  static String written(Optional<VoteRecord> before, VoteRecord after) {
    List<String> changes = new ArrayList<>();
    if (!before.map(VoteRecord::ballot).equals(Optional.of(after.ballot()))) {
      changes.add(
          "term %d, vote %s"
              .formatted(after.ballot().term(), after.ballot().vote().orElse("none")));
    }
    if (!before.map(VoteRecord::configuration).equals(Optional.of(after.configuration()))) {
      changes.add("configuration " + after.configuration().id());
    }
    if (before.map(VoteRecord::longestPromiseNanos).orElse(0L) != after.longestPromiseNanos()) {
      changes.add("longest promise %d ms".formatted(millis(after.longestPromiseNanos())));
    }
    if (before.map(VoteRecord::incarnation).orElse(-1L) != after.incarnation()) {
      changes.add("incarnation " + after.incarnation());
    }
    return "writes " + String.join("; ", changes);
  }

  static long millis(long nanos) {
    return Math.round(nanos / (double) MachineDriver.MILLISECOND);
  }
}
