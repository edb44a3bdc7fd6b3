/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.Member;
import io.github.election4j.core.machine.Effect;
import io.github.election4j.core.machine.Input;
import io.github.election4j.core.machine.MachineSettings;
import io.github.election4j.core.machine.NodeIdentity;
import io.github.election4j.core.machine.NodeView;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.VoteRecord;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** A founder with a disk: a process that is started, and again with another list. */
final class FoundingNode {

  private final Member self;
  private final MachineSettings settings;
  private final MachineUnderTest.Factory machines;
  private final SplittableRandom random;

  private Optional<MachineUnderTest> machine = Optional.empty();
  private Optional<VoteRecord> disk = Optional.empty();
  private long startedAtNanos;
  private int processes;
  private long armings;

  FoundingNode(
      Member self,
      MachineSettings settings,
      MachineUnderTest.Factory machines,
      SplittableRandom random) {
    this.self = self;
    this.settings = settings;
    this.machines = machines;
    this.random = random;
  }

  String id() {
    return self.id();
  }

  List<Effect> start(Configuration first, long nowNanos) {
    processes++;
    startedAtNanos = nowNanos;
    machine =
        Optional.of(
            machines.create(
                new NodeIdentity(self, processes, 100 + id().charAt(0)),
                settings,
                disk,
                first,
                random.split()));
    return step(new Input.Started(), nowNanos);
  }

  void crash() {
    machine = Optional.empty();
    processes++;
  }

  List<Effect> step(Input input, long nowNanos) {
    return machine.orElseThrow().step(input, nowNanos);
  }

  void write(VoteRecord record) {
    disk = Optional.of(record);
  }

  /** Which of its processes runs, so that what was meant for an earlier one is not given to it. */
  int process() {
    return processes;
  }

  boolean isRunning() {
    return machine.isPresent();
  }

  /** The timer is armed anew; returns by which number it is known. */
  long arm() {
    return ++armings;
  }

  boolean isArmed(long arming) {
    return armings == arming;
  }

  NodeView view() {
    return machine.orElseThrow().view();
  }

  boolean isActive(long nowNanos) {
    return machine.map(running -> running.view().isActive(nowNanos)).orElse(false);
  }

  /** Whether its process has run for so long. */
  boolean hasRunFor(long nanos, long nowNanos) {
    return isRunning() && nowNanos - startedAtNanos >= nanos;
  }
}
