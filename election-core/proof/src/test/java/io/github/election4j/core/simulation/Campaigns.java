/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Runs one seed after another, adds up what they were like, and explains the first that fails. */
final class Campaigns {

  private static final int LINES_SHOWN = 60;

  private final MachineUnderTest.Factory machines;
  private long runs;
  private long events;
  private long calls;
  private long elections;
  private double simulatedSeconds;
  private RunResult.Worst worst = new RunResult.Worst(0, 0);
  private final long cpuAtStartNanos = cpuOfProcess();

  Campaigns(MachineUnderTest.Factory machines) {
    this.machines = machines;
  }

  /** Runs seeds from the first one on for as long as it is told to. */
  void runFrom(long firstSeed, BooleanSupplier more) {
    for (long seed = firstSeed; more.getAsBoolean(); seed++) {
      run(RunId.of(seed));
    }
  }

  long runs() {
    return runs;
  }

  /** Runs one id; throws an error that explains what was broken, and how to see it again. */
  void run(RunId id) {
    SimulatedRun run = new SimulatedRun(id, machines);
    try {
      add(run.run());
    } catch (Violation broken) {
      throw new AssertionError(explain(id, broken), broken);
    } catch (RuntimeException fault) {
      throw new AssertionError(
          "run %s ended with a fault of the simulation itself\n%s".formatted(id, replay(id)),
          fault);
    }
  }

  private void add(RunResult result) {
    runs++;
    events += result.events();
    calls += result.calls();
    elections += result.elections();
    simulatedSeconds += result.simulatedNanos() / (double) Nanos.SECOND;
    worst = worst.or(result.worst());
  }

  private String explain(RunId id, Violation found) {
    RunId small = new Shrinker(machines, found.invariant()).shrink(id);
    SimulatedRun again = new SimulatedRun(small, machines);
    String message =
        again
            .violation()
            .map(Throwable::getMessage)
            .orElse("not found again; the run is not repeatable");
    StringBuilder text = new StringBuilder();
    text.append("seed ").append(id).append(" breaks ").append(found.getMessage());
    text.append("\nshrunk to ").append(small).append(": ").append(message);
    text.append("\n").append(again.plan().cluster().size()).append(" nodes, faults ");
    text.append(again.plan().faults().meanIntervals().keySet())
        .append("\nthe last that happened:\n");
    again.lastLines(LINES_SHOWN).forEach(line -> text.append(line).append('\n'));
    return text.append(replay(small)).toString();
  }

  private static String replay(RunId id) {
    return "replay: mvn -pl election-core/proof -am test -Dtest=SimulationTest"
        + " -Dsurefire.failIfNoSpecifiedTests=false -Dsimulation.seed="
        + id;
  }

  /** What the runs were like. The rates are those of one core, garbage collection included. */
  String summary() {
    double seconds = cpuNanos() / (double) Nanos.SECOND;
    return """
    simulation: %d seeds, %.0f simulated seconds, %d events, %d requests, %d elections; \
    %.1f s of CPU time, a second of it: %.0f simulated seconds, %.0f events, %.0f elections; \
    slowest leader after %.1f maximum election timeouts, at most %.1f requests a pair of nodes\
    """
        .formatted(
            runs,
            simulatedSeconds,
            events,
            calls,
            elections,
            seconds,
            simulatedSeconds / seconds,
            events / seconds,
            elections / seconds,
            worst.leaderInElections(),
            worst.messagesPerPair());
  }

  private long cpuNanos() {
    return cpuOfProcess() - cpuAtStartNanos;
  }

  private static long cpuOfProcess() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }
}
