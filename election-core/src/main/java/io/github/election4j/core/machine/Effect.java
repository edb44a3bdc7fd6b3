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
 * What a step wants done. The runtime begins the effects of a step in the order given, and those of
 * one step before those of the next. None of them blocks, and none waits for another: what must
 * wait for the disk is not given before the disk has answered.
 */
public sealed interface Effect {

  /**
   * Begins to make a record durable, and gives back {@link Input.RecordDurable}, or {@link
   * Input.StoreFailed}. There is one write under way at a time: the next is given only after that.
   *
   * @param record what to keep
   */
  record Persist(VoteRecord record) implements Effect {}

  /**
   * Answers a request, of this step or of an earlier one.
   *
   * @param number that of the request
   * @param reply the answer
   */
  record Respond(long number, PeerReply reply) implements Effect {}

  /**
   * Sends a request, and gives back {@link Input.ReplyReceived} or {@link Input.CallFailed}, each
   * with this very request.
   *
   * @param peer whom to ask
   * @param request what to ask
   * @param patienceNanos how long an answer is of use; 0 for as long as any request may take
   */
  record Call(String peer, PeerRequest request, long patienceNanos) implements Effect {}

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
