/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import io.github.election4j.wire.ConfigurationId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a member sees itself and the cluster at one moment.
 *
 * @param role what it is
 * @param term its term
 * @param leader the leader that it knows
 * @param tenure whether it leads actively, and until when
 * @param cluster who belongs to the cluster
 */
public record ElectionStatus(
    Role role, long term, Optional<Leader> leader, Tenure tenure, Cluster cluster) {

  /**
   * The reason for {@link Role#FAILED}.
   *
   * @return why the member failed, or empty if it did not
   */
  public Optional<String> failure() {
    return tenure.failure();
  }

  /**
   * Whether the member leads actively.
   *
   * @param active whether it is the active leader at this moment
   * @param leaseRemaining what is left of its lease; zero if it has none
   * @param failure why it failed, if it did
   */
  public record Tenure(boolean active, Duration leaseRemaining, Optional<String> failure) {}

  /**
   * Who belongs to the cluster.
   *
   * @param self the id of the member whose status this is
   * @param group the name of the cluster
   * @param configurationId the id of the configuration in force at this member
   * @param members its members, ordered by id
   */
  public record Cluster(
      String self, String group, ConfigurationId configurationId, List<Member> members) {

    /** Copies the list. */
    public Cluster {
      members = List.copyOf(members);
    }
  }
}
