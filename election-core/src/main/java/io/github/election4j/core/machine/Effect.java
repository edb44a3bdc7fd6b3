/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.ElectionEvent;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.VoteRecord;
import java.util.Optional;

/**
 * What a step wants done. The runtime executes the effects of a step in the order given, each
 * completely before the next, and the effects of one step completely before those of the next. If
 * {@link Persist} fails, the effects that follow it are dropped and {@link Input.StoreFailed} is
 * the next input.
 */
public sealed interface Effect {

  /**
   * Makes a record durable before anything that follows.
   *
   * @param record what to keep
   */
  record Persist(VoteRecord record) implements Effect {}

  /**
   * Answers the request of this step.
   *
   * @param reply the answer
   */
  record Respond(PeerReply reply) implements Effect {}

  /**
   * Sends a request, and gives back {@link Input.ReplyReceived} or {@link Input.CallFailed}, each
   * with this very request.
   *
   * @param peer whom to ask
   * @param request what to ask
   */
  record Call(String peer, PeerRequest request) implements Effect {}

  /**
   * Asks for {@link Input.TimerFired} at a moment, instead of the one that was asked for before.
   * There is one timer for each node.
   *
   * @param atNanos when, on the clock that the steps are given
   */
  record ArmTimer(long atNanos) implements Effect {}

  /**
   * Makes visible how the node sees itself, to readers that take no lock.
   *
   * @param view the new view
   */
  record Publish(NodeView view) implements Effect {}

  /**
   * Tells the listeners.
   *
   * @param event what happened
   */
  record Announce(ElectionEvent event) implements Effect {}

  /**
   * Ends the tasks of a tenure, and gives back {@link Input.TasksEnded}, or {@link
   * Input.TasksOverran} when the grace is over. Given only when the node hands over; at any other
   * loss the tasks are interrupted because of {@link Publish}, and nothing waits for them.
   *
   * @param term the term that they run in
   */
  record EndTasks(long term) implements Effect {}

  /**
   * Says what became of a hand-over that {@link Input.ResignAsked} asked for.
   *
   * @param outcome how it ended
   * @param detail a sentence for a person
   */
  record HandOverEnded(HandOverOutcome outcome, String detail) implements Effect {}

  /** How a hand-over ended. */
  enum HandOverOutcome {
    /**
     * The successor campaigns with this node's release; {@code LeaderElected} tells when it has
     * won.
     */
    RELEASED,
    /** This node does not lead. */
    NOT_LEADER,
    /**
     * Nobody can take over, or the named successor cannot: the node did not stop, or the lease runs
     * out by itself.
     */
    NO_SUCCESSOR,
    /** A task did not end in time: nothing was released, and the lease runs out by itself. */
    TASKS_OVERRAN
  }

  /**
   * Says how far a change of members has come that {@link Input.MembersProposed} asked for.
   *
   * @param outcome how far
   * @param detail a sentence for a person
   * @param successor who finishes it, if it was left to one
   */
  record MembersProgress(MembersOutcome outcome, String detail, Optional<String> successor)
      implements Effect {

    /**
     * That it was not left to a successor.
     *
     * @param outcome how far
     * @param detail a sentence for a person
     */
    public MembersProgress(MembersOutcome outcome, String detail) {
      this(outcome, detail, Optional.empty());
    }
  }

  /** How far a change of members has come. */
  enum MembersOutcome {
    /** One step is confirmed by a quorum; more follow. */
    STEP_CONFIRMED,
    /** The wanted members are in force and confirmed. */
    DONE,
    /**
     * All is done but the removal of this leader, which hands over: its successor does the rest,
     * and what is in force here tells when it is done.
     */
    LEFT_TO_SUCCESSOR,
    /** This node does not lead, or stopped leading half-way. What is in force is in the view. */
    NOT_LEADER,
    /** The wanted members break a rule; nothing was changed. */
    REFUSED
  }
}
