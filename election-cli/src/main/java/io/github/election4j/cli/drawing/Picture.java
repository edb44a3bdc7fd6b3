/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.drawing;

import io.github.election4j.cli.event.EventLine;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is to be drawn: takes what happened, in any order, and becomes a page or a drawing. Keeps
 * the newest {@value #MOST_ENTRIES} entries. For one thread.
 */
public final class Picture {

  /** A page of these is still one that a browser shows. */
  static final int MOST_ENTRIES = 5_000;

  /** More members than any cluster has voters; a lane beyond these is nothing that one looks at. */
  static final int MOST_LANES = 64;

  private final Set<String> lanes = new HashSet<>();
  private final Deque<Entry> entries = new ArrayDeque<>();
  private long foreignLines;
  private long ofTooManyMembers;
  private long tooMany;

  /** Nothing has happened yet. */
  public Picture() {}

  /**
   * A member told of an event.
   *
   * @param line what it said
   */
  public void event(EventLine line) {
    String lane = line.source().group() + " " + line.member();
    if (lanes.size() == MOST_LANES && !lanes.contains(lane)) {
      ofTooManyMembers++;
      return;
    }
    lanes.add(lane);
    add(new Entry.Told(line));
  }

  /**
   * A member's process was killed.
   *
   * @param at when
   * @param group the name of the cluster
   * @param member the member's id
   */
  public void killed(Instant at, String group, String member) {
    add(new Entry.Killed(at, group, member));
  }

  /**
   * Something begins that has a title.
   *
   * @param at when
   * @param group the name of the cluster
   * @param title what it is
   */
  public void act(Instant at, String group, String title) {
    add(new Entry.Act(at, group, title));
  }

  /** A line is none of all this. */
  void leaveOut() {
    foreignLines++;
  }

  private void add(Entry entry) {
    entries.add(entry);
    if (entries.size() > MOST_ENTRIES) {
      entries.remove();
      tooMany++;
    }
  }

  /**
   * Whether no event was told.
   *
   * @return true if there is nothing to draw
   */
  public boolean isEmpty() {
    return entries.stream().noneMatch(Entry.Told.class::isInstance);
  }

  /**
   * How many lines were no events.
   *
   * @return those that are left out
   */
  public long foreignLines() {
    return foreignLines;
  }

  /**
   * As a page that needs nothing else.
   *
   * @return HTML
   */
  public String page() {
    return new Page(histories(), omissions()).toString();
  }

  /**
   * As a drawing that needs nothing else.
   *
   * @return SVG
   */
  public String drawing() {
    return new Sheet(histories()).toString();
  }

  /** A history for each group that has told something, in the order of their names. */
  List<History> histories() {
    Map<String, List<Entry>> groups = new TreeMap<>();
    for (Entry entry : entries) {
      groups.computeIfAbsent(entry.group(), group -> new ArrayList<>()).add(entry);
    }
    List<History> histories = new ArrayList<>();
    for (List<Entry> group : groups.values()) {
      if (group.stream().anyMatch(Entry.Told.class::isInstance)) {
        group.sort(Comparator.comparing(Entry::at));
        histories.add(new Historian(group).write());
      }
    }
    return histories;
  }

  private List<String> omissions() {
    List<String> omissions = new ArrayList<>();
    if (foreignLines > 0) {
      omissions.add(
          foreignLines == 1
              ? "1 line is no event, and is left out."
              : foreignLines + " lines are no events, and are left out.");
    }
    if (ofTooManyMembers > 0) {
      omissions.add(
          "%d events are left out: only the first %d members are drawn."
              .formatted(ofTooManyMembers, MOST_LANES));
    }
    if (tooMany > 0) {
      omissions.add(
          "The first %d events are left out: only the last %d are drawn."
              .formatted(tooMany, MOST_ENTRIES));
    }
    return omissions;
  }
}
