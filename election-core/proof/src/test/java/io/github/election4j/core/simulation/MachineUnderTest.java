/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.core.machine.Effect;
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
 * The machine as the simulation drives it: the real one, or one with a deliberate fault in it.
 * Public for the class loader of the latter.
 */
public interface MachineUnderTest {

  List<Effect> step(Input input, long nowNanos);

  NodeView view();

  Sender sender();

  /** Makes machines. */
  @FunctionalInterface
  interface Factory {

    /** As the constructor of the machine. */
    MachineUnderTest create(
        NodeIdentity identity,
        MachineSettings settings,
        Optional<VoteRecord> loaded,
        Configuration founders,
        RandomGenerator random);
  }
}
