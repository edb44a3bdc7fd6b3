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
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** House rules that a compiler does not know, over the main sources of all modules. */
@DisplayName("In the main sources")
class TidyTest {

  private static final int LINES_OF_A_FILE = 500;
  private static final int LINES_OF_A_METHOD = 60;
  private static final int PARAMETERS_OF_A_CONSTRUCTOR = 5;

  private static final String HEADER =
      """
      /*
       * Copyright 2026 The Election4j Authors
       * SPDX-License-Identifier: Apache-2.0
       */
      """;

  /** Who may ask the wall clock: for a timestamp that people read, and two reasons of their own. */
  private static final Set<String> WALL_CLOCK =
      Set.of(
          // Timestamps of events and lines.
          "Announcements",
          "Demo",
          "DemoLines",
          "EventPrinter",
          // A jump against the monotonic clock tells of a suspended machine.
          "Clocks",
          // An incarnation is to grow even if the disk is lost.
          "CoreElectionEngine");

  @Test
  @DisplayName("no file has more than 500 lines")
  void files() throws IOException {
    check(
        source ->
            source.lines() > LINES_OF_A_FILE
                ? List.of("%s has %d lines".formatted(source.path(), source.lines()))
                : List.of());
  }

  @Test
  @DisplayName("no method has more than 60 lines: a reader takes it in at one look")
  void methods() throws IOException {
    check(
        source ->
            source.methods().stream()
                .filter(method -> method.lines() > LINES_OF_A_METHOD)
                .map(
                    method ->
                        "%s: %s has %d lines"
                            .formatted(source.path(), method.name(), method.lines()))
                .toList());
  }

  @Test
  @DisplayName("no constructor has more than 5 parameters")
  void constructors() throws IOException {
    check(
        source ->
            source.methods().stream()
                .filter(SourceFile.Method::constructor)
                .filter(method -> method.parameters() > PARAMETERS_OF_A_CONSTRUCTOR)
                .map(
                    method ->
                        "%s: %s has %d parameters"
                            .formatted(source.path(), method.name(), method.parameters()))
                .toList());
  }

  @Test
  @DisplayName(
      "nothing is synchronized: locks are ReentrantLocks, which virtual threads can wait for")
  void locks() throws IOException {
    check(source -> source.uses("synchronized"));
  }

  @Test
  @DisplayName("nothing sleeps: it waits for what it waits for")
  void sleeps() throws IOException {
    check(source -> source.uses("Thread.sleep"));
  }

  @Test
  @DisplayName("no check can be switched off: there is no assert")
  void asserts() throws IOException {
    check(source -> source.uses("assert"));
  }

  @Test
  @DisplayName("the wall clock gives timestamps for people, and times nothing")
  void wallClock() throws IOException {
    check(
        source -> {
          List<String> found = new ArrayList<>();
          if (!WALL_CLOCK.contains(source.simpleName())) {
            for (String clock :
                List.of("System.currentTimeMillis", "Instant.now", "LocalDateTime.now")) {
              found.addAll(source.uses(clock));
            }
          }
          return found;
        });
  }

  @Test
  @DisplayName("each file begins with the licence")
  void licence() throws IOException {
    check(
        source ->
            source.text().startsWith(HEADER)
                ? List.of()
                : List.of(source.path() + " does not begin with the licence"));
  }

  private static void check(Function<SourceFile, List<String>> rule) throws IOException {
    List<SourceFile> sources = SourceFile.mainSources();
    assertTrue(sources.size() > 100, "sources: " + sources.size());

    List<String> wrong = new ArrayList<>();
    sources.forEach(source -> wrong.addAll(rule.apply(source)));

    assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
  }
}
