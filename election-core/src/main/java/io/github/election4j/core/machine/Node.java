/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.ElectionEvent;
import io.github.election4j.Leader;
import io.github.election4j.Role;
import io.github.election4j.core.machine.DurableState.Parts;
import io.github.election4j.core.machine.DurableState.Wait;
import io.github.election4j.core.machine.Effect.HandOverOutcome;
import io.github.election4j.core.machine.Effect.MembersOutcome;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.ConfigurationMember;
import io.github.election4j.wire.PeerRequest.Release;
import io.github.election4j.wire.RequestHeader;
import io.github.election4j.wire.Sender;
import io.github.election4j.wire.VoteRecord;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The state of one node and the few ways to change it, shared by the rules. What it holds is
 * immutable, so that replacing it is the only way to change it.
 */
final class Node {

  final String self;
  final MachineSettings settings;
  private final RandomGenerator random;
  private final boolean firstStart;
  private final DurableState durable;
  private final Effects effects;

  private RoleState role;
  private Promises promises = Promises.NONE;
  private Optional<LeaderContact> leader = Optional.empty();
  private Optional<Release> release = Optional.empty();
  private Optional<List<ConfigurationMember>> inherited = Optional.empty();
  private Incarnations incarnations = Incarnations.NONE;
  private Waits waits = Waits.NONE;
  private Founding founding = Founding.NONE;
  private long lastRound;
  private long seenTerm;

  private Optional<String> failure = Optional.empty();
  private Optional<Leader> announcedLeader = Optional.empty();
  private Optional<NodeView> published = Optional.empty();

  Node(
      NodeIdentity identity,
      MachineSettings settings,
      Optional<VoteRecord> loaded,
      Configuration founders,
      RandomGenerator random) {
    this.self = identity.self().id();
    this.settings = settings;
    this.random = random;
    this.firstStart = loaded.isEmpty();
    VoteRecord record = Founding.record(loaded, founders, identity.identityHint());
    long incarnation = Math.max(identity.incarnationHint(), record.incarnation() + 1);
    this.durable =
        new DurableState(
            new Sender(self, incarnation, record.identity(), identity.self().priority()), record);
    this.effects = new Effects(durable);
    this.role = isVoter() ? new RoleState.Follower(0) : new RoleState.Observer(0);
  }

  // ---- what it knows

  Sender sender() {
    return durable.sender();
  }

  long term() {
    return durable.ballot().term();
  }

  Optional<String> vote() {
    return durable.ballot().vote();
  }

  Configuration configuration() {
    return durable.configuration();
  }

  /** The configuration that it may confirm: one that a crash does not take back. */
  ConfigurationId durableConfigurationId() {
    return durable.durable().configuration().id();
  }

  /** Whether its term and its vote in it would still be known after a crash. */
  boolean isBallotDurable() {
    return durable.waitFor(Parts.BALLOT) == Wait.NONE;
  }

  RoleState role() {
    return role;
  }

  Promises promises() {
    return promises;
  }

  Optional<LeaderContact> leader() {
    return leader;
  }

  Optional<Release> release() {
    return release;
  }

  Incarnations incarnations() {
    return incarnations;
  }

  Waits waits() {
    return waits;
  }

  Founding founding() {
    return founding;
  }

  boolean isFirstStart() {
    return firstStart;
  }

  /**
   * Whether it votes: named as a voter, and with the state directory that it first confirmed with.
   */
  boolean isVoter() {
    return isVoterIn(configuration());
  }

  boolean isVoterIn(Configuration judging) {
    Optional<ConfigurationMember> member = judging.member(self);
    return member.isPresent() && member.get().voter() && isOwnDisk(member.get());
  }

  private boolean isOwnDisk(ConfigurationMember member) {
    return !member.isIdentified() || member.identity() == sender().identity();
  }

  /**
   * A member as the rules see it: a founder's own word about its priority counts until the
   * configuration records it, since founders need not know each other's.
   */
  Optional<ConfigurationMember> member(String id) {
    return configuration().member(id).map(this::withDeclaredPriority);
  }

  ConfigurationMember withDeclaredPriority(ConfigurationMember member) {
    if (member.identity() != ConfigurationMember.UNKNOWN_IDENTITY) {
      return member;
    }
    return member.id().equals(self)
        ? member.withPriority(sender().priority())
        : incarnations
            .of(member.id())
            .map(peer -> member.withPriority(peer.priority()))
            .orElse(member);
  }

  boolean mayLead(String id) {
    return member(id).map(ConfigurationMember::mayLead).orElse(false);
  }

  /**
   * Whether it may campaign at all: a voter that is no witness, in a configuration that is large
   * enough.
   */
  boolean mayCampaign() {
    return isVoter()
        && mayLead(self)
        && Era.leftAfter(Math.max(term(), seenTerm)) > 0
        && configuration().voters().size() >= settings.minimumQuorum();
  }

