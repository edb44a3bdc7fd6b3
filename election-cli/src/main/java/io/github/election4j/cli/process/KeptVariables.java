/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.process;

import java.util.List;
import java.util.Map;

/**
 * What the image's launcher has put aside in the environment: options for Java, which are not meant
 * for this command, and a locale in which Java could not read words and paths. A program that it
 * starts is to find them as they were.
 */
public final class KeptVariables {

  /** Put before the name of each. */
  static final String PREFIX = "ELECTION_KEPT_";

  /** As good as absent if it is empty, and then made absent. */
  private static final String LOCALE = "LC_ALL";

  private static final List<String> NAMES =
      List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS", LOCALE);

  private KeptVariables() {}

  /**
   * Puts them back.
   *
   * @param environment of a process that is to be started
   */
  public static void restore(Map<String, String> environment) {
    for (String name : NAMES) {
      String kept = environment.remove(PREFIX + name);
      if (kept != null) {
        environment.put(name, kept);
      }
    }
    if (environment.getOrDefault(LOCALE, "").isEmpty()) {
      environment.remove(LOCALE);
    }
  }
}
