/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.election4j.Election;
import io.github.election4j.ElectionBuilder;
import io.github.election4j.ElectionEvent;
import io.github.election4j.transport.inmemory.InMemoryNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * A typing error in the list of members, with real members: design, section 5 rule 12. {@code
 * -Dfounders.runs} is how often it is made.
 */
@DisplayName("Members a and c that were given a, b, c, and b and d that were given a, b, d,")
class FoundersTypoTest {

  private static final long RUNS = Long.getLong("founders.runs", 4);
  private static final Duration WATCHED = Duration.ofMillis(900);
  private static final String DIFFER =
      "Founders differ, and elect nobody before they agree: by the word of '";
  private static final Map<String, List<String>> LISTS =
      Map.of(
          "a", List.of("a", "b", "c"),
          "b", List.of("a", "b", "d"),
          "c", List.of("a", "b", "c"),
          "d", List.of("a", "b", "d"));

  @Test
  @DisplayName("never have two leaders, say what differs, and elect one once they were corrected")
  void neverTwo() {
    List<String> faults =
        LongStream.rangeClosed(1, RUNS)
            .parallel()
            .mapToObj(seed -> new Run(seed).faults())
            .flatMap(List::stream)
            .toList();
    assertEquals(List.of(), faults);
  }

  /** Four members, started in an order and with gaps of their own. */
  private static final class Run {

    private final Random random;
    private final InMemoryNetwork network = new InMemoryNetwork();
    private final Map<String, Recorder> recorders = new LinkedHashMap<>();
    private final Map<String, Election> members = new LinkedHashMap<>();

    Run(long seed) {
      random = new Random(seed);
    }

    List<String> faults() {
      List<String> order = new ArrayList<>(LISTS.keySet().stream().sorted().toList());
      Collections.shuffle(order, random);
      List<String> faults = new ArrayList<>();
      try {
        for (String id : order) {
          start(id, LISTS.get(id));
          LockSupport.parkNanos(random.nextLong(60_000_000));
        }
        faults.addAll(watch(order));
        correct();
      } finally {
        members.values().forEach(Election::close);
        network.close();
      }
      return faults;
    }

    private void start(String id, List<String> list) {
      Recorder recorder = new Recorder();
      recorders.put(id, recorder);
      ElectionBuilder builder =
          Election.builder(id).transport(network.transport()).volatileVotes().listener(recorder);
      list.forEach(member -> builder.member(member, member));
      members.put(id, builder.start());
    }

    private List<String> watch(List<String> order) {
      List<String> faults = new ArrayList<>();
      Deadline end = Deadline.in(WATCHED);
      while (end.remainingNanos() > 0 && faults.isEmpty()) {
        for (String one : order) {
          for (String other : order) {
            if (areBothActive(one, other)) {
              faults.add("started %s: %s and %s lead at once".formatted(order, one, other));
            }
          }
        }
        LockSupport.parkNanos(100_000);
      }
      return faults;
    }

    /** Leadership that is over does not come back in its term, so the first look is repeated. */
    private boolean areBothActive(String one, String other) {
      return !one.equals(other)
          && members.get(one).isLeader()
          && members.get(other).isLeader()
          && members.get(one).isLeader();
    }

    private void correct() {
      List<String> right = LISTS.get("a");
      Await.until(
          "a says what differs",
          () -> recorders.get("a").events().stream().anyMatch(Run::saysWhatDiffers),
          () -> recorders.get("a"));
      Await.until("its status says it, too", () -> diagnosis().contains(DIFFER), () -> diagnosis());
      for (String id : List.of("b", "d")) {
        members.remove(id).close();
      }
      start("b", right);
      Await.until(
          "one leads",
          () -> right.stream().filter(id -> members.get(id).isLeader()).count() == 1,
          () -> recorders);
    }

    private String diagnosis() {
      return members.get("a").status().diagnosis().orElse("nothing");
    }

    private static boolean saysWhatDiffers(ElectionEvent event) {
      return event instanceof ElectionEvent.Warning warning
          && warning.message().contains("member 'c': voter at c here, absent there")
          && warning.message().contains("member 'd': absent here, voter at d there");
    }
  }
}
