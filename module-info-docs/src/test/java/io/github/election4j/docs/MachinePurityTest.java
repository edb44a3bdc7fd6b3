/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The algorithm is pure (design, section 2): time and random are handed in, effects are handed out.
 * The list names what it may use, so that whatever else comes in is seen here first.
 */
@DisplayName("The machine")
class MachinePurityTest {

  private static final String MACHINE = "io.github.election4j.core.machine";

  private static final Set<String> PACKAGES =
      Set.of(
          MACHINE,
          "io.github.election4j.wire",
          "java.lang.invoke",
          "java.lang.runtime",
          "java.util.function",
          "java.util.stream");

  /** Of the api, values and what is said of them only. */
  private static final Set<String> VALUES =
      Set.of(
          "Activation",
          "ConfigurationException",
          "ElectionEvent",
          "ElectionSettings",
          "Leader",
          "Member",
          "MembershipRules",
          "Role");

  private static final Set<String> LANGUAGE =
      Set.of(
          "AssertionError",
          "Boolean",
          "CharSequence",
          "Class",
          "Comparable",
          "Double",
          "Enum",
          "IllegalArgumentException",
          "IllegalStateException",
          "Integer",
          "Iterable",
          "Long",
          "MatchException",
          "Math",
          "NoSuchFieldError",
          "Object",
          "Record",
          "RuntimeException",
          "String",
          "StringBuilder",
          "Throwable");

  private static final Set<String> UTILITIES =
      Set.of(
          "ArrayList",
          "Arrays",
          "Collection",
          "Collections",
          "Comparator",
          "EnumMap",
          "EnumSet",
          "HashMap",
          "HashSet",
          "Iterator",
          "LinkedHashMap",
          "LinkedHashSet",
          "List",
          "Map",
          "Map$Entry",
          "Objects",
          "Optional",
          "OptionalInt",
          "OptionalLong",
          "Set",
          "TreeMap",
          "TreeSet");

  /** Single classes: handed-in random, durations of settings, text as bytes. */
  private static final Set<String> OTHERS =
      Set.of(
          "java.util.random.RandomGenerator",
          "java.time.Duration",
          "java.nio.charset.Charset",
          "java.nio.charset.StandardCharsets");

  @Test
  @DisplayName("uses no thread, clock, lock, I/O or random of its own, and no runtime")
  void isPure() throws IOException {
    Set<String> wrong = new TreeSet<>();
    List<ClassFile> machine =
        BuiltClasses.all().stream()
            .filter(type -> ClassFile.packageOf(type.name()).equals(MACHINE))
            .toList();
    for (ClassFile type : machine) {
      type.used().stream()
          .filter(used -> !isAllowed(used))
          .forEach(used -> wrong.add(type.name() + " uses " + used));
    }

    assertTrue(machine.size() > 20, "classes: " + machine.size());
    assertEquals(Set.of(), wrong);
  }

  private static boolean isAllowed(String used) {
    String simple = used.substring(used.lastIndexOf('.') + 1);
    return switch (ClassFile.packageOf(used)) {
      case "java.lang" -> LANGUAGE.contains(simple);
      case "java.util" -> UTILITIES.contains(simple);
      case "io.github.election4j" -> VALUES.contains(simple.replaceFirst("\\$.*", ""));
      default -> PACKAGES.contains(ClassFile.packageOf(used)) || OTHERS.contains(used);
    };
  }
}
