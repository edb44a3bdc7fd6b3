/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Who belongs to the cluster: a set of members under a totally ordered id. Immutable.
 *
 * @param id when it was written, and by which leader's term
 * @param origin stands for the first configuration of the cluster, so that founders that were given
 *     different ones, and members of different clusters, recognise each other; {@link
 *     #UNKNOWN_ORIGIN} at a node that joins
 * @param members voters and observers, ordered by id; each id occurs once
 * @since 0.1
 */
public record Configuration(ConfigurationId id, long origin, List<ConfigurationMember> members) {

  /** The origin of a configuration that belongs to no cluster yet. */
  public static final long UNKNOWN_ORIGIN = 0;

  /** What a joining node starts with: nobody, not even itself. */
  public static final Configuration NONE = new Configuration(ConfigurationId.NONE, List.of());

  /** Orders the members by id and refuses duplicates and oversized lists. */
  public Configuration {
    WireLimits.requireRange("number of members", members.size(), 0, WireLimits.MAX_MEMBERS);
    members = inOrder(members);
    requireUniqueIds(members);
  }

  /**
   * A configuration of unknown origin.
   *
   * @param id when it was written, and by which leader's term
   * @param members voters and observers; each id occurs once
   */
  public Configuration(ConfigurationId id, List<ConfigurationMember> members) {
    this(id, UNKNOWN_ORIGIN, members);
  }

  private static List<ConfigurationMember> inOrder(List<ConfigurationMember> members) {
    for (int i = 1; i < members.size(); i++) {
      if (members.get(i - 1).id().compareTo(members.get(i).id()) > 0) {
        return members.stream().sorted(Comparator.comparing(ConfigurationMember::id)).toList();
      }
    }
    return List.copyOf(members);
  }

  private static void requireUniqueIds(List<ConfigurationMember> ordered) {
    for (int i = 1; i < ordered.size(); i++) {
      String memberId = ordered.get(i).id();
      if (ordered.get(i - 1).id().equals(memberId)) {
        throw new IllegalArgumentException(
            "member id '%s' occurs twice; expected unique ids".formatted(memberId));
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
    int index = indexOf(memberId);
    return index < 0 ? Optional.empty() : Optional.of(members.get(index));
  }

  /**
   * Whether the configuration names the member, as a voter or as an observer.
   *
   * @param memberId the id to look for
   * @return true if it is named
   */
  public boolean names(String memberId) {
    return indexOf(memberId) >= 0;
  }

  /**
   * Whether the member votes.
   *
   * @param memberId the id to look for
   * @return true if it is named as a voter
   */
  public boolean isVoter(String memberId) {
    int index = indexOf(memberId);
    return index >= 0 && members.get(index).voter();
  }

  /**
   * The ids of all voters.
   *
   * @return a set that cannot be changed, in the order of the ids; it is a view, made at no cost
   */
  public Set<String> voters() {
    return new Voters(this);
  }

  /**
   * How many voters make a quorum: more than half of them, so that any two quorums share one.
   *
   * @return the size of a quorum; 1 if there is no voter
   */
  public int quorum() {
    return countVoters() / 2 + 1;
  }

  /**
   * Whether these voters are a quorum.
   *
   * @param ids any ids; those that are no voters do not count
   * @return true if more than half of the voters are among them
   */
  public boolean isQuorum(Set<String> ids) {
    int counted = 0;
    for (ConfigurationMember member : members) {
      if (member.voter() && ids.contains(member.id())) {
        counted++;
      }
    }
    return counted >= quorum();
  }

  /**
   * The same members under another id.
   *
   * @param newId the id
   * @return the configuration with that id
   */
  public Configuration withId(ConfigurationId newId) {
    return new Configuration(newId, origin, members);
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
    return new Configuration(id, origin, changed);
  }

  /**
   * The same cluster with other members under another id.
   *
   * @param newId the id
   * @param newMembers the members
   * @return the configuration with that id and those members
   */
  public Configuration withMembers(ConfigurationId newId, List<ConfigurationMember> newMembers) {
    return new Configuration(newId, origin, newMembers);
  }

  private int countVoters() {
    int voters = 0;
    for (ConfigurationMember member : members) {
      if (member.voter()) {
        voters++;
      }
    }
    return voters;
  }

  /** Searches by halves, since the members are ordered; negative if the id is not named. */
  private int indexOf(String memberId) {
    int low = 0;
    int high = members.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = members.get(middle).id().compareTo(memberId);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  /** The voters of a configuration, as a set that allocates nothing of its own. */
  private static final class Voters extends AbstractSet<String> {

    private final Configuration configuration;

    Voters(Configuration configuration) {
      this.configuration = configuration;
    }

    @Override
    public boolean contains(Object memberId) {
      return memberId instanceof String id && configuration.isVoter(id);
    }

    @Override
    public int size() {
      return configuration.countVoters();
    }

    @Override
    public Iterator<String> iterator() {
      return new VoterIterator(configuration.members);
    }
  }

  private static final class VoterIterator implements Iterator<String> {

    private final List<ConfigurationMember> members;
    private int next;

    VoterIterator(List<ConfigurationMember> members) {
      this.members = members;
      skipObservers();
    }

    @Override
    public boolean hasNext() {
      return next < members.size();
    }

    @Override
    public String next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      String id = members.get(next).id();
      next++;
      skipObservers();
      return id;
    }

    private void skipObservers() {
      while (next < members.size() && !members.get(next).voter()) {
        next++;
      }
    }
  }
}
