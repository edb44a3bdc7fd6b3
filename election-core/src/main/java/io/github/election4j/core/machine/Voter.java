/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.core.machine.RoleState.Follower;
import io.github.election4j.core.machine.RoleState.Leader;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.ConfigurationMember;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerReply.HeartbeatReply;
import io.github.election4j.wire.PeerReply.PreVoteReply;
import io.github.election4j.wire.PeerReply.TimeoutNowReply;
import io.github.election4j.wire.PeerReply.VoteReply;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.PeerRequest.Heartbeat;
import io.github.election4j.wire.PeerRequest.PreVoteRequest;
import io.github.election4j.wire.PeerRequest.Release;
import io.github.election4j.wire.PeerRequest.TimeoutNow;
import io.github.election4j.wire.PeerRequest.VoteRequest;
import io.github.election4j.wire.ReplyHeader;
import io.github.election4j.wire.RequestHeader;
import io.github.election4j.wire.Verdict;
import java.util.Optional;

/**
 * How a node answers the requests of others (Raft 5.1 and 5.2, thesis 4.2.3 and 9.6; design,
 * sections 3 and 4).
 */
final class Voter {

  private final Node node;
  private final Terms terms;
  private final SenderCheck senders;
  private final StepDown stepDown;
  private final Campaign campaign;
  private final HeardRounds heard = new HeardRounds();
  private Optional<GrantedStart> granted = Optional.empty();

  /** Which start of a candidate the vote of a term was given to. */
  private record GrantedStart(long term, long incarnation) {}

  Voter(Node node, Terms terms, SenderCheck senders, StepDown stepDown, Campaign campaign) {
    this.node = node;
    this.terms = terms;
    this.senders = senders;
    this.stepDown = stepDown;
    this.campaign = campaign;
  }

  /**
   * The answer to a request; what it promises or grants is in the node's state, which is durable
   * before the answer is sent.
   */
  PeerReply answer(PeerRequest request, Input.Caller caller, long nowNanos) {
    Verdict sender = senders.check(request, caller, nowNanos);
    if (sender != Verdict.GRANTED) {
      boolean known =
          caller.proved()
              || sender == Verdict.UNAVAILABLE
              || sender == Verdict.STALE_INCARNATION
              || sender == Verdict.ANOTHER_ALIVE;
      return known ? refuse(request, sender) : turnAway(request, sender);
    }
    boolean turnedAway = isTurnedAway(request, nowNanos);
    senders.note(request.header().sender(), caller, turnedAway);
    if (request instanceof Heartbeat && isOfSecondLeader(request.header())) {
      return refuse(request, Verdict.IMPLAUSIBLE);
    }
    if (!terms.isCurrent(request, turnedAway, nowNanos)) {
      return refuse(request, Verdict.STALE_TERM);
    }
    if (request instanceof Heartbeat && heard.isOver(request.header())) {
      return refuse(request, Verdict.ALREADY_HEARD);
    }
    return switch (request) {
      case PreVoteRequest preVote -> answer(preVote, nowNanos);
      case VoteRequest vote -> answer(vote, nowNanos);
      case Heartbeat heartbeat -> answer(heartbeat, nowNanos);
      case TimeoutNow timeoutNow -> answer(timeoutNow, nowNanos);
    };
  }

  private boolean isTurnedAway(PeerRequest request, long nowNanos) {
    return switch (request) {
      case PreVoteRequest ignored -> isTurnedAway(Optional.empty(), nowNanos) != Verdict.GRANTED;
      case VoteRequest vote -> isTurnedAway(vote.release(), nowNanos) != Verdict.GRANTED;
      case Heartbeat ignored -> false;
      case TimeoutNow ignored -> false;
    };
  }

  private PeerReply refuse(PeerRequest request, Verdict verdict) {
    return refused(request, senders.header(request, verdict), node.durableConfigurationId());
  }

  /** Refuses who is not known to be a member, and tells nothing that only members may know. */
  PeerReply turnAway(PeerRequest request, Verdict verdict) {
    return refused(request, senders.bareHeader(request, verdict), ConfigurationId.NONE);
  }

