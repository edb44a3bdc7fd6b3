/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The arguments that name the modules to javac and javadoc")
class ModulesArgumentsTest {

  private static final Pattern SOURCES = Pattern.compile("(?m)^--module-source-path (\\S+)=");
  private static final Pattern MODULES = Pattern.compile("(?m)^--module (\\S+)$");

  @Test
  @DisplayName("name all modules: one that is missing would be neither documented nor checked")
  void allModules() throws IOException {
    String arguments = Files.readString(Path.of("..", "build", "modules.args"));
    List<String> built =
        BuiltModules.all().stream().map(module -> module.descriptor().name()).toList();

    assertEquals(built, sorted(SOURCES, arguments));
    assertEquals(built, sorted(MODULES, arguments));
  }

  private static List<String> sorted(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .flatMap(found -> List.of(found.group(1).split(",")).stream())
        .sorted()
        .toList();
  }
}
