/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.rehearsal;

import io.github.election4j.Election;
import io.github.election4j.ElectionBuilder;
import io.github.election4j.ElectionSettings;
import io.github.election4j.Leader;
import io.github.election4j.Leadership;
import io.github.election4j.core.log.Log;
import io.github.election4j.spi.ElectionEngine;
import io.github.election4j.spi.ElectionPlan;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;

/**
 * An election, a hand-over, a loss and the return of who was lost, and an orderly close, among
 * three members in memory (design, section 6 rule 8). For one thread; whatever it starts inherits
 * the priority of that, and its silence in the log.
 */
public final class Rehearsal {

  private static final List<String> IDS = List.of("rehearsal-a", "rehearsal-b", "rehearsal-c");

  /**
   * Beats seldom, and bears that its threads come late: whatever else there is to do goes first.
   */
  private static final ElectionSettings.Timing TIMING =
      new ElectionSettings.Timing(
          Duration.ofMillis(150),
          Duration.ofMillis(500),
          Duration.ofMillis(600),
          Duration.ofMillis(500));

  /** Orders are given by a thread of their own, which is waited for by nobody. */
  private static final Duration ORDER_TIMEOUT = Duration.ofSeconds(1);

  private final ElectionEngine engine;
  private final ElectionPlan plan;
  private final Stage stage;
  private final PrivateNetwork network = new PrivateNetwork();
  private final Map<String, Election> taking = new LinkedHashMap<>();

  /**
   * Nothing has begun yet.
   *
   * @param engine runs the members
   * @param plan that of a member of the process, whose kind of lease and threads are rehearsed
   * @param stage says when to stop
   */
  public Rehearsal(ElectionEngine engine, ElectionPlan plan, Stage stage) {
    this.engine = engine;
    this.plan = plan;
    this.stage = stage;
  }

  /** Rehearses, and returns when its members are closed. Once. */
  public void run() {
    Log.silenceFromHere();
    try {
      if (elect() && handOver() && lose() && close()) {
        taking.values().forEach(Election::close);
      }
    } finally {
      network.close();
      // Members without a network hardly move, while ending them would take a processor.
      stage.awaitCalm();
      taking.values().forEach(Election::close);
    }
  }

  private boolean elect() {
    for (String id : IDS) {
      taking.put(id, start(id));
      if (!stage.pause()) {
        return false;
      }
    }
    return awaitAgreement();
  }

  private Election start(String id) {
    ElectionSettings.Lease lease = plan.settings().lease();
    ElectionBuilder builder =
        Election.builder(id)
            .engine(engine)
            .transport(network)
            .volatileVotes()
            .rehearse(false)
            .group("rehearsal")
            .timing(TIMING)
            .activation(lease.activation())
            .refusedMeansDead(lease.refusedMeansDead())
            .listener((at, event) -> stage.look());
    IDS.forEach(member -> builder.member(member, member));
    if (plan.process().threads() == ElectionPlan.UserThreads.PLATFORM) {
      builder.platformThreads();
    }
    Election election = builder.start();
    var unused = election.whileLeader(Rehearsal::lead);
    return election;
  }

  /** A task as a program has one: works while it leads, until it is interrupted. */
  private static void lead(Leadership leadership) throws InterruptedException {
    if (leadership.isValid()) {
      new Semaphore(0).acquire();
    }
  }

  private boolean handOver() {
    String old = leader();
    order(() -> taking.get(old).resign(ORDER_TIMEOUT));
    return stage.await(() -> agreed().filter(leader -> !leader.equals(old)).isPresent())
        && stage.pause();
  }

  /** What the others see of a process that died; then it is back, and hears of the next leader. */
  private boolean lose() {
    String old = leader();
    Election lost = taking.remove(old);
    network.cut(old);
    boolean goesOn = awaitAgreement() && stage.pause();
    network.mend(old);
    taking.put(old, lost);
    return goesOn && awaitAgreement() && stage.pause();
  }

  private boolean close() {
    String old = leader();
    Election leaving = taking.remove(old);
    order(leaving::close);
    return awaitAgreement() && stage.pause();
  }

  /** Waits until one is active and all that take part know it. */
  private boolean awaitAgreement() {
    return stage.await(() -> agreed().isPresent());
  }

  private Optional<String> agreed() {
    Optional<Leader> active =
        taking.values().stream().filter(Election::isLeader).findFirst().flatMap(Election::leader);
    return active
        .filter(
            leader -> taking.values().stream().allMatch(member -> member.leader().equals(active)))
        .map(Leader::id);
  }

  /** The one that was agreed on last; another one by now, if the machine is busy. */
  private String leader() {
    return agreed().orElse(IDS.get(0));
  }

  /** What an order may end with; whether it was carried out shows. */
  private interface Order {

    void give() throws InterruptedException, TimeoutException;
  }

  private static void order(Order order) {
    Thread unused =
        Thread.ofPlatform()
            .daemon()
            .name("election-rehearsal-order")
            .start(
                () -> {
                  try {
                    order.give();
                  } catch (RuntimeException | InterruptedException | TimeoutException notDone) {
                    Log.debug("an order of the rehearsal was not carried out", notDone);
                  }
                });
  }
}
