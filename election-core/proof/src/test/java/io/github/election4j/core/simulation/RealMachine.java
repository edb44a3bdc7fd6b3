/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.core.machine.Effect;
import io.github.election4j.core.machine.ElectionMachine;
import io.github.election4j.core.machine.Input;
import io.github.election4j.core.machine.MachineSettings;
import io.github.election4j.core.machine.NodeIdentity;
import io.github.election4j.core.machine.NodeView;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.Sender;
import io.github.election4j.wire.VoteRecord;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The real machine, nothing added. This class alone names it, so that a class loader which
 * redefines the machine has to redefine nothing else of the simulation. Public, with a public
 * constructor, for that loader.
 */
public final class RealMachine implements MachineUnderTest {

  private final ElectionMachine machine;

  /** Starts a machine. */
  public RealMachine(
      NodeIdentity identity,
      MachineSettings settings,
      Optional<VoteRecord> loaded,
      Configuration founders,
      RandomGenerator random) {
    machine = new ElectionMachine(identity, settings, loaded, founders, random);
  }

  @Override
  public List<Effect> step(Input input, long nowNanos) {
    return machine.step(input, nowNanos);
  }

  @Override
  public NodeView view() {
    return machine.view();
  }

  @Override
  public Sender sender() {
    return machine.sender();
  }
}
