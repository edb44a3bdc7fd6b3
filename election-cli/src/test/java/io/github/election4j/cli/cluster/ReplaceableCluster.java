/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.cluster;

import io.github.election4j.cli.cluster.MemberProcess.Sighting;
import io.github.election4j.cli.console.CommandLine;
import io.github.election4j.cli.console.Terminal;
import io.github.election4j.cli.event.EventKind;
import io.github.election4j.cli.event.EventLine;
import io.github.election4j.cli.operator.MembersSubcommand;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Processes of the built image whose members an operator replaces while they run. Used by one
 * thread. Closing it ends the processes.
 */
final class ReplaceableCluster implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path folder;
  private final UnaryOperator<List<String>> launcher;
  private final Map<String, String> addresses = new TreeMap<>();
  private final List<String> founders;
  private final Map<String, MemberProcess> running = new TreeMap<>();
  private final BlockingQueue<Sighting> sightings = new LinkedBlockingQueue<>();
  private final Chronicle chronicle = new Chronicle();
  private final List<EventLine> events = new ArrayList<>();
  private final Map<String, Instant> killed = new HashMap<>();

  /**
   * Chooses addresses; starts nobody yet.
   *
   * @param folder gets all files
   * @param launcher makes all words of a process of the arguments that follow the name of the
   *     program
   * @param founders ids
   * @param others ids of those that may join
   */
  ReplaceableCluster(
      Path folder, UnaryOperator<List<String>> launcher, List<String> founders, List<String> others)
      throws Exception {
    this.folder = folder;
    this.launcher = launcher;
    this.founders = founders;
    List<String> ids = new ArrayList<>(founders);
    ids.addAll(others);
    List<Integer> ports = LoopbackPorts.find(ids.size());
    for (String id : ids) {
      addresses.put(id, "127.0.0.1:" + ports.get(addresses.size()));
    }
  }

  Map<String, String> addresses() {
    return addresses;
  }

  Chronicle chronicle() {
    return chronicle;
  }

  List<EventLine> events() {
    return events;
  }

  Set<String> running() {
    return new TreeSet<>(running.keySet());
  }

  /** The member as the command line names it. */
  String text(String id) {
    return id + "=" + addresses.get(id);
  }

  /** Starts a founder of higher priority than those that join, so that hand-overs go to it. */
  void found(String id) throws Exception {
    List<String> words = new ArrayList<>(List.of("--priority", "2"));
    founders.forEach(founder -> words.addAll(List.of("--member", text(founder))));
    start(id, words);
  }

  void join(String id) throws Exception {
    start(id, List.of("--joining", "--member", text(id)));
  }

  private void start(String id, List<String> more) throws Exception {
    List<String> words = new ArrayList<>(List.of("run", "--id", id, "--json", "--stop-on-eof"));
    words.addAll(List.of("--state", folder.resolve(id).toString()));
    words.addAll(more);
    running.put(
        id,
        MemberProcess.start(
            id, launcher.apply(words), folder.resolve(id + ".messages"), sightings::add));
  }

  /** Runs {@code election members} in this process; it must succeed. */
  List<String> members(String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of("members"));
    all.addAll(List.of(words));
    all.addAll(List.of("--timeout", PATIENCE.toSeconds() + "s"));
    running.keySet().forEach(id -> all.addAll(List.of("--member", text(id))));
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    CommandLine commandLine =
        new CommandLine(List.of(new MembersSubcommand()), new Terminal(output, messages));
    require(
        commandLine.run(all) == 0, () -> all + ": " + messages.toString(StandardCharsets.UTF_8));
    return output.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /** Ends a member's process in order. */
  void terminate(String id) throws Exception {
    MemberProcess process = running.remove(id);
    process.terminate();
    takeUntil(() -> !chronicle.knows(id));
    require(process.awaitEnd(PATIENCE), () -> "the process of " + id + " goes on");
    require(process.exitStatus() == 0, () -> process.messages().toString());
  }

  /** Kills a member's process. */
  void kill(String id) throws Exception {
    killed.put(id, Instant.now());
    running.remove(id).kill();
    takeUntil(() -> !chronicle.knows(id));
  }

  /** The leader that is active and that all running members follow. */
  Chronicle.Tenure awaitLeader() throws Exception {
    takeUntil(() -> chronicle.leaderOf(running()).isPresent());
    return chronicle.leaderOf(running()).orElseThrow();
  }

  void takeUntil(BooleanSupplier condition) throws Exception {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      long left = PATIENCE.toNanos() - (System.nanoTime() - start);
      Sighting sighting = sightings.poll(left, TimeUnit.NANOSECONDS);
      if (sighting == null) {
        throw new AssertionError("it did not come to that: " + events);
      }
      switch (sighting) {
        case Sighting.Event event -> {
          chronicle.accept(event.line());
          events.add(event.line());
        }
        case Sighting.Noise noise -> throw new AssertionError("unexpected output: " + noise);
        case Sighting.Silence silence -> {
          MemberProcess ended = silence.process();
          require(running.get(ended.id()) != ended, () -> "ended: " + ended.messages());
          chronicle.forget(ended.id());
        }
      }
    }
  }

  /**
   * The members' tenures, by their own event lines; fails if two led at a time. A leader that hands
   * over says so before anybody else can lead. One whose lease has run out says so when it gets to
   * run, and one that was killed never: then nobody else may have led before, and the span ended at
   * the latest when the next one began.
   */
  List<TenureSpan> spans() {
    List<TenureSpan> spans = new ArrayList<>();
    for (EventLine event : events) {
      if (event.kind() == EventKind.LEADERSHIP_GAINED) {
        spans.add(new TenureSpan(event.member(), event.term(), event.at(), endOf(event)));
      }
    }
    spans.sort(Comparator.comparing(TenureSpan::from));
    for (int i = 1; i < spans.size(); i++) {
      TenureSpan before = spans.get(i - 1);
      TenureSpan after = spans.get(i);
      require(
          after.term() > before.term()
              && !after.from().isBefore(before.until().orElse(after.from())),
          () -> "two at a time: " + before + " and " + after);
    }
    return spans;
  }

  /** When a leader was active no more, if that can be told exactly. */
  private Optional<Instant> endOf(EventLine gain) {
    Optional<EventLine> loss =
        events.stream()
            .filter(event -> event.kind() == EventKind.LEADERSHIP_LOST)
            .filter(event -> event.member().equals(gain.member()) && event.term() == gain.term())
            .findFirst();
    if (loss.isEmpty()) {
      return Optional.ofNullable(killed.get(gain.member()));
    }
    return loss.filter(event -> event.details().getOrDefault("reason", "").equals("it hands over"))
        .map(EventLine::at);
  }

  /**
   * A leadership.
   *
   * @param leader who led
   * @param term the term
   * @param from when it became active
   * @param until when it handed over or was killed; empty if it lost its lease, or leads still
   */
  record TenureSpan(String leader, long term, Instant from, Optional<Instant> until) {}

  /** How long nobody led after each leader that handed over or was killed. */
  List<Duration> gaps() {
    List<TenureSpan> spans = spans();
    List<Duration> gaps = new ArrayList<>();
    for (int i = 1; i < spans.size(); i++) {
      Instant next = spans.get(i).from();
      spans.get(i - 1).until().ifPresent(end -> gaps.add(Duration.between(end, next)));
    }
    return gaps;
  }

  private static void require(boolean holds, Supplier<String> otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise.get());
    }
  }

  @Override
  public void close() {
    running.values().forEach(MemberProcess::kill);
    running
        .values()
        .forEach(
            process -> {
              try {
                require(process.awaitEnd(PATIENCE), () -> process.id() + " cannot be killed");
              } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
              }
            });
  }
}
