/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.Leader;
import io.github.election4j.Role;
import io.github.election4j.wire.Configuration;
import java.util.List;
import java.util.Optional;

/**
 * How a node sees itself, for readers that take no lock. Whether it is active is not a flag: it is
 * the lease against the clock of the reader, at the moment of reading.
 *
 * @param role what it is
 * @param term its term
 * @param leader the leader that it knows
 * @param lease when it may act as the leader
 * @param cluster its configuration, and its failure if it has one
 */
public record NodeView(
    Role role, long term, Optional<Leader> leader, Lease lease, Cluster cluster) {

  /**
   * Whether the node is the active leader.
   *
   * @param nowNanos the monotonic clock of the reader
   * @return true from the beginning of the lease until its end
   */
  public boolean isActive(long nowNanos) {
    return lease.isValid(nowNanos);
  }

  /**
   * The configuration, and why the node failed.
   *
   * @param configuration who belongs to the cluster
   * @param failure why it failed, if it did
   * @param otherFounders because of whose lists it takes no part in the first election, ordered by
   *     id; empty if it takes part
   */
  public record Cluster(
      Configuration configuration, Optional<String> failure, List<OtherFounders> otherFounders) {

    /**
     * That no founders differ.
     *
     * @param configuration who belongs to the cluster
     * @param failure why it failed, if it did
     */
    public Cluster(Configuration configuration, Optional<String> failure) {
      this(configuration, failure, List.of());
    }

    /** Copies the list. */
    public Cluster {
      otherFounders = List.copyOf(otherFounders);
    }
  }

  /**
   * That somebody has another list of founders, or has met one.
   *
   * @param member whose word it is
   * @param differences member by member what is given here and what there, for a person
   */
  public record OtherFounders(String member, String differences) {}
}
