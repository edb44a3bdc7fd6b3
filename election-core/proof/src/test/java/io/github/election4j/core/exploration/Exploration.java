/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.exploration;

import io.github.election4j.core.simulation.MachineUnderTest;
import io.github.election4j.core.simulation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A search by breadth through all states of a small cluster of real machines. Nothing is reduced:
 * every interleaving is walked, and states are told apart by their value.
 *
 * <p>A step of a machine depends on its own state and its input alone, so that the machine makes
 * each step once ({@link Transitions}); a state of the cluster is then a few numbers, and millions
 * of them fit.
 */
final class Exploration {

  private final ExplorationPlan plan;
  private final Transitions transitions;
  private final Moves moves;
  private final Fingerprints met = new Fingerprints();
  private final Frontier frontier = new Frontier();
  private final Ancestry ancestry = new Ancestry();
  private final ClusterState state;
  private final ClusterState successor;
  private long expanding;
  private long taken;

  /**
   * A search that has not begun.
   *
   * @param plan what is explored
   * @param machines makes the machines: the real ones, or such with a fault in them
   */
  Exploration(ExplorationPlan plan, MachineUnderTest.Factory machines) {
    this.plan = plan;
    this.transitions = new Transitions(plan, machines);
    this.moves = new Moves(plan, transitions, this::meet);
    this.state = new ClusterState(plan.cast().size());
    this.successor = new ClusterState(plan.cast().size());
  }

  /**
   * What came of a search.
   *
   * @param report how much was searched
   * @param violation the first one found; the search ends there
   * @param trace a shortest way to it, in words
   */
  record Result(Report report, Optional<Violation> violation, List<String> trace) {}

  /**
   * Searches until there are no more states, or so many have been met.
   *
   * @param limit how many
   */
  Result run(long limit) {
    long begun = System.nanoTime();
    int depth = 0;
    try {
      begin();
      while (!frontier.isEmpty() && ancestry.size() < limit) {
        long endOfLevel = ancestry.size();
        depth++;
        while (taken < endOfLevel && ancestry.size() < limit) {
          expanding = taken++;
          frontier.take(state);
          moves.expand(state);
        }
      }
    } catch (Violation violation) {
      List<String> trace = trace(violation);
      return new Result(report(depth, begun), Optional.of(violation), trace);
    }
    return new Result(report(depth, begun), Optional.empty(), List.of());
  }

  private void begin() {
    open(successor);
    met.add(successor.fingerprint());
    ancestry.add(0, 0);
    frontier.add(successor);
  }

  private void open(ClusterState cluster) {
    transitions.start(cluster);
    plan.behaviour().opening().play(cluster, transitions, moves);
  }

  private void meet(int action, long fingerprint) {
    if (met.add(fingerprint)) {
      successor.copyFrom(state);
      moves.take(action, successor);
      ancestry.add(expanding, action);
      frontier.add(successor);
    }
  }

  private Report report(int depth, long begun) {
    return new Report(
        plan.name(),
        new Report.Size(ancestry.size(), depth, frontier.isEmpty()),
        new Report.Work(transitions.stateCount(), transitions.transitionCount()),
        System.nanoTime() - begun);
  }

  /** The way to the violation: the search by breadth has met a shortest one first. */
  private List<String> trace(Violation violation) {
    if (ancestry.size() == 0) {
      return List.of("in the opening", violation.getMessage());
    }
    Words words = new Words(plan, transitions);
    List<String> trace = new ArrayList<>();
    open(state);
    trace.add("      " + words.of(state));
    for (int action : ancestry.actionsTo(expanding)) {
      trace.add(words.of(action, state));
      moves.take(action, state);
      trace.add("      " + words.of(state));
    }
    trace.add(words.of(moves.action(), state));
    trace.add(violation.getMessage());
    return trace;
  }
}
