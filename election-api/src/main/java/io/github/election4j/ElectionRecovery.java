/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import static java.util.Objects.requireNonNull;

import io.github.election4j.spi.ElectionEngine;
import io.github.election4j.spi.RecoveryPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Gives a cluster other members that has lost its majority for good. <strong>This can split the
 * cluster</strong>: if a majority of the old members is alive after all, both halves elect a
 * leader. Only a person can know that the others will never come back.
 *
 * <p>It works on the state directory of a member that is not running. Do it on one survivor, with
 * the members that the cluster is to have, start that survivor, and let new members join it ({@link
 * ElectionBuilder#joining}). If it is done on several survivors, give all of them the same members.
 *
 * <p>The term is raised so far that no fencing token of the lost cluster can be newer than one of
 * the recovered cluster, and nobody becomes active before the longest old lease has run out after
 * the start.
 *
 * @since 0.1
 */
public final class ElectionRecovery {

  /** The last era of terms that a recovery can begin. */
  public static final int LAST_ERA = (1 << 22) - 1;

  private ElectionRecovery() {}

  /**
   * Replaces the members in a state directory. Blocks for as long as the disk takes.
   *
   * @param stateDirectory of a member that is not running; not null
   * @param members the members from now on; the owner of the directory must be one of them; not
   *     null
   * @param longestLease the longest {@code lease} setting of any member of the lost cluster; the
   *     longest one that this member has seen is respected in any case; zero or positive; not null
   * @return what is in force now
   * @throws ConfigurationException if the members break a rule: all faults together, nothing was
   *     changed
   * @throws ElectionException if the directory is in use, holds no record, or cannot be read or
   *     written; the message says what to do
   */
  public static Recovered replaceMembers(
      Path stateDirectory, List<Member> members, Duration longestLease) {
    return recover(stateDirectory, members, longestLease, OptionalInt.empty());
  }

  /**
   * Replaces the members in a state directory whose record is not to be trusted: it holds a term, a
   * promise or members that no member of the cluster ever had. Nothing is taken from it but who its
   * owner is, so a person has to know what else it would have said. Blocks for as long as the disk
   * takes.
   *
   * @param stateDirectory of a member that is not running; not null
   * @param members the members from now on; the owner of the directory must be one of them; not
   *     null
   * @param longestLease the longest {@code lease} setting of any member of the lost cluster; zero
   *     or positive; not null
   * @param era the era of terms to begin, 1 to {@link #LAST_ERA}: terms come in eras of 2^40, a
   *     cluster begins in era 0, and each recovery begins the next. If any leader of the lost
   *     cluster had a term of this era, a fencing token may be newer than those to come. On several
   *     survivors, the same on all
   * @return what is in force now
   * @throws ConfigurationException if the members or the era break a rule: all faults together,
   *     nothing was changed
   * @throws ElectionException if the directory is in use, holds no record, or cannot be read or
   *     written; the message says what to do
   */
  public static Recovered replaceMembersInEra(
      Path stateDirectory, List<Member> members, Duration longestLease, int era) {
    return recover(stateDirectory, members, longestLease, OptionalInt.of(era));
  }

  private static Recovered recover(
      Path stateDirectory, List<Member> members, Duration longestLease, OptionalInt era) {
    requireNonNull(stateDirectory, "stateDirectory");
    requireNonNull(longestLease, "longestLease");
    List<Member> wanted = List.copyOf(requireNonNull(members, "members"));
    Faults faults = new Faults();
    Optional<ElectionEngine> engine = new Providers(faults).engine();
    faults.addAll(MembershipRules.faults(wanted, 1));
    boolean unused = faults.requireBounds("longestLease", longestLease, Duration.ZERO);
    if (era.isPresent() && (era.getAsInt() < 1 || era.getAsInt() > LAST_ERA)) {
      faults.add("era", era.getAsInt(), "expected 1 to " + LAST_ERA);
    }
    faults.throwIfAny();
    return engine
        .orElseThrow()
        .recover(new RecoveryPlan(stateDirectory, wanted, longestLease, era));
  }
}
