/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.ElectionEvent;
import io.github.election4j.ElectionListener;
import io.github.election4j.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A listener of one run of one member that checks the order of what it is told: {@code Started}
 * first, {@code Stopped} last, terms and roles without a gap, gain and loss in turn, and one event
 * at a time.
 */
final class EventOrder implements ElectionListener {

  /** What all members of a test are checked for together. */
  static final class Cluster {

    private final Map<Long, String> gainedBy = new ConcurrentHashMap<>();
    private final Map<Long, String> electedIn = new ConcurrentHashMap<>();
    private final Queue<EventOrder> runs = new ConcurrentLinkedQueue<>();
    final Queue<String> violations = new ConcurrentLinkedQueue<>();

    /** The listener of the next run of a member. */
    EventOrder listener(String memberId) {
      EventOrder run = new EventOrder(memberId, this);
      runs.add(run);
      return run;
    }

    /** The runs that were started and have not told of their end. */
    List<String> unfinished() {
      return runs.stream()
          .filter(run -> run.begun && !run.stopped)
          .map(run -> run.memberId)
          .toList();
    }

    int tenuresGained() {
      return gainedBy.size();
    }
  }

  private final String memberId;
  private final Cluster cluster;
  private final AtomicInteger inside = new AtomicInteger();

  // Written by the listener's thread alone.
  private final List<ElectionEvent> history = new ArrayList<>();
  private volatile boolean begun;
  private volatile boolean stopped;
  private long term;
  private long lastTenure = -1;
  private OptionalLong tenure = OptionalLong.empty();
  private Optional<Role> role = Optional.empty();

  private EventOrder(String memberId, Cluster cluster) {
    this.memberId = memberId;
    this.cluster = cluster;
  }

  @Override
  public void onEvent(Instant at, ElectionEvent event) {
    require(inside.incrementAndGet() == 1, event, "two events are delivered at the same time");
    history.add(event);
    require(!stopped, event, "an event after Stopped");
    require(
        begun || event instanceof ElectionEvent.Started, event, "the first event is not Started");
    require(
        event.term() >= term || event instanceof ElectionEvent.LeadershipLost,
        event,
        "the term went back");
    term = Math.max(term, event.term());
    follow(event);
    inside.decrementAndGet();
  }

  private void follow(ElectionEvent event) {
    switch (event) {
      case ElectionEvent.Started started -> {
        require(!begun, event, "Started twice");
        begun = true;
        role = Optional.of(started.role());
      }
      case ElectionEvent.RoleChanged changed -> {
        require(role.equals(Optional.of(changed.from())), event, "the role was " + role);
        role = Optional.of(changed.to());
      }
      case ElectionEvent.LeaderElected elected ->
          elected
              .leader()
              .ifPresent(leader -> onlyOne(cluster.electedIn, leader.term(), leader.id(), event));
      case ElectionEvent.LeadershipGained gained -> gain(gained);
      case ElectionEvent.LeadershipLost lost -> {
        require(
            tenure.equals(OptionalLong.of(lost.term())), event, "the tenure held was " + tenure);
        tenure = OptionalLong.empty();
      }
      case ElectionEvent.Stopped end -> {
        require(
            tenure.isEmpty(), event, "the tenure of " + tenure + " was not lost before the end");
        require(end.failure().isEmpty(), event, "the member failed");
        stopped = true;
      }
      case ElectionEvent.TaskOverrun overrun -> {}
      case ElectionEvent.EventsLeftOut ignored -> {}
      case ElectionEvent.MembersChanged changed -> {}
      case ElectionEvent.MembersConfirmed confirmed -> {}
      case ElectionEvent.Warning warning -> {}
    }
  }

  private void gain(ElectionEvent.LeadershipGained gained) {
    require(tenure.isEmpty(), gained, "the tenure of " + tenure + " was not lost before");
    require(
        gained.term() > lastTenure,
        gained,
        "a tenure of term " + lastTenure + " was gained before");
    require(role.equals(Optional.of(Role.LEADER)), gained, "the role is " + role);
    onlyOne(cluster.gainedBy, gained.term(), memberId, gained);
    lastTenure = gained.term();
    tenure = OptionalLong.of(gained.term());
  }

  private void onlyOne(Map<Long, String> known, long ofTerm, String id, ElectionEvent event) {
    String before = known.putIfAbsent(ofTerm, id);
    require(
        before == null || before.equals(id),
        event,
        "the leader of term " + ofTerm + " was " + before);
  }

  private void require(boolean holds, ElectionEvent event, String otherwise) {
    if (!holds) {
      cluster.violations.add("%s: %s: %s, after %s".formatted(memberId, event, otherwise, history));
    }
  }
}
