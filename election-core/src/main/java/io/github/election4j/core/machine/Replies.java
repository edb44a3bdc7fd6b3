/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.core.machine.RoleState.Candidate;
import io.github.election4j.core.machine.RoleState.Leader;
import io.github.election4j.core.machine.RoleState.PreCandidate;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerReply.HeartbeatReply;
import io.github.election4j.wire.PeerReply.PreVoteReply;
import io.github.election4j.wire.PeerReply.TimeoutNowReply;
import io.github.election4j.wire.PeerReply.VoteReply;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.ReplyHeader;
import io.github.election4j.wire.ReplyHeader.LeaderHint;
import io.github.election4j.wire.Sender;
import io.github.election4j.wire.Verdict;

/**
 * What a node makes of replies. Each is matched with the request that it answers; one for another
 * incarnation, term, role or round changes nothing (design, section 3 rule 6).
 */
final class Replies {

  private final Node node;
  private final Terms terms;
  private final SenderCheck senders;
  private final Rules rules;

  /** What the replies are for. */
  record Rules(Campaign campaign, LeaderDuties duties, HandOver handOver, Twins twins) {}

  Replies(Node node, Terms terms, SenderCheck senders, Rules rules) {
    this.node = node;
    this.terms = terms;
    this.senders = senders;
    this.rules = rules;
  }

  void take(Input.ReplyReceived input, long nowNanos) {
    PeerReply reply = input.reply();
    if (!answers(input) || senders.showsOtherFounders(reply, nowNanos)) {
      return;
    }
    if (!senders.accepts(reply)) {
      tellOfConfigurationAgain(reply.header());
      return;
    }
    if (reply.header().verdict() != Verdict.UNAVAILABLE) {
      // A node that could not even write down its incarnation is not known by it.
      node.noteIncarnation(reply.header().sender(), true);
    }
    rules.twins().take(reply, nowNanos);
    if (node.isEnded()) {
      return;
    }
    senders.noteAgreement(input.request(), reply);
    reply.header().hints().incarnation().ifPresent(node::incarnateAfter);
    senders.installNewer(reply, nowNanos);
    terms.take(reply, nowNanos);
    reply.header().hints().leader().ifPresent(hint -> takeHint(hint, nowNanos));
    if (input.request().header().term() == node.term()) {
      dispatch(input.peer(), reply, nowNanos);
    }
  }

  /**
   * A member whose disk was wiped learns from the configuration that its word does not count. What
   * comes late, after newer rounds were answered, is of a process or a disk that is no more.
   */
  private void tellOfConfigurationAgain(ReplyHeader reply) {
    Sender peer = reply.sender();
    boolean wiped =
        node.member(peer.id()).map(member -> !senders.isKnownDisk(member, peer)).orElse(false);
    if (wiped
        && node.role() instanceof Leader leading
        && !leading.rounds().hasAnsweredSince(reply.round(), peer.id())) {
      node.remain(leading.with(leading.rounds().without(peer.id())));
    }
  }

  private boolean answers(Input.ReplyReceived input) {
    return input.request().header().sender().equals(node.sender())
        && input.reply().header().round() == input.request().header().round()
        && input.reply().header().sender().id().equals(input.peer());
  }

  /**
   * A node with partial connectivity learns who leads from those that hear the leader (design,
   * section 3 rule 4).
   */
  private void takeHint(LeaderHint hint, long nowNanos) {
    boolean news =
        node.leader().map(contact -> contact.term() < hint.term() || !contact.heard()).orElse(true);
    boolean possible =
        hint.term() == node.term()
            && !hint.id().equals(node.self)
            && node.configuration().names(hint.id())
            && !(node.role() instanceof Leader)
            && !(node.role() instanceof Candidate);
    if (news && possible) {
      node.know(LeaderContact.hinted(hint.term(), hint.id(), nowNanos));
    }
  }

  private void dispatch(String peer, PeerReply reply, long nowNanos) {
    boolean voter = node.configuration().isVoter(peer);
    switch (reply) {
      case PreVoteReply preVote -> {
        if (node.role() instanceof PreCandidate pre && voter) {
          rules.campaign().onPreVoteReply(pre, peer, preVote, nowNanos);
        }
      }
      case VoteReply vote -> {
        if (node.role() instanceof Candidate candidate && voter) {
          rules.campaign().onVoteReply(candidate, peer, vote, nowNanos);
        }
      }
      case HeartbeatReply heartbeat -> {
        if (node.role() instanceof Leader) {
          rules.duties().onAnswer(heartbeat, nowNanos);
          rules.handOver().tryToBegin(nowNanos);
        }
      }
      case TimeoutNowReply timeoutNow -> rules.handOver().onReply(peer, timeoutNow, nowNanos);
    }
  }

  void fail(String peer, PeerRequest request, long nowNanos) {
    if (request instanceof PeerRequest.TimeoutNow timeoutNow) {
      rules.handOver().onFailure(peer, timeoutNow, nowNanos);
    }
  }
}
