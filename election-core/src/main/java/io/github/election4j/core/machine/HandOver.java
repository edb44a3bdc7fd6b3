/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.core.machine.Acknowledgements.Answer;
import io.github.election4j.core.machine.Effect.HandOverOutcome;
import io.github.election4j.core.machine.RoleState.Leader;
import io.github.election4j.wire.ConfigurationMember;
import io.github.election4j.wire.PeerReply.TimeoutNowReply;
import io.github.election4j.wire.PeerRequest.Release;
import io.github.election4j.wire.PeerRequest.TimeoutNow;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a leader hands over (thesis 3.10; design, section 4): it stops being active, its tasks end,
 * and only then it sends its release to a successor. Afterwards it lets others lead for a while.
 */
final class HandOver {

  private final Node node;
  private final StepDown stepDown;

  HandOver(Node node, StepDown stepDown) {
    this.node = node;
    this.stepDown = stepDown;
  }

  void onAsked(Optional<String> wanted, long nowNanos) {
    if (!(node.role() instanceof Leader leading)) {
      end(
          HandOverOutcome.NOT_LEADER,
          "this member does not lead: its role is %s; ask the leader"
              .formatted(node.role().role()));
      return;
    }
    if (leading.handOver().isUnderWay()) {
      return;
    }
    if (!leading.tenure().isActive(nowNanos)) {
      onNobodyReady(leading, wanted, nowNanos);
      return;
    }
    ask(leading, wanted, nowNanos);
  }

  private void ask(Leader leading, Optional<String> wanted, long nowNanos) {
    // A disk may take longer than a heartbeat.
    long patience =
        node.isStaging()
            ? node.settings.timing().handOverNanos()
            : node.settings.timing().heartbeatNanos();
    node.remain(leading.with(HandOverProgress.asked(wanted, nowNanos + patience)));
    tryToBegin(nowNanos);
  }

  /**
   * A configuration has come into force that a hand-over waited for: others have yet to hold it.
   */
  void onConfigured(long nowNanos) {
    if (node.role() instanceof Leader leading
        && leading.handOver().phase() == HandOverProgress.Phase.SUCCESSOR_CATCHING_UP) {
      ask(leading, leading.handOver().wanted(), nowNanos);
    }
  }

  /**
   * Begins as soon as somebody is able to take over. A leader that has just won is not yet known to
   * have told anybody its configuration: its first heartbeats are under way, and it leads on for
   * one heartbeat at most until they are answered. One that writes a configuration puts it in force
   * first: a successor that holds an older one than this leader would not get its vote.
   */
  void tryToBegin(long nowNanos) {
    if (!(node.role() instanceof Leader leading)
        || leading.handOver().phase() != HandOverProgress.Phase.SUCCESSOR_CATCHING_UP) {
      return;
    }
    HandOverProgress handOver = leading.handOver();
    boolean ready = !node.isStaging() && bestSuccessor(leading, handOver, nowNanos).isPresent();
    if (ready) {
      backOff(nowNanos);
      long patienceUntil = nowNanos + node.settings.timing().handOverNanos();
      node.giveUp(leading, handOver.endingTasks(patienceUntil), "it hands over");
      node.tell(new Effect.EndTasks(node.term()));
    } else if (Moments.isDue(handOver.patienceUntilNanos(), nowNanos)
        || !mayCatchUp(leading, handOver, nowNanos)) {
      onNobodyReady(leading, handOver.wanted(), nowNanos);
    }
  }

  private void onNobodyReady(Leader leading, Optional<String> wanted, long nowNanos) {
    boolean active = leading.tenure().isActive(nowNanos);
    if (wanted.isPresent()) {
      node.remain(leading.with(HandOverProgress.NONE));
      end(HandOverOutcome.NO_SUCCESSOR, whyNotTo(wanted.get(), active));
    } else {
      giveWay(
          HandOverOutcome.NO_SUCCESSOR,
          active
              ? "no other member that may lead has answered lately; nothing was released"
              : "this leader was not active, so that it has nothing to release",
          nowNanos);
    }
  }

  private String whyNotTo(String wanted, boolean active) {
    return active
        ? "member '%s' cannot take over: expected a voter of priority above 0 that holds the configuration and has answered lately; this member goes on leading"
            .formatted(wanted)
        : "this leader is not active yet; try again";
  }

  boolean hasSuccessor(Leader leading, long nowNanos) {
    return bestSuccessor(leading, HandOverProgress.NONE, nowNanos).isPresent();
  }

  void onTasksEnded(long term, long nowNanos) {
    if (isWaitingForTasks(term)) {
      askNext(nowNanos);
    }
  }

  /**
   * Whoever ends the tasks says when they have ended, or that they do not. If nothing is said the
   * leader steps down all the same: it has given its lease up, and while it is heard nobody else
   * can become active.
   */
  void onTimer(long nowNanos) {
    if (node.role() instanceof Leader leading
        && leading.handOver().phase() == HandOverProgress.Phase.TASKS_ENDING
        && Moments.isDue(leading.handOver().patienceUntilNanos(), nowNanos)) {
      onTasksOverran(node.term(), nowNanos);
    }
  }

