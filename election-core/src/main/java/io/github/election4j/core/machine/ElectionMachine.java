/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.ElectionEvent;
import io.github.election4j.Member;
import io.github.election4j.Role;
import io.github.election4j.core.machine.DurableState.Parts;
import io.github.election4j.core.machine.RoleState.Candidate;
import io.github.election4j.core.machine.RoleState.Ended;
import io.github.election4j.core.machine.RoleState.Follower;
import io.github.election4j.core.machine.RoleState.Leader;
import io.github.election4j.core.machine.RoleState.Observer;
import io.github.election4j.core.machine.RoleState.PreCandidate;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.Sender;
import io.github.election4j.wire.Verdict;
import io.github.election4j.wire.VoteRecord;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * The algorithm: one input and the time in, an ordered list of effects out. It has no thread,
 * clock, lock, I/O or random of its own. Not safe for use by several threads.
 *
 * <p>The rules are those of Raft's election (Ongaro and Ousterhout, section 5.2; Ongaro's thesis,
 * 3.4, 3.10, 4.2.3, 6.2 and 9.6), with a lease that is exclusive in time (design, section 4) and
 * configurations without a log (design, section 5).
 */
public final class ElectionMachine {

  private final Member self;
  private final Node node;
  private final Gathering gathering;
  private final Founders founders;
  private final LeaderDuties duties;
  private final StepDown stepDown;
  private final ConfigurationInstaller installer;
  private final Campaign campaign;
  private final Voter voter;
  private final HandOver handOver;
  private final Replies replies;
  private final Membership membership;

  private boolean started;
  private OptionalLong armedNanos = OptionalLong.empty();

  /**
   * A node that takes no part until {@link Input.Started}.
   *
   * @param identity who it is
   * @param settings timing and rules
   * @param loaded what its vote store holds; empty on the first start
   * @param first the first configuration; not used if a record was loaded, unless that holds
   *     another first one which nobody has confirmed
   * @param random spreads the election timeouts
   */
  public ElectionMachine(
      NodeIdentity identity,
      MachineSettings settings,
      Optional<VoteRecord> loaded,
      Configuration first,
      RandomGenerator random) {
    self = identity.self();
    node = new Node(identity, settings, loaded, first, random);
    stepDown = new StepDown(node);
    Terms terms = new Terms(node, stepDown);
    Warnings warnings = new Warnings(node);
    installer = new ConfigurationInstaller(node, stepDown, terms);
    gathering = new Gathering(node, installer, warnings);
    founders = new Founders(node, stepDown, gathering);
    duties = new LeaderDuties(node, stepDown, founders);
    campaign = new Campaign(node, stepDown, duties, warnings, founders);
    SenderCheck senders = new SenderCheck(node, installer, warnings, founders);
    voter = new Voter(node, terms, senders, stepDown, campaign);
    handOver = new HandOver(node, stepDown);
    membership = new Membership(node, duties, handOver, founders);
    Twins twins = new Twins(node);
    replies =
        new Replies(node, terms, senders, new Replies.Rules(campaign, duties, handOver, twins));
  }

  /**
   * Takes an input. Never throws: a broken invariant, or any other fault of the machine, fails the
   * node (design, section 3 rule 9).
   *
   * @param input what happened
   * @param nowNanos the node's monotonic clock; never behind that of the step before
   * @return what to do, in this order
   */
  public List<Effect> step(Input input, long nowNanos) {
    try {
      if (node.isEnded()) {
        stepEnded(input);
      } else if (input instanceof Input.StoreFailed failed) {
        node.fail(failed.reason());
      } else {
        stepAlive(input, nowNanos);
      }
    } catch (RuntimeException broken) {
      fail(input, broken);
    }
    return node.drain();
  }

  private void stepEnded(Input input) {
    if (input instanceof Input.RequestReceived received) {
      refuse(received);
    }
    if (input instanceof Input.ResignAsked) {
      node.tell(
          new Effect.HandOverEnded(
              Effect.HandOverOutcome.NOT_LEADER,
              "this member takes no part any more: it was closed or has failed"));
    }
    if (input instanceof Input.MembersProposed) {
      node.tell(
          new Effect.MembersProgress(
              Effect.MembersOutcome.NOT_LEADER,
              "this member takes no part any more: it was closed or has failed"));
    }
  }

