/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.cluster;

import io.github.election4j.Member;
import io.github.election4j.cli.cluster.Chronicle.Tenure;
import io.github.election4j.cli.console.ClusterOptions;
import io.github.election4j.cli.event.EventKind;
import io.github.election4j.cli.event.EventLine;
import io.github.election4j.transport.socket.SocketTransport;
import io.github.election4j.wire.ControlReply.StatusReply;
import io.github.election4j.wire.ControlRequest;
import io.github.election4j.wire.ControlRequest.ResignRequest;
import io.github.election4j.wire.ControlRequest.StatusRequest;
import io.github.election4j.wire.ControlRequest.TransferRequest;
import io.github.election4j.wire.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Measures how long three processes on this machine are without an active leader, by their own
 * event lines. Run by hand, on a machine that does nothing else: {@code
 * module-info-docs/measurements.md} says how, and what came of it.
 */
final class FailoverMeasurement implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A process that has just started is slow, and would be measured instead of the election. */
  private static final Duration CALM = Duration.ofSeconds(1);

  /** By default: how long a voter promises to help nobody else become active. */
  private static final Duration PROMISE = Duration.ofMillis(150);

  /** By default: what a leader counts on of a promise, as clocks may differ. */
  private static final double CERTAIN = (1 - 0.1) / (1 + 0.1);

  /** By default they are 50 ms apart: of a heartbeat so young, the next one is not due. */
  private static final Duration YOUNG_HEARTBEAT = Duration.ofMillis(35);

  /** The way in which a leader loses its leadership. */
  private enum Loss {
    KILL_ELECTED("kill -9, --activation elected"),
    KILL_PROVED("kill -9, --refused-means-dead"),
    KILL("kill -9"),
    STOP("SIGSTOP"),
    RESIGN("resign"),
    TRANSFER("transfer"),
    TERMINATE("SIGTERM");

    private final String title;

    Loss(String title) {
      this.title = title;
    }

    List<String> options() {
      return switch (this) {
        case KILL_ELECTED -> List.of("--activation", "elected");
        case KILL_PROVED -> List.of("--refused-means-dead");
        default -> List.of();
      };
    }

    /** A leader that is told to go says so: only the time without anyone counts. */
    boolean isAnnounced() {
      return this == RESIGN || this == TRANSFER || this == TERMINATE;
    }
  }

  /**
   * What one loss cost, in milliseconds from the loss; {@code NaN} if a phase was left out. The
   * last one counts from the moment at which the promises to the old leader had passed.
   */
  private record Sample(
      double preVote, double campaign, double elected, double gained, double afterPromises) {}

  private final Loss loss;
  private final Optional<MeasuredTls> tls;
  private final List<EventLine> events = new ArrayList<>();
  private final Map<String, MemberProcess> processes = new HashMap<>();
  private final LocalCluster cluster;
  private int wrongClaims;

  private FailoverMeasurement(Loss loss, Optional<MeasuredTls> tls) throws IOException {
    this.loss = loss;
    this.tls = tls;
    cluster = new LocalCluster(3, this::launcher, events::add);
  }

  /**
   * Measures and prints.
   *
   * @param words how many losses of each kind, 30 if left out, and the kinds, all if left out; the
   *     word TLS has each measured a second time, with TLS
   * @throws Exception if the cluster does not do what it should
   */
  public static void main(String[] words) throws Exception {
    int rounds = words.length == 0 ? 30 : Integer.parseInt(words[0]);
    Set<String> wanted = new TreeSet<>(List.of(words));
    System.out.printf(
        "%d of each, on %d processors%s; in milliseconds, median / 90 of 100 / maximum%n",
        rounds, Runtime.getRuntime().availableProcessors(), load());
    printRow("", "pre-vote", "campaign", "elected", "ACTIVE", "after promises");
    for (Loss loss : Loss.values()) {
      if (words.length < 2 || wanted.contains(loss.name())) {
        measure(loss, Optional.empty(), rounds);
        if (wanted.contains("TLS")) {
          try (MeasuredTls tls = MeasuredTls.make()) {
            measure(loss, Optional.of(tls), rounds);
          }
        }
      }
    }
    System.out.println("done" + load());
  }

  private static void measure(Loss loss, Optional<MeasuredTls> tls, int rounds) throws Exception {
    try (FailoverMeasurement measurement = new FailoverMeasurement(loss, tls)) {
      measurement.measure(rounds);
    }
  }

  /** How busy the machine is, where it says so. */
  private static String load() throws IOException {
    Path file = Path.of("/proc/loadavg");
    return Files.exists(file) ? ", load " + Files.readString(file).split(" ", 2)[0] : "";
  }

  private static void printRow(String title, String... columns) {
    StringBuilder row = new StringBuilder("%-30s".formatted(title));
    for (String column : columns) {
      row.append(" %22s".formatted(column));
    }
    System.out.println(row);
  }

  @Override
  public void close() {
    cluster.close();
  }

  private List<String> launcher(List<String> arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("election.image"), "bin", "election").toString());
    words.addAll(arguments);
    words.addAll(loss.options());
    String id = arguments.get(arguments.indexOf("--id") + 1);
    words.addAll(tls.map(files -> files.options(id)).orElse(List.of()));
    return words;
  }

  private void measure(int rounds) throws Exception {
    for (Member member : cluster.members()) {
      start(member.id());
    }
    List<Sample> samples = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      samples.add(lose(awaitCalmLeader()));
    }
    printRow(
        loss.title + (tls.isPresent() ? ", TLS" : ""),
        column(samples.stream().map(Sample::preVote).toList()),
        column(samples.stream().map(Sample::campaign).toList()),
        column(samples.stream().map(Sample::elected).toList()),
        column(samples.stream().map(Sample::gained).toList()),
        column(samples.stream().map(Sample::afterPromises).toList()));
    if (loss == Loss.STOP) {
      System.out.printf("  after SIGCONT it said that it leads in %d of %d%n", wrongClaims, rounds);
    }
  }

  private void start(String id) throws IOException {
    processes.put(id, cluster.start(id));
  }

  private Tenure awaitCalmLeader() throws Exception {
    while (true) {
      takeUntil(() -> cluster.chronicle().leaderOf(cluster.running()).isPresent());
      int before = events.size();
      boolean unused = cluster.takeUntil(() -> false, CALM);
      Optional<Tenure> leader = cluster.chronicle().leaderOf(cluster.running());
      if (events.size() == before && leader.isPresent()) {
        return leader.get();
      }
    }
  }

  private Sample lose(Tenure leader) throws Exception {
    String id = leader.leader();
    Optional<Instant> promised =
        loss == Loss.KILL ? Optional.of(awaitYoungHeartbeat(id)) : Optional.empty();
    int before = events.size();
    Instant start = Instant.now();
    switch (loss) {
      case KILL, KILL_ELECTED, KILL_PROVED -> cluster.kill(id);
      case STOP -> signal("STOP", processes.get(id).pid());
      case RESIGN -> ask(id, new ResignRequest());
      case TRANSFER -> ask(id, new TransferRequest(otherThan(id)));
      // Process.destroy would close the pipe that the last lines come through.
      case TERMINATE -> signal("TERM", cluster.release(id).pid());
    }
    takeUntil(() -> find(before, line -> isGain(line, leader)).isPresent());
    if (loss.isAnnounced()) {
      takeUntil(() -> find(before, line -> isLossOf(line, id)).isPresent());
      start = find(before, line -> isLossOf(line, id)).orElseThrow().at();
    }
    Sample sample = sample(before, leader, start, promised);
    recover(leader);
    return sample;
  }

  /** Until when voters have promised themselves to the leader, by its own word. */
  private Instant awaitYoungHeartbeat(String id) throws IOException, InterruptedException {
    Duration lease = Duration.ofNanos((long) (PROMISE.toNanos() * CERTAIN));
    while (true) {
      StatusReply status = (StatusReply) ask(id, new StatusRequest());
      Duration age = lease.minusNanos(status.leaseRemainingNanos());
      if (age.compareTo(YOUNG_HEARTBEAT) < 0) {
        return Instant.now().minus(age).plus(PROMISE);
      }
    }
  }

  private Sample sample(int before, Tenure old, Instant start, Optional<Instant> promised) {
    EventLine gained = find(before, line -> isGain(line, old)).orElseThrow();
    Predicate<EventLine> winner = line -> line.member().equals(gained.member());
    return new Sample(
        since(start, find(before, winner.and(line -> becomes(line, "pre-candidate")))),
        since(start, find(before, winner.and(line -> becomes(line, "candidate")))),
        since(start, find(before, winner.and(line -> becomes(line, "leader")))),
        since(start, Optional.of(gained)),
        promised.map(until -> since(until, Optional.of(gained))).orElse(Double.NaN));
  }

  private void recover(Tenure old) throws Exception {
    String id = old.leader();
    switch (loss) {
      case KILL, KILL_ELECTED, KILL_PROVED -> start(id);
      case STOP -> {
        int before = events.size();
        signal("CONT", processes.get(id).pid());
        boolean claims = false;
        for (int question = 0; question < 50; question++) {
          claims |= saysThatItLeads(old);
        }
        takeUntil(() -> find(before, line -> line.member().equals(id)).isPresent());
        wrongClaims += claims ? 1 : 0;
      }
      case TERMINATE -> {
        takeUntil(() -> !cluster.chronicle().knows(id));
        if (!processes.get(id).awaitEnd(PATIENCE)) {
          throw new IllegalStateException("member " + id + " does not end");
        }
        start(id);
      }
      case RESIGN, TRANSFER -> {
        // Everybody still runs.
      }
    }
  }

  private boolean saysThatItLeads(Tenure old) throws InterruptedException {
    try {
      return ask(old.leader(), new StatusRequest()) instanceof StatusReply status
          && status.active()
          && status.term() == old.term();
    } catch (IOException noAnswer) {
      return false;
    }
  }

  private Reply ask(String id, ControlRequest request) throws IOException, InterruptedException {
    Member member = ClusterOptions.find(cluster.members(), id).orElseThrow();
    return tls.isPresent()
        ? SocketTransport.ask(member, LocalCluster.GROUP, request, PATIENCE, tls.get().operator())
        : SocketTransport.ask(member.address(), LocalCluster.GROUP, request, PATIENCE);
  }

  private String otherThan(String id) {
    return cluster.running().stream().filter(other -> !other.equals(id)).findFirst().orElseThrow();
  }

  private static boolean isGain(EventLine line, Tenure old) {
    return line.kind() == EventKind.LEADERSHIP_GAINED && line.term() > old.term();
  }

  private static boolean isLossOf(EventLine line, String id) {
    return line.kind() == EventKind.LEADERSHIP_LOST && line.member().equals(id);
  }

  private static boolean becomes(EventLine line, String role) {
    return line.kind() == EventKind.ROLE_CHANGED && line.state().role().equals(role);
  }

  private Optional<EventLine> find(int from, Predicate<EventLine> wanted) {
    return events.subList(from, events.size()).stream().filter(wanted).findFirst();
  }

  private void takeUntil(BooleanSupplier condition) throws Exception {
    if (!cluster.takeUntil(condition, PATIENCE)) {
      throw new IllegalStateException("it did not come to that: " + events);
    }
  }

  private static double since(Instant start, Optional<EventLine> line) {
    return line.map(event -> Duration.between(start, event.at()).toNanos() / 1e6)
        .orElse(Double.NaN);
  }

  private static String column(List<Double> values) {
    List<Double> sorted = values.stream().filter(value -> !value.isNaN()).sorted().toList();
    return sorted.isEmpty()
        ? "-"
        : "%.1f / %.1f / %.1f"
            .formatted(
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() * 9 / 10),
                sorted.get(sorted.size() - 1));
  }

  private static void signal(String name, long pid) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).inheritIO().start();
    if (kill.waitFor() != 0) {
      throw new IllegalStateException("kill -%s %d failed".formatted(name, pid));
    }
  }
}
