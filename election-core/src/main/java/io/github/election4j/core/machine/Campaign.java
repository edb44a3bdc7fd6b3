/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.Member;
import io.github.election4j.core.machine.RoleState.Candidate;
import io.github.election4j.core.machine.RoleState.Follower;
import io.github.election4j.core.machine.RoleState.Hold;
import io.github.election4j.core.machine.RoleState.Observer;
import io.github.election4j.core.machine.RoleState.PreCandidate;
import io.github.election4j.wire.ConfigurationMember;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.PeerRequest.PreVoteRequest;
import io.github.election4j.wire.PeerRequest.Release;
import io.github.election4j.wire.PeerRequest.TimeoutNow;
import io.github.election4j.wire.PeerRequest.VoteRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a node comes to lead: from silence or evidence through a pre-vote and a vote to leadership
 * (Raft 5.2, thesis 9.6).
 */
final class Campaign {

  private final Node node;
  private final StepDown stepDown;
  private final LeaderDuties duties;
  private final Warnings warnings;
  private final Founders founders;

  Campaign(
      Node node, StepDown stepDown, LeaderDuties duties, Warnings warnings, Founders founders) {
    this.node = node;
    this.stepDown = stepDown;
    this.duties = duties;
    this.warnings = warnings;
    this.founders = founders;
  }

  // ---- timers

  void onTimer(Follower follower, long nowNanos) {
    if (!Moments.isDue(follower.deadlineNanos(), nowNanos) || node.waits().isQuiet(nowNanos)) {
      return;
    }
    boolean evidence = node.leader().map(LeaderContact::suspected).orElse(false);
    if (!evidence) {
      stepDown.forgetSilentLeader(nowNanos);
    }
    if (node.mayCampaign()) {
      beginPreVote(
          nowNanos,
          evidence
              ? "there is evidence that the leader is gone"
              : "the election timeout has passed");
    } else {
      stepDown.forgetSilentLeader(nowNanos);
      node.remain(new Follower(node.drawDeadline(nowNanos)));
      warnIfNoTermIsLeft();
    }
  }

  /** The last term of an era is never begun: what a recovery begins would not be above it. */
  private void warnIfNoTermIsLeft() {
    if (Era.leftAfter(node.term()) == 0) {
      warnings.once(
          node.self,
          "last term",
          "no term is left after term %d before the next era, so nobody can be elected: stop all members and begin the next era with 'election recover'"
              .formatted(node.term()));
    }
  }

  void onTimer(Observer observer, long nowNanos) {
    if (Moments.isDue(observer.deadlineNanos(), nowNanos)) {
      stepDown.forgetSilentLeader(nowNanos);
      node.remain(new Observer(node.drawDeadline(nowNanos)));
    }
  }

  void onTimer(PreCandidate pre, long nowNanos) {
    if (node.waits().isQuiet(nowNanos)) {
      return;
    }
    boolean holdIsOver = pre.hold().holding() && !pre.isHeld(nowNanos);
    if (holdIsOver || Moments.isDue(pre.deadlineNanos(), nowNanos)) {
      stepDown.forgetSilentLeader(nowNanos);
      beginPreVote(nowNanos, "the pre-vote is tried again");
    } else if (Moments.isDue(pre.round().resend().atNanos(), nowNanos)) {
      Round again = pre.round().resent(nowNanos, node.settings.timing().heartbeatNanos());
      node.remain(new PreCandidate(again, pre.deadlineNanos(), pre.hold()));
      askForPreVotes(again);
    }
  }

  void onTimer(Candidate candidate, long nowNanos) {
    if (Moments.isDue(candidate.deadlineNanos(), nowNanos)) {
      if (node.isBallotDurable()) {
        beginPreVote(nowNanos, "the votes did not come in time");
      } else {
        waitForOwnVote(candidate, nowNanos);
      }
    } else if (Moments.isDue(candidate.round().resend().atNanos(), nowNanos)) {
      Round again = candidate.round().resent(nowNanos, node.settings.timing().heartbeatNanos());
      Candidate asking =
          new Candidate(
              again, candidate.deadlineNanos(), candidate.refused(), candidate.activeFromNanos());
      node.remain(asking);
      askForVotes(asking, nowNanos);
    }
  }

  /** Another term would begin with the same wait: the disk still owes the answer for this one. */
  private void waitForOwnVote(Candidate candidate, long nowNanos) {
    node.remain(
        new Candidate(
            candidate.round(),
            node.drawDeadline(nowNanos),
            candidate.refused(),
            candidate.activeFromNanos()));
  }

  static long wakeAt(PreCandidate pre, long nowNanos) {
    long wake = Moments.earlier(pre.deadlineNanos(), pre.round().resend().atNanos());
    return pre.isHeld(nowNanos) ? Moments.earlier(wake, pre.hold().untilNanos()) : wake;
  }

  static long wakeAt(Candidate candidate) {
    return Moments.earlier(candidate.deadlineNanos(), candidate.round().resend().atNanos());
  }

  // ---- evidence

