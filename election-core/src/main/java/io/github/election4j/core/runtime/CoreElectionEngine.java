/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.Election;
import io.github.election4j.ElectionException;
import io.github.election4j.ElectionSettings;
import io.github.election4j.Recovered;
import io.github.election4j.core.machine.ElectionMachine;
import io.github.election4j.core.machine.MachineSettings;
import io.github.election4j.core.machine.Members;
import io.github.election4j.core.machine.NodeIdentity;
import io.github.election4j.core.store.FileVoteStore;
import io.github.election4j.core.store.VolatileVoteStore;
import io.github.election4j.spi.ElectionEngine;
import io.github.election4j.spi.ElectionPlan;
import io.github.election4j.spi.ElectionPlan.Storage;
import io.github.election4j.spi.RecoveryPlan;
import io.github.election4j.spi.Transport;
import io.github.election4j.spi.TransportContext;
import io.github.election4j.spi.VoteStore;
import io.github.election4j.wire.ConfigurationMember;
import io.github.election4j.wire.VoteRecord;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Starts members: opens what they need, and closes all of it again if anything fails. */
public final class CoreElectionEngine implements ElectionEngine {

  private static final long HIGHEST_DRAWN_INCARNATION = 1L << 40;

  /** Made by {@code ServiceLoader}. */
  public CoreElectionEngine() {}

  @Override
  public Election start(ElectionPlan plan) throws ElectionException {
    VoteStore store = openStore(plan);
    try {
      return start(plan, store);
    } catch (Throwable fault) {
      store.close();
      throw fault;
    }
  }

  @Override
  public Recovered recover(RecoveryPlan plan) throws ElectionException {
    return OfflineRecovery.recover(plan);
  }

  private static Election start(ElectionPlan plan, VoteStore store) {
    ElectionMachine machine = machine(plan, load(store));
    Transport transport = openTransport(plan, machine.sender().incarnation());
    try {
      return start(plan, machine, new MachineHost.Opened(store, transport));
    } catch (Throwable fault) {
      transport.close();
      throw fault;
    }
  }

  private static Election start(
      ElectionPlan plan, ElectionMachine machine, MachineHost.Opened opened) {
    ElectionSettings settings = plan.settings();
    Optional<String> otherMembers =
        new GivenMembers(plan).warning(machine.view().cluster().configuration());
    MachineHost host =
        new MachineHost(machine, opened, HostSettings.of(settings, plan.users()), Clocks.SYSTEM);
    Orders orders = new Orders(host, plan.seams().transport());
    Closing closing =
        new Closing(host, opened.transport()::close, settings.handOver().closeTimeout());
    ElectionNode node = new ElectionNode(host, orders, closing, settings.group());
    try {
      if (settings.handOver().onShutdown()) {
        // Before it takes part: it may lead before its start returns.
        node.closeOnShutdown();
      }
      host.start();
      requireAlive(host);
      otherMembers.ifPresent(host::warn);
      opened
          .transport()
          .serve(
              new NodeRequests(
                  host,
                  new OperatorOrders(host, orders, settings.handOver()),
                  settings.lease().refusedMeansDead()));
      plan.users()
          .expected()
          .ifPresent(expected -> new FounderSearch(host, plan, expected).start());
      return node;
    } catch (Throwable fault) {
      node.close();
      throw fault;
    }
  }

  private static void requireAlive(MachineHost host) {
    Optional<String> failure = host.views().current().cluster().failure();
    if (failure.isPresent()) {
      throw new ElectionException(
          "member '%s' cannot start: %s".formatted(host.self(), failure.get()));
    }
  }

  private static ElectionMachine machine(ElectionPlan plan, Optional<VoteRecord> loaded) {
    SecureRandom seeds = new SecureRandom();
    RandomGenerator random = RandomGeneratorFactory.getDefault().create(seeds.nextLong());
    return new ElectionMachine(
        new NodeIdentity(plan.self(), incarnation(plan, seeds), identity(plan, seeds)),
        MachineSettings.of(plan.settings()),
        loaded,
        Members.founding(plan.founders()),
        random);
  }

  /**
   * What a first start begins to count from. One that nothing durable tells of is drawn at random,
   * not read from a clock, which may have been set back since the start before: half of the time it
   * is a later one than the last, otherwise peers say so and a later one is taken.
   */
  private static long incarnation(ElectionPlan plan, RandomGenerator random) {
    return plan.seams().storage() instanceof Storage.Volatile
        ? random.nextLong(1, HIGHEST_DRAWN_INCARNATION)
        : 1;
  }

  /** Memory cannot be told from other memory: a volatile member is the same after each start. */
  private static long identity(ElectionPlan plan, SecureRandom random) {
    return plan.seams().storage() instanceof Storage.Volatile
        ? ConfigurationMember.VOLATILE_IDENTITY
        : random.nextLong() | Long.MIN_VALUE; // Never one of the constants, which are small.
  }

  // ---- what is opened

  private static VoteStore openStore(ElectionPlan plan) {
    String group = plan.settings().group();
    String self = plan.self().id();
    try {
      return switch (plan.seams().storage()) {
        case Storage.Volatile ignored -> new VolatileVoteStore();
        case Storage.Custom custom -> custom.provider().open(group, self);
        case Storage.Directory where -> FileVoteStore.open(where.directory(), group, self);
      };
    } catch (IOException failed) {
      throw cannotStart(plan, "its vote store cannot be opened", failed);
    }
  }

  private static Optional<VoteRecord> load(VoteStore store) {
    try {
      return store.load();
    } catch (IOException failed) {
      throw new ElectionException("the vote record cannot be read: " + failed.getMessage(), failed);
    }
  }

  private static Transport openTransport(ElectionPlan plan, long incarnation) {
    try {
      return plan.seams()
          .transport()
          .open(new TransportContext(plan.settings().group(), plan.self(), incarnation));
    } catch (IOException failed) {
      throw cannotStart(plan, "its address cannot be taken", failed);
    }
  }

  private static ElectionException cannotStart(ElectionPlan plan, String what, IOException cause) {
    return new ElectionException(
        "member '%s' cannot start, %s: %s".formatted(plan.self().id(), what, cause.getMessage()),
        cause);
  }
}
