/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.Member;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest;
import java.util.List;
import java.util.Optional;

/** Everything that can happen to a node. One input makes one step of {@link ElectionMachine}. */
public sealed interface Input {

  /** The node's process has started; the first input, and given once. */
  record Started() implements Input {}

  /**
   * The moment that the last {@link Effect.ArmTimer} named has come. Too early or too late does no
   * harm.
   */
  record TimerFired() implements Input {}

  /**
   * A request of another node has come. It gets exactly one {@link Effect.Respond}, in this step
   * or, if it rests on a write, in a later one.
   *
   * @param number given back with the answer; whoever gives it knows the request by it
   * @param request what it asks
   * @param caller who brings it
   */
  record RequestReceived(long number, PeerRequest request, Caller caller) implements Input {

    /**
     * A request of somebody of whom nothing is known.
     *
     * @param number given back with the answer
     * @param request what it asks
     */
    public RequestReceived(long number, PeerRequest request) {
      this(number, request, Caller.UNKNOWN);
    }
  }

  /**
   * Who brings a request. That its sender is who speaks there was checked before (design, section
   * 12 rule 4).
   *
   * @param address where it comes from, for a person
   * @param proved whether it was proved, for this cluster, that the sender is the member it says
   */
  record Caller(String address, boolean proved) {

    /** Nothing is known, and nothing was proved. */
    public static final Caller UNKNOWN = new Caller("an unknown address", false);
  }

  /**
   * A reply has come.
   *
   * @param peer whom the request was sent to
   * @param request the request that it answers, as it was given in {@link Effect.Call}
   * @param reply the answer
   */
  record ReplyReceived(String peer, PeerRequest request, PeerReply reply) implements Input {}

  /**
   * A request will not be answered any more.
   *
   * @param peer whom it was sent to
   * @param request the request, as it was given in {@link Effect.Call}
   */
  record CallFailed(String peer, PeerRequest request) implements Input {}

  /**
   * The transport has evidence that a peer's process is gone (design, section 6).
   *
   * @param peer its id
   */
  record PeerSuspected(String peer) implements Input {}

  /**
   * A process has ended, beyond doubt: its own host refused this node, and the user has stated that
   * this proves it (design, section 6 rule 7). Nobody's word is proof.
   *
   * @param peer the member that it ran
   * @param incarnation which start of the member it was
   */
  record ProcessDead(String peer, long incarnation) implements Input {}

  /**
   * The leader is to stop leading, and to hand over.
   *
   * @param successor who is to lead; empty for the best one
   */
  record ResignAsked(Optional<String> successor) implements Input {}

  /**
   * All tasks of a tenure have ended: answers {@link Effect.EndTasks}.
   *
   * @param term the term that they ran in
   */
  record TasksEnded(long term) implements Input {}

  /**
   * A task did not end within its grace: answers {@link Effect.EndTasks}. Nothing will be released
   * in that term.
   *
   * @param term the term that it ran in
   */
  record TasksOverran(long term) implements Input {}

  /**
   * The members are to be these. Only a leader takes it; it is walked one voter at a time.
   *
   * @param members the wanted voters and observers
   */
  record MembersProposed(List<Member> members) implements Input {

    /** Copies the list. */
    public MembersProposed {
      members = List.copyOf(members);
    }
  }

  /**
   * Founders were found by a node that was given no list of them. May be given again, with others;
   * a node that belongs to a cluster, or was given a list, makes nothing of it.
   *
   * @param founders who is to found the cluster, as far as is known; this node need not be among
   *     them, and joins then
   */
  record FoundersGathered(List<Member> founders) implements Input {

    /** Copies the list. */
    public FoundersGathered {
      founders = List.copyOf(founders);
    }
  }

  /**
   * The node is to forget the leader that it follows and to wait as if it had just been started.
   */
  record ResetAsked() implements Input {}

  /**
   * The wall clock has advanced much further than the monotonic clock: the machine was suspended,
   * and the monotonic clock stood still.
   *
   * @param nanos by how much
   */
  record ClockJumped(long nanos) implements Input {}

  /** The node is to end. */
  record CloseAsked() implements Input {}

  /** The record of the last {@link Effect.Persist} is durable. */
  record RecordDurable() implements Input {}

  /**
   * The vote store could not make a record durable; or the runtime cannot go on for another reason.
   *
   * @param reason what happened, for a person
   */
  record StoreFailed(String reason) implements Input {}
}
