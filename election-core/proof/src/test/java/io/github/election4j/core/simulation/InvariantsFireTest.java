/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.election4j.Activation;
import io.github.election4j.ElectionEvent;
import io.github.election4j.Member;
import io.github.election4j.core.machine.Lease;
import io.github.election4j.core.machine.MachineSettings;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.Sender;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A check that never fires proves nothing: each is shown a history that is wrong. */
@DisplayName("The checker")
class InvariantsFireTest {

  private static final int A = 0;
  private static final int B = 1;
  private static final int C = 2;
  private static final long ALL = 0b111;
  private static final MachineSettings SETTINGS =
      new MachineSettings(
          new MachineSettings.Timing(30, 100, 200, 2_000), 100, 0, 2, Activation.WHEN_EXCLUSIVE);

  private final Roster roster =
      new Roster(List.of(Member.of("a", ""), Member.of("b", ""), Member.of("c", "")));

  private static Exclusivity.Shown shown(long term, Lease lease) {
    return new Exclusivity.Shown(term, true, lease);
  }

  private static void assertBreaks(Invariant expected, Executable history) {
    assertEquals(expected, assertThrows(Violation.class, history).invariant());
  }

  @Test
  @DisplayName("sees two leaders of one term")
  void seesTwoLeaders() {
    TermLeaders leaders = new TermLeaders(roster);
    leaders.leads(1, A);
    leaders.leads(1, A);
    leaders.leads(2, B);
    assertBreaks(Invariant.ONE_LEADER_A_TERM, () -> leaders.leads(2, A));
  }

  @Test
  @DisplayName("sees a second vote in a term")
  void seesSecondVote() {
    VoteHistory votes = new VoteHistory(roster);
    votes.voted(A, 1, "b");
    votes.voted(A, 1, "b");
    votes.voted(A, 2, "c");
    assertBreaks(Invariant.ONE_VOTE_A_TERM, () -> votes.voted(A, 2, "a"));
  }

  @Test
  @DisplayName("sees a term and a configuration that go back")
  void seesGoingBack() {
    NodeProgress progress = new NodeProgress("a");
    progress.shows(2, new ConfigurationId(2, 1));
    progress.stores(3, new ConfigurationId(2, 2));
    progress.shows(2, new ConfigurationId(2, 1));
    assertBreaks(
        Invariant.TERM_NEVER_GOES_BACK, () -> progress.stores(2, new ConfigurationId(2, 2)));
    assertBreaks(
        Invariant.TERM_NEVER_GOES_BACK, () -> progress.shows(1, new ConfigurationId(2, 1)));
    assertBreaks(
        Invariant.CONFIGURATION_NEVER_GOES_BACK,
        () -> progress.shows(2, new ConfigurationId(1, 9)));
  }

  @Test
  @DisplayName(
      "sees an incarnation that does not grow, if the earlier one has sent anything, and a changed"
          + " identity")
  void seesOldIncarnation() {
    NodeProgress progress = new NodeProgress("a");
    progress.started(new Sender("a", 5, 7));
    progress.started(new Sender("a", 5, 7));
    progress.sends(new Sender("a", 5, 7));
    assertBreaks(Invariant.INCARNATION_GROWS, () -> progress.sends(new Sender("a", 6, 7)));
    assertBreaks(Invariant.INCARNATION_GROWS, () -> progress.started(new Sender("a", 5, 7)));
    assertBreaks(Invariant.INCARNATION_GROWS, () -> progress.started(new Sender("a", 6, 8)));
  }

  @Test
  @DisplayName("sees a leader without a quorum of votes of its term")
  void seesUnelectedLeader() {
    CampaignTally tally = new CampaignTally(roster, A, 2);
    tally.granted(1, A);
    tally.granted(1, B);
    tally.leads(1, ALL);
    assertBreaks(Invariant.LEADER_WAS_ELECTED, () -> tally.leads(2, ALL));
    tally.granted(2, A);
    assertBreaks(Invariant.LEADER_WAS_ELECTED, () -> tally.leads(2, ALL));
    tally.crashed();
    tally.granted(2, C);
    assertBreaks(Invariant.LEADER_WAS_ELECTED, () -> tally.leads(2, ALL));
  }

  @Test
  @DisplayName("sees a winner that is active before its voters are free")
  void seesHastyWinner() {
    CampaignTally tally = new CampaignTally(roster, A, 2);
    tally.granted(1, B, 100);
    tally.granted(1, B, 200);
    tally.granted(1, C, 50);
    tally.activeFrom(1, 100);
    assertBreaks(Invariant.PROMISES_ARE_WAITED_FOR, () -> tally.activeFrom(1, 99));
    tally.granted(2, B, 50);
    tally.activeFrom(2, 50);
  }

  @Test
  @DisplayName("sees a node that asks for the same instant again and again")
  void seesStandstill() {
    Timeline timeline = new Timeline();
    Occurrence[] again = new Occurrence[1];
    again[0] = () -> timeline.after(0, again[0]);
    timeline.after(1, again[0]);
    assertBreaks(Invariant.TIME_GOES_ON, () -> timeline.runUntil(2));
  }

