/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.cluster;

import io.github.election4j.cli.event.EventKind;
import io.github.election4j.cli.event.EventLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges who led when, by the members' event lines and by what was done to their processes. All
 * times are readings of one machine's clock. Used by one thread.
 *
 * <p>A leader that hands over says so before anybody else can be active. One whose lease has run
 * out says so when it gets to run: if that is after its successor's first word, what it answered to
 * questions decides, for an answer compares the lease with the clock. One that is stopped or killed
 * acts no more, and is taken to have been active until just before.
 */
final class SoakJudge {

  /** A member that runs says after this time, at the latest, that its lease is over. */
  private static final Duration LATEST_WORD = Duration.ofSeconds(2);

  private static final String HANDS_OVER = "it hands over";

  private final List<Tenure> tenures = new ArrayList<>();
  private final Map<String, Tenure> open = new HashMap<>();
  private final Map<String, Instant> stoppedSince = new HashMap<>();
  private final Map<String, Instant> killed = new HashMap<>();
  private final Map<Leadership, Instant> lastClaims = new HashMap<>();
  private Duration latestWord = Duration.ZERO;

  /** Who leads, and which term. */
  private record Leadership(String leader, long term) {}

  /** A leadership, as it becomes known. */
  private static final class Tenure {
    private final EventLine gain;
    private Optional<Instant> end = Optional.empty();
    private boolean exact;

    private Tenure(EventLine gain) {
      this.gain = gain;
    }

    /** Nothing after the first known end counts: a tenure is not resumed. */
    private void endAt(Instant at, boolean isExact) {
      if (end.isEmpty() || at.isBefore(end.get())) {
        end = Optional.of(at);
        exact = isExact;
      }
    }

    @Override
    public String toString() {
      return "%s led term %d from %s to %s"
          .formatted(gain.member(), gain.term(), gain.at(), end.map(Instant::toString).orElse("?"));
    }
  }

  /** Takes an event line of a member, in the order of that member. */
  void take(EventLine line) {
    if (line.kind() == EventKind.LEADERSHIP_GAINED) {
      Tenure tenure = new Tenure(line);
      tenures.add(tenure);
      open.put(line.member(), tenure);
    } else if (line.kind() == EventKind.LEADERSHIP_LOST) {
      boolean exact = HANDS_OVER.equals(line.details().get("reason"));
      end(line.member(), line.at(), exact);
    } else if (line.kind() == EventKind.STOPPED) {
      end(line.member(), line.at(), true);
    }
  }

  /** A member has answered that it is active, to a question that was asked at that time. */
  void claims(String member, long term, Instant asked) {
    lastClaims.put(new Leadership(member, term), asked);
  }

  /** A process is about to be killed. Lines that it has written may still come. */
  void killed(String member, Instant before) {
    stoppedSince.remove(member);
    killed.put(member, before);
  }

  /** All lines of a process have come. */
  void silent(String member) {
    Instant before = killed.remove(member);
    if (before != null) {
      end(member, before, true);
    }
  }

  /** A process is about to be stopped. */
  void stopped(String member, Instant before) {
    stoppedSince.put(member, before);
  }

  /**
   * A process was continued; it has had no chance yet to say what happened meanwhile. If it lost
   * its lease, it was when it was stopped, as far as anybody can tell.
   *
   * @param lost whether nobody would take it for the leader any more
   */
  void continued(String member, boolean lost) {
    Instant since = stoppedSince.remove(member);
    if (lost && since != null) {
      Optional.ofNullable(open.get(member)).ifPresent(tenure -> tenure.endAt(since, true));
    }
  }

  private void end(String member, Instant at, boolean exact) {
    Tenure tenure = open.remove(member);
    if (tenure != null) {
      tenure.endAt(at, exact);
    }
  }

  int tenures() {
    return tenures.size();
  }

  /** How late a leader was, at most, to say that its lease was over, after its successor's gain. */
  Duration latestWord() {
    return latestWord;
  }

  /** What contradicts that there is one active leader at a time, in words. */
  List<String> contradictions() {
    List<String> found = new ArrayList<>();
    List<Tenure> inOrder = new ArrayList<>(tenures);
    inOrder.sort(Comparator.comparing(tenure -> tenure.gain.at()));
    for (int i = 1; i < inOrder.size(); i++) {
      Tenure before = inOrder.get(i - 1);
      Tenure after = inOrder.get(i);
      if (after.gain.term() <= before.gain.term() || overlap(before, after)) {
        found.add(before + "; " + after);
      }
    }
    return found;
  }

  private boolean overlap(Tenure before, Tenure after) {
    Instant next = after.gain.at();
    Instant lastClaim = lastClaims.get(new Leadership(before.gain.member(), before.gain.term()));
    if (lastClaim != null && next.isBefore(lastClaim)) {
      return true;
    }
    // Whoever has not said anything yet is judged by the answers alone, until it does.
    Duration late = Duration.between(next, before.end.orElse(next));
    if (late.isPositive() && !before.exact && late.compareTo(latestWord) > 0) {
      latestWord = late;
    }
    return late.compareTo(before.exact ? Duration.ZERO : LATEST_WORD) > 0;
  }
}