  private static PeerReply refused(
      PeerRequest request, ReplyHeader header, ConfigurationId configuration) {
    return switch (request) {
      case PreVoteRequest ignored -> new PreVoteReply(header);
      case VoteRequest ignored -> new VoteReply(header, 0);
      case Heartbeat ignored -> new HeartbeatReply(header, configuration);
      case TimeoutNow ignored -> new TimeoutNowReply(header);
    };
  }

  // ---- pre-vote

  private PeerReply answer(PreVoteRequest request, long nowNanos) {
    Verdict verdict = judge(request, nowNanos);
    if (verdict == Verdict.GRANTED) {
      senders.installNewer(request, nowNanos);
      campaign.holdBackFor(request.header().sender().id(), nowNanos);
    }
    return new PreVoteReply(senders.header(request, verdict));
  }

  private Verdict judge(PreVoteRequest request, long nowNanos) {
    Verdict eligible = judgeCandidate(request, request.configuration());
    if (eligible != Verdict.GRANTED) {
      return eligible;
    }
    Verdict turnedAway = isTurnedAway(Optional.empty(), nowNanos);
    if (turnedAway != Verdict.GRANTED) {
      return turnedAway;
    }
    return request.proposedTerm() > node.term() ? Verdict.GRANTED : Verdict.TERM_NOT_NEWER;
  }

  /**
   * Whether others are refused whoever they are: a leader is alive, or this node cannot know yet
   * whether one is.
   */
  private Verdict isTurnedAway(Optional<Release> release, long nowNanos) {
    boolean released =
        node.leader()
            .flatMap(
                contact ->
                    release.filter(
                        consent ->
                            consent.leader().equals(contact.id())
                                && consent.term() == contact.term()))
            .isPresent();
    if (released) {
      return Verdict.GRANTED;
    }
    if (isLeaderAlive(nowNanos)) {
      return Verdict.LEADER_ALIVE;
    }
    return node.waits().isQuiet(nowNanos) ? Verdict.UNAVAILABLE : Verdict.GRANTED;
  }

  private boolean isLeaderAlive(long nowNanos) {
    return node.role() instanceof Leader leading
        ? !leading.tenure().isGivenUp()
        : node.leader()
            .map(contact -> contact.isAlive(nowNanos, node.settings.timing().minElectionNanos()))
            .orElse(false);
  }

  /**
   * A candidate must be a voter that may lead, in a configuration that is not older than ours, and
   * we must be a voter.
   */
  private Verdict judgeCandidate(PeerRequest request, Configuration theirs) {
    if (senders.isOlder(theirs)) {
      return Verdict.CONFIGURATION_OLDER;
    }
    Configuration judging = senders.judgedBy(request);
    if (!node.isVoterIn(judging)) {
      return Verdict.NOT_A_VOTER;
    }
    return judging
            .member(request.header().sender().id())
            .map(node::withDeclaredPriority)
            .filter(ConfigurationMember::mayLead)
            .isPresent()
        ? Verdict.GRANTED
        : Verdict.NOT_ELIGIBLE;
  }

  // ---- vote

  private PeerReply answer(VoteRequest request, long nowNanos) {
    Verdict verdict = isTurnedAway(request.release(), nowNanos);
    if (verdict != Verdict.GRANTED) {
      return refuse(request, verdict);
    }
    verdict = judgeVote(request);
    if (verdict == Verdict.GRANTED) {
      senders.installNewer(request, nowNanos);
    }
    if (request.header().term() > node.term()) {
      beginTermOf(request, verdict, nowNanos);
    }
    if (verdict != Verdict.GRANTED) {
      return refuse(request, verdict);
    }
    String candidate = request.header().sender().id();
    request
        .release()
        .filter(consent -> consent.term() < node.term())
        .ifPresent(node::acceptRelease);
    long remaining = node.promises().remainingToOthers(candidate, nowNanos);
    node.promise(node.term(), candidate, nowNanos, request.promiseNanos());
    granted = Optional.of(new GrantedStart(node.term(), request.header().sender().incarnation()));
    return new VoteReply(senders.header(request, Verdict.GRANTED), remaining);
  }

