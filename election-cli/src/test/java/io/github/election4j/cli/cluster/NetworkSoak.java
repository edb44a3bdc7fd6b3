/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Five processes of the built image on five hosts, whose network and processes get into trouble
 * again and again: never may two be active, and where a majority is well there must be a leader
 * within a bound. Needs Linux and root, for the hosts are network name spaces. Run by hand: {@code
 * module-info-docs/verification.md} says how.
 */
final class NetworkSoak {

  private static final List<String> HOSTS = List.of("a", "b", "c", "d", "e");

  /** Set in the process that is the router of the hosts. */
  private static final String ROUTER = "soak.router";

  /**
   * A leader is there so soon, whatever went before: a connection that carried nothing is given up
   * after a second, another one is made within two, and what the machine does besides takes its
   * time. In the simulation it is 40 of the longest election timeouts, which here are 24 s.
   */
  private static final Duration BOUND = Duration.ofSeconds(24);

  private final Random random;
  private final SoakNetwork network;
  private final SoakCluster cluster;
  private final Map<SoakTrouble, Integer> happened = new EnumMap<>(SoakTrouble.class);
  private final List<Duration> inTrouble = new ArrayList<>();
  private final List<Duration> afterwards = new ArrayList<>();

  private NetworkSoak(long seed, SoakNetwork network, SoakCluster cluster) {
    this.random = new Random(seed);
    this.network = network;
    this.cluster = cluster;
  }

  /**
   * Soaks, and prints what came of it.
   *
   * @param words for how many seconds, and the seed of the troubles if it is to be a certain one
   * @throws Exception if two led at a time, or nobody in time
   */
  public static void main(String[] words) throws Exception {
    if (System.getProperty(ROUTER) == null) {
      System.exit(asRouter(words));
    }
    Thread.ofPlatform().daemon().name("await-end-of-input").start(NetworkSoak::exitWithParent);
    long seed = words.length > 1 ? Long.parseLong(words[1]) : System.nanoTime();
    System.out.printf("soak of %s s, seed %d%n", words[0], seed);
    try (SoakNetwork network = new SoakNetwork(HOSTS);
        TemporaryFolder folder = new TemporaryFolder("election-soak-");
        SoakCluster cluster = new SoakCluster(network, folder.path())) {
      // One that is stopped does not notice that its parent is gone.
      Runtime.getRuntime().addShutdownHook(new Thread(cluster::close));
      NetworkSoak soak = new NetworkSoak(seed, network, cluster);
      try {
        soak.run(Duration.ofSeconds(Long.parseLong(words[0])));
      } finally {
        soak.print();
      }
    }
  }

  /**
   * Runs this program again, in a network name space of its own; what it makes there ends there.
   */
  private static int asRouter(String[] words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("unshare", "--net"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-D" + ROUTER, "-Delection.image=" + System.getProperty("election.image")));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(NetworkSoak.class.getName());
    command.addAll(List.of(words));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start()
        .waitFor();
  }

  /** All processes of the soak hold pipes of this one: they end with it. */
  private static void exitWithParent() {
    try {
      while (System.in.read() >= 0) {
        // Nobody says anything.
      }
    } catch (IOException gone) {
      // There is nobody at the other end either.
    }
    System.exit(1);
  }

  private void run(Duration length) throws Exception {
    long start = System.nanoTime();
    await("a first leader", cluster::allFollowOne);
    while (System.nanoTime() - start < length.toNanos()) {
      getIntoTrouble();
      boolean unused = cluster.takeUntil(() -> false, someTime(6_000));
      if (network.hasMajorityOf(cluster.well()) && random.nextInt(3) > 0) {
        inTrouble.add(await("a leader while " + network, () -> cluster.leader().isPresent()));
      }
      network.heal();
      cluster.heal();
      afterwards.add(await("a leader whom all follow", cluster::allFollowOne));
      boolean alsoUnused = cluster.takeUntil(() -> false, someTime(1_500));
      requireOneLeader();
    }
  }

  private void getIntoTrouble() throws Exception {
    int troubles = 1 + random.nextInt(2);
    for (int i = 0; i < troubles; i++) {
      SoakTrouble trouble = SoakTrouble.values()[random.nextInt(SoakTrouble.values().length)];
      happened.merge(trouble, 1, Integer::sum);
      trouble.strike(network, cluster, random);
    }
  }

  /** As often a tenth of the longest as all of it. */
  private Duration someTime(long longestMillis) {
    return Duration.ofMillis((long) (longestMillis * Math.pow(0.05, random.nextDouble())));
  }

  private Duration await(String what, BooleanSupplier condition) throws InterruptedException {
    long start = System.nanoTime();
    if (!cluster.takeUntil(condition, BOUND)) {
      throw new AssertionError("not within %s: %s\n%s".formatted(BOUND, what, cluster.lastLines()));
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private void requireOneLeader() {
    List<String> contradictions = cluster.contradictions();
    if (!contradictions.isEmpty()) {
      throw new AssertionError(
          "two active leaders:\n%s\n%s"
              .formatted(String.join("\n", contradictions), cluster.lastLines()));
    }
  }

  private void print() {
    System.out.printf(
        "%d leaderships, %d questions, %d rounds of troubles: %s%n",
        cluster.judge().tenures(), cluster.questions(), afterwards.size(), happened);
    System.out.printf(
        "seconds until a leader, median / maximum: in trouble %s, afterwards %s; latest word of a"
            + " lease that was over, after the next gain: %d ms%n",
        column(inTrouble), column(afterwards), cluster.judge().latestWord().toMillis());
  }

  private static String column(List<Duration> values) {
    List<Duration> sorted = values.stream().sorted().toList();
    return sorted.isEmpty()
        ? "-"
        : "%.2f / %.2f"
            .formatted(
                sorted.get(sorted.size() / 2).toNanos() / (double) TimeUnit.SECONDS.toNanos(1),
                sorted.getLast().toNanos() / (double) TimeUnit.SECONDS.toNanos(1));
  }
}
