/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.cluster;

import io.github.election4j.cli.event.EventLine;
import io.github.election4j.cli.testkit.ElectionImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Processes of the built image, one on each host of a network, that are killed, stopped and */
final class SoakCluster implements AutoCloseable {

  /** How long a voter promises to help nobody else become active: no lease is longer. */
  static final Duration PROMISE = Duration.ofMillis(300);

  private static final List<String> TIMING =
      List.of("--heartbeat", "100ms", "--election-timeout", "300ms..600ms", "--lease", "300ms");

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int LINES_KEPT = 80;

  private final SoakNetwork network;
  private final Path folder;
  private final SoakClaims claims;
  private final SoakJudge judge = new SoakJudge();
  private final Chronicle chronicle = new Chronicle();
  private final BlockingQueue<MemberProcess.Sighting> sightings = new LinkedBlockingQueue<>();

  /** Read by a shutdown hook, too. */
  private final Map<String, MemberProcess> running = new ConcurrentSkipListMap<>();

  private final Map<String, Instant> stopped = new HashMap<>();
  private final Deque<EventLine> lastLines = new ArrayDeque<>();

  SoakCluster(SoakNetwork network, Path folder) throws IOException {
    this.network = network;
    this.folder = folder;
    Map<String, String> addresses = new TreeMap<>();
    network.hosts().forEach(id -> addresses.put(id, network.address(id)));
    claims = SoakClaims.start(addresses);
    for (String id : network.hosts()) {
      start(id);
    }
  }

  private void start(String id) throws IOException {
    List<String> words = new ArrayList<>(List.of("run", "--id", id, "--json", "--stop-on-eof"));
    words.addAll(List.of("--state", folder.resolve(id).toString()));
    words.addAll(TIMING);
    network
        .hosts()
        .forEach(host -> words.addAll(List.of("--member", host + "=" + network.address(host))));
    running.put(
        id,
        MemberProcess.start(
            id,
            network.within(id, ElectionImage.words(words)),
            folder.resolve(id + ".messages"),
            sightings::add));
  }

  SoakJudge judge() {
    return judge;
  }

  long questions() {
    return claims.questions();
  }

  /** Those that are neither killed nor stopped. */
  Set<String> well() {
    Set<String> well = new TreeSet<>(running.keySet());
    well.removeAll(stopped.keySet());
    return well;
  }

  /** Who leads actively, as far as anybody has said. */
  Optional<String> leader() {
    return chronicle
        .leaderOf(Set.of())
        .map(Chronicle.Tenure::leader)
        .filter(leader -> well().contains(leader));
  }

  boolean allFollowOne() {
    return chronicle.leaderOf(network.hosts()).isPresent();
  }

  void kill(String id) {
    judge.killed(id, Instant.now());
    running.remove(id).kill();
  }

  /** Asks a member to end, which it does in order. */
  void terminate(String id) throws IOException, InterruptedException {
    MemberProcess process = running.remove(id);
    signal("TERM", process);
    if (!process.awaitEnd(PATIENCE)) {
      throw new AssertionError(id + " does not end");
    }
  }

  void stop(String id) throws IOException, InterruptedException {
    Instant before = Instant.now();
    stopped.put(id, before);
    judge.stopped(id, before);
    signal("STOP", running.get(id));
  }

  /** Lets everybody run again who was stopped, killed or ended. */
  void heal() throws IOException, InterruptedException {
    for (Map.Entry<String, Instant> each : stopped.entrySet()) {
      boolean lost = Duration.between(each.getValue(), Instant.now()).compareTo(PROMISE) > 0;
      judge.continued(each.getKey(), lost);
      signal("CONT", running.get(each.getKey()));
    }
    stopped.clear();
    for (String id : network.hosts()) {
      if (!running.containsKey(id)) {
        takeUntil(() -> !chronicle.knows(id), PATIENCE);
        start(id);
      }
    }
  }

  private static void signal(String name, MemberProcess process)
      throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start();
    if (kill.waitFor() != 0) {
      throw new IOException("kill -%s %d failed".formatted(name, process.pid()));
    }
  }

  /** Takes what members say until something is so; false if it is not in time. */
  boolean takeUntil(BooleanSupplier condition, Duration patience) throws InterruptedException {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      long left = patience.toNanos() - (System.nanoTime() - start);
      MemberProcess.Sighting sighting = sightings.poll(left, TimeUnit.NANOSECONDS);
      claims.take().forEach(claim -> judge.claims(claim.member(), claim.term(), claim.asked()));
      if (sighting == null) {
        return false;
      }
      take(sighting);
    }
    return true;
  }

  private void take(MemberProcess.Sighting sighting) throws InterruptedException {
    switch (sighting) {
      case MemberProcess.Sighting.Event event -> take(event.line());
      case MemberProcess.Sighting.Noise noise ->
          throw new AssertionError("unexpected output: " + noise);
      case MemberProcess.Sighting.Silence silence -> {
        MemberProcess process = silence.process();
        judge.silent(process.id());
        chronicle.forget(process.id());
        if (running.get(process.id()) == process) {
          process.awaitEnd(PATIENCE);
          throw new AssertionError(process.id() + " ended by itself: " + process.messages());
        }
      }
    }
  }

  private void take(EventLine line) {
    chronicle.accept(line);
    judge.take(line);
    lastLines.add(line);
    if (lastLines.size() > LINES_KEPT) {
      lastLines.remove();
    }
  }

  /** What contradicts that one leader is active at a time, by lines and by answers. */
  List<String> contradictions() {
    List<String> all = new ArrayList<>(judge.contradictions());
    all.addAll(claims.contradictions());
    return all;
  }

  String lastLines() {
    StringBuilder text = new StringBuilder();
    lastLines.forEach(line -> text.append(line.toJson()).append('\n'));
    return text.toString();
  }

  @Override
  public void close() {
    claims.close();
    running.values().forEach(MemberProcess::kill);
    for (MemberProcess process : running.values()) {
      try {
        process.awaitEnd(PATIENCE);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
