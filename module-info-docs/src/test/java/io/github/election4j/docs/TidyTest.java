/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** House rules that a compiler does not know, over all sources: tests and tools too. */
@DisplayName("In the sources")
class TidyTest {

  private static final int LINES_OF_A_FILE = 500;
  private static final int LINES_OF_A_METHOD = 60;
  private static final int PARAMETERS = 5;

  /** Parsed once: it takes as long as all checks together. */
  private static List<SourceFile> sources = List.of();

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
          "Clocks");

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
  @DisplayName("no method and no constructor has more than 5 parameters, but for those of records")
  void parameters() throws IOException {
    check(
        source ->
            source.methods().stream()
                .filter(method -> method.parameters() > PARAMETERS)
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
    // A loader of classes is asked by the JDK to lock what the JDK locks.
    check(
        source ->
            source.simpleName().equals("MutantLoader") ? List.of() : source.uses("synchronized"));
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
  @DisplayName("of the library the wall clock gives timestamps for people, and times nothing")
  void wallClock() throws IOException {
    check(
        source -> {
          List<String> found = new ArrayList<>();
          if (source.isMain() && !WALL_CLOCK.contains(source.simpleName())) {
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

  @Test
  @DisplayName("each package of the library says at its door what is in it")
  void packages() throws IOException {
    Set<Path> silent = new TreeSet<>();
    for (SourceFile source : sources()) {
      if (source.isMain() && !source.simpleName().equals("module-info")) {
        silent.add(source.path().getParent());
      }
    }
    sources().stream()
        .filter(source -> source.simpleName().equals("package-info"))
        .map(source -> source.path().getParent())
        .toList()
        .forEach(silent::remove);

    assertEquals(Set.of(), silent, "each of these folders needs a package-info.java");
  }

  @Test
  @DisplayName("each exported type, nested ones too, says since which version it is there")
  void since() throws IOException {
    Set<String> exported =
        BuiltModules.all().stream()
            .flatMap(module -> module.descriptor().exports().stream())
            .map(exports -> exports.source().replace('.', '/'))
            .collect(Collectors.toSet());
    check(
        source ->
            !source.isMain() || exported.stream().noneMatch(source::isIn)
                ? List.of()
                : source.types().stream()
                    .filter(type -> type.visible() && !type.comment().contains("@since "))
                    .map(type -> "%s: %s has no @since".formatted(source.path(), type.name()))
                    .toList());
  }

  private static List<SourceFile> sources() throws IOException {
    if (sources.isEmpty()) {
      sources = SourceFile.all();
      assertTrue(sources.size() > 300, "sources: " + sources.size());
    }
    return sources;
  }

  private static void check(Function<SourceFile, List<String>> rule) throws IOException {
    List<String> wrong = new ArrayList<>();
    sources().forEach(source -> wrong.addAll(rule.apply(source)));

    assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
  }
}
