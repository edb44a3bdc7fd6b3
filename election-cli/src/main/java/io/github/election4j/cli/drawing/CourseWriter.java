/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.drawing;

import io.github.election4j.cli.drawing.History.Arrow;
import io.github.election4j.cli.drawing.History.Course;
import io.github.election4j.cli.drawing.History.Gap;
import io.github.election4j.cli.drawing.History.Tenure;
import io.github.election4j.cli.drawing.History.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Writes what concerns all members, moment by moment. */
final class CourseWriter {

  /** A leader that is active now. */
  private record Active(long term, long since, OptionalLong lease) {}

  private final List<Tenure> tenures = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();
  private final List<Term> terms = new ArrayList<>();
  private final List<Arrow> arrows = new ArrayList<>();
  private final Map<String, Active> active = new TreeMap<>();

  /** Who campaigns beside an active leader, and since when. */
  private final Map<String, Long> doubts = new HashMap<>();

  private Optional<Long> leaderlessSince = Optional.empty();
  private long term;
  private long termSince;

  /** Whether somebody leads. */
  boolean isCalm() {
    return !active.isEmpty();
  }

  boolean isActive(String member) {
    return active.containsKey(member);
  }

  /** Takes note of the term in which something was told. */
  void reach(long number, long at) {
    if (leaderlessSince.isEmpty() && active.isEmpty()) {
      leaderlessSince = Optional.of(at);
    }
    if (number > term) {
      closeTerm(at);
      term = number;
    }
  }

  private void closeTerm(long at) {
    if (term > 0) {
      terms.add(new Term(term, termSince, at));
    }
    termSince = at;
  }

  /** A member does, or does no more, without the leader that is active. */
  void doubt(String member, boolean campaigns, long at) {
    if (campaigns) {
      doubts.putIfAbsent(member, at);
    } else {
      doubts.remove(member);
    }
  }

  /** Who is active in a lower term, and has not said that it no longer is. */
  List<String> overtakenBy(long number) {
    return active.entrySet().stream()
        .filter(entry -> entry.getValue().term < number)
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * When a leader that does not say so was active last: it ended at the latest now, and rather when
   * the others began to do without it.
   */
  long doubtedSince(String leader, long now) {
    long since = doubts.values().stream().mapToLong(Long::longValue).min().orElse(now);
    Active tenure = active.get(leader);
    return tenure == null ? now : Math.max(since, tenure.since);
  }

  void gain(String member, long number, OptionalLong lease, long at) {
    if (active.isEmpty()) {
      leaderlessSince.filter(since -> since < at).ifPresent(since -> gaps.add(new Gap(since, at)));
    }
    if (!tenures.isEmpty() && tenures.getLast().leaseOver() > at) {
      // Exclusive: whoever is active knows that nothing of an earlier lease is left.
      Tenure last = tenures.removeLast();
      tenures.add(new Tenure(last.leader(), last.term(), last.from(), last.to(), last.lease(), at));
    }
    doubts.clear();
    active.put(member, new Active(number, at, lease));
    leaderlessSince = Optional.empty();
  }

  void lose(String member, long at) {
    close(member, at, true);
  }

  private void close(String member, long at, boolean leavesLease) {
    Active tenure = active.remove(member);
    if (tenure == null) {
      return;
    }
    long over = leavesLease ? at + tenure.lease.orElse(0) : at;
    tenures.add(new Tenure(member, tenure.term, tenure.since, at, tenure.lease, over));
    if (active.isEmpty()) {
      leaderlessSince = Optional.of(at);
    }
  }

  void give(Arrow arrow) {
    arrows.add(arrow);
  }

  Course write(long end) {
    if (active.isEmpty()) {
      leaderlessSince
          .filter(since -> since < end)
          .ifPresent(since -> gaps.add(new Gap(since, end)));
    }
    List.copyOf(active.keySet()).forEach(member -> close(member, end, false));
    closeTerm(end);
    return new Course(
        List.copyOf(tenures), List.copyOf(gaps), List.copyOf(terms), List.copyOf(arrows));
  }
}
