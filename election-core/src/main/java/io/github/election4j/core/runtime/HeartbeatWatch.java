/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.Role;
import io.github.election4j.core.machine.NodeView;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Notices that this node neither leads nor hears a leader for far longer than an election takes,
 * and says so once, until it hears one again. It looks at the clock only from a change of the view
 * on until all is well: while a leader is heard, a heartbeat costs one write of a field.
 */
final class HeartbeatWatch {

  private final Timer timer;
  private final long patienceNanos;
  private final Supplier<Optional<String>> diagnosis;
  private final Consumer<String> warning;
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile long heardNanos = System.nanoTime();
  private volatile boolean leads;

  /** Used by the timer's thread alone. */
  private boolean warned;

  /**
   * Nothing is heard yet.
   *
   * @param patienceNanos for how long that is nothing unusual
   * @param diagnosis why no leader is heard
   * @param warning is told, on the timer's thread
   */
  HeartbeatWatch(
      Timer timer,
      long patienceNanos,
      Supplier<Optional<String>> diagnosis,
      Consumer<String> warning) {
    this.timer = timer;
    this.patienceNanos = patienceNanos;
    this.diagnosis = diagnosis;
    this.warning = warning;
  }

  /** A leader's heartbeat was accepted. */
  void heard(long nowNanos) {
    heardNanos = nowNanos;
  }

  /** The view has changed. */
  void noted(NodeView view) {
    boolean led = leads;
    leads = view.role() == Role.LEADER;
    if (led && !leads) {
      heardNanos = System.nanoTime();
    }
    if (!leads && !Views.isEnded(view)) {
      lookLater(patienceNanos);
    }
  }

  /** Whether it neither leads nor has heard a leader for long. */
  boolean isSilent(long nowNanos) {
    return !leads && nowNanos - heardNanos >= patienceNanos;
  }

  /** For how long it has heard no leader. */
  Duration silence(long nowNanos) {
    return Duration.ofNanos(leads ? 0 : Math.max(0, nowNanos - heardNanos));
  }

  private void lookLater(long delayNanos) {
    if (looking.compareAndSet(false, true)) {
      timer.after(delayNanos, this::look);
    }
  }

  private void look() {
    looking.set(false);
    long silentNanos = System.nanoTime() - heardNanos;
    if (leads || silentNanos < patienceNanos / 2) {
      // A leader that falls silent from here on shows in the view.
      warned = false;
      return;
    }
    if (silentNanos >= patienceNanos && !warned) {
      warned = true;
      diagnosis.get().ifPresent(warning);
    }
    lookLater(Math.max(patienceNanos - silentNanos, patienceNanos / 2));
  }
}
