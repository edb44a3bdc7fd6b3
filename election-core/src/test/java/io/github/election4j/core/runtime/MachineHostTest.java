/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.ElectionEvent;
import io.github.election4j.ElectionEvent.LeadershipLost;
import io.github.election4j.ElectionEvent.Stopped;
import io.github.election4j.ElectionListener;
import io.github.election4j.ElectionSettings.HandOver;
import io.github.election4j.Member;
import io.github.election4j.Role;
import io.github.election4j.core.machine.ElectionMachine;
import io.github.election4j.core.machine.Input;
import io.github.election4j.core.machine.MachineSettings;
import io.github.election4j.core.machine.Members;
import io.github.election4j.core.machine.NodeIdentity;
import io.github.election4j.core.store.VolatileVoteStore;
import io.github.election4j.spi.ElectionPlan;
import io.github.election4j.spi.Transport;
import io.github.election4j.spi.TransportContext;
import io.github.election4j.transport.inmemory.InMemoryNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The host of the machine")
class MachineHostTest {

  private static final Duration TOLERANCE = Duration.ofSeconds(10);
  private static final Member SELF = Member.of("a", "a");

  /** Votes and never leads, so that the other one has a lease that can end. */
  private static final Member WITNESS = Member.of("b", "b").withPriority(0);

  private final AtomicLong wallAheadMillis = new AtomicLong();
  private final AtomicBoolean broken = new AtomicBoolean();
  private final Recorder recorder = new Recorder();
  private final InMemoryNetwork network = new InMemoryNetwork();
  private final Transport transport = open(SELF);
  private final Transport witnessTransport = open(WITNESS);
  private final MachineHost host =
      new MachineHost(
          machine(SELF),
          new MachineHost.Opened(new VolatileVoteStore(), transport),
          new HostSettings(LocalCluster.CALM, TOLERANCE, users(recorder)),
          new TestClocks());
  private final MachineHost witness =
      new MachineHost(
          machine(WITNESS),
          new MachineHost.Opened(new VolatileVoteStore(), witnessTransport),
          new HostSettings(LocalCluster.CALM, TOLERANCE, users()),
          Clocks.SYSTEM);

  /** The real monotonic clock, and a wall clock that can be set. */
  private final class TestClocks implements Clocks {

    @Override
    public long nanoTime() {
      if (broken.get()) {
        throw new AssertionError("a fault on purpose");
      }
      return System.nanoTime();
    }

    @Override
    public long wallMillis() {
      return System.nanoTime() / 1_000_000 + wallAheadMillis.get();
    }
  }

  private Transport open(Member member) {
    try {
      return network.transport().open(new TransportContext("default", member, 1));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static ElectionMachine machine(Member self) {
    return new ElectionMachine(
        new NodeIdentity(self, 1, 7),
        MachineSettings.of(LocalCluster.CALM),
        Optional.empty(),
        Members.founding(List.of(SELF, WITNESS)),
        new SplittableRandom(1));
  }

  @AfterEach
  void nothingIsLeft() {
    broken.set(false);
    for (MachineHost each : List.of(host, witness)) {
      each.perform(new Input.CloseAsked());
      Await.until("all threads end", () -> each.threads().live().isEmpty(), each.threads()::live);
    }
    transport.close();
    witnessTransport.close();
    network.close();
  }

  private void lead() {
    for (MachineHost each : List.of(host, witness)) {
      each.start();
    }
    transport.serve(requests(host));
    witnessTransport.serve(requests(witness));
    Await.until("it leads", () -> host.views().current().isActive(System.nanoTime()));
  }

  private NodeRequests requests(MachineHost of) {
    HandOver settings = LocalCluster.CALM.handOver();
    return new NodeRequests(
        of, new OperatorOrders(of, new Orders(of, network.transport()), settings), false);
  }

  private static ElectionPlan.UserCode users(ElectionListener... listeners) {
    return new ElectionPlan.UserCode(
        List.of(listeners), ElectionPlan.UserThreads.VIRTUAL, Optional.empty());
  }

  @Test
  @DisplayName("ends the leadership where it sees that the machine was suspended")
  void suspension() {
    lead();
    wallAheadMillis.set(TOLERANCE.plusMillis(1_000).toMillis());
    long before = host.views().current().term();
    Await.until(
        "a loss is told because of the clocks",
        () ->
            recorder.events(LeadershipLost.class).stream()
                .anyMatch(lost -> lost.reason().contains("wall clock")),
        () -> recorder);
    Await.until("it leads again", () -> host.views().current().term() > before);
    assertEquals(Optional.empty(), host.views().current().cluster().failure());
  }

  @Test
  @DisplayName("fails the node without a step when nothing moves for lack of memory")
  void fullHeap() {
    lead();
    host.failForTheHeap();
    assertEquals(Role.FAILED, host.views().current().role());
    assertTrue(host.ended().getMessage().contains("heap is full"), () -> host.ended().toString());
    Await.until("it stops", () -> !recorder.events(Stopped.class).isEmpty(), () -> recorder);
    assertEquals(1, recorder.events(LeadershipLost.class).size());
  }

  @Test
  @DisplayName("fails the node, and nothing else, when an error comes from where none is expected")
  void error() {
    lead();
    broken.set(true);
    Await.until("it stops", () -> !recorder.events(Stopped.class).isEmpty(), () -> recorder);
    assertEquals(Role.FAILED, host.views().current().role());
    assertTrue(
        host.ended().getMessage().contains("a fault on purpose"), () -> host.ended().toString());
    List<ElectionEvent> events = recorder.events();
    assertEquals(1, recorder.events(LeadershipLost.class).size(), events::toString);
    assertTrue(recorder.events(Stopped.class).getFirst().failure().isPresent());
    host.perform(new Input.TimerFired());
    assertEquals(Role.FAILED, host.views().current().role());
  }
}
