/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.Activation;
import io.github.election4j.ElectionEvent;
import io.github.election4j.Role;
import io.github.election4j.core.machine.Effect;
import io.github.election4j.core.machine.Input;
import io.github.election4j.core.machine.MachineSettings;
import io.github.election4j.core.machine.NodeView;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationMember;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.Sender;
import io.github.election4j.wire.Verdict;
import io.github.election4j.wire.VoteRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Watches a whole run from outside: told of every effect at the instant at which it is executed,
 * and of every reply before the machine sees it, it hands what happened to the checks that it
 * concerns. Throws {@link Violation}.
 */
final class InvariantChecker {

  private final Roster roster;
  private final ClusterPlan plan;
  private final TermLeaders leaders;
  private final VoteHistory votes;
  private final Exclusivity exclusivity;
  private final MembershipRules membership;
  private final List<NodeChecks> nodes = new ArrayList<>();
  private final List<ProcessChecks> processes = new ArrayList<>();
  private final MachineSettings[] settings;
  private final boolean[] mayFail;

  /** Of leaders whose new voters are durable, and who do not know it yet: those before. */
  private final Map<Integer, Long> votersBefore = new HashMap<>();

  InvariantChecker(Roster roster, ClusterPlan plan, Exclusivity exclusivity) {
    this.roster = roster;
    this.plan = plan;
    this.exclusivity = exclusivity;
    this.leaders = new TermLeaders(roster);
    this.votes = new VoteHistory(roster);
    this.membership = new MembershipRules(roster, plan.settings().smallestMinimumQuorum());
    this.settings = plan.settings().atFirst().toArray(MachineSettings[]::new);
    this.mayFail = new boolean[roster.size()];
    for (int node = 0; node < roster.size(); node++) {
      nodes.add(nodeChecks(node));
      processes.add(processChecks(node));
    }
  }

  private NodeChecks nodeChecks(int node) {
    return new NodeChecks(
        new NodeProgress(roster.id(node)),
        new SentRules(roster.id(node)),
        new CampaignTally(roster, node, settings[node].minimumQuorum()),
        new LeaseLedger(roster, node, settings[node]),
        new PromiseBook(roster, node));
  }

  private ProcessChecks processChecks(int node) {
    String id = roster.id(node);
    long stretch = plan.maxElectionNanos();
    int heartbeats = (int) (stretch / plan.heartbeatNanos()) + 2;
    int allowed = (roster.size() - 1) * (2 * heartbeats + 8 + 4 * roster.size());
    return new ProcessChecks(
        new EventOrder(id),
        new LeaseContinuity(id),
        new PreVoteTally(roster, node, settings[node].minimumQuorum()),
        new ReleaseRules(id),
        new MessageBound(id, stretch, allowed));
  }

  int elections() {
    return leaders.elections();
  }

  Exclusivity exclusivity() {
    return exclusivity;
  }

  /** A process starts; it may have other settings than the last one. */
  void started(int node, Sender sender, MachineSettings newSettings) {
    settings[node] = newSettings;
    nodes.get(node).tally().started(newSettings.minimumQuorum());
    nodes.get(node).ledger().started(newSettings);
    processes.set(node, processChecks(node));
    nodes.get(node).progress().started(sender);
    mayFail[node] = false;
  }

  /** The node's disk is empty: what it comes back as is not the member that it was. */
  void wiped(int node) {
    nodes.set(node, nodeChecks(node));
    votes.forget(node);
    membership.wiped(node);
  }

  /** The node is lost for good: it elects nobody any more. */
  void lost(int node) {
    membership.lost(node);
  }

  /** The owner has changed the record on the node's disk while no process ran on it. */
  void recovered(int node, VoteRecord record) {
    nodes.get(node).progress().stores(record.ballot().term(), record.configuration().id());
    membership.recovered(node, record);
  }

  void crashed(int node) {
    exclusivity.crashed(node);
    votersBefore.remove(node);
    membership.crashed(node);
    nodes.get(node).tally().crashed();
    nodes.get(node).ledger().crashed();
  }

  /** The node is about to take an input. */
  void takes(int node, Input input, NodeProcess.Instant instant) {
    if (input instanceof Input.StoreFailed) {
      mayFail[node] = true;
    }
    if (input instanceof Input.RecordDurable && votersBefore.containsKey(node)) {
      long term = instant.durable().orElseThrow().ballot().term();
      long before = votersBefore.remove(node);
      nodes.get(node).ledger().electorateChanges(term, before, instant.nowNanos());
    }
    if (input instanceof Input.RequestReceived received) {
      releaseIn(received.request())
          .ifPresent(release -> nodes.get(node).promises().released(release.term()));
      if (received.request() instanceof PeerRequest.TimeoutNow consent) {
        processes.get(node).preVotes().consented(consent.release().term());
      }
    }
    if (input instanceof Input.ProcessDead dead) {
      PromiseBook.Holder process =
          new PromiseBook.Holder(roster.index(dead.peer()), dead.incarnation());
      nodes.get(node).promises().died(process);
      processes.get(node).preVotes().proved();
    }
    if (input instanceof Input.TasksEnded ended) {
      processes.get(node).releases().tasksEnded(ended.term());
    }
  }

