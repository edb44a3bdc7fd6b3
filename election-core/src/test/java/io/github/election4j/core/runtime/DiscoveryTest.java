/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Election;
import io.github.election4j.Member;
import io.github.election4j.Registration;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A leader that follows a discovery service")
class DiscoveryTest {

  private static final Duration OFTEN = Duration.ofMillis(50);
  private static final Member SELF = Member.of("a", "a");
  private static final Member WATCHER = Member.of("w", "w").asObserver();

  private final AtomicInteger asked = new AtomicInteger();
  private final Election election =
      Election.builder("a").member(SELF).transport(new HangingTransport()).volatileVotes().start();

  @AfterEach
  void nothingIsLeft() {
    election.close();
    assertEquals(List.of(), ((ElectionNode) election).liveThreads());
  }

  private Set<Member> members() {
    return Set.copyOf(election.status().members());
  }

  @Test
  @DisplayName("changes the members when two answers in a row agree")
  void follows() {
    Registration following =
        election.syncMembers(
            () -> {
              asked.incrementAndGet();
              return List.of(SELF, WATCHER);
            },
            OFTEN);
    Await.until("the observer is a member", () -> members().equals(Set.of(SELF, WATCHER)));
    assertTrue(asked.get() >= 2);
    following.close();
    following.close();
  }

  @Test
  @DisplayName("changes nothing while the answers differ")
  void wavering() {
    election.syncMembers(
        () -> asked.incrementAndGet() % 2 == 0 ? List.of(SELF) : List.of(SELF, WATCHER), OFTEN);
    Await.until("it was asked often", () -> asked.get() > 6);
    assertEquals(Set.of(SELF), members());
  }

  @Test
  @DisplayName("asks again when the service fails or its answer breaks a rule")
  void failing() {
    election.syncMembers(
        () ->
            switch (asked.incrementAndGet()) {
              case 1 -> throw new IllegalStateException("on purpose");
              case 2, 3 -> List.of();
              default -> List.of(SELF, WATCHER);
            },
        OFTEN);
    Await.until("the observer is a member", () -> members().equals(Set.of(SELF, WATCHER)));
  }

  @Test
  @DisplayName("asks no more when it was told so, even from within")
  void ended() {
    AtomicReference<Optional<Registration>> self = new AtomicReference<>(Optional.empty());
    Await.until("it leads", election::isLeader);
    Registration following =
        election.syncMembers(
            () -> {
              asked.incrementAndGet();
              Await.until("the registration is known", () -> self.get().isPresent());
              self.get().orElseThrow().close();
              return List.of(SELF);
            },
            OFTEN);
    self.set(Optional.of(following));
    Await.until(
        "its thread has ended",
        () ->
            asked.get() == 1
                && ((ElectionNode) election)
                    .liveThreads().stream().noneMatch(name -> name.endsWith("discovery")));
  }

  @Test
  @DisplayName("must be told how often to ask")
  void howOften() {
    for (Duration wrong : List.of(Duration.ZERO, Duration.ofMillis(-1))) {
      assertThrows(
          IllegalArgumentException.class, () -> election.syncMembers(() -> List.of(SELF), wrong));
    }
  }
}
