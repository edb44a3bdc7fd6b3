/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** No two types use each other, checked from the class files, in one package or across several. */
@DisplayName("Types use each other in a circle")
class CirclesTest {

  /** The circles that are meant. A sealed type knows those that it permits, and they it. */
  private static final List<Set<String>> MEANT =
      List.of(
          // A sealed family: every message, of peers and of operators.
          Set.of(
              "Message",
              "Request",
              "PeerRequest",
              "ControlRequest",
              "Reply",
              "PeerReply",
              "ControlReply"),
          // A record that is checked as it is made, and the rules of that check.
          Set.of("ElectionSettings", "SettingsRules", "TimingRules"),
          // An interface with its builder, and the service that the builder asks for what it
          // builds.
          Set.of("Election", "ElectionBuilder", "Providers", "ElectionEngine"),
          // A network, and the transports that are joined to it: made by it, carried by it.
          Set.of("InMemoryNetwork", "InMemoryTransport", "InMemoryTransportProvider", "Exchange"));

  @Test
  @DisplayName("only where it is meant")
  void onlyWhereMeant() throws IOException {
    Map<String, Set<String>> uses = Circles.uses(BuiltClasses.all());
    List<String> wrong = new ArrayList<>();
    for (Set<String> circle : Circles.of(uses)) {
      Set<String> names = simple(circle);
      if (MEANT.stream().noneMatch(known -> known.containsAll(names))) {
        for (String type : circle) {
          Set<String> around = new TreeSet<>(uses.get(type));
          around.retainAll(circle);
          wrong.add("%s uses %s".formatted(simple(Set.of(type)), simple(around)));
        }
      }
    }

    assertEquals(
        List.of(),
        wrong,
        () ->
            "Types use each other. Move what both sides need into a type that uses neither:\n"
                + String.join("\n", wrong));
  }

  @Test
  @DisplayName("are found: by steps, apart from each other, and without those beside them")
  void areFound() {
    List<Set<String>> circles =
        Circles.of(
            Map.of(
                "a", Set.of("b"),
                "b", Set.of("c", "d"),
                "c", Set.of("a"),
                "d", Set.of("d", "e", "f"),
                "e", Set.of("f"),
                "f", Set.of("e"),
                "g", Set.of("a", "d")));

    assertEquals(2, circles.size(), circles::toString);
    assertTrue(circles.contains(Set.of("a", "b", "c")), circles::toString);
    assertTrue(circles.contains(Set.of("e", "f")), circles::toString);
  }

  private static Set<String> simple(Set<String> types) {
    return types.stream()
        .map(type -> type.substring(type.lastIndexOf('.') + 1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
