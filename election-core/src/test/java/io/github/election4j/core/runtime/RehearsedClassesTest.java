/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Election;
import io.github.election4j.core.machine.ElectionMachine;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Design, section 6 rule 8: lambdas and type switches are classes, too, spun when first met. */
@DisplayName("Between the loss of a leader and the next one's gain")
class RehearsedClassesTest {

  private static final Pattern LOADED = Pattern.compile("^\\[[^\\]]*\\]? ?(\\S+) source:");
  private static final String OURS = "io.github.election4j.";

  /** A machine that is busy with other tests may cut a rehearsal short. */
  private static final int ATTEMPTS = 3;

  @TempDir private Path directory;

  @Test
  @DisplayName("a process that has rehearsed loads no class of the library, and spins none")
  void rehearsed() throws Exception {
    List<String> ours = List.of("not tried yet");
    for (int attempt = 0; attempt < ATTEMPTS && !ours.isEmpty(); attempt++) {
      ours = loaded(true).stream().filter(RehearsedClassesTest::isOurs).toList();
    }
    assertEquals(List.of(), ours);
  }

  @Test
  @DisplayName("one that has not loads dozens, so that this test sees what it looks for")
  void notRehearsed() throws Exception {
    List<String> loaded = loaded(false);
    assertTrue(loaded.stream().filter(RehearsedClassesTest::isOurs).count() > 24, loaded::toString);
  }

  private static boolean isOurs(String type) {
    return type.startsWith(OURS) && !type.startsWith(RehearsedProcess.class.getName());
  }

  private List<String> loaded(boolean rehearse) throws Exception {
    Path log = directory.resolve("classes-" + rehearse);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:VMOptionsFile=../build/quick.options",
                "-Xlog:class+load=info:file=" + log + ":uptime:filecount=0",
                "-cp",
                classPath(),
                RehearsedProcess.class.getName(),
                Boolean.toString(rehearse))
            .redirectErrorStream(true)
            .start();
    try (BufferedReader output = process.inputReader()) {
      List<String> said = output.lines().toList();
      assertTrue(said.contains("gained, rehearses false"), said::toString);
      assertEquals(List.of(), said.stream().filter(line -> line.contains("rehearsal-")).toList());
      assertTrue(process.waitFor(Await.BOUND.toSeconds(), TimeUnit.SECONDS));
    } finally {
      process.destroyForcibly();
    }
    return between(log);
  }

  private static List<String> between(Path log) throws IOException {
    List<String> types =
        Files.readAllLines(log).stream()
            .flatMap(line -> LOADED.matcher(line).results().map(MatchResult::group))
            .map(line -> LOADED.matcher(line).replaceFirst("$1"))
            .toList();
    return types.subList(
        types.indexOf(RehearsedProcess.Loss.class.getName()) + 1,
        types.indexOf(RehearsedProcess.Gain.class.getName()));
  }

  private static String classPath() throws URISyntaxException {
    return String.join(
        File.pathSeparator,
        location(RehearsedProcess.class),
        location(ElectionMachine.class),
        location(Election.class),
        location(DisplayName.class));
  }

  private static String location(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }
}
