/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Imports run one way, checked from the class files (design, section 2). */
@DisplayName("Imports run one way")
class ImportDirectionTest {

  private static final String API = "io.github.election4j";
  private static final String SPI = API + ".spi";
  private static final String WIRE = API + ".wire";
  private static final String MACHINE = API + ".core.machine";
  private static final String RUNTIME = API + ".core.runtime";
  private static final String STORE = API + ".core.store";
  private static final String LOG = API + ".core.log";
  private static final String SOCKET = API + ".transport.socket";
  private static final String IN_MEMORY = API + ".transport.inmemory";
  private static final String CLI = API + ".cli";
  private static final String CONSOLE = CLI + ".console";
  private static final String EVENT = CLI + ".event";
  private static final String PROCESS = CLI + ".process";
  private static final String SUPERVISION = CLI + ".supervision";
  private static final String SECURITY = CLI + ".security";
  private static final String MEMBER = CLI + ".member";
  private static final String OPERATOR = CLI + ".operator";
  private static final String CLUSTER = CLI + ".cluster";
  private static final String DEMONSTRATION = CLI + ".demonstration";
  private static final String DRAWING = CLI + ".drawing";
  private static final String COMPLETION = CLI + ".completion";

  /** Each package of the library, and which others of ours it may use. */
  private static final Map<String, Set<String>> LIBRARY =
      Map.of(
          WIRE, Set.of(),
          SPI, Set.of(API, WIRE),
          API, Set.of(SPI, WIRE),
          MACHINE, Set.of(API, WIRE),
          RUNTIME, Set.of(API, SPI, WIRE, MACHINE, STORE, LOG),
          STORE, Set.of(SPI, WIRE, LOG),
          LOG, Set.of(WIRE),
          SOCKET, Set.of(API, SPI, WIRE),
          IN_MEMORY, Set.of(API, SPI, WIRE));

  /** Each package of the command, likewise. */
  private static final Map<String, Set<String>> COMMAND =
      Map.of(
          CLI, Set.of(CONSOLE, DEMONSTRATION, MEMBER, OPERATOR, DRAWING, COMPLETION),
          DEMONSTRATION, Set.of(API, CONSOLE, EVENT, PROCESS, CLUSTER, MEMBER, DRAWING),
          CLUSTER, Set.of(API, EVENT),
          MEMBER, Set.of(API, SPI, WIRE, SOCKET, CONSOLE, EVENT, SECURITY, SUPERVISION),
          SUPERVISION, Set.of(CONSOLE, PROCESS),
          OPERATOR, Set.of(API, SPI, WIRE, SOCKET, CONSOLE, SECURITY),
          SECURITY, Set.of(SOCKET, CONSOLE),
          EVENT, Set.of(CONSOLE),
          CONSOLE, Set.of(API, WIRE),
          PROCESS, Set.of());

  /** Those of the command that read and write text alone, likewise. */
  private static final Map<String, Set<String>> TEXT =
      Map.of(
          DRAWING, Set.of(WIRE, CONSOLE, EVENT),
          COMPLETION, Set.of(CONSOLE));

  private static final Map<String, Set<String>> ALLOWED =
      Stream.of(LIBRARY, COMMAND, TEXT)
          .flatMap(packages -> packages.entrySet().stream())
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  @Test
  @DisplayName(
      "from the runtime to the machine, from all to the api, never from a transport to core")
  void oneWay() throws IOException {
    Set<String> wrong = new TreeSet<>();
    for (ClassFile type : BuiltClasses.all()) {
      String from = ClassFile.packageOf(type.name());
      for (String used : type.used()) {
        String to = ClassFile.packageOf(used);
        boolean ours = to.equals(API) || to.startsWith(API + ".");
        if (ours && !to.equals(from) && !ALLOWED.getOrDefault(from, Set.of()).contains(to)) {
          wrong.add(type.name() + " uses " + used);
        }
      }
    }

    assertEquals(Set.of(), wrong);
  }

  @Test
  @DisplayName(
      "in no circle, but for the api, whose SPI names its types and is asked by its builder")
  void noCircle() {
    assertEquals(List.of(Set.of(API, SPI)), Circles.of(ALLOWED));
  }

  @Test
  @DisplayName("and every package has its rule")
  void everyPackage() throws IOException {
    List<ClassFile> classes = BuiltClasses.all();
    Set<String> packages =
        classes.stream()
            .map(type -> ClassFile.packageOf(type.name()))
            .collect(Collectors.toCollection(TreeSet::new));

    assertTrue(classes.size() > 100, "classes: " + classes.size());
    assertEquals(new TreeSet<>(ALLOWED.keySet()), packages);
  }
}
