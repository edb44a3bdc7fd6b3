/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Who belongs to the cluster: a set of members under a totally ordered id. Immutable.
 *
 * @param id when it was written, and by which leader's term
 * @param members voters and observers, ordered by id; each id occurs once
 */
public record Configuration(ConfigurationId id, List<ConfigurationMember> members) {

  /** What a joining node starts with: nobody, not even itself. */
  public static final Configuration NONE = new Configuration(ConfigurationId.NONE, List.of());

  /** Orders the members by id and refuses duplicates and oversized lists. */
  public Configuration {
    WireLimits.requireRange("number of members", members.size(), 0, WireLimits.MAX_MEMBERS);
    members = members.stream().sorted(Comparator.comparing(ConfigurationMember::id)).toList();
    Set<String> ids = new HashSet<>();
    for (ConfigurationMember member : members) {
      if (!ids.add(member.id())) {
        throw new IllegalArgumentException("member id '%s' occurs twice; expected unique ids".formatted(member.id()));
      }
    }
  }

  /**
   * The member of that id.
   *
   * @param memberId the id to look for
   * @return the member, or empty if the configuration does not name it
   */
  public Optional<ConfigurationMember> member(String memberId) {
    return members.stream().filter(member -> member.id().equals(memberId)).findFirst();
  }

  /**
   * Whether the configuration names the member, as a voter or as an observer.
   *
   * @param memberId the id to look for
   * @return true if it is named
   */
  public boolean names(String memberId) {
    return member(memberId).isPresent();
  }

  /**
   * Whether the member votes.
   *
   * @param memberId the id to look for
   * @return true if it is named as a voter
   */
  public boolean isVoter(String memberId) {
    return member(memberId).map(ConfigurationMember::voter).orElse(false);
  }

  /**
   * The ids of all voters.
   *
   * @return a new set, in the order of the ids
   */
  public Set<String> voters() {
    Set<String> voters = new TreeSet<>();
    for (ConfigurationMember member : members) {
      if (member.voter()) {
        voters.add(member.id());
      }
    }
    return voters;
  }

  /**
   * How many voters make a quorum: more than half of them, so that any two quorums share one.
   *
   * @return the size of a quorum; 1 if there is no voter
   */
  public int quorum() {
    return voters().size() / 2 + 1;
  }

  /**
   * Whether these voters are a quorum.
   *
   * @param ids any ids; those that are no voters do not count
   * @return true if more than half of the voters are among them
   */
  public boolean isQuorum(Set<String> ids) {
    Set<String> counted = voters();
    int size = counted.size();
    counted.retainAll(ids);
    return size > 0 && counted.size() >= size / 2 + 1;
  }

  /**
   * The same members under another id.
   *
   * @param newId the id
   * @return the configuration with that id
   */
  public Configuration withId(ConfigurationId newId) {
    return new Configuration(newId, members);
  }

  /**
   * The same id with each member changed by a function.
   *
   * @param change what becomes of each member
   * @return the configuration with the changed members
   */
  public Configuration mapMembers(UnaryOperator<ConfigurationMember> change) {
    List<ConfigurationMember> changed = new ArrayList<>(members);
    changed.replaceAll(change);
    return new Configuration(id, changed);
  }
}
