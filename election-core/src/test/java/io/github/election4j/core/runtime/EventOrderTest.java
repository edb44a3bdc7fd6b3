/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.ElectionEvent;
import io.github.election4j.ElectionEvent.LeaderElected;
import io.github.election4j.ElectionEvent.LeadershipGained;
import io.github.election4j.ElectionEvent.LeadershipLost;
import io.github.election4j.ElectionEvent.RoleChanged;
import io.github.election4j.ElectionEvent.Started;
import io.github.election4j.ElectionEvent.Stopped;
import io.github.election4j.Leader;
import io.github.election4j.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The check of the order of events")
class EventOrderTest {

  private static final Started STARTED = new Started(0, Role.FOLLOWER);
  private static final RoleChanged TO_LEADER =
      new RoleChanged(1, Role.FOLLOWER, Role.LEADER, "for the test");
  private static final LeadershipGained GAINED = new LeadershipGained(1);
  private static final LeadershipLost LOST = new LeadershipLost(1, "for the test");
  private static final Stopped STOPPED = new Stopped(1, Optional.empty());

  private final EventOrder.Cluster cluster = new EventOrder.Cluster();

  @Test
  @DisplayName("finds nothing wrong with the life of a leader")
  void rightOrder() {
    tell("a", STARTED, TO_LEADER, elected("a"), GAINED, LOST, STOPPED);
    assertEquals(List.of(), List.copyOf(cluster.violations));
    assertEquals(List.of(), cluster.unfinished());
    assertEquals(1, cluster.tenuresGained());
  }

  @Test
  @DisplayName("finds an event before Started, a second Started, and one after Stopped")
  void beginningAndEnd() {
    assertFound("the first event is not Started", TO_LEADER);
    assertFound("Started twice", STARTED, STARTED);
    assertFound("an event after Stopped", STARTED, STOPPED, elected("a"));
  }

  @Test
  @DisplayName("finds two gains without a loss between them, and a loss without a gain")
  void gainAndLossInTurn() {
    assertFound("was not lost before", STARTED, TO_LEADER, GAINED, new LeadershipGained(2));
    assertFound("the tenure held was", STARTED, TO_LEADER, LOST);
    assertFound("the tenure held was", STARTED, TO_LEADER, GAINED, LOST, LOST);
    assertFound("was gained before", STARTED, TO_LEADER, GAINED, LOST, GAINED);
    assertFound("was not lost before the end", STARTED, TO_LEADER, GAINED, STOPPED);
  }

  @Test
  @DisplayName("finds a term that goes back, a role that was skipped, and a failure")
  void termsAndRoles() {
    assertFound("the term went back", STARTED, elected("a"), STARTED);
    assertFound("the role was", STARTED, TO_LEADER, TO_LEADER);
    assertFound("the role is", STARTED, GAINED);
    assertFound("the member failed", STARTED, new Stopped(1, Optional.of("for the test")));
  }

  @Test
  @DisplayName("finds two leaders of one term at different members")
  void oneLeaderATerm() {
    tell("a", STARTED, elected("a"));
    tell("b", STARTED, elected("b"));
    assertTrue(cluster.violations.element().contains("the leader of term 1 was a"));
  }

  private static LeaderElected elected(String id) {
    return new LeaderElected(1, Optional.of(new Leader(id, id, 1)));
  }

  private void tell(String memberId, ElectionEvent... events) {
    EventOrder run = cluster.listener(memberId);
    for (ElectionEvent event : events) {
      run.onEvent(Instant.EPOCH, event);
    }
  }

  private void assertFound(String otherwise, ElectionEvent... events) {
    cluster.violations.clear();
    tell("a", events);
    assertTrue(
        cluster.violations.stream().anyMatch(violation -> violation.contains(otherwise)),
        () -> "found only: " + cluster.violations);
  }
}