  /** Whether nobody can be elected without it, so that nobody but it can ever become active. */
  boolean isSoleVoter() {
    return isVoter() && quorum() == 1 && configuration().voters().size() == 1;
  }

  boolean isEnded() {
    return role instanceof RoleState.Ended;
  }

  int quorum() {
    return Quorum.size(configuration(), settings.minimumQuorum());
  }

  // ---- the one door for role changes

  /**
   * Replaces the role by another one. The old one's lease ends first, before anything that this
   * causes.
   */
  void become(RoleState next, String reason) {
    Role from = role.role();
    replaceRole(next, reason);
    tell(next.entered(term(), from, reason));
  }

  private void replaceRole(RoleState next, String reason) {
    Transitions.check(role.role(), next.role(), reason);
    Optional<RoleState.Leader> before =
        role instanceof RoleState.Leader leading ? Optional.of(leading) : Optional.empty();
    role = next;
    before.ifPresent(leading -> endTenure(leading, reason));
  }

  /** Replaces what the node knows within its role. */
  void remain(RoleState next) {
    Invariants.check(
        role.role() == next.role(),
        "role %s is not %s; it changes by one door",
        role.role(),
        next.role());
    role = next;
  }

  private void endTenure(RoleState.Leader leading, String reason) {
    leader = Optional.empty();
    durable.settleStaged();
    tellLoss(leading, reason);
    boolean released = leading.handOver().phase() == HandOverProgress.Phase.RELEASED;
    if (leading.handOver().isUnderWay()) {
      tell(
          new Effect.HandOverEnded(
              released ? HandOverOutcome.RELEASED : HandOverOutcome.NOT_LEADER, reason));
    }
    if (leading.change().wanted().isPresent()) {
      tell(
          new Effect.MembersProgress(
              released ? MembersOutcome.LEFT_TO_SUCCESSOR : MembersOutcome.NOT_LEADER,
              "leadership ended half-way (%s); configuration %s is in force here"
                  .formatted(reason, configuration().id()),
              released ? leading.handOver().onlyTried() : Optional.empty()));
    }
  }

  /** Stops being active in this term for ever, while it still leads, so that it can hand over. */
  void giveUp(RoleState.Leader leading, HandOverProgress handOver, String reason) {
    remain(leading.with(leading.tenure().with(Tenure.Stage.GIVEN_UP)).with(handOver));
    tellLoss(leading, reason);
  }

  /**
   * Nobody reads a valid lease any more before anything else happens, the write of a new term
   * included.
   */
  private void tellLoss(RoleState.Leader leading, String reason) {
    NodeView view = view();
    published = Optional.of(view);
    effects.tell(new Effect.Publish(view));
    if (leading.tenure().wasAnnounced()) {
      effects.tell(new Effect.Announce(new ElectionEvent.LeadershipLost(term(), reason)));
    }
  }

  // ---- what must be durable

  /**
   * Begins a higher term, with or without a vote in it. What belongs to the old term is forgotten.
   */
  void beginTerm(long term, Optional<String> vote) {
    Invariants.check(
        !(role instanceof RoleState.Leader), "a leader must step down before term %d begins", term);
    durable.vote(term, vote);
    leader = Optional.empty();
  }

  void configure(Configuration newer) {
    durable.configure(newer);
  }

  void replaceFirst(Configuration other) {
    durable.replaceFirst(other);
  }

  /** Writes a configuration; it is in force when that is durable. */
  void stage(Configuration newer) {
    durable.stage(newer);
  }

  boolean isStaging() {
    return durable.staged().isPresent();
  }

  /** Whether the staged configuration is durable, and in force from now on. */
  boolean enforceStaged() {
    return durable.enforceStaged();
  }

  void promise(long term, String holder, long nowNanos, long promiseNanos) {
    promises = promises.with(term, holder, nowNanos, promiseNanos);
    durable.notePromise(promiseNanos);
    forgetLongPromises(nowNanos);
  }

  /**
   * Lowers what a restart must take to be outstanding when longer promises have run out; not below
   * what this cluster promises, so that nothing is written for a promise like all others.
   */
  void forgetLongPromises(long nowNanos) {
    durable.lowerLongestPromise(
        Math.max(promises.longestOwedNanos(nowNanos), settings.promiseNanos()));
  }

  /** A node that has started from nothing goes on as a later start than it is told of. */
  void incarnateAfter(long incarnation) {
    if (firstStart && incarnation >= sender().incarnation()) {
      durable.incarnate(incarnation + 1);
    }
  }

  // ---- what may be forgotten

  void acceptRelease(Release accepted) {
    promises = promises.released(accepted);
    release = Optional.of(accepted);
  }

  /** A process that has ended is active in no term: what was promised to it binds nobody. */
  void forgetPromiseTo(LeaderContact dead) {
    promises = promises.released(new Release(dead.id(), dead.term()));
  }

