/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.ElectionEvent;
import io.github.election4j.Role;
import io.github.election4j.wire.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every state with every input: nothing throws, and no role follows another that may not. */
class IllegalEdgesTest {

  private static final Set<Role> ENDS = EnumSet.of(Role.CLOSED, Role.FAILED);

  private static Map<String, Supplier<MachineDriver>> states() {
    Map<String, Supplier<MachineDriver>> states = new LinkedHashMap<>();
    states.put("new follower", () -> MachineDriver.of("a", "b", "c"));
    states.put("follower of b", () -> MachineDriver.following(3, "a", "b", "c"));
    states.put(
        "restarted follower", () -> MachineDriver.restarted(3, Optional.of("b"), "a", "b", "c"));
    states.put("witness", () -> MachineDriver.following(3, "a:0", "b", "c"));
    states.put("pre-candidate", () -> MachineDriver.of("a", "b", "c").untilPreCandidate());
    states.put("held pre-candidate", IllegalEdgesTest::held);
    states.put("candidate", () -> MachineDriver.campaigning("a", "b", "c"));
    states.put("leader", () -> MachineDriver.confirmed("a", "b", "c"));
    states.put("leader that waits", IllegalEdgesTest::waiting);
    states.put("leader that changes members", IllegalEdgesTest::changing);
    states.put("leader whose tasks end", IllegalEdgesTest::handingOver);
    states.put("leader that has released", IllegalEdgesTest::released);
    states.put("leader alone", () -> MachineDriver.of("a"));
    states.put("observer", () -> MachineDriver.following(3, "a:observer", "b", "c"));
    states.put("closed", () -> ended(new Input.CloseAsked()));
    states.put("failed", () -> ended(new Input.StoreFailed("the disk is full")));
    return states;
  }

  @Test
  @DisplayName("The states that are tried are of every role")
  void everyRole() {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    states().values().forEach(state -> roles.add(state.get().role()));

    assertEquals(EnumSet.allOf(Role.class), roles);
  }

  @Test
  @DisplayName("No input makes a machine throw, or take an edge that is not allowed")
  void noInputTakesAnIllegalEdge() {
    int tried = 0;
    for (Map.Entry<String, Supplier<MachineDriver>> state : states().entrySet()) {
      for (Input input : EveryInput.of(state.getValue().get())) {
        tryInput(state.getValue().get(), input, state.getKey() + " given " + input);
        tried++;
      }
    }

    assertTrue(tried > 1_000, "tried: " + tried);
  }

  private static void tryInput(MachineDriver machine, Input input, String where) {
    Role role = machine.role();
    Role before = role;
    long term = machine.term();

    List<Effect> effects = machine.step(input);

    for (ElectionEvent event : announced(effects)) {
      if (event instanceof ElectionEvent.RoleChanged change) {
        assertEquals(role, change.from(), where);
        assertTrue(Transitions.isAllowed(change.from(), change.to()), where);
        role = change.to();
      }
    }
    assertEquals(role, machine.role(), where);
    assertEquals(
        before == Role.FAILED || mayFail(input, before), machine.role() == Role.FAILED, where);
    boolean writeFailed = input instanceof Input.StoreFailed;
    assertTrue(writeFailed || machine.term() >= term, where);
    checkAnswers(effects, input, where);
  }

  /** A second start and a lost disk are all that may fail a node: no message does. */
  private static boolean mayFail(Input input, Role before) {
    return before != Role.CLOSED
        && (input instanceof Input.Started || input instanceof Input.StoreFailed);
  }

  private static void checkAnswers(List<Effect> effects, Input input, String where) {
    long answers = effects.stream().filter(Effect.Respond.class::isInstance).count();
    assertEquals(input instanceof Input.RequestReceived ? 1 : 0, answers, where);
    boolean answered = false;
    for (Effect effect : effects) {
      assertFalse(answered && effect instanceof Effect.Persist, where + ": answered, then wrote");
      answered |= effect instanceof Effect.Respond;
    }
  }

