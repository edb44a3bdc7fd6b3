/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.Member;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationMember;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The nodes by index and by id. Sets of nodes are bit sets of their indexes. */
final class Roster {

  private static final int UNKNOWN = -1;

  private final List<String> ids;
  private final Map<String, Integer> indexes = new HashMap<>();

  Roster(List<Member> members) {
    ids = members.stream().map(Member::id).toList();
    for (int index = 0; index < ids.size(); index++) {
      indexes.put(ids.get(index), index);
    }
  }

  int size() {
    return ids.size();
  }

  String id(int index) {
    return index == UNKNOWN ? "-" : ids.get(index);
  }

  /** The index of an id, or -1 if there is no such node. */
  int index(String id) {
    return indexes.getOrDefault(id, UNKNOWN);
  }

  /** The voters of a configuration, as a bit set. */
  long voters(Configuration configuration) {
    long voters = 0;
    for (ConfigurationMember member : configuration.members()) {
      int index = index(member.id());
      if (member.voter() && index >= 0) {
        voters |= 1L << index;
      }
    }
    return voters;
  }

  /**
   * Whether some of these voters are more than half of them, and as many as a quorum must have at
   * least.
   */
  static boolean isQuorum(long voters, long some, int minimumQuorum) {
    int agreeing = Long.bitCount(voters & some);
    return 2 * agreeing > Long.bitCount(voters) && agreeing >= minimumQuorum;
  }

  /** A bit set in words. */
  String names(long nodes) {
    StringBuilder names = new StringBuilder("{");
    for (int index = 0; index < ids.size(); index++) {
      if ((nodes & (1L << index)) != 0) {
        names.append(names.length() > 1 ? "," : "").append(ids.get(index));
      }
    }
    return names.append('}').toString();
  }
}
