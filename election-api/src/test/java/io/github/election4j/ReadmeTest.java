/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.ElectionSettings.HandOver;
import io.github.election4j.ElectionSettings.Lease;
import io.github.election4j.ElectionSettings.Timing;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeps the README true: what it shows compiles, and what it says is what the code does. */
@DisplayName("The README")
class ReadmeTest {

  private static final Path README = Path.of("..", "README.md");
  private static final Path ELECTION = Path.of("src/main/java/io/github/election4j/Election.java");
  private static final Pattern ROW =
      Pattern.compile("^\\| `(\\w+)` \\| `([^`]*)` \\|", Pattern.MULTILINE);
  private static final Pattern EXAMPLE = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern SNIPPET =
      Pattern.compile("\\{@snippet :\\n(.*?)\\n \\* }\\n \\*\\n", Pattern.DOTALL);

  /** What stands around the example in a program: where it writes to, and what. */
  private static final String PROGRAM =
      """
      import io.github.election4j.Election;
      import io.github.election4j.Leader;
      import java.nio.file.Path;
      import java.time.Duration;

      class Program {
        interface Store { void write(String batch, long term); }

        static void run(Store store) throws Exception {
      EXAMPLE
        }

        static String nextBatch() { return ""; }
      }
      """;

  /** Components of the records that the builder has another name for. */
  private static final Map<String, String> BUILDER_NAMES =
      Map.of("promise", "lease", "onShutdown", "handOverOnShutdown");

  @Test
  @DisplayName("lists each setting with the default that it has")
  void tableOfSettings() throws IOException {
    Map<String, String> rows = new LinkedHashMap<>();
    Matcher row = ROW.matcher(Files.readString(README));
    while (row.find()) {
      rows.put(row.group(1), row.group(2));
    }
    assertEquals(defaults(), rows);
  }

  @Test
  @DisplayName("lists no setting that the record of settings does not have, and leaves none out")
  void tableIsComplete() {
    List<String> components =
        Stream.of(ElectionSettings.class, Timing.class, Lease.class, HandOver.class)
            .flatMap(record -> Stream.of(record.getRecordComponents()))
            .filter(component -> !component.getType().isRecord())
            .map(component -> BUILDER_NAMES.getOrDefault(component.getName(), component.getName()))
            .sorted()
            .toList();
    Set<String> listed = new TreeSet<>(defaults().keySet());
    listed.remove("priority"); // belongs to a member, not to the settings
    assertEquals(components, List.copyOf(listed));
  }

  @Test
  @DisplayName("names each method of the builder")
  void methodsOfTheBuilder() throws IOException {
    String text = Files.readString(README);
    Set<String> missing = new TreeSet<>();
    for (Method method : ElectionBuilder.class.getDeclaredMethods()) {
      boolean offered = Modifier.isPublic(method.getModifiers()) && !method.isSynthetic();
      if (offered && !Pattern.compile("[`.]" + method.getName() + "[`(]").matcher(text).find()) {
        missing.add(method.getName());
      }
    }
    assertEquals(Set.of(), missing);
  }

  @Test
  @DisplayName("shows an example that compiles")
  void exampleCompiles(@TempDir Path folder) throws IOException {
    Path classes =
        new Plugins(folder)
            .write("Program.java", PROGRAM.replace("EXAMPLE", example()))
            .compile("--class-path");
    assertTrue(Files.exists(classes.resolve("Program.class")));
  }

  @Test
  @DisplayName("shows the example that the documentation of Election shows")
  void oneExample() throws IOException {
    Matcher snippet = SNIPPET.matcher(Files.readString(ELECTION));
    assertTrue(snippet.find());
    String shown =
        snippet.group(1).lines().map(line -> line.substring(3)).collect(Collectors.joining("\n"));
    assertEquals(example().strip(), shown.strip());
  }

  private static String example() throws IOException {
    Matcher example = EXAMPLE.matcher(Files.readString(README));
    assertTrue(example.find());
    return example.group(1);
  }

  private static Map<String, String> defaults() {
    ElectionSettings settings = ElectionSettings.DEFAULTS;
    Timing timing = settings.timing();
    Lease lease = settings.lease();
    HandOver handOver = settings.handOver();
    Map<String, String> defaults = new LinkedHashMap<>();
    defaults.put("group", settings.group());
    defaults.put("heartbeatInterval", Faults.show(timing.heartbeatInterval()));
    defaults.put("minElectionTimeout", Faults.show(timing.minElectionTimeout()));
    defaults.put("maxElectionTimeout", Faults.show(timing.maxElectionTimeout()));
    defaults.put("rpcTimeout", Faults.show(timing.rpcTimeout()));
    defaults.put("lease", Faults.show(lease.promise()));
    defaults.put("maxClockDrift", String.valueOf(lease.maxClockDrift()));
    defaults.put("activation", lease.activation().name());
    defaults.put("refusedMeansDead", String.valueOf(lease.refusedMeansDead()));
    defaults.put("minimumQuorum", String.valueOf(settings.minimumQuorum()));
    defaults.put("priority", String.valueOf(Member.DEFAULT_PRIORITY));
    defaults.put("taskGrace", Faults.show(handOver.taskGrace()));
    defaults.put("closeTimeout", Faults.show(handOver.closeTimeout()));
    defaults.put("handOverOnShutdown", String.valueOf(handOver.onShutdown()));
    defaults.put("allowAdmin", handOver.allowAdmin().name());
    return defaults;
  }
}
