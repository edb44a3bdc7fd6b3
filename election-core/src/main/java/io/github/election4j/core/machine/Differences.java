/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationMember;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Says in words how the first configurations of two founders differ. */
final class Differences {

  private Differences() {}

  static String describe(Configuration ours, Configuration theirs, String peer) {
    TreeSet<String> ids = new TreeSet<>();
    ours.members().forEach(member -> ids.add(member.id()));
    theirs.members().forEach(member -> ids.add(member.id()));
    List<String> differences = new ArrayList<>();
    for (String id : ids) {
      Optional<ConfigurationMember> here = ours.member(id);
      Optional<ConfigurationMember> there = theirs.member(id);
      if (!here.map(Differences::compared).equals(there.map(Differences::compared))) {
        differences.add(
            "member '%s': %s here, %s there"
                .formatted(
                    id,
                    here.map(Differences::words).orElse("absent"),
                    there.map(Differences::words).orElse("absent")));
      }
    }
    if (differences.isEmpty()) {
      differences.add("the members are the same by now, but the first ones were others");
    }
    return "this member and '%s' were given different members for configuration %s, so they do not elect each other: %s; give all founders the same members"
        .formatted(peer, ours.id(), String.join("; ", differences));
  }

  /** A founder's priority is its own affair, so a witness here may be a voter there. */
  private static ConfigurationMember compared(ConfigurationMember member) {
    return member.withPriority(0).withIdentity(ConfigurationMember.UNKNOWN_IDENTITY);
  }

  private static String words(ConfigurationMember member) {
    return "%s at %s".formatted(member.kind().word(), member.address());
  }
}
