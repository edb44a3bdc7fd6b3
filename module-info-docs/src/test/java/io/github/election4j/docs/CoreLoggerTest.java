/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A logger may block for ever, and then nothing that an election needs may wait for it. */
@DisplayName("In the core")
class CoreLoggerTest {

  private static final String LOGGER = "java.lang.System$Logger";

  @Test
  @DisplayName("no class knows the logger but those that hand it lines on a thread of their own")
  void oneThread() throws IOException {
    Set<String> users =
        BuiltClasses.all().stream()
            .filter(type -> type.name().startsWith("io.github.election4j.core."))
            .filter(type -> type.used().contains(LOGGER))
            .map(type -> type.name().replaceAll("\\$.*", ""))
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(
        Set.of("io.github.election4j.core.log.Log", "io.github.election4j.core.log.LogQueue"),
        users);
  }
}