  /**
   * A vote in a term is given only by a node whose own term is below it, or again to the same
   * candidate. Raft's "same term and not voted yet" would elect two leaders when configurations
   * change (design, section 5, "the trap"). Another start of the candidate's process is another
   * candidate: both would count the vote.
   */
  private Verdict judgeVote(VoteRequest request) {
    String candidate = request.header().sender().id();
    Verdict eligible = judgeCandidate(request, request.configuration());
    if (eligible != Verdict.GRANTED) {
      return eligible;
    }
    boolean below = node.term() < request.header().term();
    boolean repeated =
        node.term() == request.header().term()
            && node.vote().equals(Optional.of(candidate))
            && !isOfAnotherStart(request.header());
    return below || repeated ? Verdict.GRANTED : Verdict.TERM_NOT_NEWER;
  }

  private boolean isOfAnotherStart(RequestHeader header) {
    return granted
        .filter(vote -> vote.term() == header.term())
        .filter(vote -> vote.incarnation() != header.sender().incarnation())
        .isPresent();
  }

  private void beginTermOf(VoteRequest request, Verdict verdict, long nowNanos) {
    Optional<String> vote =
        verdict == Verdict.GRANTED ? Optional.of(request.header().sender().id()) : Optional.empty();
    if (vote.isPresent() || !(node.role() instanceof Follower)) {
      stepDown.stepDown(
          nowNanos,
          "'%s' campaigns in term %d"
              .formatted(request.header().sender().id(), request.header().term()));
    }
    node.beginTerm(request.header().term(), vote);
  }

  // ---- heartbeat

  /**
   * The answer to the heartbeat that brought a configuration waits until that is durable, and
   * confirms it. Those that follow meanwhile do not wait, and confirm what is durable: the leader's
   * lease must not hang on this node's disk.
   */
  private PeerReply answer(Heartbeat request, long nowNanos) {
    String sender = request.header().sender().id();
    heard.hear(request.header());
    ConfigurationId before = node.configuration().id();
    senders.installNewer(request, nowNanos);
    boolean installed = !node.configuration().id().equals(before);
    node.know(LeaderContact.heard(node.term(), request.header().sender(), nowNanos));
    node.wait(node.waits().afterHeartbeat());
    node.forgetConsent();
    stepDown.stepDown(nowNanos, () -> "'%s' leads term %d".formatted(sender, node.term()));
    node.promise(node.term(), sender, nowNanos, request.promiseNanos());
    return new HeartbeatReply(
        senders.header(request, Verdict.GRANTED),
        installed ? node.configuration().id() : node.durableConfigurationId());
  }

  /**
   * Election safety: at most one leader in a term (Raft 5.2, figure 3). A node knows only that one
   * of two that say so does not keep the rules, and goes on with the one that it knew first: itself
   * if it is one.
   */
  private boolean isOfSecondLeader(RequestHeader header) {
    Optional<String> first =
        node.role() instanceof Leader
            ? Optional.of(node.self)
            : node.leader().filter(LeaderContact::heard).map(LeaderContact::id);
    boolean second =
        header.term() == node.term()
            && first.filter(leader -> !leader.equals(header.sender().id())).isPresent();
    if (second) {
      senders.warnOfSecondLeader(header, first.orElseThrow());
    }
    return second;
  }

  // ---- consent

  private PeerReply answer(TimeoutNow request, long nowNanos) {
    boolean fromLeader =
        node.leader()
            .map(
                contact ->
                    contact.term() == node.term()
                        && contact.id().equals(request.release().leader()))
            .orElse(false);
    boolean ready = node.role() instanceof Follower && node.mayCampaign();
    boolean own =
        request.release().leader().equals(request.header().sender().id())
            && request.release().term() == request.header().term();
    if (!fromLeader || !ready || !own) {
      return refuse(request, ready ? Verdict.UNAVAILABLE : Verdict.NOT_ELIGIBLE);
    }
    campaign.onConsent(request, nowNanos);
    return new TimeoutNowReply(senders.header(request, Verdict.GRANTED));
  }
}