  private void stepAlive(Input input, long nowNanos) {
    Invariants.check(
        started != input instanceof Input.Started,
        "the first input is Started, and only the first; got %s",
        input);
    noteLateness(nowNanos);
    founders.forget(nowNanos);
    duties.endIfLeaseIsOver(nowNanos);
    dispatch(input, nowNanos);
    if (node.role() instanceof Leader) {
      duties.noteGain(nowNanos);
    }
    membership.advance(nowNanos);
    founders.forget(nowNanos);
    node.publishChanges();
    rearm(nowNanos);
  }

  private void dispatch(Input input, long nowNanos) {
    switch (input) {
      case Input.Started ignored -> start(nowNanos);
      case Input.TimerFired ignored -> onTimer(nowNanos);
      case Input.RequestReceived received -> {
        PeerReply reply = voter.answer(received.request(), received.caller(), nowNanos);
        node.tell(new Effect.Respond(received.number(), reply));
      }
      case Input.RecordDurable ignored -> onDurable(nowNanos);
      case Input.ReplyReceived received -> replies.take(received, nowNanos);
      case Input.CallFailed failed -> replies.fail(failed.peer(), failed.request(), nowNanos);
      case Input.PeerSuspected suspected -> campaign.onSuspicion(suspected.peer(), nowNanos);
      case Input.ProcessDead dead ->
          campaign.onProofOfDeath(dead.peer(), dead.incarnation(), nowNanos);
      case Input.ResignAsked asked -> handOver.onAsked(asked.successor(), nowNanos);
      case Input.TasksEnded ended -> handOver.onTasksEnded(ended.term(), nowNanos);
      case Input.TasksOverran overran -> handOver.onTasksOverran(overran.term(), nowNanos);
      case Input.MembersProposed proposed -> membership.onProposed(proposed.members(), nowNanos);
      case Input.FoundersGathered found -> gathering.onGathered(found.founders(), nowNanos);
      case Input.ResetAsked ignored -> reset(nowNanos);
      case Input.ClockJumped jumped -> onClockJump(jumped.nanos(), nowNanos);
      case Input.CloseAsked ignored -> close();
      case Input.StoreFailed failed -> node.fail(failed.reason());
    }
  }

  // ---- life

  private void start(long nowNanos) {
    started = true;
    node.rememberPromisesOfEarlierStart(nowNanos);
    node.tell(new Effect.Announce(new ElectionEvent.Started(node.term(), node.role().role())));
    boolean alone = node.isSoleVoter();
    if (!alone) {
      // It does not know yet whether a leader lives: a vote now could disturb one that is healthy
      // (thesis 4.2.3), or found a second cluster beside it.
      long quiet =
          node.isFirstStart()
              ? founders.listeningNanos()
              : node.settings.timing().minElectionNanos();
      if (quiet > 0) {
        node.wait(node.waits().quietUntil(nowNanos + quiet));
      }
    }
    if (node.role() instanceof Follower) {
      node.remain(new Follower(alone ? nowNanos : node.drawDeadline(nowNanos)));
      onTimer(nowNanos);
    } else {
      node.remain(new Observer(node.drawDeadline(nowNanos)));
    }
  }

  private void reset(long nowNanos) {
    stepDown.stepDown(nowNanos, "it was reset");
    node.forgetLeader();
    node.wait(node.waits().afterHeartbeat());
  }

  /**
   * The monotonic clock stood still while others' clocks went on: nobody knows how long the lease
   * has been over, and votes asked for before would give one that is over too.
   */
  private void onClockJump(long nanos, long nowNanos) {
    boolean leads = node.role() instanceof Leader && !node.isSoleVoter();
    if (leads || node.role() instanceof Candidate) {
      stepDown.stepDown(
          nowNanos,
          "the wall clock jumped by %d ms against the monotonic clock"
              .formatted(nanos / 1_000_000));
    }
  }

  private void close() {
    node.end(Role.CLOSED, "it was closed");
  }

