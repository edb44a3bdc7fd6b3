/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.core.machine.Effect;

/** Something bad that waits for its moment between two effects of a step. */
final class Hazard {

  private final Occurrence strike;
  private boolean waitsForWrite;
  private int effectsLeft;

  private Hazard(boolean waitsForWrite, int effectsLeft, Occurrence strike) {
    this.waitsForWrite = waitsForWrite;
    this.effectsLeft = effectsLeft;
    this.strike = strike;
  }

  /** Strikes when that many effects more have been executed. */
  static Hazard after(int effects, Occurrence strike) {
    return new Hazard(false, effects, strike);
  }

  /** Strikes when a record is about to be written, or that many effects later. */
  static Hazard atWrite(int effectsLater, Occurrence strike) {
    return new Hazard(true, effectsLater, strike);
  }

  /** Asked before each effect. True if this was the moment; the hazard is over then. */
  boolean strikesBefore(Effect effect) {
    if (waitsForWrite && !(effect instanceof Effect.Persist)) {
      return false;
    }
    waitsForWrite = false;
    if (effectsLeft-- > 0) {
      return false;
    }
    strike.happen();
    return true;
  }
}
