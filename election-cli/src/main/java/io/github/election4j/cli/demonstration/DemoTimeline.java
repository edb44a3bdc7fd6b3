/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.demonstration;

import io.github.election4j.Member;
import io.github.election4j.cli.cluster.Chronicle.Tenure;
import io.github.election4j.cli.console.Columns;
import io.github.election4j.cli.console.Table;
import io.github.election4j.cli.console.Terminal;
import io.github.election4j.cli.event.EventKind;
import io.github.election4j.cli.event.EventLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Shows a demonstration to a person, as a timeline in milliseconds. The lines of one act are shown
 * together at its end, in the order in which things happened, which is not quite the order in which
 * they were told.
 */
final class DemoTimeline implements DemoReport {

  private static final int TIME_WIDTH = 11;

  private final Terminal terminal;
  private final List<Moment> moments = new ArrayList<>();
  private Instant zero = Instant.EPOCH;

  /**
   * One line of the timeline.
   *
   * @param at when
   * @param text what
   */
  private record Moment(Instant at, String text) {}

  /**
   * Shows it on a terminal.
   *
   * @param terminal where
   */
  DemoTimeline(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void started(Member member, long pid) {
    terminal.print("  %s  process %d at %s".formatted(member.id(), pid, member.address()));
  }

  @Override
  public void begin(Instant at, String title) {
    zero = at;
    moments.clear();
    terminal.print("\n" + title);
  }

  @Override
  public void event(EventLine event) {
    // A new leader writes the members down anew; here they are always the same ones.
    if (event.kind() != EventKind.MEMBERS_CHANGED) {
      moments.add(new Moment(event.at(), event.member() + "  " + event.toSentence()));
    }
  }

  @Override
  public void killed(Instant at, Tenure victim) {
    moments.add(new Moment(at, victim.leader() + "  is killed"));
  }

  @Override
  public void agreed(Tenure tenure, Duration gap) {
    showMoments();
    terminal.print(
        "  => %s leads term %d, after %s without a leader"
            .formatted(tenure.leader(), tenure.term(), DemoReport.milliseconds(gap)));
  }

  @Override
  public void end() {
    showMoments();
  }

  private void showMoments() {
    moments.sort(Comparator.comparing(Moment::at));
    for (Moment moment : moments) {
      String time = DemoReport.milliseconds(Duration.between(zero, moment.at()));
      String column = " ".repeat(Math.max(0, TIME_WIDTH - time.length())) + time;
      terminal.print(Columns.fit(column + "  " + moment.text(), TIME_WIDTH + 5));
    }
    moments.clear();
  }

  @Override
  public void finish(List<Failover> failovers) {
    Table table = new Table();
    table.row("  KILL", "OLD LEADER", "NEW LEADER", "WITHOUT A LEADER");
    for (int index = 0; index < failovers.size(); index++) {
      Failover failover = failovers.get(index);
      table.row(
          "  " + (index + 1), describe(failover.before()), successors(failover), gap(failover));
    }
    terminal.print("\n" + table);
    terminal.print("\n" + Columns.fit(verdict(failovers)));
  }

  private static String describe(Tenure tenure) {
    return tenure.leader() + ", term " + tenure.term();
  }

  private static String successors(Failover failover) {
    return failover.after().isEmpty()
        ? "none"
        : String.join(" then ", failover.after().stream().map(DemoTimeline::describe).toList());
  }

  private static String gap(Failover failover) {
    return failover.after().isEmpty() ? "-" : DemoReport.milliseconds(failover.gap());
  }

  private static String verdict(List<Failover> failovers) {
    long good = failovers.stream().filter(Failover::isGood).count();
    String count =
        "%d of %d kills were followed by exactly one new leader of a higher term"
            .formatted(good, failovers.size());
    if (good < failovers.size()) {
      return "NOT as it should be: only " + count;
    }
    List<Duration> gaps = failovers.stream().map(Failover::gap).sorted().toList();
    String spread =
        gaps.isEmpty()
            ? ""
            : "; without a leader for %s in the median, %s at most"
                .formatted(
                    DemoReport.milliseconds(gaps.get(gaps.size() / 2)),
                    DemoReport.milliseconds(gaps.get(gaps.size() - 1)));
    return count + spread;
  }
}