  private void fail(Input input, RuntimeException broken) {
    String reason =
        broken instanceof Invariants.BrokenException known
            ? known.reason()
            : "fault in the machine: " + broken;
    node.fail(reason);
    if (input instanceof Input.RequestReceived received) {
      refuse(received);
    }
  }

  private void refuse(Input.RequestReceived received) {
    node.tell(
        new Effect.Respond(
            received.number(), voter.turnAway(received.request(), Verdict.UNAVAILABLE)));
  }

  // ---- the disk

  /** The disk has answered: what rested on it goes on. */
  private void onDurable(long nowNanos) {
    Parts written = node.onDurable();
    if (node.role() instanceof Leader) {
      membership.onDurable(nowNanos);
      return;
    }
    installer.onDurable(nowNanos);
    if (node.role() instanceof Candidate candidate) {
      campaign.onDurable(candidate, nowNanos);
    } else if (node.role() instanceof Follower follower && written.ballot()) {
      campaign.onDurable(follower, nowNanos);
    }
  }

  // ---- time

  private void onTimer(long nowNanos) {
    armedNanos = OptionalLong.empty();
    switch (node.role()) {
      case Follower follower -> campaign.onTimer(follower, nowNanos);
      case PreCandidate pre -> campaign.onTimer(pre, nowNanos);
      case Candidate candidate -> campaign.onTimer(candidate, nowNanos);
      case Leader leading -> {
        duties.onTimer(leading, nowNanos);
        handOver.tryToBegin(nowNanos);
        handOver.onTimer(nowNanos);
      }
      case Observer observer -> campaign.onTimer(observer, nowNanos);
      case Ended ignored -> {}
    }
  }

  /**
   * A wake-up that comes much later than it was due means that this process stood still. It then
   * waits for one heartbeat before it concludes that others are silent: what they sent is still to
   * be taken in (design, section 4).
   */
  private void noteLateness(long nowNanos) {
    long limit = node.settings.timing().heartbeatNanos();
    if (armedNanos.isPresent() && nowNanos - armedNanos.getAsLong() > limit) {
      armedNanos = OptionalLong.empty();
      if (!(node.role() instanceof Leader) && node.quorum() > 1) {
        node.wait(node.waits().quietUntil(nowNanos + limit));
      }
    }
  }

  /**
   * There is one timer. It is moved only to an earlier moment; when it fires too early it is armed
   * again.
   */
  private void rearm(long nowNanos) {
    OptionalLong wake = wakeAt(nowNanos);
    if (wake.isPresent()
        && (armedNanos.isEmpty() || wake.getAsLong() - armedNanos.getAsLong() < 0)) {
      armedNanos = wake;
      node.tell(new Effect.ArmTimer(wake.getAsLong()));
    }
  }

  private OptionalLong wakeAt(long nowNanos) {
    OptionalLong wake =
        switch (node.role()) {
          case Follower follower -> OptionalLong.of(follower.deadlineNanos());
          case PreCandidate pre -> OptionalLong.of(Campaign.wakeAt(pre, nowNanos));
          case Candidate candidate -> OptionalLong.of(Campaign.wakeAt(candidate));
          case Leader leading -> OptionalLong.of(duties.wakeAt(leading, nowNanos));
          case Observer observer -> OptionalLong.of(observer.deadlineNanos());
          case Ended ignored -> OptionalLong.empty();
        };
    boolean postponed =
        wake.isPresent() && !(node.role() instanceof Leader) && node.waits().isQuiet(nowNanos);
    return postponed
        ? OptionalLong.of(Moments.later(wake.getAsLong(), node.waits().quietUntilNanos()))
        : wake;
  }

  // ---- for readers

  /**
   * How the node sees itself after the last step.
   *
   * @return the view
   */
  public NodeView view() {
    return node.view();
  }

  /**
   * Who the node was started as.
   *
   * @return its id, and the address that it was given
   */
  public Member self() {
    return self;
  }

  /**
   * What the node signs its messages with.
   *
   * @return id, incarnation and identity
   */
  public Sender sender() {
    return node.sender();
  }
}
