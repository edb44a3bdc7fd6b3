/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.Member;
import io.github.election4j.Role;
import io.github.election4j.core.machine.Effect;
import io.github.election4j.core.machine.Input;
import io.github.election4j.core.machine.MachineSettings;
import io.github.election4j.core.machine.NodeIdentity;
import io.github.election4j.wire.Sender;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** One machine with its clock and its disk. At most one process runs on it at a time. */
final class SimulatedNode {

  /**
   * What stays the same for the node.
   *
   * @param index its place in the roster
   * @param member its id and address
   * @param settings its settings, and those that it may be given
   * @param clock its clock
   * @param meanWriteNanos how long a write takes on average
   */
  record Make(
      int index,
      Member member,
      List<MachineSettings> settings,
      NodeClock clock,
      long meanWriteNanos) {}

  private static final int MOST_ELECTIONS_OF_TASKS = 8;

  private final Make make;
  private final World world;
  private final ClusterServices services;
  private final SplittableRandom random;
  private final SimulatedStore store = new SimulatedStore();
  private NodeProcess process;
  private Optional<Hazard> hazard = Optional.empty();
  private final List<Pause> pauses = new ArrayList<>();
  private boolean tasksOverrun;
  private boolean tasksGoOn;
  private int settingsInForce;
  private boolean lost;

  /** What a node needs of its cluster. */
  interface ClusterServices {

    Messenger messenger();

    MachineUnderTest machine(NodeIdentity identity, SimulatedNode node, SplittableRandom random);

    /**
     * The node's process stopped by itself, or was ended: the others may notice, and it is to be
     * started again.
     *
     * @param process what it signed its messages with
     */
    void ended(SimulatedNode node, Sender process);
  }

  SimulatedNode(Make make, World world, ClusterServices services, SplittableRandom random) {
    this.make = make;
    this.world = world;
    this.services = services;
    this.random = random;
  }

  int index() {
    return make.index();
  }

  String id() {
    return make.member().id();
  }

  MachineSettings settings() {
    return make.settings().get(settingsInForce);
  }

  NodeClock clock() {
    return make.clock();
  }

  SimulatedStore store() {
    return store;
  }

  Messenger messenger() {
    return services.messenger();
  }

  boolean isRunning() {
    return process != null;
  }

  /** The process that runs. */
  NodeProcess process() {
    if (process == null) {
      throw new IllegalStateException("no process runs on " + id());
    }
    return process;
  }

  void start() {
    if (isRunning() || lost) {
      return;
    }
    NodeIdentity identity =
        new NodeIdentity(make.member(), 1 + random.nextInt(1_000), random.nextLong());
    MachineUnderTest machine = services.machine(identity, this, random.split());
    world.trace().add(index(), Trace.Verb.STARTS, machine.sender());
    world.checker().started(index(), machine.sender(), settings());
    process = new NodeProcess(this, world, machine, random.split());
    process.deliver(Delivery.of(new Input.Started()));
  }

  /** Ends the process at once; nothing of it is left but what is durable. */
  void crash() {
    if (isRunning()) {
      world.trace().add(index(), Trace.Verb.CRASHES, "");
      endProcess();
    }
  }

  /**
   * The process takes part no more. One that was closed, or could not even start, ends; one that
   * failed goes on to answer that it is not available, until somebody looks after it.
   */
  void processStopped(Role role) {
    boolean started =
        store
            .load()
            .map(record -> record.incarnation() == process.sender().incarnation())
            .orElse(false);
    if (role == Role.CLOSED || !started) {
      endProcess();
      return;
    }
    NodeProcess failed = process;
    long unnoticed = random.nextLong(2 * settings().timing().maxElectionNanos());
    world.timeline().after(unnoticed, () -> endFailed(failed));
  }

  private void endFailed(NodeProcess failed) {
    if (!failed.hasEnded()) {
      endProcess();
    }
  }

  private void endProcess() {
    NodeProcess ending = process;
    process = null;
    hazard = Optional.empty();
    ending.end();
    world.checker().crashed(index());
    services.ended(this, ending.sender());
  }