  /**
   * Takes evidence that the leader's process is gone: the pre-vote begins now instead of after the
   * timeout, the highest rank first (design, section 6). The evidence alone decides nothing: each
   * voter needs its own.
   */
  void onSuspicion(String peer, long nowNanos) {
    Optional<LeaderContact> suspect =
        node.leader().filter(contact -> contact.id().equals(peer) && contact.heard());
    if (suspect.isEmpty()
        || suspect.get().suspected()
        || !(node.role() instanceof Follower follower)) {
      return;
    }
    node.know(suspect.get().withSuspicion());
    if (!node.mayCampaign() || node.waits().backingOff()) {
      return;
    }
    long turn = nowNanos + Rank.turn(node, peer) * staggerNanos();
    node.remain(new Follower(Moments.earlier(follower.deadlineNanos(), turn)));
    onTimer(new Follower(turn), nowNanos);
  }

  /**
   * Takes proof that the leader's process has ended: what was promised to it in its term is void,
   * as if it had released it, and whoever's turn is first asks for votes without a pre-vote: no
   * healthy leader is there to be disturbed (design, section 6 rules 5 and 7). The others begin
   * with a pre-vote when their turn comes, since the first may have its proof a moment later than
   * they: two that ask for votes in one term would split them.
   *
   * <p>The proof of another start of the same member says nothing of the one that leads.
   */
  void onProofOfDeath(String peer, long incarnation, long nowNanos) {
    Optional<LeaderContact> dead =
        node.leader().filter(contact -> contact.isProcess(peer, incarnation));
    if (dead.isEmpty()) {
      return;
    }
    node.forgetPromiseTo(dead.get());
    if (mayVoteAtOnce(nowNanos) && Rank.turn(node, peer) == 0) {
      beginVote(nowNanos, "the leader's process has ended", staggerNanos());
    } else {
      onSuspicion(peer, nowNanos);
    }
  }

  private boolean mayVoteAtOnce(long nowNanos) {
    return (node.role() instanceof Follower || node.role() instanceof PreCandidate)
        && node.mayCampaign()
        && node.isBallotDurable()
        && !node.waits().backingOff()
        && !node.waits().isQuiet(nowNanos)
        && founders.letCampaign();
  }

  /** A few round trips in a local network, relative to the heartbeat that the user chose for it. */
  private long staggerNanos() {
    return Math.max(1, node.settings.timing().heartbeatNanos() / 16);
  }

  // ---- pre-vote

  void beginPreVote(long nowNanos, String reason) {
    if (!node.mayCampaign()) {
      stepDown.stepDown(nowNanos, "it may not campaign any more");
      return;
    }
    if (node.quorum() == 1 && founders.letCampaign()) {
      beginVote(nowNanos, "it is the only voter that is needed");
      return;
    }
    if (!node.isBallotDurable()) {
      stepDown.stepDown(nowNanos, "what it has said before is not durable yet");
      return;
    }
    founders.askAnew();
    boolean evidence = node.leader().map(LeaderContact::suspected).orElse(false);
    long resend = evidence ? staggerNanos() : node.settings.timing().heartbeatNanos();
    Round round = Round.begin(node.nextRound(), nowNanos, resend).withGrant(node.self);
    PreCandidate next = new PreCandidate(round, node.drawDeadline(nowNanos), Hold.NONE);
    if (node.role() instanceof PreCandidate) {
      node.remain(next);
    } else {
      node.become(next, reason);
    }
    askForPreVotes(round);
  }

  private void askForPreVotes(Round round) {
    ask(
        round,
        new PreVoteRequest(node.header(round.number()), node.nextTerm(), node.configuration()),
        0);
  }

  void onPreVoteReply(PreCandidate pre, String voter, PeerReply.PreVoteReply reply, long nowNanos) {
    if (pre.round().number() != reply.header().round()) {
      return;
    }
    // A refusal can be what a won pre-vote has waited for: it may show that all have the same list.
    Round round = reply.granted() ? pre.round().withGrant(voter) : pre.round();
    node.remain(new PreCandidate(round, pre.deadlineNanos(), pre.hold()));
    if (isWon(round) && !pre.isHeld(nowNanos) && founders.letCampaign()) {
      beginVote(nowNanos, "a quorum would vote for it");
    }
  }

  /**
   * Lets somebody else go first, at most once before it next hears a leader, and for a bounded
   * time, so that timeouts at the same moment do not split the vote, and liveness does not depend
   * on the other (design, section 3 rule 5).
   */
  void holdBackFor(String other, long nowNanos) {
    if (node.waits().heldBack()) {
      return;
    }
    long until = nowNanos + node.settings.timing().minElectionNanos() / 2;
    if (node.role() instanceof PreCandidate pre && Rank.isHigher(node, other, node.self)) {
      node.remain(new PreCandidate(pre.round(), pre.deadlineNanos(), new Hold(true, until)));
      node.wait(node.waits().afterHolding());
    }
  }

  // ---- vote

  /**
   * Begins a term of its own and asks for votes in it. Its own vote counts when it is durable; the
   * others are asked meanwhile (design, section 3 rule 3).
   */
  void beginVote(long nowNanos, String reason) {
    beginVote(nowNanos, reason, node.settings.timing().heartbeatNanos());
  }

