/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.Activation;
import io.github.election4j.ElectionEvent;
import io.github.election4j.core.machine.Acknowledgements.Answer;
import io.github.election4j.core.machine.Acknowledgements.SentRound;
import io.github.election4j.core.machine.RoleState.Candidate;
import io.github.election4j.core.machine.RoleState.Leader;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.PeerReply.HeartbeatReply;
import io.github.election4j.wire.PeerRequest.Heartbeat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a leader does: it asserts itself, and holds its lease for as long as a quorum answers (Raft
 * 5.2; design, section 4).
 */
final class LeaderDuties {

  private final Node node;
  private final StepDown stepDown;
  private final Founders founders;

  LeaderDuties(Node node, StepDown stepDown, Founders founders) {
    this.node = node;
    this.stepDown = stepDown;
    this.founders = founders;
  }

  /**
   * Begins to lead after a won election. The configuration is written again under the new term at
   * once, with the same members, so that whoever holds an older one can no longer be elected by
   * those who have seen this (design, section 5).
   */
  void begin(Candidate candidate, long nowNanos) {
    Invariants.check(
        node.isBallotDurable(), "a vote of term %d counts that is not durable", node.term());
    long activeFrom =
        node.settings.activation() == Activation.WHEN_ELECTED
            ? nowNanos
            : candidate.activeFromNanos();
    Tenure tenure =
        new Tenure(
            new Tenure.Start(nowNanos, activeFrom, candidate.activeFromNanos()),
            nowNanos,
            Tenure.Stage.ELECTED);
    node.configure(underNewTerm());
    node.become(
        new Leader(
            votesAsAnswers(candidate, nowNanos),
            tenure,
            HandOverProgress.NONE,
            node.inheritedChange()),
        "it won the election of term %d with the votes of %s"
            .formatted(node.term(), String.join(", ", candidate.round().granted())));
    node.know(LeaderContact.heard(node.term(), node.sender(), nowNanos));
    node.announceLeader();
    sendHeartbeats(nowNanos);
    renewLease(nowNanos);
  }

  private Configuration underNewTerm() {
    Configuration current = node.configuration();
    return current
        .withId(new ConfigurationId(node.term(), current.id().version()))
        .mapMembers(
            member ->
                member.id().equals(node.self)
                    ? node.withDeclaredPriority(member).withIdentity(node.sender().identity())
                    : member);
  }

  /**
   * A granted vote is a promise too, so the election itself gives the first lease, without another
   * round.
   */
  private Acknowledgements votesAsAnswers(Candidate candidate, long nowNanos) {
    Round round = candidate.round();
    Map<String, Answer> answers = new HashMap<>();
    for (String voter : round.granted()) {
      answers.put(
          voter,
          new Answer(round.number(), round.sentAtNanos(), nowNanos, ConfigurationId.NONE, 0));
    }
    return new Acknowledgements(
        List.of(new SentRound(round.number(), round.sentAtNanos())),
        round.number(),
        Map.copyOf(answers),
        nowNanos);
  }

  // ---- heartbeats

  /**
   * Sends the next round to everybody. Its moment is read before any of its bytes reach the
   * transport.
   */
  void sendHeartbeats(long nowNanos) {
    Leader leading = leading();
    node.forgetLongPromises(nowNanos);
    long round = node.nextRound();
    node.remain(
        leading.with(
            leading
                .rounds()
                .sending(
                    round,
                    nowNanos,
                    node.settings.promiseNanos(),
                    nowNanos + node.settings.timing().heartbeatNanos())));
    for (String peer : recipients(leading, nowNanos)) {
      node.tell(new Effect.Call(peer, heartbeat(leading, peer, round), 0));
    }
  }

  private Set<String> recipients(Leader leading, long nowNanos) {
    Set<String> recipients = new TreeSet<>();
    node.configuration().members().forEach(member -> recipients.add(member.id()));
    leading
        .change()
        .previous()
        .ifPresent(before -> before.members().forEach(member -> recipients.add(member.id())));
    if (!Moments.isDue(leading.change().farewell().untilNanos(), nowNanos)) {
      recipients.addAll(leading.change().farewell().members());
    }
    recipients.remove(node.self);
    return recipients;
  }

  private Heartbeat heartbeat(Leader leading, String peer, long round) {
    Configuration configuration = node.configuration();
    boolean holdsIt = leading.rounds().isHeldBy(peer, configuration.id());
    return new Heartbeat(
        node.header(round),
        node.settings.promiseNanos(),
        configuration.id(),
        holdsIt ? Optional.empty() : Optional.of(configuration));
  }

  /** Takes an answer. One to a round of long ago, or that refused, gives no lease. */
  void onAnswer(HeartbeatReply reply, long nowNanos) {
    Leader leading = leading();
    String peer = reply.header().sender().id();
    Optional<SentRound> round = leading.rounds().sentRound(reply.header().round());
    if (!reply.granted() || round.isEmpty()) {
      return;
    }
    Answer answer =
        new Answer(
            round.get().number(),
            round.get().sentAtNanos(),
            nowNanos,
            reply.configurationId(),
            reply.header().sender().identity());
    node.remain(leading.with(leading.rounds().withAnswer(peer, answer)));
    renewLease(nowNanos);
  }

