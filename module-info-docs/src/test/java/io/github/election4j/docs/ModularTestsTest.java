/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A user's own module, which requires the API alone. Its tests are patched in, and what they need
 * is on the module path, since the API uses what it provides: so does Surefire.
 */
@DisplayName("The README's unit test, in a module of the user's,")
class ModularTestsTest {

  private static final Path README = Path.of("..", "README.md");
  private static final Pattern ARGUMENTS = Pattern.compile("<argLine>(.*)</argLine>");
  private static final Pattern TEST =
      Pattern.compile("```java\n@Test\nvoid (\\w+)(.*?)```", Pattern.DOTALL);
  private static final String MODULE =
      "module your.module { requires io.github.election4j; exports program; }";
  private static final String PROGRAM = "package program; public class Program {}";
  private static final String TESTS =
      """
      package program;
      import io.github.election4j.Leader;
      import io.github.election4j.transport.inmemory.InMemoryCluster;
      import java.time.Duration;
      public class ProgramTest {
        public static void main(String[] arguments) throws Exception {
          new ProgramTest().NAME();
          System.out.println("passed");
        }
        static void assertTrue(boolean value) { if (!value) throw new AssertionError(); }
        static void assertFalse(boolean value) { assertTrue(!value); }
        void NAMEBODY
      }
      """;

  @TempDir private Path folder;
  private final List<String> added = new ArrayList<>();

  @BeforeEach
  void compile() throws IOException {
    String readme = Files.readString(README);
    Matcher arguments = ARGUMENTS.matcher(readme);
    assertTrue(arguments.find(), "the README has no argLine");
    added.addAll(List.of(arguments.group(1).split(" ")));
    Matcher test = TEST.matcher(readme);
    assertTrue(test.find(), "the README has no test");
    String tests = TESTS.replace("NAMEBODY", test.group(1) + test.group(2));
    write("main/module-info.java", MODULE);
    write("main/program/Program.java", PROGRAM);
    write("test/program/ProgramTest.java", tests.replace("NAME", test.group(1)));
    javac(
        "--module-path",
        modulePath(),
        "-d",
        at("classes"),
        "main/module-info.java",
        "main/program/Program.java");
    javac(
        "--module-path",
        modulePath() + File.pathSeparator + at("classes"),
        "--add-modules",
        "your.module,io.github.election4j.transport.inmemory",
        "--patch-module",
        "your.module=" + at("test"),
        "--add-reads",
        "your.module=io.github.election4j.transport.inmemory",
        "-d",
        at("test-classes"),
        "test/program/ProgramTest.java");
  }

  @Test
  @DisplayName("passes with the line that the README gives")
  void passes() throws Exception {
    assertEquals("passed", run(added));
  }

  @Test
  @DisplayName("needs that line")
  void needsTheLine() throws Exception {
    String output = run(List.of());
    assertTrue(output.contains("IllegalAccessError"), output);
  }

  private String run(List<String> more) throws Exception {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("-XX:VMOptionsFile=" + Path.of("..", "build", "quick.options").toAbsolutePath());
    words.addAll(List.of("--module-path", modulePath() + File.pathSeparator + at("classes")));
    words.addAll(List.of("--add-modules", "ALL-MODULE-PATH"));
    words.addAll(List.of("--patch-module", "your.module=" + at("test-classes")));
    words.addAll(more);
    words.addAll(List.of("--module", "your.module/program.ProgramTest"));
    Process process =
        new ProcessBuilder(words).redirectError(folder.resolve("messages").toFile()).start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the test goes on");
      return process.exitValue() == 0
          ? output.strip()
          : Files.readString(folder.resolve("messages"));
    } finally {
      process.destroyForcibly();
    }
  }

  private static String modulePath() {
    return String.join(
        File.pathSeparator,
        List.of(
            Path.of("..", "election-api", "target", "classes").toString(),
            Path.of("..", "election-core", "target", "classes").toString(),
            Path.of("..", "transport-inmemory", "target", "classes").toString()));
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void javac(String... arguments) {
    List<String> words = new ArrayList<>(List.of("-proc:none", "-implicit:none"));
    for (String argument : arguments) {
      words.add(argument.endsWith(".java") ? at(argument) : argument);
    }
    ToolProvider compiler = ToolProvider.findFirst("javac").orElseThrow();
    assertEquals(0, compiler.run(System.out, System.err, words.toArray(String[]::new)));
  }
}
