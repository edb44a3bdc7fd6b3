/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.Member;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.VoteRecord;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** A node with a disk and a timer, but without threads: what a machine runs in, in virtual time. */
final class VirtualNode {

  private final Member self;
  private final MachineSettings settings;
  private final Configuration founders;
  private final RandomGenerator random;

  private Optional<ElectionMachine> process = Optional.empty();
  private Optional<VoteRecord> disk = Optional.empty();
  private OptionalLong timerNanos = OptionalLong.empty();
  private long disks = 1;
  private boolean paused;
  private boolean diskFull;

  VirtualNode(
      Member self, MachineSettings settings, Configuration founders, RandomGenerator random) {
    this.self = self;
    this.settings = settings;
    this.founders = founders;
    this.random = random;
  }

  String id() {
    return self.id();
  }

  // ---- process

  void start() {
    paused = false;
    process =
        Optional.of(
            new ElectionMachine(
                new NodeIdentity(self, 0, 100 * disks + self.id().charAt(0)),
                settings,
                disk,
                founders,
                random));
  }

  void crash() {
    process = Optional.empty();
    timerNanos = OptionalLong.empty();
  }

  void pause(boolean standsStill) {
    paused = standsStill;
  }

  boolean isRunning() {
    return process.isPresent();
  }

  boolean takesInput() {
    return isRunning() && !paused;
  }

  boolean isPaused() {
    return paused;
  }

  /** Whether a call was made by the process that runs now. */
  boolean hasMade(VirtualMessage message) {
    return process
        .map(machine -> machine.sender().equals(message.request().header().sender()))
        .orElse(false);
  }

  List<Effect> step(Input input, long nowNanos) {
    return process.orElseThrow().step(input, nowNanos);
  }

  NodeView view() {
    return process.orElseThrow().view();
  }

  /** A process that stands still may act on its lease like any other, as soon as it goes on. */
  boolean isActive(long nowNanos) {
    return process.map(machine -> machine.view().isActive(nowNanos)).orElse(false);
  }

  // ---- timer

  void arm(long atNanos) {
    timerNanos = OptionalLong.of(atNanos);
  }

  void disarm() {
    timerNanos = OptionalLong.empty();
  }

  OptionalLong timer() {
    return takesInput() ? timerNanos : OptionalLong.empty();
  }

  // ---- disk

  Optional<VoteRecord> disk() {
    return disk;
  }

  void write(VoteRecord record) {
    disk = Optional.of(record);
  }

  void wipe() {
    disk = Optional.empty();
    disks++;
  }

  void fillDisk() {
    diskFull = true;
  }

  boolean isDiskFull() {
    return diskFull;
  }
}
