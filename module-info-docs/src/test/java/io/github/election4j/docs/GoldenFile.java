/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file whose text a program gives: compared, or written again on request. */
record GoldenFile(Path path) {

  private static final String UPDATE = "golden.update";

  /**
   * Compares the file with what it should be. With the system property {@value #UPDATE} the file is
   * written first, and the change is for a reviewer to see.
   */
  void check(String expected) throws IOException {
    if (Boolean.getBoolean(UPDATE)) {
      Files.createDirectories(path.toAbsolutePath().getParent());
      Files.writeString(path, expected);
    }
    String found = Files.exists(path) ? Files.readString(path) : "";
    assertEquals(
        expected,
        found,
        () ->
            "%s is stale. If the change is meant, write it again, from the root of the project: %s"
                .formatted(path, command()));
  }

  private static String command() {
    return "mvn -pl module-info-docs -am verify -Dtest='Module*Test,ArchitecturePageTest'"
        + " -Dsurefire.failIfNoSpecifiedTests=false -D"
        + UPDATE;
  }
}
