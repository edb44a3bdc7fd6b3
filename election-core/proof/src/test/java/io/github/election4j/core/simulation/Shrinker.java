/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import java.util.Set;

/**
 * Looks for a smaller run that breaks the same invariant: fewer kinds of faults, then fewer nodes,
 * then fewer kinds again.
 */
final class Shrinker {

  private final MachineUnderTest.Factory machines;
  private final Invariant invariant;

  Shrinker(MachineUnderTest.Factory machines, Invariant invariant) {
    this.machines = machines;
    this.invariant = invariant;
  }

  RunId shrink(RunId found) {
    RunId smaller = withFewerNodes(withFewerFaults(found));
    return smaller.equals(found) ? found : withFewerFaults(smaller);
  }

  private RunId withFewerFaults(RunId id) {
    Set<FaultKind> kinds = PlanMaker.make(id).faults().meanIntervals().keySet();
    RunId best = id.only(kinds);
    for (FaultKind kind : kinds) {
      RunId candidate = best.without(kind);
      if (stillBreaks(candidate)) {
        best = candidate;
      }
    }
    return best;
  }

  private RunId withFewerNodes(RunId id) {
    int size = PlanMaker.make(id).cluster().size();
    for (int fewer = 1; fewer < size; fewer++) {
      RunId candidate = id.withNodes(fewer);
      if (stillBreaks(candidate)) {
        return candidate;
      }
    }
    return id;
  }

  private boolean stillBreaks(RunId id) {
    return new SimulatedRun(id, machines)
        .violation()
        .filter(broken -> broken.invariant() == invariant)
        .isPresent();
  }
}
