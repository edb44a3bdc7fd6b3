/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The threads of this JVM, virtual ones included, which the JDK shows in a dump only. */
final class ThreadDump {

  private static final Pattern NAME = Pattern.compile("^#\\d+ \"(election-[^\"]*)\"");

  private ThreadDump() {}

  /**
   * The names of the library's threads.
   *
   * @param directory where the dump is written and deleted again
   */
  static List<String> libraryThreads(Path directory) throws IOException, InterruptedException {
    Path dump = directory.resolve("threads.txt");
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(ProcessHandle.current().pid()),
                "Thread.dump_to_file",
                "-overwrite",
                dump.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertEquals(0, jcmd.waitFor(), "exit of jcmd");
    try (Stream<String> lines = Files.lines(dump)) {
      return lines
          .map(NAME::matcher)
          .filter(Matcher::find)
          .map(matcher -> matcher.group(1))
          .sorted()
          .toList();
    } finally {
      Files.delete(dump);
    }
  }
}
