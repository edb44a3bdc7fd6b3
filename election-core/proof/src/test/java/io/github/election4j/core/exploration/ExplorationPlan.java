/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.exploration;

import io.github.election4j.core.machine.MachineSettings;
import java.util.List;

/**
 * What is explored.
 *
 * @param name for the report
 * @param cast the nodes
 * @param time how time passes
 * @param bounds what makes the space finite
 * @param behaviour where the search begins, and what may happen besides messages, time and crashes
 */
record ExplorationPlan(String name, Cast cast, TimeModel time, Bounds bounds, Behaviour behaviour) {

  private static final List<Event> ALWAYS =
      List.of(Event.WRITTEN, Event.TIMER, Event.CRASH, Event.START);
  private static final List<Event> WITH_RESIGNS =
      List.of(Event.WRITTEN, Event.TIMER, Event.CRASH, Event.START, Event.RESIGN, Event.TASKS_END);

  /**
   * How time passes.
   *
   * @param common whether all clocks run together, a tick at a time, and a timer that is due fires
   *     whenever the explorer wants; otherwise any timer may fire at any time, and the clock of its
   *     node goes to that moment, whatever the others' do
   * @param tickNanos by how much each node's clock advances in a tick: their rates
   */
  record TimeModel(boolean common, List<Long> tickNanos) {

    static final TimeModel NONE = new TimeModel(false, List.of());
  }

  /**
   * What makes the space finite: an action that leads out of it is not taken.
   *
   * @param node bounds of each node
   * @param messages how many may be on their way at once
   * @param faults how many there may be in all
   */
  record Bounds(NodeBounds node, int messages, Faults faults) {}

  /**
   * Bounds of each node.
   *
   * @param terms its highest term
   * @param rounds how many rounds of requests each of its processes sends
   * @param versions the highest version of its configuration
   */
  record NodeBounds(int terms, int rounds, int versions) {}

  /**
   * Faults in one history of the whole cluster, up to 15 of each kind. A message that is never
   * delivered is no fault: a lost one differs from it in making room for another, and in that who
   * waits for an answer learns it.
   *
   * @param duplicates deliveries after which the message is still on its way
   * @param losses messages that are lost
   * @param crashes processes that end
   */
  record Faults(int duplicates, int losses, int crashes) {

    static final Faults NONE = new Faults(0, 0, 0);
  }

  /**
   * What may happen besides.
   *
   * @param opening where the search begins
   * @param resigns whether a leader may be asked to hand over at any time
   * @param proposals the members, as indexes, that a leader may be asked for at any time
   * @param promptDisk whether a record is durable in the very step that writes it: a much smaller
   *     space, for what has nothing to do with disks and is many steps away
   */
  record Behaviour(
      Opening opening, boolean resigns, List<List<Integer>> proposals, boolean promptDisk) {

    static final Behaviour PLAIN = new Behaviour(Opening.NONE, false, List.of(), false);
    static final Behaviour RESIGNING = new Behaviour(Opening.NONE, true, List.of(), false);

    Behaviour from(Opening newOpening) {
      return new Behaviour(newOpening, resigns, proposals, promptDisk);
    }
  }

  /** What may happen to any node at any time. */
  List<Event> events() {
    return behaviour.resigns() ? WITH_RESIGNS : ALWAYS;
  }

  /** The same from another beginning. */
  ExplorationPlan from(Opening opening) {
    return new ExplorationPlan(name, cast, time, bounds, behaviour.from(opening));
  }

  /** The same with disks that answer at once. */
  ExplorationPlan withPromptDisks() {
    Behaviour prompt =
        new Behaviour(behaviour.opening(), behaviour.resigns(), behaviour.proposals(), true);
    return new ExplorationPlan(name + ", disks being prompt", cast, time, bounds, prompt);
  }

  MachineSettings settings() {
    return cast.settings();
  }
}
