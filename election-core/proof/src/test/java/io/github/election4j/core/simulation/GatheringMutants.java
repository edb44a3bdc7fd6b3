/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import java.util.List;

/** The deliberate faults in how founders that find one another found one cluster. */
final class GatheringMutants {

  private GatheringMutants() {}

  static List<Mutant> all() {
    return List.of(
        Mutant.of(
                "is active before all keep a list that was gathered",
                "Founders",
                "? gathering.isKeptByAll(leading)",
                "? leading.tenure() != null")
            // Otherwise all on the list have shown it a moment before, and nothing shows.
            .and(
                "Founders",
                "return !isAside() && (!gathering.isReplaceable() || haveAllAgreed());",
                "return !isAside();"),
        Mutant.of(
            "replaces a gathered list that its leader counts on",
            "Founding",
            "return configuration.id().isNewerThan(ConfigurationId.FIRST);",
            "return configuration.id().version() > ConfigurationId.FIRST.version();"),
        Mutant.of(
            "does not join those who have begun with another list",
            "Gathering",
            "if (!isReplaceable() || !Founding.isBegun(theirs)) {",
            "if (true) {"),
        Mutant.of(
            "takes a list that others have only gathered",
            "SenderCheck",
            "&& !Gathering.isReplaceable(configuration);",
            ";"));
  }
}
