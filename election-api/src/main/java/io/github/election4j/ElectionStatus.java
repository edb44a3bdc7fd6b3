/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import static java.util.Objects.requireNonNull;

import io.github.election4j.wire.ConfigurationId;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a member sees itself and the cluster at one moment. Immutable: it does not age with the
 * member. No part is null.
 *
 * @param memberId the id of the member whose status this is
 * @param group the name of the cluster
 * @param role what the member is
 * @param term its term; 0 before it has taken part in an election
 * @param leader the leader that it knows; empty if it knows none
 * @param active whether it was the active leader at that moment
 * @param leaseRemaining what was left of its lease; zero if it has none
 * @param leaseMargin the least that was left of the lease whenever it was renewed, in the latest
 *     leadership of this member: by so much it could have been later still; empty if no lease of
 *     its was renewed yet
 * @param configurationId the id of the configuration in force at this member
 * @param members who belongs to the cluster, ordered by id; empty for a member that has not joined
 *     yet
 * @param peers how it sees each of the others, ordered by id
 * @param missingVoters how many more voters must answer before there can be a leader; 0 while it
 *     knows one
 * @param diagnosis why it has no leader, or is not reached by the one there is, and what to do; of
 *     use to a person after some election timeouts, for at any start there is no leader yet; empty
 *     if all is well
 * @param counters what was counted since its start, by name: by its transport, which documents its
 *     counts, such as what it has refused to strangers; and how many requests of peers it refused
 *     that no member sends which keeps the rules. Of these, {@code refused-other-speaker} came
 *     where somebody else spoke, {@code refused-no-member} of whom the members do not know, {@code
 *     refused-other-disk} from another state directory, {@code refused-earlier-start} of a process
 *     that was started earlier than one that was met, {@code refused-second-process} of a later one
 *     beside one that lives, {@code refused-other-founders} with another list of founders, {@code
 *     refused-implausible} with what no member says, and {@code refused-already-heard} are
 *     heartbeats that came again, or late. A count never goes back
 * @param failure why the member has {@linkplain Role#FAILED failed}, and what to do; empty if it
 *     has not
 * @since 0.1
 */
public record ElectionStatus(
    String memberId,
    String group,
    Role role,
    long term,
    Optional<Leader> leader,
    boolean active,
    Duration leaseRemaining,
    Optional<Duration> leaseMargin,
    ConfigurationId configurationId,
    List<Member> members,
    List<PeerStatus> peers,
    int missingVoters,
    Optional<String> diagnosis,
    Map<String, Long> counters,
    Optional<String> failure) {

  /** Refuses null and copies the lists. */
  public ElectionStatus {
    requireNonNull(memberId, "memberId");
    requireNonNull(group, "group");
    requireNonNull(role, "role");
    requireNonNull(leader, "leader");
    requireNonNull(leaseRemaining, "leaseRemaining");
    requireNonNull(leaseMargin, "leaseMargin");
    requireNonNull(configurationId, "configurationId");
    members = List.copyOf(members);
    peers = List.copyOf(peers);
    requireNonNull(diagnosis, "diagnosis");
    // Not by Map.copyOf, which does not keep the order.
    counters = Collections.unmodifiableMap(new LinkedHashMap<>(counters));
    requireNonNull(failure, "failure");
  }
}
