/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.ElectionException;
import io.github.election4j.Member;
import io.github.election4j.Recovered;
import io.github.election4j.core.machine.Recovery;
import io.github.election4j.core.store.FileVoteStore;
import io.github.election4j.spi.RecoveryPlan;
import io.github.election4j.wire.VoteRecord;
import java.io.IOException;

/** Replaces the members in the state directory of a member that is not running. */
final class OfflineRecovery {

  private OfflineRecovery() {}

  static Recovered recover(RecoveryPlan plan) {
    try (FileVoteStore store = FileVoteStore.openExisting(plan.directory())) {
      VoteRecord old =
          store
              .load()
              .orElseThrow(
                  () ->
                      new ElectionException(
                          "state directory '%s' holds no vote record yet; start the member with its members instead"
                              .formatted(plan.directory())));
      requireOwnerAmong(plan, store.owner().memberId());
      VoteRecord recovered = recovered(plan, old);
      store.save(recovered);
      return new Recovered(
          store.owner().memberId(),
          store.owner().group(),
          recovered.ballot().term(),
          recovered.configuration().id().toString());
    } catch (IOException failed) {
      throw new ElectionException("nothing was recovered: " + failed.getMessage(), failed);
    }
  }

  private static VoteRecord recovered(RecoveryPlan plan, VoteRecord old) {
    long lease = plan.longestLease().toNanos();
    if (plan.era().isPresent()) {
      return Recovery.distrusting(old, plan.members(), lease, plan.era().getAsInt());
    }
    if (Recovery.eraAfter(old).isEmpty()) {
      throw new ElectionException(
          "nothing was recovered: the record in '%s' holds term %d, after which there is no era of terms left; expected a term that elections lead to; name the era to begin, later than any that the cluster really had: 1 if it was never recovered before"
              .formatted(plan.directory(), old.ballot().term()));
    }
    return Recovery.recovered(old, plan.members(), lease);
  }

  private static void requireOwnerAmong(RecoveryPlan plan, String owner) {
    if (plan.members().stream().noneMatch(member -> member.id().equals(owner))) {
      throw new ElectionException(
          "state directory '%s' belongs to member '%s'; expected it among the members %s"
              .formatted(
                  plan.directory(), owner, plan.members().stream().map(Member::id).toList()));
    }
  }
}
