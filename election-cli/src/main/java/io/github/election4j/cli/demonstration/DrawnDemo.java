/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.demonstration;

import io.github.election4j.Member;
import io.github.election4j.cli.cluster.Chronicle.Tenure;
import io.github.election4j.cli.cluster.LocalCluster;
import io.github.election4j.cli.drawing.Picture;
import io.github.election4j.cli.event.EventLine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Shows a demonstration as another report does, and draws it. */
final class DrawnDemo implements DemoReport {

  private final DemoReport shown;
  private final Picture picture = new Picture();

  /**
   * Has drawn nothing yet.
   *
   * @param shown is told everything, too
   */
  DrawnDemo(DemoReport shown) {
    this.shown = shown;
  }

  @Override
  public void started(Member member, long pid) {
    shown.started(member, pid);
  }

  @Override
  public void begin(Instant at, String title) {
    picture.act(at, LocalCluster.GROUP, title);
    shown.begin(at, title);
  }

  @Override
  public void event(EventLine event) {
    picture.event(event);
    shown.event(event);
  }

  @Override
  public void killed(Instant at, Tenure victim) {
    picture.killed(at, LocalCluster.GROUP, victim.leader());
    shown.killed(at, victim);
  }

  @Override
  public void agreed(Tenure tenure, Duration gap) {
    shown.agreed(tenure, gap);
  }

  @Override
  public void end() {
    shown.end();
  }

  @Override
  public void finish(List<Failover> failovers) {
    shown.finish(failovers);
  }

  /** What happened so far, as a page. */
  String page() {
    return picture.page();
  }
}
