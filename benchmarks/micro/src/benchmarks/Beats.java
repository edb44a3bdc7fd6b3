/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package benchmarks;

import io.github.election4j.ElectionSettings;
import io.github.election4j.Member;
import io.github.election4j.core.machine.Effect;
import io.github.election4j.core.machine.ElectionMachine;
import io.github.election4j.core.machine.Input;
import io.github.election4j.core.machine.MachineSettings;
import io.github.election4j.core.machine.Members;
import io.github.election4j.core.machine.NodeIdentity;
import io.github.election4j.wire.PeerRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Three machines that have elected a leader, and their heartbeats: no thread, disk or network. What
 * is sent arrives at once, and each write is durable at once.
 */
final class Beats {

  private static final long BEAT_NANOS = 50_000_000;
  private static final Input.Caller CALLER = new Input.Caller("there", true);
  private static final Input TIMER = new Input.TimerFired();
  private static final Input WRITTEN = new Input.RecordDurable();
  private static final List<Member> MEMBERS =
      Stream.of("a", "b", "c").map(id -> Member.of(id, id + ":1")).toList();

  private final Map<String, ElectionMachine> machines = new TreeMap<>();
  private final Map<Long, Asked> asked = new HashMap<>();
  private final Deque<Due> due = new ArrayDeque<>();
  private long nowNanos = BEAT_NANOS;
  private long requests;

  private record Asked(String by, String whom, PeerRequest request) {}

  private record Due(String machine, Input input) {}

  /** Elects. */
  Beats() {
    MachineSettings settings = MachineSettings.of(ElectionSettings.DEFAULTS);
    for (Member member : MEMBERS) {
      machines.put(
          member.id(),
          new ElectionMachine(
              new NodeIdentity(member, 1, 10 + machines.size()),
              settings,
              Optional.empty(),
              Members.founding(MEMBERS),
              new SplittableRandom(machines.size())));
    }
    machines.keySet().forEach(id -> due.add(new Due(id, new Input.Started())));
    while (machines.values().stream().noneMatch(machine -> machine.view().isActive(nowNanos))) {
      beat();
    }
    // Until all have confirmed what the new leader wrote.
    beat();
    beat();
  }

  /** A heartbeat interval: how many steps all three machines took. */
  int beat() {
    nowNanos += BEAT_NANOS;
    machines.keySet().forEach(id -> due.add(new Due(id, TIMER)));
    int steps = 0;
    for (Due next = due.poll(); next != null; next = due.poll()) {
      List<Effect> effects = machines.get(next.machine()).step(next.input(), nowNanos);
      effects.forEach(new Carrier(next.machine())::carryOut);
      steps++;
    }
    return steps;
  }

  /** Carries out what one machine wants. */
  private final class Carrier {
    private final String machine;

    Carrier(String machine) {
      this.machine = machine;
    }

    void carryOut(Effect effect) {
      switch (effect) {
        case Effect.Persist ignored -> due.add(new Due(machine, WRITTEN));
        case Effect.Call call -> {
          asked.put(++requests, new Asked(machine, call.peer(), call.request()));
          due.add(
              new Due(call.peer(), new Input.RequestReceived(requests, call.request(), CALLER)));
        }
        case Effect.Respond respond -> {
          Asked question = asked.remove(respond.number());
          due.add(
              new Due(
                  question.by(),
                  new Input.ReplyReceived(question.whom(), question.request(), respond.reply())));
        }
        default -> {}
      }
    }
  }
}