  /**
   * A task that goes on may still act for the old leader: nothing is released, and the lease runs
   * out by itself.
   */
  void onTasksOverran(long term, long nowNanos) {
    if (isWaitingForTasks(term)) {
      giveWay(
          HandOverOutcome.TASKS_OVERRAN,
          "a task did not end within its grace; nothing was released, and the lease runs out by"
              + " itself",
          nowNanos);
    }
  }

  private boolean isWaitingForTasks(long term) {
    return node.term() == term
        && node.role() instanceof Leader leading
        && leading.handOver().phase() == HandOverProgress.Phase.TASKS_ENDING;
  }

  private void askNext(long nowNanos) {
    if (!(node.role() instanceof Leader leading)) {
      return;
    }
    Optional<String> successor = bestSuccessor(leading, leading.handOver(), nowNanos);
    if (successor.isEmpty()) {
      giveWay(
          HandOverOutcome.NO_SUCCESSOR,
          "no successor took over; the others elect a leader when they have waited for the lease",
          nowNanos);
      return;
    }
    node.remain(leading.with(leading.handOver().trying(successor.get())));
    // Before the release leaves: its own readers must not believe longer in a lease than others do.
    node.publishChanges();
    Release release = new Release(node.self, node.term());
    node.tell(
        new Effect.Call(
            successor.get(),
            new TimeoutNow(node.header(node.nextRound()), release, leading.change().wanted()),
            0));
  }

  void onReply(String peer, TimeoutNowReply reply, long nowNanos) {
    if (!isWaitingFor(peer)) {
      return;
    }
    if (reply.granted()) {
      // Stepping down tells whoever waits for the hand-over, or for a change of members.
      backOff(nowNanos);
      stepDown.stepDown(
          nowNanos, "it resigned: '%s' campaigns with this leader's release".formatted(peer));
    } else {
      askNext(nowNanos);
    }
  }

  void onFailure(String peer, TimeoutNow request, long nowNanos) {
    if (isWaitingFor(peer) && request.header().term() == node.term()) {
      askNext(nowNanos);
    }
  }

  private boolean isWaitingFor(String peer) {
    return node.role() instanceof Leader leading
        && leading.handOver().phase() == HandOverProgress.Phase.RELEASED
        && leading.handOver().tried().contains(peer);
  }

  /** Priority first, then who answered last, then who answered fastest (design, section 6). */
  private Optional<String> bestSuccessor(Leader leading, HandOverProgress handOver, long nowNanos) {
    return possibleSuccessors(handOver)
        .filter(member -> hasAnsweredLately(leading, member.id(), nowNanos))
        .filter(member -> holdsConfiguration(leading, member.id()))
        .max(
            Comparator.comparingInt(ConfigurationMember::priority)
                .thenComparingLong(member -> answer(leading, member.id()).round())
                .thenComparingLong(member -> -roundTrip(answer(leading, member.id()))))
        .map(ConfigurationMember::id);
  }

  /** A leader of less than a heartbeat may not have heard yet of who is well. */
  private boolean mayCatchUp(Leader leading, HandOverProgress handOver, long nowNanos) {
    boolean isNew =
        nowNanos - leading.tenure().start().electedAtNanos()
            < node.settings.timing().heartbeatNanos();
    return possibleSuccessors(handOver)
        .anyMatch(member -> isNew || hasAnsweredLately(leading, member.id(), nowNanos));
  }

  private Stream<ConfigurationMember> possibleSuccessors(HandOverProgress handOver) {
    return node.configuration().members().stream()
        .map(node::withDeclaredPriority)
        .filter(member -> member.mayLead() && !member.id().equals(node.self))
        .filter(member -> handOver.wanted().map(member.id()::equals).orElse(true))
        .filter(member -> !handOver.tried().contains(member.id()));
  }

  private boolean hasAnsweredLately(Leader leading, String peer, long nowNanos) {
    return leading
        .rounds()
        .hasAnsweredWithin(node.settings.timing().minElectionNanos(), peer, nowNanos);
  }

  /** One that holds an older configuration would be refused by those that hold this one. */
  private boolean holdsConfiguration(Leader leading, String peer) {
    return leading.rounds().isHeldBy(peer, node.configuration().id());
  }

  private static Answer answer(Leader leading, String peer) {
    return leading.rounds().answerOf(peer).orElseThrow();
  }

  private static long roundTrip(Answer answer) {
    return answer.receivedAtNanos() - answer.sentAtNanos();
  }

  /** Stops leading, and lets others lead: it takes no part as a candidate in the next election. */
  private void giveWay(HandOverOutcome outcome, String detail, long nowNanos) {
    if (node.role() instanceof Leader leading) {
      node.remain(leading.with(HandOverProgress.NONE));
    }
    backOff(nowNanos);
    stepDown.stepDown(nowNanos, "it resigned: " + detail);
    end(outcome, detail);
  }

  private void backOff(long nowNanos) {
    node.wait(node.waits().backOffUntil(nowNanos + 2 * node.settings.timing().maxElectionNanos()));
  }

  private void end(HandOverOutcome outcome, String detail) {
    node.tell(new Effect.HandOverEnded(outcome, detail));
  }
}
