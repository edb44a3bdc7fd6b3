/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.member;

import io.github.election4j.ElectionEvent;
import io.github.election4j.ElectionListener;
import io.github.election4j.Leader;
import io.github.election4j.Member;
import io.github.election4j.Role;
import io.github.election4j.cli.console.LineQueue;
import io.github.election4j.cli.console.Timestamps;
import io.github.election4j.cli.event.EventKind;
import io.github.election4j.cli.event.EventLine;
import io.github.election4j.cli.supervision.SupervisorReport;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * Writes each event of a member as one line. Keeps the role and the leader that earlier events told
 * of, so that every line says both as they were when it happened. Any thread may call, and none
 * waits until a line is read.
 */
final class EventPrinter implements ElectionListener {

  private final EventLine.Source source;
  private final boolean json;
  private final LineQueue lines;
  private final Optional<Duration> lease;
  private final CompletableFuture<Optional<String>> stopped = new CompletableFuture<>();

  /** Guards what follows, and the order of the lines. */
  private final ReentrantLock lock = new ReentrantLock();

  private Role role = Role.FOLLOWER;
  private Optional<String> leader = Optional.empty();

  /**
   * Has told of nothing yet.
   *
   * @param source whose events they are
   * @param json whether as JSON instead of text
   * @param lines where to
   * @param lease how long each renewal of the leader's lease holds; empty if it leads without
   */
  EventPrinter(EventLine.Source source, boolean json, LineQueue lines, Optional<Duration> lease) {
    this.source = source;
    this.json = json;
    this.lines = lines;
    this.lease = lease;
  }

  @Override
  public void onEvent(Instant at, ElectionEvent event) {
    lock.lock();
    try {
      take(at, event);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Writes what became of the program that runs while the member leads.
   *
   * @param report from its supervisor
   */
  void onReport(SupervisorReport report) {
    Instant now = Instant.now();
    lock.lock();
    try {
      switch (report) {
        case SupervisorReport.Started started ->
            print(
                now,
                EventKind.PROGRAM_STARTED,
                started.term(),
                Map.of("pid", Long.toString(started.pid())));
        case SupervisorReport.GoesOn stubborn ->
            print(
                now,
                EventKind.WARNING,
                stubborn.term(),
                Map.of("message", "the program cannot be ended: " + stubborn.reason()));
        case SupervisorReport.Over over ->
            print(
                now,
                EventKind.PROGRAM_ENDED,
                over.term(),
                Map.of("status", Integer.toString(over.status()), "reason", over.reason()));
      }
    } finally {
      lock.unlock();
    }
  }

  private void take(Instant at, ElectionEvent event) {
    switch (event) {
      case ElectionEvent.Started started -> {
        role = started.role();
        print(at, EventKind.STARTED, event, Map.of());
      }
      case ElectionEvent.RoleChanged change -> {
        role = change.to();
        print(at, EventKind.ROLE_CHANGED, event, describe(change));
      }
      case ElectionEvent.LeaderElected elected -> {
        leader = elected.leader().map(Leader::id);
        print(at, EventKind.LEADER_ELECTED, event, Map.of());
      }
      case ElectionEvent.LeadershipGained gained ->
          print(
              at,
              EventKind.LEADERSHIP_GAINED,
              gained,
              lease.map(length -> Map.of("lease", exactMilliseconds(length))).orElse(Map.of()));
      case ElectionEvent.LeadershipLost lost ->
          print(at, EventKind.LEADERSHIP_LOST, lost, Map.of("reason", lost.reason()));
      case ElectionEvent.TaskOverrun overrun ->
          print(
              at,
              EventKind.TASK_OVERRUN,
              overrun,
              Map.of("overrun", milliseconds(overrun.overrun())));
      case ElectionEvent.MembersChanged changed ->
          print(at, EventKind.MEMBERS_CHANGED, changed, describe(changed));
      case ElectionEvent.MembersConfirmed confirmed ->
          print(
              at,
              EventKind.MEMBERS_CONFIRMED,
              confirmed,
              Map.of("configuration", confirmed.configurationId()));
      case ElectionEvent.EventsLeftOut left ->
          print(at, EventKind.EVENTS_LEFT_OUT, left, Map.of("count", Long.toString(left.count())));
      case ElectionEvent.Warning warning ->
          print(at, EventKind.WARNING, warning, Map.of("message", warning.message()));
      case ElectionEvent.Stopped end -> onStopped(at, end);
    }
  }

  private void onStopped(Instant at, ElectionEvent.Stopped end) {
    role = end.failure().isPresent() ? Role.FAILED : Role.CLOSED;
    leader = Optional.empty();
    Map<String, String> details =
        end.failure().map(failure -> Map.of("reason", failure)).orElse(Map.of());
    print(at, EventKind.STOPPED, end, details);
    stopped.complete(end.failure());
  }

  /**
   * Done when the member's last event is on its way to be written.
   *
   * @return why the member failed, or empty if it was closed
   */
  CompletableFuture<Optional<String>> stopped() {
    return stopped;
  }

  /**
   * Waits until all lines are written, but not for long.
   *
   * @param patience how long at most
   * @return whether they are
   * @throws InterruptedException if interrupted
   */
  boolean awaitWritten(Duration patience) throws InterruptedException {
    return lines.awaitWritten(patience);
  }

  private void print(Instant at, EventKind kind, ElectionEvent event, Map<String, String> details) {
    print(at, kind, event.term(), details);
  }

  private void print(Instant at, EventKind kind, long term, Map<String, String> details) {
    EventLine.State state = new EventLine.State(term, leader, word(role));
    String line = text(new EventLine(at, source, kind, state, details));
    if (kind.isAlwaysTold()) {
      lines.print(line);
    } else {
      lines.offer(line, count -> leftOut(at, state, count));
    }
  }

  private String leftOut(Instant at, EventLine.State state, long count) {
    Map<String, String> details = Map.of("count", Long.toString(count));
    return text(new EventLine(at, source, EventKind.EVENTS_LEFT_OUT, state, details));
  }

  private String text(EventLine line) {
    return json
        ? line.toJson()
        : Timestamps.timeOfDay(line.at()) + "  " + source.member() + "  " + line.toSentence();
  }

  private static Map<String, String> describe(ElectionEvent.RoleChanged change) {
    Map<String, String> details = new HashMap<>();
    details.put("from", word(change.from()));
    details.put("reason", change.reason());
    if (!change.votes().isEmpty()) {
      details.put("votes", String.join(" ", change.votes()));
    }
    return details;
  }

  private static Map<String, String> describe(ElectionEvent.MembersChanged changed) {
    String members = changed.members().stream().map(Member::id).collect(Collectors.joining(" "));
    return Map.of("configuration", changed.configurationId(), "members", members);
  }

  private static String exactMilliseconds(Duration duration) {
    return BigDecimal.valueOf(duration.toNanos() / 1_000, 3).stripTrailingZeros().toPlainString()
        + "ms";
  }

  private static String milliseconds(Duration duration) {
    return duration.toMillis() + "ms";
  }

  /**
   * The word for a role.
   *
   * @param role the role
   * @return in lower case with hyphens, for example {@code pre-candidate}
   */
  static String word(Role role) {
    return role.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
