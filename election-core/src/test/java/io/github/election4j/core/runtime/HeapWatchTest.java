/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A member is stuck")
class HeapWatchTest {

  private final Queue<Runnable> given = new ArrayDeque<>();
  private final AtomicBoolean full = new AtomicBoolean();
  private final HeapWatch watch = new HeapWatch(given::add, full::get, () -> {});

  private int looksUntilStuck() {
    for (int looks = 1; looks <= 100; looks++) {
      if (watch.isStuck()) {
        return looks;
      }
    }
    return 0;
  }

  @Test
  @DisplayName("when the heap was full and its timer has not come round for five leases")
  void stuck() {
    full.set(true);
    assertFalse(watch.isStuck());
    full.set(false);
    assertEquals(10, looksUntilStuck());
  }

  @Test
  @DisplayName("not while the timer comes round, however full the heap is")
  void moves() {
    full.set(true);
    for (int look = 0; look < 100; look++) {
      assertFalse(watch.isStuck());
      given.remove().run();
    }
  }

  @Test
  @DisplayName("not while there is memory: what else may stop a timer is no matter of the heap")
  void memory() {
    assertEquals(0, looksUntilStuck());
    assertTrue(given.isEmpty());
  }

  @Test
  @DisplayName("also when there is no memory left to ask the timer")
  void noMemoryToAsk() {
    HeapWatch starved =
        new HeapWatch(
            asked -> {
              throw new OutOfMemoryError("for the test");
            },
            () -> true,
            () -> {});
    boolean stuck = false;
    for (int look = 0; look < 11; look++) {
      stuck = starved.isStuck();
    }
    assertTrue(stuck);
  }
}
