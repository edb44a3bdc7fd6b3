/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.wire.RequestHeader;
import java.util.Optional;

/**
 * Which heartbeat was heard last. Each start of a leader numbers its heartbeats upwards, so that
 * one which was sent again, or was overtaken on its way, is known, and keeps nobody alive (design,
 * section 3 rule 10). It outlives the knowledge of the leader, which a follower that campaigns
 * forgets, and is lost at a restart.
 */
final class HeardRounds {

  private Optional<Heard> newest = Optional.empty();

  /** A heartbeat: who leads which term since which start, and its number. */
  private record Heard(long term, String leader, long incarnation, long round) {

    static Heard in(RequestHeader header) {
      return new Heard(
          header.term(), header.sender().id(), header.sender().incarnation(), header.round());
    }

    boolean isNotAfter(Heard other) {
      return term == other.term
          && leader.equals(other.leader)
          && incarnation == other.incarnation
          && round <= other.round;
    }
  }

  /** Whether this heartbeat, or a later one of the same leader, has been heard. */
  boolean isOver(RequestHeader header) {
    return newest.filter(last -> Heard.in(header).isNotAfter(last)).isPresent();
  }

  void hear(RequestHeader header) {
    newest = Optional.of(Heard.in(header));
  }
}
