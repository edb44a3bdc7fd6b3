/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import java.util.List;

/** The deliberate faults in how a cluster is founded. */
final class FoundersMutants {

  private FoundersMutants() {}

  static List<Mutant> all() {
    return List.of(
        Mutant.of(
            "is active without waiting for the founders",
            "Founders",
            ": haveAllAgreed() || Moments.isDue(until.getAsLong(), nowNanos);",
            ": true;"),
        Mutant.of(
            "takes part beside another list of founders",
            "Founders",
            "return !node.founding().disagreements().isEmpty()",
            "return node.founding().disagreements().isEmpty()"),
        Mutant.of(
            "does not stand down at another list of founders",
            "Founders",
            "if (node.role() instanceof Candidate || node.role() instanceof Leader) {",
            "if (node.role() instanceof Candidate) {"),
        Mutant.of(
            "minds only the lists of founders that it names",
            "Founders",
            "if (!isOpen() || !(named || theirs.names(node.self))) {",
            "if (!isOpen() || !named) {"),
        Mutant.of(
            "votes as soon as it is started for the first time",
            "Founders",
            "return isOpen() ? LISTENING_HEARTBEATS * node.settings.timing().heartbeatNanos() : 0;",
            "return 0;"),
        Mutant.of(
            "keeps a list of founders that was mistyped",
            "Founding",
            "return kept.map(record -> asGiven(record, given))",
            "return kept"));
  }
}