  private static long promiseIn(PeerRequest request) {
    return switch (request) {
      case PeerRequest.VoteRequest vote -> vote.promiseNanos();
      case PeerRequest.Heartbeat heartbeat -> heartbeat.promiseNanos();
      case PeerRequest.PreVoteRequest ignored -> 0;
      case PeerRequest.TimeoutNow ignored -> 0;
    };
  }

  private static Optional<PeerRequest.Release> releaseIn(PeerRequest request) {
    return switch (request) {
      case PeerRequest.VoteRequest vote -> vote.release();
      case PeerRequest.TimeoutNow handOver -> Optional.of(handOver.release());
      case PeerRequest.PreVoteRequest ignored -> Optional.empty();
      case PeerRequest.Heartbeat ignored -> Optional.empty();
    };
  }

  /** A reply is about to reach the process that asked. */
  void replied(int node, OutgoingCall call, PeerReply reply, NodeView view, long nowNanos) {
    if (!isOfKnownDisk(reply.header().sender(), view.cluster().configuration())) {
      return;
    }
    if (reply.granted() && call.request() instanceof PeerRequest.PreVoteRequest preVote) {
      processes
          .get(node)
          .preVotes()
          .granted(preVote.header().round(), preVote.proposedTerm(), call.peer());
    }
    boolean sameTerm = reply.header().term() == call.request().header().term();
    if (!reply.granted() || !sameTerm || call.peer() < 0) {
      return;
    }
    long term = call.request().header().term();
    if (call.request() instanceof PeerRequest.VoteRequest) {
      long remaining = ((PeerReply.VoteReply) reply).remainingPromiseNanos();
      nodes.get(node).tally().granted(term, call.peer(), nowNanos + remaining);
    }
    if (call.request() instanceof PeerRequest.VoteRequest
        || call.request() instanceof PeerRequest.Heartbeat) {
      nodes.get(node).ledger().promised(term, call.peer(), call.askedAtNanos());
    }
  }

  /** The word of a member that came back with another disk does not count. */
  private static boolean isOfKnownDisk(Sender sender, Configuration configuration) {
    Optional<ConfigurationMember> member = configuration.member(sender.id());
    return member.isEmpty()
        || !member.get().isIdentified()
        || member.get().identity() == sender.identity();
  }

  void stepped(int node, Input input, List<Effect> effects, Optional<VoteRecord> durable) {
    nodes.get(node).sent().stepped(input, effects, durable);
  }

  /** A record is about to be written. */
  void persists(int node, VoteRecord record) {
    membership.writes(node, record.configuration());
  }

  /** A record is durable from now on. */
  void persisted(int node, VoteRecord record, long nowNanos) {
    NodeChecks checks = nodes.get(node);
    checks.promises().stores(record.longestPromiseNanos(), nowNanos);
    long term = record.ballot().term();
    checks.progress().stores(term, record.configuration().id());
    membership.stores(node, record).ifPresent(before -> votersBefore.put(node, before));
    if (record.ballot().vote().isPresent()) {
      String candidate = record.ballot().vote().get();
      votes.voted(node, term, candidate);
      if (candidate.equals(roster.id(node))) {
        checks.tally().granted(term, node);
      }
    }
  }

  void calls(int node, PeerRequest request, Optional<VoteRecord> durable, long nowNanos) {
    NodeChecks checks = nodes.get(node);
    checks.progress().sends(request.header().sender());
    checks.sent().calls(request, durable);
    processes.get(node).messages().calls(nowNanos);
    if (request instanceof PeerRequest.VoteRequest vote) {
      processes
          .get(node)
          .preVotes()
          .campaigns(vote.header().term(), roster.voters(vote.configuration()));
    }
    if (request instanceof PeerRequest.Heartbeat heartbeat) {
      leaders.leads(heartbeat.header().term(), node);
      membership.leads(node, heartbeat.header().term(), heartbeat.configurationId());
      heartbeat.configuration().ifPresent(sent -> membership.writes(node, sent));
    }
    if (request instanceof PeerRequest.TimeoutNow handOver) {
      processes.get(node).releases().releases(handOver.release().term());
    }
  }

  /** What a node has promised to others than the one that asks now. */
  long promisedToOthers(int node, PeerRequest request, long nowNanos) {
    int asking = roster.index(request.header().sender().id());
    return nodes.get(node).promises().remainingToOthers(asking, nowNanos);
  }

