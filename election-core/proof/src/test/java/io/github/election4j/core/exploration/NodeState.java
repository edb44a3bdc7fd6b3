/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.exploration;

import io.github.election4j.wire.VoteRecord;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * One node at one instant, by value: what its disk holds, and its process if one runs. Immutable.
 */
final class NodeState {

  private final int node;
  private final Optional<VoteRecord> durable;
  private final Life life;
  private final int hash;

  /**
   * A process of a node.
   *
   * @param firstStart whether it was started without a record
   * @param incarnation its incarnation
   * @param tasksEndingInTerm the term whose tasks it was told to end; 0 if none
   * @param writing what it has begun to write
   * @param owed the questions whose answers wait for that
   */
  record Life(
      boolean firstStart,
      long incarnation,
      long tasksEndingInTerm,
      Optional<VoteRecord> writing,
      Set<Long> owed) {

    static final Life NONE = new Life(false, 0, 0, Optional.empty(), Set.of());
  }

  private final int[] image;

  /**
   * Takes the numbers of the values in the machine's fields; none if no process runs.
   *
   * @param node its index
   * @param durable its record on disk
   * @param life its process
   * @param image the values
   */
  NodeState(int node, Optional<VoteRecord> durable, Life life, int[] image) {
    this.node = node;
    this.durable = durable;
    this.life = life;
    this.image = image.clone();
    this.hash =
        31 * (31 * (31 * node + durable.hashCode()) + life.hashCode()) + Arrays.hashCode(image);
  }

  static NodeState down(int node, Optional<VoteRecord> durable) {
    return new NodeState(node, durable, Life.NONE, new int[0]);
  }

  boolean isUp() {
    return image.length > 0;
  }

  int node() {
    return node;
  }

  Optional<VoteRecord> durable() {
    return durable;
  }

  Life life() {
    return life;
  }

  int image(int slot) {
    return image[slot];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NodeState that
        && hash == that.hash
        && node == that.node
        && life.equals(that.life)
        && Arrays.equals(image, that.image)
        && durable.equals(that.durable);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
