/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.cli.drawing.History.Arrow;
import io.github.election4j.cli.drawing.History.Gap;
import io.github.election4j.cli.drawing.History.Lane;
import io.github.election4j.cli.drawing.History.Stretch;
import io.github.election4j.cli.drawing.History.Tenure;
import io.github.election4j.cli.event.EventKind;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The history that a log tells")
class HistoryTest {

  /** Member a leads term 1 from 30 ms on, elected with the vote of b. */
  private static Logs aLeads() {
    return new Logs()
        .say(0, "a", EventKind.STARTED, 0, "follower")
        .say(0, "b", EventKind.STARTED, 0, "follower")
        .say(10, "a", EventKind.ROLE_CHANGED, 1, "candidate")
        .say(20, "a", EventKind.ROLE_CHANGED, 1, "leader")
        .with("votes", "a b x")
        .say(20, "a", EventKind.LEADER_ELECTED, 1, "leader of a")
        .say(30, "a", EventKind.LEADERSHIP_GAINED, 1, "leader of a")
        .with("lease", "120ms")
        .say(35, "b", EventKind.LEADER_ELECTED, 1, "follower of a");
  }

  @Test
  @DisplayName("has a stretch for each role, one after the other")
  void roles() throws IOException {
    assertEquals(
        List.of(
            new Stretch(0, 10_000, Look.FOLLOWER),
            new Stretch(10_000, 20_000, Look.CANDIDATE),
            new Stretch(20_000, 30_000, Look.INACTIVE),
            new Stretch(30_000, 35_000, Look.ACTIVE)),
        lane(aLeads().history(), "a").stretches());
  }

  @Test
  @DisplayName("has votes from when they were asked for, and the first promise of each voter")
  void arrows() throws IOException {
    List<Arrow> arrows = aLeads().history().course().arrows();
    assertEquals(2, arrows.size(), "neither one's own vote, nor that of who is not in the log");
    Arrow vote = arrows.get(0);
    assertTrue(vote.vote());
    assertEquals("b a", vote.giver() + " " + vote.receiver());
    assertEquals(new History.Span(10_000, 20_000), vote.span());
    Arrow promise = arrows.get(1);
    assertEquals("b a", promise.giver() + " " + promise.receiver());
    assertEquals(35_000, promise.to());
    assertEquals(
        "09:05:00.035000  b hears a, the leader of term 1, and promises to help nobody else",
        promise.text());
  }

  @Test
  @DisplayName("has the time without a leader, from the first word on and after each loss")
  void gaps() throws IOException {
    History history =
        aLeads()
            .say(100, "a", EventKind.LEADERSHIP_LOST, 1, "leader of a")
            .say(150, "b", EventKind.LEADERSHIP_GAINED, 2, "leader of b")
            .with("lease", "120ms")
            .say(200, "b", EventKind.STOPPED, 2, "closed")
            .say(210, "a", EventKind.WARNING, 2, "follower")
            .history();
    assertEquals(
        List.of(new Gap(0, 30_000), new Gap(100_000, 150_000), new Gap(200_000, 210_000)),
        history.course().gaps());
  }

  @Test
  @DisplayName("ends what may be left of a lease when another leader is active, or by itself")
  void leases() throws IOException {
    History history =
        aLeads()
            .say(100, "a", EventKind.LEADERSHIP_LOST, 1, "leader of a")
            .say(150, "b", EventKind.LEADERSHIP_GAINED, 2, "leader of b")
            .with("lease", "120ms")
            .say(400, "b", EventKind.LEADERSHIP_LOST, 2, "leader of b")
            .say(600, "a", EventKind.LEADERSHIP_GAINED, 3, "leader of a")
            .say(700, "a", EventKind.WARNING, 3, "leader of a")
            .history();
    List<Long> over = history.course().tenures().stream().map(Tenure::leaseOver).toList();
    assertEquals(List.of(150_000L, 520_000L, 700_000L), over);
    assertTrue(history.course().tenures().getLast().lease().isEmpty(), "a log need not say it");
  }

  @Test
  @DisplayName("lets a leader that says nothing more lead until the others do without it")
  void silentLeader() throws IOException {
    History history =
        aLeads()
            .say(100, "b", EventKind.ROLE_CHANGED, 1, "pre-candidate of a")
            .say(110, "b", EventKind.ROLE_CHANGED, 2, "candidate")
            .say(200, "b", EventKind.LEADERSHIP_GAINED, 2, "leader of b")
            .say(300, "a", EventKind.STARTED, 1, "follower")
            .history();
    assertEquals(List.of(new Gap(0, 30_000), new Gap(100_000, 200_000)), history.course().gaps());
    List<Stretch> stretches = lane(history, "a").stretches();
    assertEquals(
        List.of(
            new Stretch(30_000, 100_000, Look.ACTIVE), new Stretch(100_000, 300_000, Look.SILENT)),
        stretches.subList(3, stretches.size()));
  }

  @Test
  @DisplayName("shows two leaders that say that they are active at one time")
  void hidesNoFault() throws IOException {
    History history =
        aLeads()
            .say(100, "b", EventKind.LEADERSHIP_GAINED, 1, "leader of b")
            .say(200, "a", EventKind.LEADERSHIP_LOST, 1, "leader of a")
            .history();
    assertEquals(
        List.of(new Stretch(30_000, 200_000, Look.ACTIVE)),
        lane(history, "a").stretches().subList(3, 4));
    assertEquals(Look.ACTIVE, lane(history, "b").stretches().getLast().look());
  }

  @Test
  @DisplayName("ends a lane with its process, whatever was on its way then")
  void killed() throws IOException {
    String kill =
        "{\"at\":\"2026-01-31T09:05:00.050000Z\",\"group\":\"g\",\"event\":\"demo-killed\","
            + "\"member\":\"a\",\"term\":1}\n";
    Logs late = aLeads().say(51, "a", EventKind.WARNING, 1, "leader of a");
    History history =
        Logs.read(kill + late.say(90, "b", EventKind.WARNING, 1, "follower of a").text())
            .histories()
            .getFirst();
    assertEquals(
        new Stretch(30_000, 50_000, Look.ACTIVE), lane(history, "a").stretches().getLast());
    assertEquals(new Gap(50_000, 90_000), history.course().gaps().getLast());
    assertEquals(1, lane(history, "a").marks().stream().filter(History.Mark::grave).count());
  }

  @Test
  @DisplayName("leaves out calm times, but none in which nobody leads")
  void scenes() throws IOException {
    History history =
        aLeads()
            .say(60_000, "a", EventKind.LEADERSHIP_LOST, 1, "leader of a")
            .say(62_000, "b", EventKind.LEADERSHIP_GAINED, 2, "leader of b")
            .history();
    assertEquals(
        List.of("09:05:00.000000", "09:06:00.000000"),
        history.scenes().stream().map(History.Scene::title).toList());
  }

  private static Lane lane(History history, String member) {
    return history.lanes().stream()
        .filter(lane -> lane.member().equals(member))
        .findFirst()
        .orElseThrow();
  }
}