  void deliver(Input input) {
    if (isRunning()) {
      process.deliver(Delivery.of(input));
    }
  }

  /** Holds the process that runs now for a while. */
  void pause(long nanos) {
    if (!isRunning()) {
      return;
    }
    Pause pause = new Pause(process);
    pauses.add(pause);
    world.trace().add(index(), Trace.Verb.PAUSES, nanos);
    process.hold();
    world.timeline().after(nanos, () -> resume(pause));
  }

  private void resume(Pause pause) {
    if (pauses.remove(pause) && !pause.process().hasEnded()) {
      world.trace().add(index(), Trace.Verb.GOES_ON, "");
      pause.process().releaseLate();
    }
  }

  /** Ends the process; the next one starts from nothing, and with another identity. */
  void wipeDisk() {
    crash();
    store.wipe();
    world.checker().wiped(index());
  }

  /** Nobody will start it again; its process lives on for as long as that. */
  void lose(long livesOnNanos) {
    lost = true;
    world.timeline().after(livesOnNanos, this::crash);
  }

  /** It was not lost for ever after all. */
  void find() {
    crash();
    lost = false;
    start();
  }

  boolean isLost() {
    return lost;
  }

  /** Whether it is no member any more that its owner would ask for. */
  boolean isGone() {
    return lost || store.wasWiped();
  }

  /** Ends the process; the next one has the other settings. */
  void changeSettings() {
    crash();
    settingsInForce = (settingsInForce + 1) % make.settings().size();
  }

  void expect(Hazard newHazard) {
    hazard = Optional.of(newHazard);
  }

  /** Asked before each effect; true if the effect has to wait, or will not be. */
  boolean hazardStrikes(Effect effect) {
    if (hazard.isEmpty()) {
      return false;
    }
    Hazard expected = hazard.get();
    boolean strikes = expected.strikesBefore(effect);
    if (strikes && hazard.isPresent() && hazard.get() == expected) {
      hazard = Optional.empty();
    }
    return strikes;
  }

  void changeClockRate(long rate) {
    clock().changeRate(world.timeline().now(), rate);
    world.checker().exclusivity().clockChanged(index());
    if (isRunning()) {
      process.clockChanged();
    }
  }

  /** How long this write takes. */
  long writeNanos() {
    long mean = make.meanWriteNanos();
    return store.takeStall() + (mean == 0 ? 0 : mean / 2 + random.nextLong(mean));
  }

  /** Lets the tasks of the next hand-over go on for too long. */
  void letTasksOverrun() {
    tasksOverrun = true;
  }

  boolean tasksOverrun() {
    boolean overrun = tasksOverrun;
    tasksOverrun = false;
    return overrun;
  }

  /** Lets the tasks of the next hand-over go on for several election timeouts. */
  void letTasksGoOn() {
    tasksGoOn = true;
  }

  /**
   * How long the tasks of a hand-over take to end, or the node to learn that they do not; so long
   * that it never learns, now and then.
   */
  long taskNanos() {
    if (tasksGoOn && random.nextInt(3) == 0) {
      tasksGoOn = false;
      return NodeClock.NEVER / 2;
    }
    long longest =
        tasksGoOn
            ? MOST_ELECTIONS_OF_TASKS * settings().timing().maxElectionNanos()
            : settings().timing().heartbeatNanos();
    tasksOverrun |= tasksGoOn && random.nextBoolean();
    tasksGoOn = false;
    return random.nextLong(longest);
  }

  /** Takes back all that was to go wrong. */
  void heal() {
    if (isRunning() && process.view().role() == Role.FAILED) {
      endProcess();
    }
    hazard = Optional.empty();
    tasksOverrun = false;
    tasksGoOn = false;
    store.heal();
    if (isRunning()) {
      process.wakeDisk();
    }
    List.copyOf(pauses).forEach(this::resume);
  }

  /** Compared by identity: two pauses of one process are two. */
  private static final class Pause {
    private final NodeProcess process;

    private Pause(NodeProcess process) {
      this.process = process;
    }

    private NodeProcess process() {
      return process;
    }
  }
}