  @Test
  @DisplayName("sees a lease that is longer than what a quorum promised, from when it was asked")
  void seesLongLease() {
    LeaseLedger ledger = new LeaseLedger(roster, A, SETTINGS);
    ledger.promised(1, B, 1_000);
    ledger.holds(1, new Lease(true, 0, 1_100), 1_010, ALL);
    assertBreaks(
        Invariant.LEASE_WAS_PROMISED, () -> ledger.holds(1, new Lease(true, 0, 1_101), 1_010, ALL));
    assertBreaks(
        Invariant.LEASE_WAS_PROMISED, () -> ledger.holds(2, new Lease(true, 0, 1_100), 1_010, ALL));
    ledger.crashed();
    assertBreaks(
        Invariant.LEASE_WAS_PROMISED, () -> ledger.holds(1, new Lease(true, 0, 1_100), 1_010, ALL));
  }

  @Test
  @DisplayName("sees a lease that had run out and is valid again")
  void seesResumedLease() {
    LeaseContinuity continuity = new LeaseContinuity("a");
    continuity.shows(1, new Lease(true, 0, 100), 0);
    continuity.gained(1, new Lease(true, 0, 100), 0, SETTINGS);
    continuity.shows(1, new Lease(true, 0, 150), 99);
    assertBreaks(
        Invariant.LEASE_IS_NOT_RESUMED, () -> continuity.shows(1, new Lease(true, 0, 200), 150));
  }

  @Test
  @DisplayName("sees a lease of which less is left than the next answers may take")
  void seesSliver() {
    LeaseContinuity continuity = new LeaseContinuity("a");
    continuity.elected(40);
    assertBreaks(
        Invariant.GAINED_FOR_A_WHILE,
        () -> continuity.gained(1, new Lease(true, 0, 100), 61, SETTINGS));
    continuity.gained(1, new Lease(true, 0, 100), 60, SETTINGS);
    assertBreaks(
        Invariant.GAINED_FOR_A_WHILE,
        () -> continuity.gained(1, new Lease(true, 0, 140), 111, SETTINGS));
  }

  @Test
  @DisplayName("sees a candidate without a quorum of pre-votes, or with those for another term")
  void seesHastyCandidate() {
    PreVoteTally tally = new PreVoteTally(roster, A, 1);
    assertBreaks(Invariant.PRE_VOTE_COMES_FIRST, () -> tally.campaigns(1, ALL));
    tally.granted(1, 1, B);
    tally.campaigns(1, ALL);
    tally.campaigns(2, ALL);
    tally.granted(2, 3, A);
    assertBreaks(Invariant.PRE_VOTE_COMES_FIRST, () -> tally.campaigns(3, ALL));
    tally.granted(1, 3, B);
    assertBreaks(Invariant.PRE_VOTE_COMES_FIRST, () -> tally.campaigns(3, ALL));
    tally.consented(2);
    tally.campaigns(3, ALL);
    tally.consented(0); // repeated late, as in seed 1795636069070528
    tally.campaigns(3, ALL);
    tally.proved();
    tally.campaigns(4, ALL);
    tally.campaigns(4, ALL);
    assertBreaks(Invariant.PRE_VOTE_COMES_FIRST, () -> tally.campaigns(5, ALL));
  }

  @Test
  @DisplayName(
      "sees a voter that reports less than it promised to others, released promises left out")
  void seesUnreportedPromise() {
    PromiseBook book = new PromiseBook(roster, A);
    book.promised(new PromiseBook.Holder(B, 1), 1, 0, 100);
    book.reports(60, book.remainingToOthers(C, 40));
    book.reports(0, book.remainingToOthers(B, 40));
    assertBreaks(
        Invariant.PROMISE_IS_REPORTED, () -> book.reports(59, book.remainingToOthers(C, 40)));
    book.promised(new PromiseBook.Holder(C, 1), 2, 40, 200);
    assertBreaks(
        Invariant.PROMISE_IS_REPORTED, () -> book.reports(59, book.remainingToOthers(C, 40)));
    book.released(1);
    book.reports(0, book.remainingToOthers(C, 40));
  }

  @Test
  @DisplayName("sees a voter that forgets a promise though the process that died was another one")
  void seesPromiseToTheLiving() {
    PromiseBook book = new PromiseBook(roster, A);
    book.promised(new PromiseBook.Holder(B, 2), 3, 0, 100);
    book.died(new PromiseBook.Holder(B, 1));
    assertBreaks(
        Invariant.PROMISE_IS_REPORTED, () -> book.reports(59, book.remainingToOthers(C, 40)));
    book.died(new PromiseBook.Holder(B, 2));
    book.reports(0, book.remainingToOthers(C, 40));
    book.promised(new PromiseBook.Holder(B, 2), 3, 50, 150);
    book.reports(0, book.remainingToOthers(C, 60));
  }

