/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.ElectionEvent;
import io.github.election4j.core.log.Log;

/** What a member's log says of its events. */
final class EventLines {

  private EventLines() {}

  static void write(String self, ElectionEvent event) {
    switch (event) {
      case ElectionEvent.LeaderElected elected -> Log.info(elected(self, elected));
      case ElectionEvent.LeadershipGained gained ->
          Log.info("%s: leads term %d".formatted(self, gained.term()));
      case ElectionEvent.LeadershipLost lost ->
          Log.info("%s: no longer leads term %d: %s".formatted(self, lost.term(), lost.reason()));
      case ElectionEvent.TaskOverrun overrun ->
          Log.warning(
              "%s: a task still runs %d ms after its leadership of term %d ended; make it return when it is interrupted"
                  .formatted(self, overrun.overrun().toMillis(), overrun.term()));
      case ElectionEvent.Warning warning -> Log.warning(self + ": " + warning.message());
      case ElectionEvent.Stopped last ->
          last.failure()
              .ifPresentOrElse(
                  failure -> Log.warning("%s: stopped; %s".formatted(self, failure)),
                  () -> Log.debug(() -> self + ": stopped; it was closed"));
      default -> Log.debug(() -> self + ": " + event);
    }
  }

  private static String elected(String self, ElectionEvent.LeaderElected elected) {
    String who =
        elected
            .leader()
            .map(leader -> "'" + leader.id() + "' is the leader")
            .orElse("no leader is known");
    return "%s: %s (term %d)".formatted(self, who, elected.term());
  }
}
