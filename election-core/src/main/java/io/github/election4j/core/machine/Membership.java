/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.ElectionEvent;
import io.github.election4j.Member;
import io.github.election4j.core.machine.Acknowledgements.Answer;
import io.github.election4j.core.machine.Change.Farewell;
import io.github.election4j.core.machine.Effect.MembersOutcome;
import io.github.election4j.core.machine.RoleState.Leader;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.ConfigurationMember;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a leader changes the members without a log, after Schultz et al. (MongoRaftReconfig; design,
 * section 5): only when a quorum of the current voters has confirmed, in one answer, that it is in
 * the leader's term and holds exactly the current configuration; one voter at a step; one step at a
 * time.
 */
final class Membership {

  private final Node node;
  private final LeaderDuties duties;
  private final HandOver handOver;
  private final Founders founders;

  Membership(Node node, LeaderDuties duties, HandOver handOver, Founders founders) {
    this.node = node;
    this.duties = duties;
    this.handOver = handOver;
    this.founders = founders;
  }

  // ---- what is asked

  void onProposed(List<Member> members, long nowNanos) {
    if (!(node.role() instanceof Leader leading) || leading.handOver().isUnderWay()) {
      tell(
          MembersOutcome.NOT_LEADER,
          "this member does not lead: its role is %s; ask the leader"
              .formatted(node.role().role()));
      return;
    }
    Optional<String> fault = MembersPlan.faultOf(members, node.settings.minimumQuorum());
    if (fault.isPresent()) {
      tell(MembersOutcome.REFUSED, fault.get());
      return;
    }
    node.remain(
        leading.with(
            leading.change().withWanted(members.stream().map(Members::newcomer).toList())));
    advance(nowNanos);
  }

  // ---- walking

  /** Takes the next step if the last one is confirmed and there is something left to do. */
  void advance(long nowNanos) {
    if (!(node.role() instanceof Leader now) || isSettled(now)) {
      return;
    }
    noteConfirmation(nowNanos);
    if (!(node.role() instanceof Leader leading)
        || node.isStaging()
        || !mayChange(leading, nowNanos)) {
      return;
    }
    if (hasSomebodyToIdentify(leading) || founders.isOpen()) {
      write(withIdentities(leading));
    } else if (leading.change().wanted().isPresent()) {
      walk(leading, leading.change().wanted().get(), nowNanos);
    }
  }

  private void noteConfirmation(long nowNanos) {
    if (!(node.role() instanceof Leader leading) || !isConfirmed(leading)) {
      return;
    }
    if (leading.change().previous().isPresent()) {
      node.remain(leading.with(leading.change().confirmed()));
      duties.renewLease(nowNanos);
    }
    reportConfirmed();
  }

  private void reportConfirmed() {
    if (node.role() instanceof Leader leading && leading.change().reportDue()) {
      node.remain(leading.with(leading.change().reported()));
      String confirmed = node.configuration().id().toString();
      node.tell(new Effect.Announce(new ElectionEvent.MembersConfirmed(node.term(), confirmed)));
      tell(
          MembersOutcome.STEP_CONFIRMED,
          "configuration %s is confirmed by a quorum".formatted(confirmed));
    }
  }

  /**
   * The current configuration is confirmed, and the promises made to earlier leaders have run out:
   * their leases rest on quorums of configurations that a second step might no longer share a voter
   * with.
   */
  private boolean mayChange(Leader leading, long nowNanos) {
    return leading.tenure().isActive(nowNanos)
        && Moments.isDue(leading.tenure().start().exclusiveFromNanos(), nowNanos)
        && !leading.handOver().isUnderWay()
        && leading.change().previous().isEmpty()
        && isConfirmed(leading);
  }

  /**
   * Whether a quorum holds the current configuration, this node among them: nobody is told of one
   * that a crash here would take back.
   */
  private boolean isConfirmed(Leader leading) {
    if (!node.durableConfigurationId().equals(node.configuration().id())) {
      return false;
    }
    Set<String> confirming = new HashSet<>(Set.of(node.self));
    for (ConfigurationMember member : node.configuration().members()) {
      if (holdsCurrent(leading, member.id())) {
        confirming.add(member.id());
      }
    }
    return Quorum.isReached(node.configuration(), node.settings.minimumQuorum(), confirming);
  }

  /**
   * A peer's answer counts only for the very configuration that it was given for: each change
   * resets all of them.
   */
  private boolean holdsCurrent(Leader leading, String peer) {
    return leading.rounds().isHeldBy(peer, node.configuration().id());
  }

