/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.ElectionEvent;
import io.github.election4j.Leader;
import io.github.election4j.Role;
import io.github.election4j.core.machine.Effect.HandOverOutcome;
import io.github.election4j.core.machine.Effect.MembersOutcome;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationMember;
import io.github.election4j.wire.PeerRequest.Release;
import io.github.election4j.wire.RequestHeader;
import io.github.election4j.wire.Sender;
import io.github.election4j.wire.VoteRecord;
import io.github.election4j.wire.VoteRecord.Ballot;
import io.github.election4j.wire.WireLimits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The state of one node and the few ways to change it, shared by the rules. What it holds is
 * immutable, so that replacing it is the only way to change it.
 */
final class Node {

  final String self;
  final Sender sender;
  final MachineSettings settings;
  private final RandomGenerator random;
  private final boolean firstStart;
  private final List<Effect> effects = new ArrayList<>();

  private Ballot ballot;
  private Configuration configuration;
  private long longestPromiseNanos;
  private boolean unsaved = true;

  private RoleState role;
  private Promises promises = Promises.NONE;
  private Optional<LeaderContact> leader = Optional.empty();
  private Optional<Leader> announcedLeader = Optional.empty();
  private Optional<Release> release = Optional.empty();
  private Map<String, Long> incarnations = Map.of();
  private Waits waits = Waits.NONE;
  private Optional<String> failure = Optional.empty();
  private Optional<NodeView> published = Optional.empty();
  private long lastRound;