  @Test
  @DisplayName("sees two active leaders at the very instant, clocks being apart")
  void seesTwoActive() {
    Timeline timeline = new Timeline();
    List<NodeClock> clocks =
        List.of(
            new NodeClock(1_000_000, NodeClock.TRUE_RATE),
            new NodeClock(-5_000, NodeClock.TRUE_RATE),
            new NodeClock(Long.MAX_VALUE, NodeClock.TRUE_RATE * 2));
    Exclusivity exclusivity = new Exclusivity(roster, timeline, clocks, true);
    exclusivity.shows(A, shown(1, new Lease(true, 1_000_000, 1_000_100)));
    exclusivity.shows(B, shown(2, new Lease(true, -4_900, -4_800)));
    timeline.runUntil(150);
    exclusivity.shows(C, shown(3, new Lease(true, Long.MAX_VALUE + 398, Long.MAX_VALUE + 500)));
    timeline.runUntil(198);
    assertBreaks(Invariant.ONE_ACTIVE_LEADER, () -> timeline.runUntil(199));
  }

  @Test
  @DisplayName("knows that a crashed leader acts no more, and a paused one does")
  void forgetsCrashed() {
    Timeline timeline = new Timeline();
    NodeClock clock = new NodeClock(0, NodeClock.TRUE_RATE);
    Exclusivity exclusivity = new Exclusivity(roster, timeline, List.of(clock, clock, clock), true);
    exclusivity.shows(A, shown(1, new Lease(true, 0, 100)));
    assertBreaks(
        Invariant.ONE_ACTIVE_LEADER, () -> exclusivity.shows(B, shown(2, new Lease(true, 0, 10))));
    exclusivity.crashed(A);
    exclusivity.shows(B, shown(2, new Lease(true, 0, 20)));
  }

  @Test
  @DisplayName("allows two active leaders only if the later one's owner does not want it to wait")
  void laterLeaderWaits() {
    Timeline timeline = new Timeline();
    NodeClock clock = new NodeClock(0, NodeClock.TRUE_RATE);
    Exclusivity exclusivity = new Exclusivity(roster, timeline, List.of(clock, clock, clock), true);
    Lease lease = new Lease(true, 0, 100);
    exclusivity.shows(A, shown(1, lease));
    exclusivity.shows(B, new Exclusivity.Shown(2, false, lease));
    assertBreaks(Invariant.ONE_ACTIVE_LEADER, () -> exclusivity.shows(C, shown(3, lease)));
  }

  @Test
  @DisplayName(
      "sees leadership that is lost without having been gained, or gained twice, or without a"
          + " lease")
  void seesEventsOutOfOrder() {
    Lease lease = new Lease(true, 0, 100);
    ElectionEvent gained = new ElectionEvent.LeadershipGained(1);
    ElectionEvent lost = new ElectionEvent.LeadershipLost(1, "");
    assertBreaks(
        Invariant.EVENTS_IN_ORDER, () -> new EventOrder("a").announces(lost, Lease.NONE, 1));
    assertBreaks(
        Invariant.EVENTS_IN_ORDER, () -> new EventOrder("a").announces(gained, lease, 100));
    EventOrder order = new EventOrder("a");
    order.announces(gained, lease, 1);
    assertBreaks(Invariant.EVENTS_IN_ORDER, () -> order.announces(gained, lease, 1));
    assertBreaks(Invariant.EVENTS_IN_ORDER, () -> order.announces(lost, lease, 1));
    order.announces(lost, Lease.NONE, 1);
    order.announces(new ElectionEvent.Stopped(1, Optional.empty()), Lease.NONE, 1);
    assertBreaks(
        Invariant.EVENTS_IN_ORDER,
        () -> order.announces(new ElectionEvent.Warning(1, ""), Lease.NONE, 1));
  }

  @Test
  @DisplayName("sees a release without activity, with tasks that run, and a lease after it")
  void seesWrongRelease() {
    ReleaseRules rules = new ReleaseRules("a");
    assertBreaks(Invariant.RELEASED_WHEN_DONE, () -> rules.releases(1));
    rules.gained(1);
    assertBreaks(Invariant.RELEASED_WHEN_DONE, () -> rules.releases(1));
    assertBreaks(Invariant.RELEASED_WHEN_DONE, () -> rules.endsTasks(1, new Lease(true, 0, 10), 5));
    rules.endsTasks(1, Lease.NONE, 5);
    rules.tasksEnded(1);
    rules.releases(1);
    rules.holds(2);
    assertBreaks(Invariant.RELEASED_WHEN_DONE, () -> rules.holds(1));
  }

  @Test
  @DisplayName("sees a flood of messages")
  void seesFlood() {
    MessageBound bound = new MessageBound("a", 100, 2);
    for (int stretch = 0; stretch < 3; stretch++) {
      bound.calls(100L * stretch);
      bound.calls(100L * stretch + 99);
    }
    assertBreaks(Invariant.BOUNDED_MESSAGES, () -> bound.calls(299));
  }
}
