/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.Activation;
import io.github.election4j.core.machine.MachineSettings;
import io.github.election4j.core.machine.MachineSettings.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws the settings of all nodes. In most runs they are alike, but for the promise now and then;
 * in others each node has its own, as in a cluster whose owner changes them member by member.
 */
final class SettingsMaker {

  private static final long[] HEARTBEATS_MILLIS = {10, 20, 50, 50, 50, 100};
  private static final int[] HEARTBEATS_IN_MIN_ELECTION = {3, 3, 4, 6};
  private static final double[] DRIFTS = {0, 0.02, 0.1, 0.1};

  /** One run in so many has unlike members. */
  private static final int UNLIKE_RUNS = 4;

  private final int voters;
  private final boolean unlikeQuorums;

  /**
   * Makes settings for a cluster.
   *
   * @param voters how many of its founders vote
   * @param changesMembers whether members change: then all have the same minimum quorum, since one
   *     that is left alone, and wants more voters than there are, would be the end of the cluster
   */
  SettingsMaker(int voters, boolean changesMembers) {
    this.voters = voters;
    this.unlikeQuorums = !changesMembers;
  }

  /**
   * Draws them.
   *
   * @param size of how many nodes
   * @param changed whether owners change them during the run
   * @param random by what
   */
  SettingsPlan make(int size, boolean changed, SplittableRandom random) {
    List<MachineSettings> alike = alike(size, random);
    boolean unlike = random.nextInt(UNLIKE_RUNS) == 0;
    List<MachineSettings> atFirst = unlike ? others(alike, random.split()) : alike;
    return new SettingsPlan(atFirst, changed ? others(alike, random.split()) : atFirst);
  }

  private List<MachineSettings> alike(int size, SplittableRandom random) {
    long heartbeat =
        HEARTBEATS_MILLIS[random.nextInt(HEARTBEATS_MILLIS.length)] * Nanos.MILLISECOND;
    long minElection =
        heartbeat * HEARTBEATS_IN_MIN_ELECTION[random.nextInt(HEARTBEATS_IN_MIN_ELECTION.length)];
    long maxElection = minElection + (long) (minElection * (0.5 + random.nextDouble() * 1.5));
    double drift = DRIFTS[random.nextInt(DRIFTS.length)];
    int minimumQuorum = random.nextInt(4) == 0 ? 1 + random.nextInt(voters) : 1;
    Activation activation =
        random.nextInt(8) == 0 ? Activation.WHEN_ELECTED : Activation.WHEN_EXCLUSIVE;
    boolean samePromise = random.nextInt(4) != 0;
    List<MachineSettings> settings = new ArrayList<>();
    for (int index = 0; index < size; index++) {
      long promise = samePromise ? minElection : promise(heartbeat, minElection, random.split());
      settings.add(
          new MachineSettings(
              new Timing(heartbeat, minElection, maxElection, 10 * maxElection),
              promise,
              drift,
              minimumQuorum,
              activation));
    }
    return settings;
  }

  /** At most the shortest election timeout, and enough for a lease that outlasts two heartbeats. */
  private static long promise(long heartbeat, long minElection, SplittableRandom random) {
    long least = Math.min(minElection, heartbeat * 3);
    return least + random.nextLong(minElection - least + 1);
  }

  private List<MachineSettings> others(List<MachineSettings> usual, SplittableRandom random) {
    List<MachineSettings> others = new ArrayList<>();
    for (MachineSettings each : usual) {
      others.add(other(each, random.split()));
    }
    return others;
  }

  /**
   * No node's heartbeats are slower than usual and no node's patience is shorter, since a node must
   * outlast the heartbeats of whoever leads.
   */
  private MachineSettings other(MachineSettings usual, SplittableRandom random) {
    long heartbeat = (long) (usual.timing().heartbeatNanos() * (0.5 + random.nextDouble() / 2));
    long minElection = (long) (usual.timing().minElectionNanos() * (1 + random.nextDouble()));
    long maxElection = (long) (minElection * (1.5 + random.nextDouble()));
    int minimumQuorum =
        random.nextInt(3) == 0 && unlikeQuorums
            ? 1 + random.nextInt(voters)
            : usual.minimumQuorum();
    return new MachineSettings(
        new Timing(heartbeat, minElection, maxElection, 10 * maxElection),
        promise(heartbeat, minElection, random.split()),
        DRIFTS[random.nextInt(DRIFTS.length)],
        minimumQuorum,
        random.nextInt(3) == 0 ? Activation.WHEN_ELECTED : usual.activation());
  }
}
