/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.Election;
import io.github.election4j.ElectionBuilder;
import io.github.election4j.ElectionListener;
import io.github.election4j.ElectionSettings;
import io.github.election4j.Leader;
import io.github.election4j.transport.inmemory.InMemoryNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Members in this JVM over a network that breaks on demand; all are ended by {@link #close}. */
final class LocalCluster implements AutoCloseable {

  /**
   * So slow that a machine that is busy with other tests does not cost a leader its lease: what is
   * tested here is who leads, not how fast.
   */
  static final ElectionSettings CALM =
      ElectionSettings.DEFAULTS
          .withTiming(
              new ElectionSettings.Timing(
                  Duration.ofMillis(50),
                  Duration.ofMillis(600),
                  Duration.ofMillis(900),
                  Duration.ofMillis(200)))
          .withLease(
              new ElectionSettings.Lease(
                  Duration.ofMillis(600), 0.1, ElectionSettings.DEFAULTS.lease().activation()));

  /** For what a member does after ten of the longest election timeouts and more. */
  static final ElectionSettings QUICK =
      ElectionSettings.DEFAULTS
          .withTiming(
              new ElectionSettings.Timing(
                  Duration.ofMillis(15),
                  Duration.ofMillis(50),
                  Duration.ofMillis(75),
                  Duration.ofMillis(50)))
          .withLease(
              new ElectionSettings.Lease(
                  Duration.ofMillis(50), 0.1, ElectionSettings.DEFAULTS.lease().activation()));

  final InMemoryNetwork network = new InMemoryNetwork();
  private final List<String> ids;
  private final ElectionSettings settings;
  private final Map<String, Election> running = new LinkedHashMap<>();
  private final Map<String, Recorder> recorders = new LinkedHashMap<>();

  LocalCluster(ElectionSettings settings, String... ids) {
    this.settings = settings;
    this.ids = List.of(ids);
  }

  /** Starts all members. */
  static LocalCluster started(String... ids) {
    LocalCluster cluster = new LocalCluster(CALM, ids);
    cluster.ids.forEach(cluster::start);
    return cluster;
  }

  void start(String id) {
    Recorder recorder = new Recorder();
    recorders.put(id, recorder);
    start(id, recorder);
  }

  void start(String id, ElectionListener listener) {
    running.put(id, builder(id).listener(listener).start());
  }

  ElectionBuilder builder(String id) {
    ElectionBuilder builder =
        Election.builder(id).settings(settings).transport(network.transport()).volatileVotes();
    ids.forEach(member -> builder.member(member, member));
    return builder;
  }

  Election member(String id) {
    return running.get(id);
  }

  Recorder recorder(String id) {
    return recorders.get(id);
  }

  List<Election> members() {
    return List.copyOf(running.values());
  }

  /** Ends one member. */
  void stop(String id) {
    running.remove(id).close();
  }

  /** The id of the member that is active at this moment. */
  Optional<String> active() {
    return running.entrySet().stream()
        .filter(entry -> entry.getValue().isLeader())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Waits until one of some members is active and all of them follow it. */
  Leader awaitAgreement(String... among) {
    List<String> group = among.length == 0 ? List.copyOf(running.keySet()) : List.of(among);
    Await.until(group + " agree on a leader", () -> agreed(group).isPresent(), this::describe);
    return agreed(group).orElseThrow();
  }

  Optional<Leader> agreed(List<String> group) {
    List<Leader> known = new ArrayList<>();
    group.forEach(id -> member(id).leader().ifPresent(known::add));
    boolean same = known.size() == group.size() && known.stream().distinct().count() == 1;
    return same && group.contains(known.get(0).id()) && member(known.get(0).id()).isLeader()
        ? Optional.of(known.get(0))
        : Optional.empty();
  }

  List<String> others(String id) {
    return running.keySet().stream().filter(other -> !other.equals(id)).toList();
  }

  /** How each member sees itself. */
  String states() {
    StringBuilder text = new StringBuilder();
    running.forEach(
        (id, election) ->
            text.append(
                "%n%s: %s in term %d, knows %s"
                    .formatted(
                        id,
                        election.status().role(),
                        election.status().term(),
                        election.leader())));
    return text.toString();
  }

  /** The same, and what each was told. */
  String describe() {
    return states() + System.lineSeparator() + recorders;
  }

  @Override
  public void close() {
    // At the same time, since a member that closes hands over to one that closes next.
    List<Thread> closing =
        members().stream().map(member -> Thread.startVirtualThread(member::close)).toList();
    for (Thread thread : closing) {
      try {
        thread.join();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    network.close();
  }
}
