/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.exploration;

import io.github.election4j.Activation;
import io.github.election4j.core.exploration.ExplorationPlan.Behaviour;
import io.github.election4j.core.exploration.ExplorationPlan.Bounds;
import io.github.election4j.core.exploration.ExplorationPlan.TimeModel;
import io.github.election4j.core.machine.MachineSettings;
import io.github.election4j.core.machine.MachineSettings.Timing;
import java.util.List;

/** The explorations that are run, and the clusters that they are made of. */
final class Plans {

  static final int A = 0;
  static final int B = 1;
  static final int C = 2;
  static final int D = 3;

  /** The bound of drift: a slow clock advances 9 in a tick, a fast one 11. */
  private static final double DRIFT = 0.1;

  private static final long SLOW_TICK = 9;
  private static final long FAST_TICK = 11;

  private Plans() {}

  /**
   * All times are one or two units, so that few moments differ: a promise as long as an election
   * timeout, and two heartbeats in it.
   */
  private static MachineSettings coarse() {
    return new MachineSettings(new Timing(10, 20, 20, 1_000), 20, 0, 1, Activation.WHEN_EXCLUSIVE);
  }

  /**
   * A promise of two ticks of a fast clock, which gives a lease of two ticks of a slow one: where
   * the leader's clock is slow and the others' are fast, both end at the same instant, the tightest
   * that the rule of the lease allows. Election timeouts are shorter than the promise, as no user
   * may set them, so that nothing but the promises keeps one lease from the next.
   */
  private static MachineSettings tight() {
    return new MachineSettings(
        new Timing(SLOW_TICK, SLOW_TICK, SLOW_TICK, 100 * SLOW_TICK),
        2 * FAST_TICK,
        DRIFT,
        1,
        Activation.WHEN_EXCLUSIVE);
  }

  // ---- elections: any timer at any time

  static ExplorationPlan threeNodes(Bounds bounds) {
    Cast cast = new Cast(List.of(1, 1, 1), 3, coarse());
    return new ExplorationPlan(
        "elections of three nodes", cast, TimeModel.NONE, bounds, Behaviour.PLAIN);
  }

  static ExplorationPlan twoNodes(Bounds bounds) {
    return new ExplorationPlan(
        "elections of two nodes",
        new Cast(List.of(1, 1), 2, coarse()),
        TimeModel.NONE,
        bounds,
        Behaviour.PLAIN);
  }

  static ExplorationPlan twoNodesAndWitness(Bounds bounds) {
    return new ExplorationPlan(
        "elections of two nodes and a witness",
        new Cast(List.of(1, 1, 0), 3, coarse()),
        TimeModel.NONE,
        bounds,
        Behaviour.PLAIN);
  }

  /** Begins with a leader that all have heard. */
  static ExplorationPlan handOvers(Bounds bounds) {
    return new ExplorationPlan(
        "hand-overs of three nodes",
        new Cast(List.of(1, 1, 1), 3, coarse()),
        TimeModel.NONE,
        bounds,
        Behaviour.RESIGNING.from(Opening.elected(A, B, C)));
  }

  // ---- leases: all clocks together

  /** Begins with a leader that is active; its clock is slow, and those of the others are fast. */
  static ExplorationPlan leases(Bounds bounds) {
    return leases("leases", bounds, Behaviour.PLAIN);
  }

  /** The same, and leaders may be asked to hand over. */
  static ExplorationPlan releases(Bounds bounds) {
    return leases("leases and releases", bounds, Behaviour.RESIGNING);
  }

  private static ExplorationPlan leases(String name, Bounds bounds, Behaviour behaviour) {
    return new ExplorationPlan(
        name + " of two nodes and a witness",
        new Cast(List.of(1, 1, 0), 3, tight()),
        new TimeModel(true, List.of(SLOW_TICK, FAST_TICK, FAST_TICK)),
        bounds,
        behaviour.from(Opening.elected(A, B, C)));
  }

  // ---- members

  /** Which proposal replaces a voter by the observer. */
  static final int REPLACE_B_BY_D = 0;

  /**
   * Begins with a leader of three voters, of whom the third has not heard it yet, and of an
   * observer that has. The leader may be asked to take the observer in, to let voters go, and for
   * both.
   */
  static ExplorationPlan members(Bounds bounds) {
    List<List<Integer>> proposals =
        List.of(List.of(A, C, D), List.of(A, B, C, D), List.of(A, B), List.of(A));
    return new ExplorationPlan(
        "changes of members",
        new Cast(List.of(1, 1, 1, 1), 3, coarse()),
        TimeModel.NONE,
        bounds,
        new Behaviour(Opening.elected(A, B, D), false, proposals, false));
  }

  /** Which proposal makes the observer a voter. */
  static final int ADD_C = 0;

  /**
   * Both at once: a leader that is active may be asked to take the observer in, to replace the
   * other voter by it, and to be left alone, which re-bases its lease each time.
   */
  static ExplorationPlan leasesAndMembers(Bounds bounds) {
    List<List<Integer>> proposals = List.of(List.of(A, B, C), List.of(A, C), List.of(A));
    return new ExplorationPlan(
        "leases and changes of members",
        new Cast(List.of(1, 1, 1), 2, tight()),
        new TimeModel(true, List.of(SLOW_TICK, FAST_TICK, FAST_TICK)),
        bounds,
        new Behaviour(Opening.elected(A, B, C), false, proposals, false));
  }
}
