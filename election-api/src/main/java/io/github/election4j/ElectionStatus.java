/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import static java.util.Objects.requireNonNull;

import io.github.election4j.wire.ConfigurationId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a member sees itself and the cluster at one moment. Immutable: it does not age with the
 * member. No part is null.
 *
 * @param role what it is
 * @param term its term; 0 before it has taken part in an election
 * @param leader the leader that it knows; empty if it knows none
 * @param tenure whether it leads actively, and until when
 * @param cluster who belongs to the cluster
 */
public record ElectionStatus(
    Role role, long term, Optional<Leader> leader, Tenure tenure, Cluster cluster) {

  /** Refuses null. */
  public ElectionStatus {
    requireNonNull(role, "role");
    requireNonNull(leader, "leader");
    requireNonNull(tenure, "tenure");
    requireNonNull(cluster, "cluster");
  }

  /**
   * The reason for {@link Role#FAILED}.
   *
   * @return why the member failed, and what to do; empty if it did not
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
  public record Tenure(boolean active, Duration leaseRemaining, Optional<String> failure) {

    /** Refuses null. */
    public Tenure {
      requireNonNull(leaseRemaining, "leaseRemaining");
      requireNonNull(failure, "failure");
    }
  }

  /**
   * Who belongs to the cluster.
   *
   * @param self the id of the member whose status this is
   * @param group the name of the cluster
   * @param configurationId the id of the configuration in force at this member
   * @param members its members, ordered by id; empty for a member that has not joined yet
   */
  public record Cluster(
      String self, String group, ConfigurationId configurationId, List<Member> members) {

    /** Refuses null and copies the list. */
    public Cluster {
      requireNonNull(self, "self");
      requireNonNull(group, "group");
      requireNonNull(configurationId, "configurationId");
      members = List.copyOf(members);
    }
  }
}
