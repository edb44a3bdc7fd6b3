/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.Leader;
import io.github.election4j.Role;
import io.github.election4j.core.log.Log;
import io.github.election4j.core.machine.NodeView;
import io.github.election4j.core.rehearsal.Rehearsal;
import io.github.election4j.core.rehearsal.Stage;
import io.github.election4j.spi.ElectionEngine;
import io.github.election4j.spi.ElectionPlan;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Lets the process rehearse once a member knows a leader, and ends that when it has an election of
 * its own. The first member of the process that may does so: its thread waits for a leader, and
 * nobody waits for the thread. If that member ends without one, the next that is started may.
 */
final class RehearsalStage implements Stage {

  private static final AtomicBoolean TAKEN = new AtomicBoolean();

  /** In heartbeat intervals: for so long a leader is known before the rehearsal begins. */
  private static final int CALM = 10;

  private static final Duration PAUSE = Duration.ofMillis(20);

  /**
   * An election, a hand-over and a loss take less than two seconds; more only on a busy machine.
   */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  private final Views views;
  private final Duration calm;
  private final AtomicBoolean taken;

  // Used by the rehearsing thread alone, but for being woken up.

  private final Thread thread;
  private Optional<Leader> leader = Optional.empty();
  private Deadline end = Deadline.in(LONGEST);
  private boolean stopped;

  // Nothing relies on the priority: where the system heeds it, others go first.
  @SuppressWarnings("ThreadPriorityCheck")
  private RehearsalStage(
      MachineHost host, ElectionEngine engine, ElectionPlan plan, AtomicBoolean taken) {
    views = host.views();
    calm = plan.settings().timing().heartbeatInterval().multipliedBy(CALM);
    this.taken = taken;
    thread =
        Thread.ofPlatform()
            .daemon()
            .name("election-rehearsal")
            .priority(Thread.MIN_PRIORITY)
            .unstarted(() -> run(new Rehearsal(engine, plan, this)));
  }

  /** Prepares the rehearsal of this process, if the plan wants it and there was none. */
  static void prepare(MachineHost host, ElectionEngine engine, ElectionPlan plan) {
    boolean unused = prepare(host, engine, plan, TAKEN);
  }

  /**
   * Likewise, and tells whether it did.
   *
   * @param taken whether the process has its rehearsal
   */
  static boolean prepare(
      MachineHost host, ElectionEngine engine, ElectionPlan plan, AtomicBoolean taken) {
    if (!plan.process().rehearse() || !taken.compareAndSet(false, true)) {
      return false;
    }
    try {
      new RehearsalStage(host, engine, plan, taken).thread.start();
      return true;
    } catch (RuntimeException | Error noThread) {
      Log.debug("no thread could be had for a rehearsal", noThread);
      return false;
    }
  }

  private void run(Rehearsal rehearsal) {
    try {
      if (awaitFirstLeader()) {
        end = Deadline.in(LONGEST);
        rehearsal.run();
      } else {
        taken.set(false);
      }
    } catch (Throwable fault) {
      // Whatever it was: nobody needs a rehearsal.
      Log.debug("a rehearsal failed", fault);
    }
  }

  private boolean awaitFirstLeader() throws InterruptedException {
    while (true) {
      NodeView known =
          views
              .await(view -> Views.isEnded(view) || isLed(view), Deadline.in(FOR_EVER))
              .orElseThrow();
      if (Views.isEnded(known)) {
        return false;
      }
      leader = known.leader();
      if (views.await(this::isDisturbed, Deadline.in(calm)).isEmpty()) {
        return true;
      }
    }
  }

  private static boolean isLed(NodeView view) {
    return view.leader().isPresent();
  }

  /** Whether an election has begun, or is about to, or has been held, or the member has ended. */
  private boolean isDisturbed(NodeView view) {
    return !view.leader().equals(leader)
        || view.role() == Role.PRE_CANDIDATE
        || view.role() == Role.CANDIDATE
        || view.lease().isGivenUp(System.nanoTime())
        || Views.isEnded(view);
  }

  @Override
  public boolean await(BooleanSupplier reached) {
    awaitView(reached, end);
    return goesOn();
  }

  @Override
  public boolean pause() {
    awaitView(() -> false, Deadline.in(PAUSE));
    return goesOn();
  }

  private void awaitView(BooleanSupplier reached, Deadline deadline) {
    if (stopped) {
      return;
    }
    try {
      Optional<NodeView> unused =
          views.await(view -> isDisturbed(view) || reached.getAsBoolean(), deadline);
    } catch (InterruptedException nobodyDoesThat) {
      stopped = true;
    }
  }

  private boolean goesOn() {
    stopped = stopped || isDisturbed(views.current()) || end.remainingNanos() <= 0;
    return !stopped;
  }

  @Override
  public void awaitCalm() {
    if (!stopped) {
      return;
    }
    try {
      Optional<NodeView> unused =
          views.await(view -> Views.isEnded(view) || isLed(view), Deadline.in(calm));
    } catch (InterruptedException nobodyDoesThat) {
      Log.debug(() -> "the rehearsal was interrupted");
    }
  }

  @Override
  public void look() {
    LockSupport.unpark(thread);
  }
}
