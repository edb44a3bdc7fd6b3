/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.election4j.Election;
import io.github.election4j.Member;
import io.github.election4j.transport.inmemory.InMemoryNetwork;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Members that expect others")
class FounderSearchTest {

  private final InMemoryNetwork network = new InMemoryNetwork();
  private final List<Member> there = new CopyOnWriteArrayList<>();
  private final Map<String, Election> members = new LinkedHashMap<>();

  @AfterEach
  void end() {
    members.values().forEach(Election::close);
    network.close();
    members
        .values()
        .forEach(member -> assertEquals(List.of(), ((ElectionNode) member).liveThreads()));
  }

  private Election start(String id, Supplier<List<Member>> supplier) {
    Election started =
        Election.builder(id)
            .member(id, id)
            .expectMembers(3, supplier)
            .settings(LocalCluster.QUICK)
            .transport(network.transport())
            .volatileVotes()
            .start();
    members.put(id, started);
    return started;
  }

  private Election appear(String id) {
    there.add(Member.of(id, id));
    return start(id, () -> List.copyOf(there));
  }

  private static void awaitDiagnosis(Election member, String... parts) {
    Await.until(
        "it says " + List.of(parts),
        () ->
            member
                .status()
                .diagnosis()
                .filter(text -> Stream.of(parts).allMatch(text::contains))
                .isPresent(),
        member::status);
  }

  private long leading() {
    return members.values().stream().filter(Election::isLeader).count();
  }

  @Test
  @DisplayName("found one cluster when so many have appeared, and who comes later joins")
  void appearOneByOne() {
    appear("c");
    Election b = appear("b");
    awaitDiagnosis(
        b, "looks for 3 founders", "has found 2 (b at b, c at c): 1 more must be started");
    assertEquals(0, leading());

    appear("a");
    Await.until("one leads", () -> leading() == 1, members::values);
    Election d = appear("d");
    awaitDiagnosis(d, "has found 4 members where 3 were looked for", "add d=d");

    assertEquals(List.of("a", "b", "c"), b.status().members().stream().map(Member::id).toList());
    assertEquals(List.of(), d.status().members());
  }

  @Test
  @DisplayName("say so when they are not among those that were found, or when nobody can be asked")
  void notAmongThem() {
    Election x = start("x", () -> List.of(Member.of("a", "a"), Member.of("b", "b")));
    Election y =
        start(
            "y",
            () -> {
              throw new IllegalStateException("the name service is away");
            });
    Election z = start("z", () -> null);

    awaitDiagnosis(x, "'x' is not among those that were found (a at a, b at b)");
    awaitDiagnosis(y, "the founders cannot be looked for: the name service is away");
    awaitDiagnosis(z, "the members that the supplier returned");
    assertFalse(x.isLeader());
  }

  @Test
  @DisplayName("see two of three for a while, and another one: nobody leads before all agree")
  void differentPictures() {
    List<Member> abc = Stream.of("a", "b", "c").map(id -> Member.of(id, id)).toList();
    List<Member> bcd = Stream.of("b", "c", "d").map(id -> Member.of(id, id)).toList();
    for (String id : List.of("a", "b")) {
      start(id, () -> there.isEmpty() ? abc : List.copyOf(there));
    }
    for (String id : List.of("c", "d")) {
      start(id, () -> there.isEmpty() ? bcd : List.copyOf(there));
    }
    Await.until(
        "both know of others",
        () ->
            members
                    .get("b")
                    .status()
                    .diagnosis()
                    .orElse("")
                    .contains("Founders differ, and elect nobody")
                && members.get("c").status().diagnosis().orElse("").contains("Founders differ"));
    assertEquals(0, leading());

    there.addAll(abc);
    there.addAll(bcd.subList(2, 3));
    Await.until("one leads", () -> leading() == 1, members::values);
    Await.until(
        "the fourth joins", () -> members.get("d").status().members().isEmpty(), members::values);
  }
}
