/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import java.util.List;

/** Faults in what proof of death does: design, section 6 rule 7. */
final class DeathMutants {

  private DeathMutants() {}

  static List<Mutant> all() {
    return List.of(
        Mutant.of(
            "takes evidence for proof that the leader is dead",
            "Campaign",
            "node.know(suspect.get().withSuspicion());",
            "node.know(suspect.get().withSuspicion()); node.forgetPromiseTo(suspect.get());"),
        Mutant.of(
            "takes the death of an earlier start for that of the one that leads",
            "LeaderContact",
            "return id.equals(member) && heardAs.equals(OptionalLong.of(incarnation));",
            "return id.equals(member) && heardAs.isPresent() && incarnation > 0;"),
        Mutant.of(
            "forgets with the promise to the dead what it promised in other terms",
            "Node",
            "promises = promises.released(new Release(dead.id(), dead.term()));",
            "promises = dead.heard() ? Promises.NONE : promises;"),
        Mutant.of(
            "takes a candidate's word that the leader is dead",
            "Voter",
            "Verdict turnedAway = isTurnedAway(Optional.empty(), nowNanos);",
            "node.leader().ifPresent(leader -> { node.forgetPromiseTo(leader);"
                + " node.know(leader.withSuspicion()); });"
                + " Verdict turnedAway = isTurnedAway(Optional.empty(), nowNanos);"));
  }
}
