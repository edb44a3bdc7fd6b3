/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.exploration;

import io.github.election4j.Member;
import io.github.election4j.core.machine.MachineSettings;
import io.github.election4j.core.machine.NodeIdentity;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.ConfigurationMember;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The nodes of an exploration: a, b, c and so on.
 *
 * @param priorities the priority of each
 * @param voters how many of them, the first ones, vote in the first configuration; the others
 *     observe
 * @param settings those of all
 */
record Cast(List<Integer> priorities, int voters, MachineSettings settings) {

  private static final int FIRST_IDENTITY = 100;

  Cast {
    priorities = List.copyOf(priorities);
  }

  static Cast founded(MachineSettings settings, Integer... priorities) {
    return new Cast(List.of(priorities), priorities.length, settings);
  }

  static String id(int node) {
    return String.valueOf((char) ('a' + node));
  }

  static int index(String id) {
    return id.charAt(0) - 'a';
  }

  /** The voters of a configuration, a bit for each. */
  static long votersOf(Configuration configuration) {
    long voters = 0;
    for (String voter : configuration.voters()) {
      voters |= 1L << index(voter);
    }
    return voters;
  }

  int size() {
    return priorities.size();
  }

  Member member(int node) {
    return Member.of(id(node), address(node)).withPriority(priorities.get(node));
  }

  /** A new state directory each, except that a lost one is no subject here. */
  NodeIdentity identity(int node) {
    return new NodeIdentity(member(node), 0, FIRST_IDENTITY + node);
  }

  /**
   * The first configuration. State directories are recorded in it already, which leaves out a step
   * that every cluster takes once.
   */
  Configuration firstConfiguration() {
    return new Configuration(
        ConfigurationId.FIRST, IntStream.range(0, size()).mapToObj(this::founder).toList());
  }

  private ConfigurationMember founder(int node) {
    return new ConfigurationMember(
        id(node), address(node), priorities.get(node), node < voters, FIRST_IDENTITY + node);
  }

  private static String address(int node) {
    return id(node) + ":1";
  }
}
