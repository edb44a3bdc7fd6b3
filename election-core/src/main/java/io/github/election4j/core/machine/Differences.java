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

/** Says in words how the lists of members differ that two founders were given. */
final class Differences {

  private Differences() {}

  /** For a cluster that is founded: it goes on without whoever has another list. */
  static String describe(Configuration ours, Configuration theirs, String peer) {
    return "this member and '%s' were given different members for configuration %s, so they do not elect each other: %s; %s"
        .formatted(peer, ours.id(), between(ours, theirs), remedy(ours, theirs));
  }

  /** For a founder that takes no part before this is settled. */
  static String warning(String differences, String peer, Founding.Ground ground) {
    String which =
        switch (ground) {
          case MEMBER -> "this member and '%s' were given different members".formatted(peer);
          case STRANGER ->
              "'%s', which was given other members than this one, names this one".formatted(peer);
          case PASSED_ON ->
              "'%s', which was given the same members as this one, has met founders with others"
                  .formatted(peer);
        };
    return "%s: %s; all founders must be given the same, and this member takes no part in the first election until they are: start those again whose list is wrong, or this member"
        .formatted(which, differences);
  }

  /** What differs, member by member. */
  static String between(Configuration ours, Configuration theirs) {
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
    return String.join("; ", differences);
  }

  /** A cluster that runs already is not founded again: whoever is new to it joins. */
  private static String remedy(Configuration ours, Configuration theirs) {
    boolean runs = ours.id().term() > 0 || theirs.id().term() > 0;
    return runs
        ? "the cluster runs already, with the members on its record: whoever is new to it is"
            + " started to join instead, with an empty state directory, and added where the"
            + " leader runs: election members add ID=HOST:PORT"
        : "give all founders the same members";
  }

  /** A founder's priority is its own affair, so a witness here may be a voter there. */
  private static ConfigurationMember compared(ConfigurationMember member) {
    return member.withPriority(0).withIdentity(ConfigurationMember.UNKNOWN_IDENTITY);
  }

  private static String words(ConfigurationMember member) {
    return "%s at %s".formatted(member.kind().word(), member.address());
  }
}