  /**
   * Likewise.
   *
   * @param resendNanos when those are asked again who have not granted: soon, if they are about to
   *     see what this node has seen
   */
  private void beginVote(long nowNanos, String reason, long resendNanos) {
    node.beginTerm(node.nextTerm(), Optional.of(node.self));
    Round round = Round.begin(node.nextRound(), nowNanos, resendNanos);
    Candidate candidate =
        new Candidate(
            round,
            node.drawDeadline(nowNanos),
            Set.of(),
            nowNanos + node.promises().remainingToOthers(node.self, nowNanos));
    node.become(candidate, reason);
    askForVotes(candidate, nowNanos);
  }

  /**
   * Counts its own vote once that is durable. A disk that was slow here may be slow elsewhere:
   * those who are asked get as long again to answer.
   */
  void onDurable(Candidate candidate, long nowNanos) {
    if (!node.isBallotDurable()) {
      return;
    }
    if (candidate.round().granted().contains(node.self)) {
      // Its vote was durable before; now the later start is that it was told to be.
      beginToLeadIfWon(candidate, nowNanos);
      return;
    }
    Candidate counted =
        new Candidate(
            candidate.round().withGrant(node.self),
            node.drawDeadline(nowNanos),
            candidate.refused(),
            candidate.activeFromNanos());
    node.remain(counted);
    beginToLeadIfWon(counted, nowNanos);
  }

  /** The vote that it gave leaves now: the candidate gets as long as if it had been given now. */
  void onDurable(Follower follower, long nowNanos) {
    if (node.vote().isPresent()) {
      long deadline = node.drawDeadline(nowNanos);
      node.remain(new Follower(Moments.later(follower.deadlineNanos(), deadline)));
    }
  }

  private void beginToLeadIfWon(Candidate candidate, long nowNanos) {
    Round round = candidate.round();
    if (round.granted().contains(node.self) && isWon(round) && node.isBallotDurable()) {
      duties.begin(candidate, nowNanos);
    }
  }

  private void askForVotes(Candidate candidate, long nowNanos) {
    Optional<Release> release = node.release().filter(consent -> consent.term() < node.term());
    ask(
        candidate.round(),
        new VoteRequest(
            node.header(candidate.round().number()),
            node.configuration(),
            node.settings.promiseNanos(),
            release),
        candidate.deadlineNanos() - nowNanos);
  }

  void onVoteReply(Candidate candidate, String voter, PeerReply.VoteReply reply, long nowNanos) {
    if (candidate.round().number() != reply.header().round()) {
      return;
    }
    if (reply.granted()) {
      onGrant(candidate, voter, nowNanos + reply.remainingPromiseNanos(), nowNanos);
    } else {
      onRefusal(candidate, voter, nowNanos);
    }
  }

  private void onGrant(Candidate candidate, String voter, long promisedUntilNanos, long nowNanos) {
    boolean repeated = candidate.round().granted().contains(voter);
    Candidate counted =
        new Candidate(
            candidate.round().withGrant(voter),
            candidate.deadlineNanos(),
            candidate.refused(),
            repeated
                ? candidate.activeFromNanos()
                : Moments.later(candidate.activeFromNanos(), promisedUntilNanos));
    node.remain(counted);
    beginToLeadIfWon(counted, nowNanos);
  }

  private void onRefusal(Candidate candidate, String voter, long nowNanos) {
    Set<String> refused = new HashSet<>(candidate.refused());
    refused.add(voter);
    refused.removeAll(candidate.round().granted());
    node.remain(
        new Candidate(
            candidate.round(),
            candidate.deadlineNanos(),
            Set.copyOf(refused),
            candidate.activeFromNanos()));
    if (node.configuration().voters().size() - refused.size() < node.quorum()) {
      stepDown.stepDown(nowNanos, "so many voters refused that it cannot win");
    }
  }

  /** The leader has consented: no pre-vote is needed (thesis 3.10). */
  void onConsent(TimeoutNow consent, long nowNanos) {
    node.acceptRelease(consent.release());
    node.inherit(consent.unfinished().filter(this::isAllowed));
    beginVote(nowNanos, "leader '%s' hands over".formatted(consent.release().leader()));
  }

  /** What nobody could have been asked for is not finished either. */
  private boolean isAllowed(List<ConfigurationMember> wanted) {
    List<Member> members = wanted.stream().map(Members::member).toList();
    return MembersPlan.faultOf(members, node.settings.minimumQuorum()).isEmpty();
  }

  private boolean isWon(Round round) {
    return Quorum.isReached(node.configuration(), node.settings.minimumQuorum(), round.granted());
  }

  /** Observers have no vote, but while a cluster is founded they are asked for their list. */
  private void ask(Round round, PeerRequest request, long patienceNanos) {
    boolean asksObservers = founders.isOpen() && request instanceof PreVoteRequest;
    for (ConfigurationMember member : node.configuration().members()) {
      boolean open = !round.granted().contains(member.id()) && !member.id().equals(node.self);
      if (open && (member.voter() || asksObservers)) {
        node.tell(new Effect.Call(member.id(), request, patienceNanos));
      }
    }
  }
}