  void rememberPromisesOfEarlierStart(long nowNanos) {
    promises = Promises.afterRestart(nowNanos, firstStart ? 0 : durable.longestPromiseNanos());
  }

  void know(LeaderContact contact) {
    leader = Optional.of(contact);
  }

  void forgetLeader() {
    leader = Optional.empty();
  }

  /** Takes over what the leader that hands over was asked to do and could not finish. */
  void inherit(Optional<List<ConfigurationMember>> unfinished) {
    inherited = unfinished;
  }

  Change inheritedChange() {
    return inherited.map(Change.NONE::withWanted).orElse(Change.NONE);
  }

  void forgetConsent() {
    release = Optional.empty();
    inherited = Optional.empty();
  }

  void wait(Waits newWaits) {
    waits = newWaits;
  }

  void found(Founding newFounding) {
    founding = newFounding;
  }

  void noteIncarnation(Sender peer, boolean known) {
    incarnations = known ? incarnations.with(peer) : incarnations.withWordOf(peer);
  }

  RequestHeader header(long round) {
    return new RequestHeader(sender(), term(), round);
  }

  long nextRound() {
    return ++lastRound;
  }

  /** Remembers a term that the answer to a pre-vote told, which changes none. */
  void noteTerm(long term) {
    seenTerm = Math.max(seenTerm, term);
  }

  /** The term that this node campaigns in next: above its own and all that it was told of. */
  long nextTerm() {
    return Math.max(term(), seenTerm) + 1;
  }

  /** The number that the next round will have. */
  long peekNextRound() {
    return lastRound + 1;
  }

  /**
   * A deadline drawn at random between the two election timeouts, so that few followers campaign at
   * a time (Raft 5.2).
   */
  long drawDeadline(long nowNanos) {
    long spread = settings.timing().maxElectionNanos() - settings.timing().minElectionNanos();
    long timeout =
        settings.timing().minElectionNanos() + (spread > 0 ? random.nextLong(spread) : 0);
    return waits.backingOff()
        ? Moments.later(nowNanos, waits.campaignFromNanos()) + timeout
        : nowNanos + timeout;
  }

  // ---- what is told

  void tell(Effect effect) {
    effects.tell(effect);
  }

  /**
   * Makes visible what has changed. A term that a crash would take back is not shown: until it is
   * durable the last view stays, but for the loss of a leadership.
   */
  void publishChanges() {
    if (!isBallotDurable()) {
      return;
    }
    Optional<Leader> known = knownLeader();
    announceLeader(known);
    NodeView view = view(known);
    if (published.isEmpty() || !published.get().equals(view)) {
      published = Optional.of(view);
      tell(new Effect.Publish(view));
    }
  }

  void announceLeader() {
    announceLeader(knownLeader());
  }

  private void announceLeader(Optional<Leader> known) {
    if (!known.equals(announcedLeader)) {
      announcedLeader = known;
      tell(new Effect.Announce(new ElectionEvent.LeaderElected(term(), known)));
    }
  }

  private Optional<Leader> knownLeader() {
    return leader.map(
        contact ->
            new Leader(
                contact.id(),
                configuration().member(contact.id()).map(ConfigurationMember::address).orElse(""),
                contact.term()));
  }

  List<Effect> drain() {
    return effects.drain();
  }

  // ---- faults

  /** Takes that the write under way has ended well; what waited for it leaves. */
  Parts onDurable() {
    return effects.onDurable();
  }

  /** Ends the node because it cannot go on safely. */
  void fail(String reason) {
    effects.keepReports();
    failure = Optional.of(reason);
    end(Role.FAILED, reason);
  }

  /**
   * Ends the node. What is not durable has not happened: nobody was told of it, and requests whose
   * answers rested on it are refused.
   */
  void end(Role last, String reason) {
    Role told = effects.roleToldLast().orElse(role.role());
    durable.rollBack();
    effects.dropWaiting();
    replaceRole(new RoleState.Ended(last), reason);
    tell(new Effect.Announce(new ElectionEvent.RoleChanged(term(), told, last, reason)));
    forgetLeader();
    publishChanges();
    tell(new Effect.Announce(new ElectionEvent.Stopped(term(), failure)));
  }

  NodeView view() {
    return view(knownLeader());
  }

  private NodeView view(Optional<Leader> known) {
    Lease lease = role instanceof RoleState.Leader leading ? leading.lease() : Lease.NONE;
    NodeView.Cluster cluster =
        new NodeView.Cluster(shownConfiguration(), failure, founding.inWords());
    return new NodeView(role.role(), term(), known, lease, cluster);
  }

  /** One that a crash would take back is not shown; what it replaces is. */
  private Configuration shownConfiguration() {
    boolean isDurable = durable.waitFor(Parts.CONFIGURATION) == Wait.NONE;
    return isDurable ? configuration() : durable.durable().configuration();
  }
}
