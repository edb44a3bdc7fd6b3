/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

/** What must hold after every event, each as one sentence. */
public enum Invariant {
  ONE_LEADER_A_TERM("A term has at most one leader"),
  ONE_ACTIVE_LEADER(
      "At any true instant at most one node is active, while every clock's rate is within the"
          + " drift"),
  TERM_NEVER_GOES_BACK("The term of a node never goes back, across restarts"),
  CONFIGURATION_NEVER_GOES_BACK("The configuration of a node never goes back, across restarts"),
  INCARNATION_GROWS(
      "Each start of a node has a higher incarnation, and its disk keeps its identity"),
  ONE_VOTE_A_TERM("A node votes once in a term, across restarts"),
  LEADER_WAS_ELECTED("A node leads only a term in which a quorum of the voters voted for it"),
  LEASE_WAS_PROMISED(
      "A lease lasts no longer than a quorum of the voters promised, from when they were asked"),
  PROMISES_ARE_WAITED_FOR(
      "A winner is active only when the promises that its voters reported have run out"),
  GAINED_FOR_A_WHILE(
      "A leader becomes active only with a lease that outlasts a heartbeat interval, and the votes"
          + " that gave it"),
  LEASE_IS_NOT_RESUMED("A leader whose lease has run out is not active again in that term"),
  PROMISE_IS_REPORTED(
      "A granted vote says at least what remains of the voter's promises to others"),
  PROMISE_IS_REMEMBERED(
      "The longest promise on a voter's disk is no shorter than any that it owes, across restarts"),
  DURABLE_BEFORE_SENT(
      "What a message says about term, vote, configuration or promise is durable before it is"
          + " sent"),
  DURABLE_BEFORE_SHOWN(
      "What a node shows and announces of a term, a leadership and a configuration is durable"
          + " before, but for a loss"),
  LOSS_IS_TOLD_AT_ONCE(
      "In the step in which a leader's lease ends it shows no lease any more, and says that it has"
          + " lost, whatever its disk does"),
  ONE_WRITE_AT_A_TIME("A node begins to write a record only when the write before has ended"),
  GRANTED_IN_ITS_TERM("What is granted is granted in the term of the request"),
  PRE_VOTE_CHANGES_NOTHING("A pre-vote request changes no term"),
  PRE_VOTE_COMES_FIRST(
      "A node asks for votes only when a quorum would vote for it, the leader consents, or is"
          + " proved to be dead"),
  ONE_RESPONSE_A_REQUEST("Each request is answered once, and nothing else is"),
  EVENTS_IN_ORDER(
      "Leadership is gained, then lost, in turns; gained while active, lost when no longer; nothing"
          + " follows the end"),
  RELEASED_WHEN_DONE(
      "A lease is released only by its holder, after its tasks ended, and never held again in that"
          + " term"),
  CONFIGURATIONS_OVERLAP(
      "Any two configurations that can both elect share a voter in every pair of quorums"),
  ONE_VOTER_A_STEP(
      "A step of a change adds or removes one voter at most, and a new leader begins with the"
          + " voters as they were"),
  CHANGED_WHEN_CONFIRMED(
      "Members are changed, and said to be, only when a quorum has held exactly the configuration"
          + " before in its term"),
  CONFIGURATION_IN_ITS_TERM("A leader holds a configuration of its own term"),
  NO_OLDER_CONFIGURATION("Nobody votes for a candidate whose configuration is older than its own"),
  MEMBERS_IN_TIME("When faults stop, the members that are asked for are in force soon"),
  NODE_FAILS_FOR_A_REASON("A node fails only when its vote store failed, and a step never throws"),
  COPY_ENDS(
      "Of two processes on copies of a state directory that members can tell apart, one ends"),
  LEADER_IN_TIME("When faults stop, all nodes follow one active leader within a bounded time"),
  LEADER_UNDISTURBED(
      "A healthy leader keeps its tenure when another node fails, is cut off or returns"),
  QUIET_WHEN_WELL(
      "While nothing goes wrong nobody changes its role or asks for votes, and only the leader's"
          + " heartbeats are sent"),
  TIME_GOES_ON("No node asks for something to be done at once again and again"),
  BOUNDED_MESSAGES(
      "A node sends no more than a bounded number of messages in a time, and for an election");

  private final String sentence;

  Invariant(String sentence) {
    this.sentence = sentence;
  }

  String sentence() {
    return sentence;
  }
}
