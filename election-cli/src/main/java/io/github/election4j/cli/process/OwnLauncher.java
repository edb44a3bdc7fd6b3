/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The words that start another process of this same program: from the image, from modules on a
 * path, or from the class path, however this one was started.
 */
public final class OwnLauncher {

  /** The ahead-of-time cache, if the build has put one beside the image; as for its launcher. */
  private static final String CACHE = "election.aot";

  private OwnLauncher() {}

  /**
   * All words of the other process.
   *
   * @param main the class whose main method is to run
   * @param arguments what the other process is to do
   * @return the Java launcher, what it needs to find this program, and the arguments
   */
  public static List<String> words(Class<?> main, List<String> arguments) {
    List<String> words = new ArrayList<>();
    Path home = Path.of(System.getProperty("java.home"));
    words.add(home.resolve("bin").resolve("java").toString());
    Path cache = home.resolveSibling(CACHE);
    if (Files.isReadable(cache)) {
      words.add("-XX:AOTCache=" + cache);
    }
    Module module = main.getModule();
    if (module.isNamed()) {
      String modulePath = System.getProperty("jdk.module.path", "");
      if (!modulePath.isEmpty()) {
        words.addAll(List.of("--module-path", modulePath));
      }
      words.addAll(List.of("--module", module.getName() + "/" + main.getName()));
    } else {
      words.addAll(List.of("--class-path", System.getProperty("java.class.path"), main.getName()));
    }
    words.addAll(arguments);
    return words;
  }
}
