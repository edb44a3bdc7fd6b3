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
      VoteRecord recovered = Recovery.recovered(old, plan.members(), plan.longestLease().toNanos());
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

  private static void requireOwnerAmong(RecoveryPlan plan, String owner) {
    if (plan.members().stream().noneMatch(member -> member.id().equals(owner))) {
      throw new ElectionException(
          "state directory '%s' belongs to member '%s'; expected it among the members %s"
              .formatted(
                  plan.directory(), owner, plan.members().stream().map(Member::id).toList()));
    }
  }
}