  @Test
  @DisplayName("A node that has ended answers that it is unavailable, and does nothing else")
  void endedNodesOnlyAnswer() {
    for (Input end : List.of(new Input.CloseAsked(), new Input.StoreFailed("the disk is full"))) {
      for (Input input : EveryInput.of(ended(end))) {
        MachineDriver machine = ended(end);
        NodeView before = machine.view();

        List<Effect> effects = machine.step(input);

        assertEquals(before, machine.view());
        for (Effect effect : effects) {
          assertTrue(isAllowedAtTheEnd(effect), "%s gave %s".formatted(input, effect));
        }
        assertTrue(effects.size() < 2, input + " gave " + effects);
      }
    }
  }

  private static boolean isAllowedAtTheEnd(Effect effect) {
    return switch (effect) {
      case Effect.Respond respond -> respond.reply().header().verdict() == Verdict.UNAVAILABLE;
      case Effect.HandOverEnded ended -> ended.outcome() == Effect.HandOverOutcome.NOT_LEADER;
      case Effect.MembersProgress progress ->
          progress.outcome() == Effect.MembersOutcome.NOT_LEADER;
      default -> false;
    };
  }

  @Test
  @DisplayName("Of all pairs of roles these may follow each other, and no others")
  void allowedEdges() {
    Set<String> allowed = new TreeSet<>();
    for (Role from : Role.values()) {
      for (Role to : Role.values()) {
        if (Transitions.isAllowed(from, to)) {
          allowed.add(from + "->" + to);
        }
      }
    }

    Set<String> expected =
        new TreeSet<>(
            List.of(
                "FOLLOWER->PRE_CANDIDATE",
                "FOLLOWER->CANDIDATE",
                "FOLLOWER->OBSERVER",
                "PRE_CANDIDATE->FOLLOWER",
                "PRE_CANDIDATE->CANDIDATE",
                "PRE_CANDIDATE->OBSERVER",
                "CANDIDATE->FOLLOWER",
                "CANDIDATE->PRE_CANDIDATE",
                "CANDIDATE->LEADER",
                "CANDIDATE->OBSERVER",
                "LEADER->FOLLOWER",
                "LEADER->OBSERVER",
                "OBSERVER->FOLLOWER"));
    for (Role from : EnumSet.complementOf(EnumSet.copyOf(ENDS))) {
      ENDS.forEach(end -> expected.add(from + "->" + end));
    }
    assertEquals(expected, allowed);
  }

  @Test
  @DisplayName("An edge that is not allowed fails loudly, and names both roles")
  void illegalEdgesFail() {
    for (Role from : Role.values()) {
      for (Role to : Role.values()) {
        if (!Transitions.isAllowed(from, to)) {
          Invariants.BrokenException broken =
              assertThrows(
                  Invariants.BrokenException.class, () -> Transitions.check(from, to, "a test"));
          assertTrue(broken.reason().contains(from + " cannot become " + to), broken.reason());
        }
      }
    }
  }

  // ---- states

  private static MachineDriver held() {
    MachineDriver machine = MachineDriver.of("a", "b", "c").untilPreCandidate();
    machine.askPreVote("b", 1);
    return machine;
  }

  private static MachineDriver waiting() {
    MachineDriver machine = MachineDriver.campaigning("a", "b", "c");
    machine.grantVote("b", 100);
    return machine;
  }

  private static MachineDriver changing() {
    MachineDriver machine = MachineDriver.confirmed("a", "b", "c");
    machine.step(new Input.MembersProposed(MachineDriver.membersOf("a", "b")));
    return machine;
  }

  private static MachineDriver handingOver() {
    MachineDriver machine = MachineDriver.confirmed("a", "b", "c");
    machine.step(new Input.ResignAsked(Optional.empty()));
    return machine;
  }

  private static MachineDriver released() {
    MachineDriver machine = handingOver();
    machine.step(new Input.TasksEnded(machine.term()));
    return machine;
  }

  private static MachineDriver ended(Input end) {
    MachineDriver machine = MachineDriver.following(3, "a", "b", "c");
    machine.heartbeat("b", 3);
    machine.step(end);
    return machine;
  }

  private static List<ElectionEvent> announced(List<Effect> effects) {
    List<ElectionEvent> events = new ArrayList<>();
    for (Effect effect : effects) {
      if (effect instanceof Effect.Announce announce) {
        events.add(announce.event());
      }
    }
    return events;
  }
}
