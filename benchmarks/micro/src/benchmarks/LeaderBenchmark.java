/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package benchmarks;

import io.github.election4j.Election;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The question that a program asks before each thing that only a leader may do. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LeaderBenchmark {

  private Election election;

  @Setup
  public void lead() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    election = Election.builder("a").member("a", "127.0.0.1:" + port).volatileVotes().start();
    election.awaitLeader(Duration.ofSeconds(10));
  }

  @TearDown
  public void close() {
    election.close();
  }

  @Benchmark
  public boolean isLeader() {
    return election.isLeader();
  }

  /** What it compares with: most of its time. */
  @Benchmark
  public long clockAlone() {
    return System.nanoTime();
  }
}
