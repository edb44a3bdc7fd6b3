/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.ElectionEvent;
import java.util.ArrayList;
import java.util.List;

/** Collects the effects of a step, in order. */
final class Effects {

  private final DurableState durable;
  private final List<Effect> effects = new ArrayList<>();
  private List<Effect> handedOut = List.of();

  Effects(DurableState durable) {
    this.durable = durable;
  }

  /**
   * The one place where durability comes before anything that others can see (Raft, figure 2:
   * "updated on stable storage before responding to RPCs").
   */
  void tell(Effect effect) {
    makeDurable();
    effects.add(effect);
  }

  void makeDurable() {
    durable.takeUnsaved().ifPresent(record -> effects.add(new Effect.Persist(record)));
  }

  /**
   * Says that something is lost. Unlike all else it waits for no write: the loss is real whatever
   * becomes of the disk.
   */
  void tellLoss(Effect effect) {
    effects.add(effect);
  }

  List<Effect> drain() {
    handedOut = List.copyOf(effects);
    effects.clear();
    return handedOut;
  }

  /**
   * Drops what the step had wanted done. What it reported stays: a loss of leadership that was
   * announced is never dropped.
   */
  void keepReports() {
    effects.removeIf(
        effect ->
            !(effect instanceof Effect.Announce
                || effect instanceof Effect.Publish
                || effect instanceof Effect.HandOverEnded
                || effect instanceof Effect.MembersProgress));
  }

  /**
   * Whether a leadership was announced behind a write of the last step, so that nobody heard of it
   * if that write failed.
   */
  boolean isGainUnheardIfWriteFailed() {
    boolean written = false;
    for (Effect effect : handedOut) {
      written |= effect instanceof Effect.Persist;
      boolean gain =
          effect instanceof Effect.Announce announce
              && announce.event() instanceof ElectionEvent.LeadershipGained;
      if (written && gain) {
        return true;
      }
    }
    return false;
  }
}