  /**
   * What keeps a node from campaigning or voting for a while.
   *
   * @param quiet whether it neither campaigns nor votes until {@code quietUntilNanos}, because it
   *     cannot know whether a leader lives
   * @param quietUntilNanos the end of that
   * @param backingOff whether it does not campaign until {@code campaignFromNanos}, because it has
   *     resigned
   * @param campaignFromNanos the end of that
   * @param heldBack whether it has let somebody else go first since it last heard a leader
   */
  record Waits(
      boolean quiet,
      long quietUntilNanos,
      boolean backingOff,
      long campaignFromNanos,
      boolean heldBack) {

    static final Waits NONE = new Waits(false, 0, false, 0, false);

    Waits quietUntil(long nanos) {
      return new Waits(true, nanos, backingOff, campaignFromNanos, heldBack);
    }

    Waits backOffUntil(long nanos) {
      return new Waits(quiet, quietUntilNanos, true, nanos, heldBack);
    }

    Waits afterHolding() {
      return new Waits(quiet, quietUntilNanos, backingOff, campaignFromNanos, true);
    }

    Waits afterHearing() {
      return new Waits(quiet, quietUntilNanos, false, 0, false);
    }
  }

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
    VoteRecord record =
        loaded.orElseGet(
            () -> new VoteRecord(Ballot.NONE, founders, 0, 0, identity.identityHint()));
    this.sender =
        new Sender(
            self,
            Math.max(identity.incarnationHint(), record.incarnation() + 1),
            record.identity());
    this.ballot = record.ballot();
    this.configuration = record.configuration();
    this.longestPromiseNanos = record.longestPromiseNanos();
    this.role = isVoter() ? new RoleState.Follower(0) : new RoleState.Observer();
  }

  // ---- what it knows

  long term() {
    return ballot.term();
  }

  Optional<String> vote() {
    return ballot.vote();
  }

  Configuration configuration() {
    return configuration;
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

  Waits waits() {
    return waits;
  }

  boolean isFirstStart() {
    return firstStart;
  }

  boolean isVoter() {
    return configuration.isVoter(self);
  }

  boolean isEnded() {
    return role instanceof RoleState.Ended;
  }

  /**
   * Whether it may campaign at all: a voter that is no witness, in a configuration that is large
   * enough.
   */
  boolean mayCampaign() {
    return configuration.member(self).map(ConfigurationMember::mayLead).orElse(false)
        && configuration.voters().size() >= settings.minimumQuorum();
  }

  boolean isQuiet(long nowNanos) {
    return waits.quiet() && !Clock.isDue(waits.quietUntilNanos(), nowNanos);
  }

  int quorum() {
    return Quorum.size(configuration, settings.minimumQuorum());
  }

  // ---- the one door for role changes

  /**
   * Replaces the role by another one. The old one's lease ends first, before anything that this
   * causes.
   */
  void become(RoleState next, long nowNanos, String reason) {
    Role from = role.role();
    Role to = next.role();
    Transitions.check(from, to, reason);
    Optional<RoleState.Leader> office =
        role instanceof RoleState.Leader leading ? Optional.of(leading) : Optional.empty();
    role = next;
    office.ifPresent(leading -> leaveOffice(leading, reason));
    tell(new Effect.Announce(new ElectionEvent.RoleChanged(term(), from, to, reason)));
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

  private void leaveOffice(RoleState.Leader office, String reason) {
    leader = Optional.empty();
    publishAtOnce();
    if (office.tenure().wasAnnounced()) {
      tell(new Effect.Announce(new ElectionEvent.LeadershipLost(term(), reason)));
    }
    if (office.handOver().isUnderWay()) {
      boolean released = office.handOver().phase() == HandOver.Phase.RELEASED;
      tell(
          new Effect.HandOverEnded(
              released ? HandOverOutcome.RELEASED : HandOverOutcome.NOT_LEADER, reason));
    }
    if (office.change().wanted().isPresent()) {
      tell(
          new Effect.MembersProgress(
              MembersOutcome.NOT_LEADER,
              "leadership was lost half-way (%s); configuration %s is in force here"
                  .formatted(reason, configuration.id())));
    }
  }

  /** Stops being active in this term for ever, while it still leads, so that it can hand over. */
  void giveUpOffice(RoleState.Leader office, HandOver handOver, String reason) {
    remain(office.with(office.tenure().with(Tenure.Office.GIVEN_UP)).with(handOver));
    publishAtOnce();
    if (office.tenure().wasAnnounced()) {
      tell(new Effect.Announce(new ElectionEvent.LeadershipLost(term(), reason)));
    }
  }

  // ---- durable state

  /**
   * Begins a higher term, with or without a vote in it. What belongs to the old term is forgotten.
   */
  void beginTerm(long term, Optional<String> vote) {
    Invariants.check(
        term > ballot.term() && term <= WireLimits.MAX_TERM,
        "term %d cannot follow term %d; expected a higher one up to %d",
        term,
        ballot.term(),
        WireLimits.MAX_TERM);
    Invariants.check(
        !(role instanceof RoleState.Leader), "a leader must step down before term %d begins", term);
    ballot = new Ballot(term, vote);
    leader = Optional.empty();
    unsaved = true;
  }

  void configure(Configuration newer) {
    Invariants.check(
        newer.id().isNewerThan(configuration.id()),
        "configuration %s cannot follow %s; expected a newer one",
        newer.id(),
        configuration.id());
    Invariants.check(
        newer.id().term() <= term(), "configuration %s is ahead of term %d", newer.id(), term());
    configuration = newer;
    unsaved = true;
  }

  void promise(long term, String holder, long nowNanos, long promiseNanos) {
    promises = promises.with(term, holder, nowNanos, promiseNanos);
    if (promiseNanos > longestPromiseNanos) {
      longestPromiseNanos = promiseNanos;
      unsaved = true;
    }
  }

  void acceptRelease(Release accepted) {
    promises = promises.released(accepted);
    release = Optional.of(accepted);
  }

  /** What must be known after a crash. */
  VoteRecord record() {
    return new VoteRecord(
        ballot, configuration, longestPromiseNanos, sender.incarnation(), sender.identity());
  }

  // ---- volatile state

  void rememberPromisesOfEarlierStart(long nowNanos) {
    promises = Promises.afterRestart(nowNanos, firstStart ? 0 : longestPromiseNanos);
  }

  void know(LeaderContact contact) {
    leader = Optional.of(contact);
  }

  void forgetLeader() {
    leader = Optional.empty();
  }

  void forgetRelease() {
    release = Optional.empty();
  }

  void wait(Waits newWaits) {
    waits = newWaits;
  }

  /**
   * Notes that a peer has been started again; false if the message is of an earlier start than one
   * that was seen.
   */
  boolean noteIncarnation(Sender peer) {
    long known = incarnations.getOrDefault(peer.id(), -1L);
    if (peer.incarnation() > known) {
      Map<String, Long> all = new HashMap<>(incarnations);
      all.put(peer.id(), peer.incarnation());
      incarnations = Map.copyOf(all);
    }
    return peer.incarnation() >= known;
  }

  boolean isRestartOf(Sender peer) {
    return incarnations.containsKey(peer.id())
        && peer.incarnation() > incarnations.getOrDefault(peer.id(), 0L);
  }

  boolean isStale(Sender peer) {
    return peer.incarnation() < incarnations.getOrDefault(peer.id(), -1L);
  }

  RequestHeader header(long round) {
    return new RequestHeader(sender, term(), round);
  }

  long nextRound() {
    return ++lastRound;
  }

  /**
   * A deadline drawn at random between the two election timeouts, so that few followers campaign at
   * a time (Raft 5.2).
   */
  long drawDeadline(long nowNanos) {
    long spread = settings.timing().maxElectionNanos() - settings.timing().minElectionNanos();
    long drawn =
        nowNanos
            + settings.timing().minElectionNanos()
            + (spread > 0 ? random.nextLong(spread) : 0);
    return waits.backingOff()
        ? Clock.later(drawn, waits.campaignFromNanos() + drawn - nowNanos)
        : drawn;
  }

  // ---- effects

  /**
   * The one place where durability comes before anything that others can see (Raft 5.1, figure 2:
   * "before responding to RPCs").
   */
  void tell(Effect effect) {
    makeDurable();
    effects.add(effect);
  }

  void makeDurable() {
    if (unsaved) {
      unsaved = false;
      effects.add(new Effect.Persist(record()));
    }
  }

  /**
   * Says that there is no lease any more, before anything else that the loss causes, the write of a
   * new term included.
   */
  private void publishAtOnce() {
    NodeView view = view();
    published = Optional.of(view);
    effects.add(new Effect.Publish(view));
  }

  void publishChanges() {
    announceLeader();
    NodeView view = view();
    if (!published.equals(Optional.of(view))) {
      published = Optional.of(view);
      tell(new Effect.Publish(view));
    }
  }

  void announceLeader() {
    Optional<Leader> known = knownLeader();
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
                configuration.member(contact.id()).map(ConfigurationMember::address).orElse(""),
                contact.term()));
  }

  List<Effect> drain() {
    List<Effect> drained = List.copyOf(effects);
    effects.clear();
    return drained;
  }

  /**
   * Ends the node because it cannot go on safely. What the step had wanted done is dropped, what it
   * reported is not.
   */
  void fail(String reason, long nowNanos) {
    effects.removeIf(effect -> !isReport(effect));
    unsaved = false;
    failure = Optional.of(reason);
    become(new RoleState.Ended(Role.FAILED), nowNanos, reason);
    publishChanges();
    tell(new Effect.Announce(new ElectionEvent.Stopped(term(), failure)));
  }

  /** Reports stay: a loss of leadership that was announced is never dropped. */
  private static boolean isReport(Effect effect) {
    return effect instanceof Effect.Announce
        || effect instanceof Effect.Publish
        || effect instanceof Effect.HandOverEnded
        || effect instanceof Effect.MembersProgress;
  }

  NodeView view() {
    NodeView.Lease lease =
        role instanceof RoleState.Leader leading ? leading.tenure().lease() : NodeView.Lease.NONE;
    return new NodeView(
        role.role(), term(), knownLeader(), lease, new NodeView.Cluster(configuration, failure));
  }
}