  // ---- lease

  /**
   * Ends the tenure before anything else is looked at if the lease could not be renewed
   * (check-quorum).
   */
  void endIfLeaseIsOver(long nowNanos) {
    if (node.role() instanceof Leader leading && Moments.isDue(stepDownAt(leading), nowNanos)) {
      stepDown.stepDown(nowNanos, "no quorum has answered for the length of the lease");
    }
  }

  long stepDownAt(Leader leading) {
    return leading.tenure().stepDownAtNanos(node.settings.leaseNanos());
  }

  /**
   * Computes the lease anew from what the quorum has answered; it is never extended on any other
   * ground.
   */
  void renewLease(long nowNanos) {
    Leader leading = leading();
    node.remain(leading.with(leading.tenure().withLease(leaseUntilNanos(leading, nowNanos))));
    noteGain(nowNanos);
  }

  private long leaseUntilNanos(Leader leading, long nowNanos) {
    if (node.isSoleVoter() && leading.change().previous().isEmpty()) {
      return leading.tenure().start().electedAtNanos() + Lease.WITHOUT_END_NANOS;
    }
    long never = nowNanos - 2 * node.settings.promiseNanos();
    long length = node.settings.leaseNanos();
    long moment = latestQuorumMoment(node.configuration(), leading.rounds(), never);
    Optional<Configuration> previous = leading.change().previous();
    return previous.isEmpty()
        ? Lease.untilNanos(moment, length)
        : Lease.untilNanosDuringChange(
            moment,
            latestQuorumMoment(previous.get(), leading.rounds(), never),
            length,
            leading.change().frozenLeaseNanos());
  }

  private long latestQuorumMoment(
      Configuration configuration, Acknowledgements rounds, long never) {
    return Quorum.latestMoment(
        configuration,
        node.settings.minimumQuorum(),
        voter ->
            voter.equals(node.self)
                ? rounds.sent().getLast().sentAtNanos()
                : sentAtNanos(rounds.currentAnswerOf(voter), never),
        never);
  }

  private static long sentAtNanos(Optional<Answer> answer, long never) {
    return answer.isPresent() ? answer.get().sentAtNanos() : never;
  }

  /**
   * Announces the leadership once it is active: elected, promises to others run out, nobody left
   * who might have been given other founders, and a lease held that lasts until the answers to the
   * next heartbeats can be here. One that is about to end would be lost while they are under way.
   */
  void noteGain(long nowNanos) {
    Leader leading = leading();
    Tenure tenure = leading.tenure();
    if (tenure.stage() == Tenure.Stage.ELECTED
        && tenure.mayBecomeActive(nowNanos, untilNextAnswersNanos(tenure))
        && founders.letBegin(leading, nowNanos)) {
      node.remain(leading.with(tenure.with(Tenure.Stage.GAINED)));
      node.publishChanges();
      node.tell(new Effect.Announce(new ElectionEvent.LeadershipGained(node.term())));
    }
  }

  /**
   * A heartbeat interval; for a lease that the votes gave, as long as they took if that is longer,
   * since the first heartbeats bring a configuration, which voters write before they answer, as
   * they wrote their votes.
   */
  private long untilNextAnswersNanos(Tenure tenure) {
    long votesTook = tenure.votesTookNanos(node.settings.leaseNanos());
    return Math.max(node.settings.timing().heartbeatNanos(), votesTook);
  }

  // ---- timers

  void onTimer(Leader leading, long nowNanos) {
    noteGain(nowNanos);
    boolean released = leading.handOver().phase() == HandOverProgress.Phase.RELEASED;
    if (Moments.isDue(leading.rounds().heartbeatDueNanos(), nowNanos) && !released) {
      sendHeartbeats(nowNanos);
      renewLease(nowNanos);
    }
  }

  long wakeAt(Leader leading, long nowNanos) {
    long wake = stepDownAt(leading);
    if (leading.handOver().phase() != HandOverProgress.Phase.RELEASED) {
      wake = Moments.earlier(wake, leading.rounds().heartbeatDueNanos());
    }
    if (leading.handOver().hasPatience()) {
      wake = Moments.earlier(wake, leading.handOver().patienceUntilNanos());
    }
    return leading.tenure().stage() == Tenure.Stage.ELECTED
        ? earliestGain(leading, wake, nowNanos)
        : wake;
  }

  private long earliestGain(Leader leading, long wake, long nowNanos) {
    Tenure.Start start = leading.tenure().start();
    if (!Moments.isDue(start.activeFromNanos(), nowNanos)) {
      return Moments.earlier(wake, start.activeFromNanos());
    }
    return founders.letBegin(leading, nowNanos)
        ? wake
        : Moments.earlier(wake, founders.waitUntil(start.electedAtNanos()).orElse(wake));
  }

  private Leader leading() {
    Invariants.check(
        node.role() instanceof Leader, "only a leader does this; role is %s", node.role().role());
    return (Leader) node.role();
  }
}
