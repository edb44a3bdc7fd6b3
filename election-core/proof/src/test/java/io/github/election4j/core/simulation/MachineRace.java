/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.Member;
import io.github.election4j.Role;
import io.github.election4j.core.machine.Effect;
import io.github.election4j.core.machine.ElectionMachine;
import io.github.election4j.core.machine.Input;
import io.github.election4j.core.machine.MachineSettings;
import io.github.election4j.core.machine.Members;
import io.github.election4j.core.machine.NodeIdentity;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** A {@link Race} of the real machine, with disks that take no time. */
final class MachineRace implements Race {

  private static final NodeClock TRUE_CLOCK = new NodeClock(0, NodeClock.TRUE_RATE);

  private final RaceNetwork network;
  private final Map<String, Runner> runners = new HashMap<>();
  private Optional<Outcome> outcome = Optional.empty();

  MachineRace(Field field, MachineSettings settings, SplittableRandom random) {
    network = new RaceNetwork(field.roundTripNanos(), random.split());
    List<Member> members = members(field.nodes());
    Configuration founders = Members.founding(members);
    for (Member member : members) {
      ElectionMachine machine =
          new ElectionMachine(
              new NodeIdentity(member, 1, 1 + random.nextLong(Long.MAX_VALUE - 10)),
              settings,
              Optional.empty(),
              founders,
              new FirstDraw(field.alike(), random.split()));
      runners.put(member.id(), new Runner(member.id(), machine));
    }
  }

  private static List<Member> members(int count) {
    List<Member> members = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      members.add(Member.of("n%03d".formatted(number), "n%03d:7400".formatted(number)));
    }
    return members;
  }

  @Override
  public void start() {
    runners.values().forEach(runner -> runner.step(new Input.Started()));
  }

  @Override
  public Optional<Outcome> outcome() {
    return outcome;
  }

  @Override
  public Timeline timeline() {
    return network.timeline();
  }

  private void won(long term) {
    if (outcome.isEmpty()) {
      outcome = Optional.of(new Outcome(term, timeline().now()));
    }
  }

  /** One node: does what its machine wants. */
  private final class Runner {

    private final String id;
    private final ElectionMachine machine;
    private final ProcessTimer timer;
    private final Map<Long, Consumer<PeerReply>> answers = new HashMap<>();
    private long requests;

    private Runner(String id, ElectionMachine machine) {
      this.id = id;
      this.machine = machine;
      this.timer =
          new ProcessTimer(network.timeline(), TRUE_CLOCK, () -> step(new Input.TimerFired()));
    }

    private void step(Input input) {
      for (Effect effect : machine.step(input, timeline().now())) {
        switch (effect) {
          case Effect.Persist ignored -> step(new Input.RecordDurable());
          case Effect.ArmTimer arm -> timer.arm(arm.atNanos());
          case Effect.Respond respond -> answers.remove(respond.number()).accept(respond.reply());
          case Effect.Call call -> ask(call);
          case Effect.Publish publish -> {
            if (publish.view().role() == Role.LEADER) {
              won(publish.view().term());
            }
          }
          default -> {}
        }
      }
    }

    private void ask(Effect.Call call) {
      Runner peer = runners.get(call.peer());
      network.send(() -> peer.answer(call.request(), this));
    }

    private void answer(PeerRequest request, Runner asking) {
      answers.put(++requests, reply -> reply(request, reply, asking));
      step(new Input.RequestReceived(requests, request));
    }

    private void reply(PeerRequest request, PeerReply reply, Runner asking) {
      network.send(() -> asking.step(new Input.ReplyReceived(id, request, reply)));
    }
  }
}