  /**
   * An answer leaves the node, which made the step that it belongs to at that time of its clock.
   */
  void responds(
      int node, NodeProcess.Asked asked, Effect.Respond effect, NodeProcess.Instant instant) {
    PeerRequest request = asked.received().request();
    long stepNanos = asked.stepNanos();
    NodeChecks checks = nodes.get(node);
    PeerReply reply = effect.reply();
    if (reply.header().verdict() != Verdict.UNAVAILABLE) {
      checks.progress().sends(reply.header().sender());
    }
    PromiseBook.Holder asking = holder(request.header().sender());
    boolean owed =
        instant.nowNanos() - stepNanos < promiseIn(request)
            && !checks.promises().isVoid(request.header().term(), asking);
    checks
        .sent()
        .responds(request, reply, new SentRules.Judged(asked.inForce(), owed), instant.durable());
    if (!reply.granted()) {
      return;
    }
    long term = request.header().term();
    switch (request) {
      case PeerRequest.VoteRequest vote -> {
        votes.voted(node, term, vote.header().sender().id());
        checks
            .promises()
            .reports(((PeerReply.VoteReply) reply).remainingPromiseNanos(), asked.promisedNanos());
        checks.promises().promised(asking, term, stepNanos, stepNanos + vote.promiseNanos());
      }
      case PeerRequest.Heartbeat heartbeat -> {
        leaders.leads(term, asking.node());
        checks.promises().promised(asking, term, stepNanos, stepNanos + heartbeat.promiseNanos());
      }
      case PeerRequest.PreVoteRequest ignored -> {}
      case PeerRequest.TimeoutNow ignored -> {}
    }
  }

  private PromiseBook.Holder holder(Sender sender) {
    return new PromiseBook.Holder(roster.index(sender.id()), sender.incarnation());
  }

  /**
   * The node shows another view.
   *
   * @param node which
   * @param before what it showed before
   * @param view what it shows now
   * @param stepNanos when the step began that this belongs to, on the node's clock
   * @param instant what is durable now, and what that clock reads
   */
  void publishes(
      int node, NodeView before, NodeView view, long stepNanos, NodeProcess.Instant instant) {
    NodeChecks checks = nodes.get(node);
    checks.sent().shows(view, instant.durable());
    checks.progress().shows(view.term(), view.cluster().configuration().id());
    requireNoFailure(node, view);
    if (view.role() == Role.LEADER
        && (before.role() != Role.LEADER || before.term() != view.term())) {
      processes.get(node).continuity().elected(stepNanos);
      leaders.leads(view.term(), node);
      checks.tally().leads(view.term(), roster.voters(view.cluster().configuration()));
    }
    boolean exclusive = settings[node].activation() == Activation.WHEN_EXCLUSIVE;
    if (view.lease().held() && !before.lease().held() && exclusive) {
      checks.tally().activeFrom(view.term(), view.lease().fromNanos());
    }
    if (!view.lease().equals(before.lease())) {
      showsLease(node, view, stepNanos, instant.nowNanos());
    }
  }

  private void requireNoFailure(int node, NodeView view) {
    if (view.role() == Role.FAILED && !mayFail[node]) {
      throw new Violation(
          Invariant.NODE_FAILS_FOR_A_REASON,
          roster.id(node) + " failed: " + view.cluster().failure().orElse("no reason"));
    }
  }

  private void showsLease(int node, NodeView view, long stepNanos, long nowNanos) {
    if (view.lease().held()) {
      if (view.role() != Role.LEADER) {
        throw new Violation(
            Invariant.LEADER_WAS_ELECTED,
            roster.id(node) + " shows a lease, but does not lead: " + view);
      }
      long voters = roster.voters(view.cluster().configuration());
      nodes.get(node).ledger().holds(view.term(), view.lease(), nowNanos, voters);
      processes.get(node).releases().holds(view.term());
    }
    processes.get(node).continuity().shows(view.term(), view.lease(), stepNanos);
    boolean waits = settings[node].activation() == Activation.WHEN_EXCLUSIVE;
    exclusivity.shows(node, new Exclusivity.Shown(view.term(), waits, view.lease()));
  }

  /** All effects of a step have been executed, and this is shown; that is how the node is. */
  void shown(int node, NodeView shown, NodeView actual) {
    boolean holds = actual.lease().held();
    boolean showsMore = shown.lease().held() && (!holds || shown.term() != actual.term());
    if (showsMore || (processes.get(node).events().isGained() && !holds)) {
      throw new Violation(
          Invariant.LOSS_IS_TOLD_AT_ONCE,
          "%s shows %s and is %s".formatted(roster.id(node), shown, actual));
    }
  }

  void announces(
      int node, ElectionEvent event, NodeView view, long stepNanos, Optional<VoteRecord> durable) {
    nodes.get(node).sent().announces(event, durable);
    processes.get(node).events().announces(event, view.lease(), stepNanos);
    if (event instanceof ElectionEvent.LeadershipGained gained) {
      processes.get(node).releases().gained(gained.term());
      processes
          .get(node)
          .continuity()
          .gained(gained.term(), view.lease(), stepNanos, settings[node]);
    }
  }

  /** The node says how far a change of members has come. */
  void changesMembers(int node, Effect.MembersOutcome outcome, NodeView view) {
    if (outcome == Effect.MembersOutcome.STEP_CONFIRMED || outcome == Effect.MembersOutcome.DONE) {
      membership.confirms(node, view.cluster().configuration());
      nodes.get(node).ledger().electorateConfirmed();
    }
  }

  void endsTasks(int node, long term, NodeView view, long nowNanos) {
    processes.get(node).releases().endsTasks(term, view.lease(), nowNanos);
  }
}
