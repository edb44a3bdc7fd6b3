/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Election;
import io.github.election4j.ElectionEvent.LeadershipGained;
import io.github.election4j.ElectionSettings;
import io.github.election4j.Member;
import io.github.election4j.Recovered;
import io.github.election4j.Role;
import io.github.election4j.core.machine.ElectionMachine;
import io.github.election4j.core.machine.Input;
import io.github.election4j.core.machine.MachineSettings;
import io.github.election4j.core.machine.Members;
import io.github.election4j.core.machine.NodeIdentity;
import io.github.election4j.core.store.VolatileVoteStore;
import io.github.election4j.spi.ElectionEngine;
import io.github.election4j.spi.ElectionPlan;
import io.github.election4j.spi.RecoveryPlan;
import io.github.election4j.spi.Transport;
import io.github.election4j.spi.TransportContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Design, section 6 rule 8. */
@DisplayName("A process")
class RehearsalStageTest {

  private static final Member SELF = Member.of("a", "a");

  /** A leader that is known for a tenth of a second is known for a while. */
  private static final ElectionSettings SETTINGS =
      LocalCluster.CALM.withTiming(
          new ElectionSettings.Timing(
              Duration.ofMillis(10),
              Duration.ofMillis(600),
              Duration.ofMillis(900),
              Duration.ofMillis(200)));

  private final AtomicBoolean taken = new AtomicBoolean();
  private final Recorder recorder = new Recorder();
  private final HangingTransport network = new HangingTransport();
  private final Transport transport = network.open(new TransportContext("default", SELF, 1));
  private final MachineHost host =
      new MachineHost(
          new ElectionMachine(
              new NodeIdentity(SELF, 1, 7),
              MachineSettings.of(SETTINGS),
              Optional.empty(),
              Members.founding(List.of(SELF)),
              new SplittableRandom(1)),
          new MachineHost.Opened(new VolatileVoteStore(), transport),
          new HostSettings(SETTINGS, Duration.ofSeconds(10), inProcess(true)),
          Clocks.SYSTEM);

  /** Members of the rehearsal, in the order of their start. */
  private final List<Election> rehearsing = new CopyOnWriteArrayList<>();

  private ElectionPlan.InProcess inProcess(boolean rehearse) {
    return new ElectionPlan.InProcess(
        List.of(recorder), ElectionPlan.UserThreads.VIRTUAL, rehearse);
  }

  private boolean prepare(boolean wanted, IntConsumer onStart) {
    ElectionPlan plan =
        new ElectionPlan(
            SELF,
            List.of(SELF),
            SETTINGS,
            new ElectionPlan.Seams(network, new ElectionPlan.Storage.Volatile()),
            inProcess(wanted));
    return RehearsalStage.prepare(host, new Watched(onStart), plan, taken);
  }

  /** The real engine, with somebody who is told which member of the rehearsal is about to start. */
  private final class Watched implements ElectionEngine {

    private final ElectionEngine engine = new CoreElectionEngine();
    private final IntConsumer onStart;

    Watched(IntConsumer onStart) {
      this.onStart = onStart;
    }

    @Override
    public Election start(ElectionPlan plan) {
      assertFalse(plan.process().rehearse());
      onStart.accept(rehearsing.size() + 1);
      Election started = engine.start(plan);
      rehearsing.add(started);
      return started;
    }

    @Override
    public Recovered recover(RecoveryPlan plan) {
      throw new UnsupportedOperationException("nothing is recovered here");
    }
  }

  @AfterEach
  void nothingIsLeft() {
    host.perform(new Input.CloseAsked());
    transport.close();
    Await.until(
        "the rehearsal is over",
        () -> rehearsing.stream().allMatch(each -> each.status().role() == Role.CLOSED));
    Await.until(
        "its threads have ended",
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("election-rehearsal")));
  }

  @Test
  @DisplayName("rehearses with three members when a leader is known, and its program hears nothing")
  void rehearses() {
    assertTrue(prepare(true, number -> {}));
    assertEquals(0, rehearsing.size());
    host.start();
    Await.until("all three have started", () -> rehearsing.size() == 3);
    Await.until(
        "all have ended",
        () -> rehearsing.stream().allMatch(each -> each.status().role() == Role.CLOSED));
    long terms = rehearsing.stream().mapToLong(each -> each.status().term()).max().orElseThrow();
    assertTrue(terms >= 4, () -> "an election, a hand-over, a loss and a close took " + terms);
    assertEquals(1, recorder.events(LeadershipGained.class).size(), recorder::toString);
    assertFalse(prepare(true, number -> {}), "it has rehearsed");
  }

  @Test
  @DisplayName("does not rehearse if it must not, or has")
  void doesNot() {
    assertFalse(prepare(false, number -> {}));
    assertFalse(taken.get());
    taken.set(true);
    assertFalse(prepare(true, number -> {}));
  }

  @Test
  @DisplayName("leaves the rehearsal to another member if this one ends before a leader is known")
  void leftToAnother() {
    assertTrue(prepare(true, number -> {}));
    host.perform(new Input.CloseAsked());
    Await.until("another may", () -> !taken.get());
  }

  @Test
  @DisplayName("stops when an election of its own begins")
  void stops() {
    assertTrue(
        prepare(
            true,
            number -> {
              if (number == 2) {
                host.perform(new Input.ResetAsked());
              }
            }));
    host.start();
    Await.until("it is disturbed", () -> rehearsing.size() == 2);
    Await.until(
        "both have ended",
        () -> rehearsing.stream().allMatch(each -> each.status().role() == Role.CLOSED));
    assertEquals(2, rehearsing.size());
  }

  @Test
  @DisplayName("closes its member without waiting for a rehearsal that hangs")
  void closes() throws InterruptedException {
    CountDownLatch hangs = new CountDownLatch(1);
    CountDownLatch goesOn = new CountDownLatch(1);
    assertTrue(
        prepare(
            true,
            number -> {
              hangs.countDown();
              await(goesOn);
            }));
    host.start();
    hangs.await();
    assertTrue(host.close(Deadline.in(Await.BOUND)));
    assertEquals(List.of(), host.threads().awaitEnd(Deadline.in(Await.BOUND)));
    goesOn.countDown();
    Await.until("the rehearsal goes on to its end", () -> rehearsing.size() == 1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
