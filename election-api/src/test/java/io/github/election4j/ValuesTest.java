/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.election4j.ConfigurationException.Fault;
import io.github.election4j.wire.ConfigurationId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@DisplayName("Values of the api")
class ValuesTest {

  @Test
  @DisplayName("refuse null and name the part")
  void nullIsRefused() {
    assertNamed("id", () -> Member.of(null, "place-1"));
    assertNamed("address", () -> Member.of("a", null));
    assertNamed("id", () -> new Leader(null, "place-1", 1));
    assertNamed("address", () -> new Leader("a", null, 1));
    assertNamed("rule", () -> new Fault("setting", "value", null));
    assertNamed("leader", () -> new NotLeaderException("message", null));
    assertNamed("leader", () -> new ElectionEvent.LeaderElected(1, null));
    assertNamed("reason", () -> new ElectionEvent.LeadershipLost(1, null));
    assertNamed("to", () -> new ElectionEvent.RoleChanged(1, Role.FOLLOWER, null, "reason"));
    assertNamed("failure", () -> new ElectionEvent.Stopped(1, null));
    assertNamed("leaseRemaining", () -> status("default", null, List.of()));
    assertNamed("group", () -> status(null, Duration.ZERO, List.of()));
  }

  @Test
  @DisplayName("do not change with the list that they were made of")
  void listsAreCopied() {
    List<Member> members = new ArrayList<>(List.of(Member.of("a", "place-1")));
    ElectionStatus status = status("default", Duration.ZERO, members);
    ElectionEvent.MembersChanged event = new ElectionEvent.MembersChanged(1, "0.1", members);
    members.clear();
    assertEquals(List.of(Member.of("a", "place-1")), status.members());
    assertEquals(List.of(Member.of("a", "place-1")), event.members());
  }

  private static ElectionStatus status(
      String group, Duration leaseRemaining, List<Member> members) {
    return new ElectionStatus(
        "a",
        group,
        Role.FOLLOWER,
        3,
        Optional.empty(),
        false,
        leaseRemaining,
        Optional.empty(),
        ConfigurationId.FIRST,
        members,
        List.of(),
        0,
        Optional.empty(),
        Map.of("connections-accepted", 2L),
        Optional.empty());
  }

  @Test
  @DisplayName(
      "keep the message of an exception that was serialized, and never give null for the rest")
  void exceptionsSurviveSerialization() throws Exception {
    NotLeaderException refusal =
        new NotLeaderException("ask 'b'", Optional.of(new Leader("b", "place-2", 4)));
    assertEquals(Optional.of(new Leader("b", "place-2", 4)), refusal.leader());
    NotLeaderException copy = copy(refusal);
    assertEquals("ask 'b'", copy.getMessage());
    assertEquals(Optional.empty(), copy.leader());

    ConfigurationException faults =
        copy(new ConfigurationException(List.of(new Fault("group", "''", "expected a name"))));
    assertEquals(
        "the configuration has 1 fault(s):\n  group is ''; expected a name", faults.getMessage());
    assertEquals(List.of(), faults.faults());
  }

  private static <T> T copy(T original) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(original);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      @SuppressWarnings("unchecked") // what was written is a T
      T copy = (T) in.readObject();
      return copy;
    }
  }

  private static void assertNamed(String name, Executable call) {
    assertEquals(name, assertThrows(NullPointerException.class, call).getMessage());
  }
}