  /**
   * Records the identity of each state directory that a member has first confirmed with, so that a
   * member whose disk was wiped is recognised (design, section 5). The voters stay the same. The
   * first time, when nobody may be left to record, its version says that the founders have agreed.
   */
  private Configuration withIdentities(Leader leading) {
    return node.configuration()
        .mapMembers(
            member ->
                isToBeIdentified(leading, member)
                    ? node.withDeclaredPriority(member).withIdentity(identity(leading, member))
                    : member);
  }

  private boolean hasSomebodyToIdentify(Leader leading) {
    for (ConfigurationMember member : node.configuration().members()) {
      if (isToBeIdentified(leading, member)) {
        return true;
      }
    }
    return false;
  }

  private boolean isToBeIdentified(Leader leading, ConfigurationMember member) {
    return !member.isIdentified()
        && holdsCurrent(leading, member.id())
        && identity(leading, member) != ConfigurationMember.UNKNOWN_IDENTITY;
  }

  private static long identity(Leader leading, ConfigurationMember member) {
    return leading
        .rounds()
        .answerOf(member.id())
        .map(Answer::identity)
        .orElse(ConfigurationMember.UNKNOWN_IDENTITY);
  }

  private boolean isSettled(Leader leading) {
    return leading.change().wanted().isEmpty()
        && leading.change().previous().isEmpty()
        && !hasSomebodyToIdentify(leading)
        && !founders.isOpen();
  }

  private void walk(Leader leading, List<ConfigurationMember> wanted, long nowNanos) {
    MembersPlan plan =
        new MembersPlan(
            node.configuration(),
            wanted,
            node.self,
            node.settings.minimumQuorum(),
            peer -> isReady(leading, peer, nowNanos));
    switch (plan.next()) {
      case MembersPlan.Step step -> write(step.configuration());
      case MembersPlan.Wait ignored -> {}
      case MembersPlan.LeaveLast ignored -> {
        if (handOver.hasSuccessor(leading, nowNanos)) {
          handOver.onAsked(Optional.empty(), nowNanos);
        }
      }
      case MembersPlan.Done ignored -> {
        node.remain(leading.with(leading.change().withoutWanted()));
        tell(
            MembersOutcome.DONE,
            "configuration %s with the wanted members is in force"
                .formatted(node.configuration().id()));
      }
    }
  }

  private boolean isReady(Leader leading, String peer, long nowNanos) {
    return holdsCurrent(leading, peer)
        && leading
            .rounds()
            .hasAnsweredWithin(node.settings.timing().minElectionNanos(), peer, nowNanos);
  }

  /**
   * Writes the next configuration. It is in force when it is durable, and nobody is told of it
   * before: until then the leader leads in the one that is.
   */
  private void write(Configuration next) {
    long version = node.configuration().id().version() + 1;
    node.stage(next.withId(new ConfigurationId(node.term(), version)));
  }

  /** Puts the configuration in force that was written, and sends it to everybody concerned. */
  void onDurable(long nowNanos) {
    Configuration before = node.configuration();
    if (!(node.role() instanceof Leader leading) || !node.enforceStaged()) {
      return;
    }
    Change change = leading.change().written(farewell(leading, before, nowNanos));
    if (before.voters().equals(node.configuration().voters())) {
      node.remain(leading.with(change));
    } else {
      Change unconfirmed = change.unconfirmed(before, leaseBefore(leading, before, nowNanos));
      node.remain(
          leading
              .with(unconfirmed)
              .with(leading.rounds().withElectorateSince(node.peekNextRound())));
    }
    node.tell(new Effect.Announce(Members.changed(node.term(), node.configuration())));
    duties.sendHeartbeats(nowNanos);
    duties.renewLease(nowNanos);
    noteConfirmation(nowNanos);
    handOver.onConfigured(nowNanos);
  }

  /**
   * What was promised before the change is not cut short by it. That a sole voter needs no promise
   * ends with the change: it begins with one as long as any.
   */
  private long leaseBefore(Leader leading, Configuration before, long nowNanos) {
    return before.voters().size() == 1
        ? nowNanos + node.settings.leaseNanos()
        : leading.tenure().leaseUntilNanos();
  }

  private Farewell farewell(Leader leading, Configuration before, long nowNanos) {
    Farewell old = leading.change().farewell();
    Set<String> leaving = new HashSet<>();
    if (!Moments.isDue(old.untilNanos(), nowNanos)) {
      leaving.addAll(old.members());
    }
    before.members().forEach(member -> leaving.add(member.id()));
    node.configuration().members().forEach(member -> leaving.remove(member.id()));
    return leaving.isEmpty()
        ? Farewell.NONE
        : new Farewell(
            Set.copyOf(leaving), nowNanos + 2 * node.settings.timing().maxElectionNanos());
  }

  private void tell(MembersOutcome outcome, String detail) {
    node.tell(new Effect.MembersProgress(outcome, detail));
  }
}
