/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.demonstration;

import io.github.election4j.Member;
import io.github.election4j.cli.cluster.Chronicle.Tenure;
import io.github.election4j.cli.cluster.LocalCluster;
import io.github.election4j.cli.console.JsonWriter;
import io.github.election4j.cli.console.Terminal;
import io.github.election4j.cli.console.Timestamps;
import io.github.election4j.cli.event.EventLine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Shows a demonstration to a program: the members' own event lines, and a few of the
 * demonstration's in the same form.
 */
final class DemoLines implements DemoReport {

  private final Terminal terminal;

  /**
   * Shows it on a terminal.
   *
   * @param terminal where
   */
  DemoLines(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void started(Member member, long pid) {
    terminal.print(
        line(Instant.now(), "demo-process-started")
            .put("member", member.id())
            .put("address", member.address())
            .put("pid", pid)
            .toString());
  }

  @Override
  public void begin(Instant at, String title) {
    terminal.print(line(at, "demo-act").put("title", title).toString());
  }

  @Override
  public void event(EventLine event) {
    terminal.print(event.toJson());
  }

  @Override
  public void killed(Instant at, Tenure victim) {
    terminal.print(
        line(at, "demo-killed")
            .put("member", victim.leader())
            .put("term", victim.term())
            .toString());
  }

  @Override
  public void agreed(Tenure tenure, Duration gap) {
    terminal.print(
        line(Instant.now(), "demo-agreed")
            .put("leader", tenure.leader())
            .put("term", tenure.term())
            .put("gapMicros", gap.toNanos() / 1_000)
            .toString());
  }

  @Override
  public void end() {
    // Every event has been shown when it was told.
  }

  @Override
  public void finish(List<Failover> failovers) {
    List<JsonWriter> kills = failovers.stream().map(DemoLines::describe).toList();
    terminal.print(
        line(Instant.now(), "demo-finished")
            .put("good", failovers.stream().allMatch(Failover::isGood))
            .put("kills", kills)
            .toString());
  }

  private static JsonWriter describe(Failover failover) {
    JsonWriter json =
        new JsonWriter()
            .put("oldLeader", failover.before().leader())
            .put("oldTerm", failover.before().term())
            .put("newLeaders", failover.after().size());
    if (!failover.after().isEmpty()) {
      json.put("newLeader", failover.after().get(0).leader())
          .put("newTerm", failover.after().get(0).term())
          .put("gapMicros", failover.gap().toNanos() / 1_000);
    }
    return json.put("good", failover.isGood());
  }

  private static JsonWriter line(Instant at, String event) {
    return new JsonWriter()
        .put("at", Timestamps.text(at))
        .put("group", LocalCluster.GROUP)
        .put("event", event);
  }
}
