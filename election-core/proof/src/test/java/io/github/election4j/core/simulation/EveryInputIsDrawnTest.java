/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.election4j.core.machine.Effect;
import io.github.election4j.core.machine.Input;
import io.github.election4j.core.machine.MachineSettings;
import io.github.election4j.core.machine.NodeView;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.Sender;
import io.github.election4j.wire.Verdict;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A simulation proves nothing about what it never tries. */
@DisplayName("The default simulation draws")
@Tag("optimised")
class EveryInputIsDrawnTest {

  private static final long SEEDS = 250;

  private final Set<Class<?>> seen = new HashSet<>();
  private final Set<Verdict> verdicts = new TreeSet<>();

  private MachineUnderTest watched(MachineUnderTest machine) {
    return new MachineUnderTest() {
      @Override
      public List<Effect> step(Input input, long nowNanos) {
        see(input);
        List<Effect> effects = machine.step(input, nowNanos);
        effects.forEach(effect -> seen.add(effect.getClass()));
        return effects;
      }

      @Override
      public NodeView view() {
        return machine.view();
      }

      @Override
      public Sender sender() {
        return machine.sender();
      }
    };
  }

  private void see(Input input) {
    seen.add(input.getClass());
    if (input instanceof Input.RequestReceived received) {
      seen.add(received.request().getClass());
    }
    if (input instanceof Input.ReplyReceived received) {
      seen.add(received.reply().getClass());
      verdicts.add(received.reply().header().verdict());
    }
  }

  @Test
  @DisplayName("every input, effect, request and reply that there is, and every kind of fault")
  void everything() {
    Set<FaultKind> faults = new TreeSet<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      SimulatedRun run =
          new SimulatedRun(
              RunId.of(seed),
              (identity, settings, loaded, founders, random) ->
                  watched(new RealMachine(identity, settings, loaded, founders, random)));
      run.run();
      faults.addAll(run.faults());
    }
    // Founders find one another in runs of their own: GatheringTest.
    assertEquals(Set.of("FoundersGathered"), unseen(Input.class));
    assertEquals(Set.of(), unseen(Effect.class));
    assertEquals(Set.of(), unseen(PeerRequest.class));
    assertEquals(Set.of(), unseen(PeerReply.class));
    assertEquals(Set.of(FaultKind.values()), faults);
    assertEquals(Set.of(), missing(verdicts));
  }

  @Test
  @DisplayName("members that differ in each setting, from the start and after a restart")
  void unlikeMembers() {
    Map<String, Function<MachineSettings, Object>> settings =
        Map.of(
            "heartbeat", each -> each.timing().heartbeatNanos(),
            "shortest election", each -> each.timing().minElectionNanos(),
            "longest election", each -> each.timing().maxElectionNanos(),
            "promise", MachineSettings::promiseNanos,
            "drift", MachineSettings::maxClockDrift,
            "minimum quorum", MachineSettings::minimumQuorum,
            "activation", MachineSettings::activation);
    Set<String> amongMembers = new TreeSet<>();
    Set<String> acrossRestart = new TreeSet<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      SettingsPlan plan = PlanMaker.make(RunId.of(seed)).cluster().settings();
      settings.forEach(
          (name, setting) -> {
            if (plan.atFirst().stream().map(setting).distinct().count() > 1) {
              amongMembers.add(name);
            }
            if (!setting.apply(plan.atFirst().get(0)).equals(setting.apply(plan.later().get(0)))) {
              acrossRestart.add(name);
            }
          });
    }
    assertEquals(settings.keySet(), amongMembers);
    assertEquals(settings.keySet(), acrossRestart);
  }

  private Set<String> unseen(Class<?> sealed) {
    return Arrays.stream(sealed.getPermittedSubclasses())
        .filter(Class::isRecord)
        .filter(type -> !seen.contains(type))
        .map(Class::getSimpleName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** All founders are given the same members here, and a successor is rarely found unfit. */
  private static Set<Verdict> missing(Set<Verdict> drawn) {
    Set<Verdict> missing = new TreeSet<>(Set.of(Verdict.values()));
    missing.removeAll(
        Set.of(
            Verdict.FOUNDERS_DIFFER,
            Verdict.NOT_ELIGIBLE,
            Verdict.IMPLAUSIBLE,
            Verdict.ANOTHER_ALIVE));
    missing.removeAll(drawn);
    return missing;
  }
}
