/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import static java.util.Objects.requireNonNull;

import io.github.election4j.spi.ElectionEngine;
import io.github.election4j.spi.ElectionPlan;
import io.github.election4j.spi.ElectionPlan.Seams;
import io.github.election4j.spi.ElectionPlan.Storage;
import io.github.election4j.spi.TransportProvider;
import io.github.election4j.spi.VoteStoreProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Describes a member of a cluster and starts it. {@link Election} has an example.
 *
 * <p>What must be said: who the members are ({@link #member(String, String)}, {@link
 * #expectMembers}, or {@link #joining}), and where the vote is kept ({@link #stateDirectory},
 * {@link #voteStore} or {@link #volatileVotes()}, exactly one of them). Everything else has a
 * default: {@link ElectionSettings#DEFAULTS}. All members of a cluster should be given the same
 * settings, and the founders of a cluster must be given the same members.
 *
 * <p>Nothing is judged before {@link #start()}, which reports all faults together. Only null is
 * refused at once, with a {@link NullPointerException} that names the argument. A builder is for
 * one thread at a time. It can be used again after {@code start()}.
 *
 * @since 0.1
 */
public final class ElectionBuilder {

  private final MembersChoice members;
  private final List<ElectionListener> listeners = new ArrayList<>();
  private final List<Storage> storages = new ArrayList<>();
  private Optional<String> transportName = Optional.empty();
  private Optional<TransportProvider> transport = Optional.empty();
  private Optional<ElectionEngine> engine = Optional.empty();
  private ElectionPlan.UserThreads userThreads = ElectionPlan.UserThreads.VIRTUAL;
  private SettingsChoice settings = SettingsChoice.of(ElectionSettings.DEFAULTS);

  ElectionBuilder(String id) {
    members = new MembersChoice(requireNonNull(id, "id"));
  }

  /**
   * Names a voter of default priority. Called once for each member, this one included.
   *
   * @param memberId its id: 1 to 128 of the characters {@code A-Z a-z 0-9 . _ : -}, a letter or a
   *     digit first
   * @param address where its transport is reached, in the form that the transport wants, for
   *     example {@code 10.0.0.1:7400}
   * @return this builder
   */
  public ElectionBuilder member(String memberId, String address) {
    return member(
        Member.of(requireNonNull(memberId, "memberId"), requireNonNull(address, "address")));
  }

  /**
   * Names a member: a voter, a witness or an observer.
   *
   * @param member its id, address, priority and kind
   * @return this builder
   */
  public ElectionBuilder member(Member member) {
    members.name(requireNonNull(member, "member"));
    return this;
  }

  /**
   * Names several members.
   *
   * @param more added to those that were named before
   * @return this builder
   */
  public ElectionBuilder members(Collection<Member> more) {
    requireNonNull(more, "more").forEach(this::member);
    return this;
  }

  /**
   * Lets this member join a running cluster instead of founding one. It names no members: it starts
   * empty, does not campaign, and learns who the members are from the leader once an operator has
   * added it there with {@link Election#updateMembers}.
   *
   * @param address the own address
   * @return this builder
   */
  public ElectionBuilder joining(String address) {
    members.join(requireNonNull(address, "address"));
    return this;
  }

  /**
   * Lets a number of members that were given no list of each other find one another, and found the
   * cluster: each asks a supplier who is there, until it names so many, and then the first so many
   * by id found it. Only this member itself is named by {@link #member(String, String)}. A member
   * that has a record of a cluster does not ask, and one that is not of the founders joins, as with
   * {@link #joining}. All must be given the same number and, in the end, be told of the same
   * members; nobody leads before all founders hold the same list.
   *
   * @param count 2 or more; fewer than twice as many may be started before the cluster is founded
   * @param supplier for example {@link MemberSuppliers#hosts}; asked on a virtual thread of its
   *     own, about once a second, and may block; if it throws, or returns null or what {@link
   *     MembershipRules} refuse, that is logged and it is asked again; never asked after {@link
   *     Election#close()}
   * @return this builder
   */
  public ElectionBuilder expectMembers(int count, Supplier<List<Member>> supplier) {
    members.expect(new ElectionPlan.ExpectedMembers(count, requireNonNull(supplier, "supplier")));
    return this;
  }

  /**
   * Sets the own priority in place of the one in the list of members. Founders need not know each
   * other's: each declares its own, and the leader records it in the configuration when the member
   * first confirms it. From then on {@link Election#updateMembers} changes it, and this setting
   * does not, after a restart either. For a member that joins, the priority that it was added with
   * counts.
   *
   * @param priority rank among candidates, higher first; 0 for a witness, which votes and never
   *     leads; at most 1,000,000
   * @return this builder
   */
  public ElectionBuilder priority(int priority) {
    members.prefer(priority);
    return this;
  }

  /**
   * Sets the name of the cluster. Messages of other groups are refused, so that two clusters that
   * meet by mistake do not mix.
   *
   * @param group formed like an id; default {@code default}
   * @return this builder
   */
  public ElectionBuilder group(String group) {
    settings = settings.with(settings.given().withGroup(requireNonNull(group, "group")));
    return this;
  }

  /**
   * Sets all times at once, by a preset or by times of one's own. The lease follows: its promise is
   * as long as the shortest election timeout. What {@link #heartbeatInterval}, {@link
   * #electionTimeout}, {@link #rpcTimeout} and {@link #lease} say holds in any case, whether they
   * are called before or after.
   *
   * @param times for example {@link ElectionSettings.Timing#SHARED}; default {@link
   *     ElectionSettings.Timing#LOCAL}
   * @return this builder
   */
  public ElectionBuilder timing(ElectionSettings.Timing times) {
    settings = settings.withTiming(settings.timing().withBase(requireNonNull(times, "times")));
    return this;
  }

  /**
   * Sets how often a leader asserts itself. If it is raised alone, the other times follow in
   * proportion.
   *
   * @param interval at most half of the shortest election timeout; default 50 ms
   * @return this builder
   */
  public ElectionBuilder heartbeatInterval(Duration interval) {
    settings =
        settings.withTiming(
            settings.timing().withHeartbeatInterval(requireNonNull(interval, "interval")));
    return this;
  }

  /**
   * Sets how long a follower hears nothing of a leader before it seeks an election; each wait is
   * drawn between the two. Heartbeat interval, lease and RPC timeout follow in proportion where
   * they are not given.
   *
   * @param min the shortest; within it a leader counts as alive; default 150 ms
   * @param max the longest, more than {@code min}; default 300 ms
   * @return this builder
   */
  public ElectionBuilder electionTimeout(Duration min, Duration max) {
    TimingChoice.Range range =
        new TimingChoice.Range(requireNonNull(min, "min"), requireNonNull(max, "max"));
    settings = settings.withTiming(settings.timing().withElectionTimeout(range));
    return this;
  }

  /**
   * Sets how long one request to a member may take. If it is raised alone, the other times follow
   * in proportion.
   *
   * @param timeout at most the shortest election timeout; default 150 ms
   * @return this builder
   */
  public ElectionBuilder rpcTimeout(Duration timeout) {
    settings =
        settings.withTiming(settings.timing().withRpcTimeout(requireNonNull(timeout, "timeout")));
    return this;
  }

  /**
   * Sets the promise that a leader's lease rests on: for so long a voter that answers helps nobody
   * else become active. The leader itself counts on a little less, {@code promise * (1 - d) / (1 +
   * d)} with the drift {@code d}. If it is raised alone, the other times follow in proportion; if
   * it is lowered, the heartbeat interval does.
   *
   * @param promise at most the shortest election timeout, and so long that the lease covers two
   *     heartbeats; default 150 ms
   * @return this builder
   */
  public ElectionBuilder lease(Duration promise) {
    settings = settings.withTiming(settings.timing().withLease(requireNonNull(promise, "promise")));
    return this;
  }

  /**
   * Sets the bound on how far the rate of any member's clock is from true. Exclusive leadership is
   * promised within it.
   *
   * @param drift a fraction, at least 0 and less than 0.5; default 0.1, which is 10%; a clock that
   *     is being slewed may be 8% off
   * @return this builder
   */
  public ElectionBuilder maxClockDrift(double drift) {
    settings = settings.withDrift(drift);
    return this;
  }

  /**
   * Sets when a member that has won begins to act.
   *
   * @param activation default {@link Activation#WHEN_EXCLUSIVE}
   * @return this builder
   */
  public ElectionBuilder activation(Activation activation) {
    settings = settings.withActivation(requireNonNull(activation, "activation"));
    return this;
  }

  /**
   * States that a connect which a member's host refuses proves that the member's process has ended:
   * then nobody waits for what is left of its lease. What must be true for that, and what is left
   * where it is not, says {@link ElectionSettings.Lease}.
   *
   * @param stated default false
   * @return this builder
   */
  public ElectionBuilder refusedMeansDead(boolean stated) {
    settings = settings.withRefusedMeansDead(stated);
    return this;
  }

  /**
   * Sets the fewest voters that may elect a leader or keep one, for clusters whose members change:
   * a cluster that has shrunk to fewer elects nobody.
   *
   * @param voters 1 to the number of voters; default 1; a majority of the voters is needed in any
   *     case
   * @return this builder
   */
  public ElectionBuilder minimumQuorum(int voters) {
    settings = settings.with(settings.given().withMinimumQuorum(voters));
    return this;
  }

  /**
   * Sets how long tasks may take to end after they were interrupted. If one takes longer, the lease
   * is not released and the next leader waits until it has run out.
   *
   * @param grace at least 0, at most two thirds of the close timeout; default 1 s
   * @return this builder
   */
  public ElectionBuilder taskGrace(Duration grace) {
    ElectionSettings.HandOver handOver = settings.given().handOver();
    return handOver(
        requireNonNull(grace, "grace"),
        handOver.closeTimeout(),
        handOver.onShutdown(),
        handOver.allowAdmin());
  }

  /**
   * Sets how long {@link Election#close()} may take in all.
   *
   * @param timeout at least one and a half times the task grace; default 2 s
   * @return this builder
   */
  public ElectionBuilder closeTimeout(Duration timeout) {
    ElectionSettings.HandOver handOver = settings.given().handOver();
    return handOver(
        handOver.taskGrace(),
        requireNonNull(timeout, "timeout"),
        handOver.onShutdown(),
        handOver.allowAdmin());
  }

  /**
   * Sets whether a shutdown hook closes the member, and so hands over, when the process is asked to
   * end.
   *
   * @param enabled default false: the program closes the member itself
   * @return this builder
   */
  public ElectionBuilder handOverOnShutdown(boolean enabled) {
    ElectionSettings.HandOver handOver = settings.given().handOver();
    return handOver(handOver.taskGrace(), handOver.closeTimeout(), enabled, handOver.allowAdmin());
  }

  /**
   * Sets from where operators' orders (resign, transfer, reset, members) are taken.
   *
   * @param from default {@link ElectionSettings.AllowAdmin#LOOPBACK}
   * @return this builder
   */
  public ElectionBuilder allowAdmin(ElectionSettings.AllowAdmin from) {
    ElectionSettings.HandOver handOver = settings.given().handOver();
    return handOver(
        handOver.taskGrace(),
        handOver.closeTimeout(),
        handOver.onShutdown(),
        requireNonNull(from, "from"));
  }

  /**
   * Replaces all settings, those set before included; later calls change single ones again.
   *
   * @param newSettings timing and rules
   * @return this builder
   */
  public ElectionBuilder settings(ElectionSettings newSettings) {
    settings = SettingsChoice.of(requireNonNull(newSettings, "newSettings"));
    return this;
  }

  /**
   * The settings as they are now; they are checked when the member is started.
   *
   * @return with what follows for the times that were not given
   */
  public ElectionSettings settings() {
    return settings.resolved();
  }

  /**
   * Chooses an installed transport by its name. Not needed if only one is installed.
   *
   * @param name for example {@code socket}
   * @return this builder
   */
  public ElectionBuilder transport(String name) {
    transportName = Optional.of(requireNonNull(name, "name"));
    return this;
  }

  /**
   * Gives the transport; nothing is looked up then, and a name that was given does not count.
   *
   * @param provider opens the transport
   * @return this builder
   */
  public ElectionBuilder transport(TransportProvider provider) {
    transport = Optional.of(requireNonNull(provider, "provider"));
    return this;
  }

  /**
   * Keeps term, vote and configuration in a directory, forced to disk before each answer that rests
   * on them. The directory belongs to this member for ever: a member that has lost it must join
   * again under another id.
   *
   * @param directory on a local disk; made if it does not exist
   * @return this builder
   */
  public ElectionBuilder stateDirectory(Path directory) {
    storages.add(new Storage.Directory(requireNonNull(directory, "directory")));
    return this;
  }

  /**
   * Keeps term and vote in memory only. At most one leader a term is then <em>not</em> promised
   * across restarts: a member that restarts has forgotten its vote and can vote a second time in
   * the same term, its promises are forgotten too, and terms, hence fencing tokens, begin again
   * when all members were down at once. For tests, and for work that may be done twice.
   *
   * @return this builder
   */
  public ElectionBuilder volatileVotes() {
    storages.add(new Storage.Volatile());
    return this;
  }

  /**
   * Keeps term, vote and configuration in a store of the user's.
   *
   * @param provider opens the store
   * @return this builder
   */
  public ElectionBuilder voteStore(VoteStoreProvider provider) {
    storages.add(new Storage.Custom(requireNonNull(provider, "provider")));
    return this;
  }

  /**
   * Adds a listener that is told of every event from the first on.
   *
   * @param listener called in order, on a virtual thread of its own
   * @return this builder
   */
  public ElectionBuilder listener(ElectionListener listener) {
    listeners.add(requireNonNull(listener, "listener"));
    return this;
  }

  /**
   * Runs tasks and listeners on platform threads instead of virtual ones: for bodies that compute,
   * or that call code which holds its carrier (files, native code). Virtual threads share as few
   * carriers as there are processors, so that a few such bodies keep all others of the process
   * waiting. A platform thread takes about a megabyte of address space for each running task and
   * each listener. The lease lives on threads of the library's own in either case.
   *
   * @return this builder
   */
  public ElectionBuilder platformThreads() {
    userThreads = ElectionPlan.UserThreads.PLATFORM;
    return this;
  }

  /**
   * Gives the engine; none is looked up then. For programs whose class loaders hide it from this
   * module, such as plug-ins: {@code new io.github.election4j.core.runtime.CoreElectionEngine()} on
   * the class path, or what a {@link java.util.ServiceLoader} of the program's own finds.
   *
   * @param instance runs the member
   * @return this builder
   */
  public ElectionBuilder engine(ElectionEngine instance) {
    engine = Optional.of(requireNonNull(instance, "instance"));
    return this;
  }

  /**
   * Starts the member. Blocks until its record is read and its address is taken, which is as long
   * as the disk takes, and not until there is a leader: see {@link Election#awaitLeader}.
   *
   * @return the running member, to be closed by the caller
   * @throws ConfigurationException if anything is wrong with what was described: all faults
   *     together, nothing was started
   * @throws ElectionException if it cannot start: the address is in use, the state directory
   *     belongs to another member, cannot be written or is in use; nothing is left open
   */
  public Election start() {
    Faults faults = new Faults();
    Optional<ElectionEngine> chosen = engine.or(() -> new Providers(faults).engine());
    Optional<ElectionPlan> plan = plan(faults);
    faults.throwIfAny();
    return chosen.orElseThrow().start(plan.orElseThrow());
  }

  /** The plan, or empty if there are faults. */
  Optional<ElectionPlan> plan(Faults faults) {
    ElectionSettings wanted = settings.resolved();
    Optional<TransportProvider> chosen =
        transport.or(() -> new Providers(faults).transport(transportName));
    members.check(faults, chosen, wanted.minimumQuorum());
    faults.addAll(wanted.faults());
    if (storages.size() != 1) {
      faults.add(
          "storage",
          storages,
          "expected exactly one of stateDirectory(path), voteStore(provider) and volatileVotes()");
    }
    if (!faults.all().isEmpty()) {
      return Optional.empty();
    }
    Seams seams = new Seams(chosen.orElseThrow(), storages.get(0));
    ElectionPlan.UserCode users =
        new ElectionPlan.UserCode(listeners, userThreads, members.expected());
    return Optional.of(
        new ElectionPlan(members.self().orElseThrow(), members.founders(), wanted, seams, users));
  }

  private ElectionBuilder handOver(
      Duration grace, Duration close, boolean onShutdown, ElectionSettings.AllowAdmin admin) {
    settings = settings.withHandOver(grace, close, onShutdown, admin);
    return this;
  }
}
