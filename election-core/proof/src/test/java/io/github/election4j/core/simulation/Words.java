/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.ElectionEvent;
import io.github.election4j.core.machine.Effect;
import io.github.election4j.core.machine.Input;
import io.github.election4j.core.machine.NodeView;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.ReplyHeader;
import io.github.election4j.wire.VoteRecord;
import java.util.Locale;

/** Puts what happened into words, short enough for a line. */
final class Words {

  private final Roster roster;

  Words(Roster roster) {
    this.roster = roster;
  }

  String node(int index) {
    return roster.id(index);
  }

  String of(Trace.Verb verb, Object what) {
    String object =
        switch (what) {
          case Input input -> input(input);
          case Effect effect -> effect(effect);
          case PeerReply reply -> reply(reply);
          case VoteRecord saved -> vote(saved);
          case Long nanos -> "for %.3f ms".formatted(nanos / (double) Nanos.MILLISECOND);
          default -> what.toString();
        };
    return (verb.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + object).strip();
  }

  private String input(Input input) {
    return switch (input) {
      case Input.RecordDurable ignored -> "the record is durable";
      case Input.RequestReceived received ->
          request(received.request()) + " from " + received.request().header().sender().id();
      case Input.ReplyReceived received -> reply(received.reply()) + " from " + received.peer();
      case Input.CallFailed failed ->
          "failure of " + request(failed.request()) + " to " + failed.peer();
      default -> input.toString();
    };
  }

  private String effect(Effect effect) {
    return switch (effect) {
      case Effect.Persist persist -> "persist " + vote(persist.record());
      case Effect.Respond respond -> "respond " + reply(respond.reply());
      case Effect.Call call -> "call " + call.peer() + ": " + request(call.request());
      case Effect.Publish publish -> "publish " + view(publish.view());
      case Effect.Announce announce -> "announce " + event(announce.event());
      default -> effect.toString();
    };
  }

  private static String request(PeerRequest request) {
    String more =
        switch (request) {
          case PeerRequest.PreVoteRequest preVote ->
              "for term "
                  + preVote.proposedTerm()
                  + ", configuration "
                  + preVote.configuration().id();
          case PeerRequest.VoteRequest vote ->
              "promise "
                  + vote.promiseNanos()
                  + vote.release().map(release -> ", release " + release).orElse("");
          case PeerRequest.Heartbeat heartbeat -> "promise " + heartbeat.promiseNanos();
          case PeerRequest.TimeoutNow handOver -> handOver.release().toString();
        };
    return "%s(term %d, round %d, incarnation %d; %s)"
        .formatted(
            request.getClass().getSimpleName(),
            request.header().term(),
            request.header().round(),
            request.header().sender().incarnation(),
            more);
  }

  private static String reply(PeerReply reply) {
    ReplyHeader header = reply.header();
    String more =
        reply instanceof PeerReply.VoteReply vote && reply.granted()
            ? "; remaining " + vote.remainingPromiseNanos()
            : "";
    return "%s(term %d, round %d, %s%s)"
        .formatted(
            reply.getClass().getSimpleName(),
            header.term(),
            header.round(),
            header.verdict(),
            more);
  }

  private static String vote(VoteRecord saved) {
    return "term %d, vote %s, configuration %s, promise %d, incarnation %d"
        .formatted(
            saved.ballot().term(),
            saved.ballot().vote().orElse("-"),
            saved.configuration().id(),
            saved.longestPromiseNanos(),
            saved.incarnation());
  }

  private static String view(NodeView view) {
    String leader = view.leader().map(known -> known.id() + "@" + known.term()).orElse("-");
    String lease =
        view.lease().held()
            ? "lease %d to %d".formatted(view.lease().fromNanos(), view.lease().untilNanos())
            : "no lease";
    return "%s term %d, leader %s, %s%s"
        .formatted(
            view.role(),
            view.term(),
            leader,
            lease,
            view.cluster().failure().map(text -> ", failure " + text).orElse(""));
  }

  private static String event(ElectionEvent event) {
    return event.toString();
  }
}
