/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.drawing;

import io.github.election4j.cli.console.Timestamps;
import io.github.election4j.cli.drawing.History.Arrow;
import io.github.election4j.cli.drawing.History.Span;
import io.github.election4j.cli.event.EventKind;
import io.github.election4j.cli.event.EventLine;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Writes the history of one group from what was told: one pass, in the order of time. */
final class Historian {

  private final List<Entry> entries;
  private final Instant start;
  private final Map<String, LaneWriter> lanes = new TreeMap<>();
  private final CourseWriter course = new CourseWriter();
  private final SceneWriter scenes;

  /**
   * Has written nothing yet.
   *
   * @param entries of one group, at least one, in the order of their times
   */
  Historian(List<Entry> entries) {
    this.entries = entries;
    start = entries.getFirst().at();
    scenes = new SceneWriter(start);
  }

  History write() {
    for (Entry entry : entries) {
      long at = moment(entry);
      switch (entry) {
        case Entry.Told told -> {
          scenes.reach(at, course.isCalm());
          tell(at, told.line());
        }
        case Entry.Killed killed -> {
          scenes.reach(at, course.isCalm());
          kill(at, killed);
        }
        case Entry.Act act -> scenes.begin(at, act.title());
      }
    }
    long end = moment(entries.getLast());
    return new History(
        entries.getFirst().group(),
        start,
        lanes.values().stream().map(lane -> lane.write(end)).toList(),
        course.write(end),
        scenes.write());
  }

  private long moment(Entry entry) {
    return start.until(entry.at(), ChronoUnit.MICROS);
  }

  private void kill(long at, Entry.Killed killed) {
    LaneWriter lane = lanes.get(killed.member());
    if (lane != null) {
      course.lose(killed.member(), at);
      lane.end(at);
      lane.mark(at, text(killed.at(), killed.member(), "is killed"), true);
    }
  }

  private void tell(long at, EventLine line) {
    String member = line.member();
    LaneWriter lane = lanes.computeIfAbsent(member, LaneWriter::new);
    course.reach(line.term(), at);
    switch (line.kind()) {
      case STARTED -> {
        if (course.isActive(member)) {
          fallSilent(member, course.doubtedSince(member, at));
        }
        lane.start(at);
      }
      case LEADERSHIP_GAINED -> gain(at, line);
      case LEADERSHIP_LOST, STOPPED -> course.lose(member, at);
      case ROLE_CHANGED -> takeVotes(at, line, lane);
      case LEADER_ELECTED -> promise(at, line);
      default -> {
        // The mark says it.
      }
    }
    String role = line.state().role();
    boolean over = role.equals("closed") || role.equals("failed");
    if (over) {
      lane.end(at);
    } else {
      lane.become(Look.of(role, course.isActive(member)), at);
      course.doubt(member, role.endsWith("candidate"), at);
    }
    lane.mark(at, text(line.at(), member, line.toSentence()), line.kind() == EventKind.STOPPED);
  }

  private void gain(long at, EventLine line) {
    for (String leader : course.overtakenBy(line.term())) {
      fallSilent(leader, course.doubtedSince(leader, at));
    }
    course.gain(line.member(), line.term(), lease(line), at);
  }

  private void fallSilent(String leader, long since) {
    lanes.computeIfAbsent(leader, LaneWriter::new).fallSilent(since);
    course.lose(leader, since);
  }

  /** Not every log says it, and a log may say anything. */
  private static OptionalLong lease(EventLine line) {
    String text = line.details().getOrDefault("lease", "");
    return text.matches("[0-9]{1,9}(\\.[0-9]{1,3})?ms")
        ? OptionalLong.of(
            Math.round(Double.parseDouble(text.substring(0, text.length() - 2)) * 1_000))
        : OptionalLong.empty();
  }

  private void takeVotes(long at, EventLine line, LaneWriter candidate) {
    String votes = line.details().getOrDefault("votes", "");
    for (String voter : votes.split(" ", -1)) {
      if (lanes.containsKey(voter) && !voter.equals(line.member())) {
        String says = "%s votes for %s in term %d".formatted(voter, line.member(), line.term());
        Span span = new Span(candidate.candidateSince(at), at);
        course.give(new Arrow(true, voter, line.member(), span, text(line.at(), says)));
      }
    }
  }

  /** The first heartbeat of a leader that a voter hears is the first that it answers. */
  private void promise(long at, EventLine line) {
    String member = line.member();
    line.state()
        .leader()
        .filter(leader -> !leader.equals(member) && lanes.containsKey(leader))
        .filter(leader -> !line.state().role().equals("observer"))
        .ifPresent(
            leader -> {
              String says =
                  "%s hears %s, the leader of term %d, and promises to help nobody else"
                      .formatted(member, leader, line.term());
              course.give(
                  new Arrow(false, member, leader, new Span(at, at), text(line.at(), says)));
            });
  }

  private static String text(Instant at, String member, String what) {
    return text(at, member + "  " + what);
  }

  private static String text(Instant at, String what) {
    return Timestamps.timeOfDay(at) + "  " + what;
  }
}
