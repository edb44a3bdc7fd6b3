/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.docs;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page about the modules")
class ModulesPageTest {

  private static final Map<String, String> SENTENCES =
      Map.of(
          "io.github.election4j",
          "What a program sees of an election, what a transport or a vote store implements, and the"
              + " messages with their codec.",
          "io.github.election4j.core",
          "The engine: the algorithm, a pure machine, and the runtime around it; reached through a"
              + " service, never by its classes.",
          "io.github.election4j.transport.socket",
          "The transport `socket`: messages over TCP, one connection for each pair of members and"
              + " direction.",
          "io.github.election4j.transport.inmemory",
          "The transport `inmemory`: a network inside one JVM with faults on demand, and a cluster"
              + " on it, for tests.",
          "io.github.election4j.cli",
          "The command `election`: an application, linked into an image, and nothing to compile"
              + " against.");

  @Test
  @DisplayName("says what the built descriptors say")
  void isFresh() throws IOException {
    List<ModuleDescriptor> modules =
        BuiltModules.all().stream().map(ModuleReference::descriptor).toList();
    new GoldenFile(Path.of("modules.md")).check(new ModulesPage(SENTENCES).of(modules));
  }

  @Test
  @DisplayName("is refused while a module has no sentence, by name")
  void missingSentence() {
    ModuleDescriptor module = ModuleDescriptor.newModule("another.one").build();
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> new ModulesPage(Map.of()).of(List.of(module)));
    assertTrue(refused.getMessage().contains("another.one"), refused.getMessage());
  }
}
