/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.Member;
import io.github.election4j.core.machine.Members;
import io.github.election4j.spi.ElectionPlan;
import io.github.election4j.spi.ElectionPlan.Storage;
import io.github.election4j.wire.Configuration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compares the members that a member is started with and those on its record. The record counts
 * from its first start on, and whoever gives others must learn that, and what to do instead.
 */
final class GivenMembers {

  private final List<Member> given;
  private final Storage storage;

  GivenMembers(ElectionPlan plan) {
    given = plan.founders();
    storage = plan.seams().storage();
  }

  /** The warning that a difference is worth; a member that joins was given nobody. */
  Optional<String> warning(Configuration onRecord) {
    return given.isEmpty() || onRecord.members().isEmpty() || sameMembers(onRecord)
        ? Optional.empty()
        : Optional.of(describe(onRecord));
  }

  /** Priorities do not count: a founder's is its own affair, and later ones are the leader's. */
  private boolean sameMembers(Configuration onRecord) {
    Function<Member, List<Object>> compared =
        member -> List.of(member.id(), member.address(), member.voter());
    return toSet(given, compared).equals(toSet(Members.of(onRecord), compared));
  }

  private static Set<List<Object>> toSet(
      List<Member> members, Function<Member, List<Object>> compared) {
    return members.stream().map(compared).collect(Collectors.toSet());
  }

  private String describe(Configuration onRecord) {
    return "given %s; on record, in configuration %s, %s. What is on record counts. To change it while the cluster runs: %s%s. Or give what is on record"
        .formatted(
            OperatorAdvice.words(given, " "),
            onRecord.id(),
            OperatorAdvice.words(Members.of(onRecord), " "),
            OperatorAdvice.set(onRecord, given),
            recovery());
  }

  private String recovery() {
    return storage instanceof Storage.Directory where
        ? "; if no majority of those on record is left, with all processes ended: "
            + OperatorAdvice.recover(where.directory(), given)
        : "";
  }
}
