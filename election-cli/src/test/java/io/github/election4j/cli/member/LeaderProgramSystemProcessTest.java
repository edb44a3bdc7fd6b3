/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.election4j.cli.cluster.LoopbackPorts;
import io.github.election4j.cli.testkit.ElectionImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A program that a member runs on an unusual system")
class LeaderProgramSystemProcessTest {

  private static final String NAME = "zürich-€";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", "C", "xx_XX.UTF-8"})
  @DisplayName("gets its words unchanged, and writes where it is told to, whatever the locale")
  void locale(String locale) throws Exception {
    List<String> member = member("state-" + NAME);
    member.addAll(
        List.of("--", "sh", "-c", "printf '%s %s' \"$1\" \"${LC_ALL-none}\" > \"$2\"", "sh", NAME));
    member.add(inFolder(NAME));
    // By a shell, since this process may be in another locale itself.
    List<String> words = new ArrayList<>(List.of("sh", "-c", script(locale, member)));
    try (ElectionImage election = ElectionImage.start(new ProcessBuilder(words))) {
      ElectionImage.Result result = election.awaitEnd();
      assertEquals(0, result.status(), result.messages()::toString);
    }
    byte[] written = output("sh", "-c", "cat " + escaped(inFolder(NAME)));
    assertEquals(
        NAME + " " + (locale.isEmpty() ? "none" : locale),
        new String(written, StandardCharsets.UTF_8));
    byte[] state = output("sh", "-c", "ls " + escaped(inFolder("state-" + NAME)));
    assertEquals("lock\nvotes\n", new String(state, StandardCharsets.US_ASCII));
  }

  /** Not as a path: the locale of this process may have none with such a name. */
  private String inFolder(String name) {
    return folder + "/" + name;
  }

  /** All words in octal, so that no locale between here and there counts. */
  private static String script(String locale, List<String> member) {
    StringBuilder script = new StringBuilder("unset LANG LC_ALL LC_CTYPE; ");
    if (!locale.isEmpty()) {
      script.append("export LC_ALL=").append(locale).append("; ");
    }
    script.append("exec");
    ElectionImage.words(member).forEach(word -> script.append(' ').append(escaped(word)));
    return script.toString();
  }

  private static String escaped(String word) {
    StringBuilder octal = new StringBuilder("\"$(printf '");
    for (byte next : word.getBytes(StandardCharsets.UTF_8)) {
      octal.append("\\%03o".formatted(next & 0xff));
    }
    return octal.append("')\"").toString();
  }

  private static byte[] output(String... words) throws Exception {
    Process process = new ProcessBuilder(words).start();
    byte[] output = process.getInputStream().readAllBytes();
    assertTrue(process.waitFor(ElectionImage.PATIENCE_SECONDS, TimeUnit.SECONDS));
    return output;
  }

  @Test
  @DisplayName("finds the options for Java that are in the environment, and nobody tells of them")
  void javaOptions() throws Exception {
    Map<String, String> options =
        Map.of(
            "JAVA_TOOL_OPTIONS", "-javaagent:/absent.jar",
            "_JAVA_OPTIONS", "-Xmx1",
            "JDK_JAVA_OPTIONS", "--absent");
    List<String> member = member("state");
    member.addAll(List.of("--", "sh", "-c"));
    member.add("echo $JAVA_TOOL_OPTIONS $_JAVA_OPTIONS $JDK_JAVA_OPTIONS");
    ProcessBuilder builder = new ProcessBuilder(ElectionImage.words(member));
    builder.environment().putAll(options);
    try (ElectionImage election = ElectionImage.start(builder)) {
      ElectionImage.Result result = election.awaitEnd();
      assertEquals(0, result.status(), result.messages()::toString);
      assertEquals(List.of("-javaagent:/absent.jar -Xmx1 --absent"), result.output());
      assertFalse(
          result.messages().stream().anyMatch(line -> line.contains("Picked up")),
          result.messages()::toString);
    }
  }

  @Test
  @DisplayName("leaves no dead processes behind where the command is the first of a container")
  void reaps() throws Exception {
    requireNamespaces();
    List<String> member = member("state");
    String count = "grep -l '^State:.Z' /proc/[0-9]*/status 2>/dev/null | wc -l";
    member.addAll(
        List.of("--", "sh", "-c", "for i in 1 2 3; do (sleep 0.01 &); done; sleep 0.3; " + count));
    ElectionImage.Result result = inNamespace("exec \"$@\"", member);
    assertEquals(0, result.status(), result.messages()::toString);
    assertEquals(List.of("0"), result.output());
  }

  @Test
  @DisplayName("is ended with a child that this system hides, since that has another user's rights")
  void endsHiddenChild() throws Exception {
    requireNamespaces();
    // Both ids of the user and the group would have to be root's to be out of reach.
    String sleep = privileged("sleep");
    List<String> member = member("state");
    member.addAll(List.of("--grace", "1s", "--json", "--", "sh", "-c"));
    member.add(sleep + " 1001 & exec sleep 1001");
    ElectionImage.Result result = hidden(member);
    assertEquals(0, result.status(), result.messages()::toString);
    assertTrue(
        result.output().stream().anyMatch(line -> line.contains("program-ended")),
        result.output()::toString);
  }

  @Test
  @DisplayName("and has a child that became another user's is not said to be over")
  void neverForgetsHiddenChild() throws Exception {
    requireNamespaces();
    String setpriv = privileged("setpriv");
    List<String> member = member("state");
    member.addAll(List.of("--grace", "100ms", "--json", "--", "sh", "-c"));
    member.add(setpriv + " --reuid=0 sleep 1001 & exec sleep 1001");
    ElectionImage.Result result = hidden(member);
    assertEquals(3, result.status(), result.messages()::toString);
    assertTrue(
        result.messages().stream().anyMatch(line -> line.contains("cannot be ended")),
        result.messages()::toString);
    assertFalse(
        result.output().stream().anyMatch(line -> line.contains("program-ended")),
        result.output()::toString);
  }

  /** Runs a member as a user that sees only its own processes, until it is asked to end. */
  private ElectionImage.Result hidden(List<String> member) throws Exception {
    String script =
        """
        mount -o remount,hidepid=2 /proc || exit 99
        setpriv --reuid=65534 --regid=65534 --clear-groups "$@" &
        member=$!
        until grep -q program-started %s; do sleep 0.05; done
        sleep 0.3
        kill -s TERM $member
        wait $member
        """;
    Path output = folder.resolve("output");
    String redirected = script.formatted(output).replace("\"$@\" &", "\"$@\" > " + output + " &");
    ElectionImage.Result result = inNamespace("touch " + output + "; " + redirected, member);
    return new ElectionImage.Result(result.status(), Files.readAllLines(output), result.messages());
  }

  private ElectionImage.Result inNamespace(String script, List<String> member) throws Exception {
    List<String> words =
        new ArrayList<>(List.of("unshare", "--pid", "--fork", "--mount", "--mount-proc"));
    words.addAll(List.of("--kill-child", "sh", "-c", script, "sh"));
    words.addAll(ElectionImage.words(member));
    try (ElectionImage election = ElectionImage.start(new ProcessBuilder(words))) {
      return election.awaitEnd();
    }
  }

  /** A copy of a program of the system that runs with the rights of its owner, who is root. */
  private String privileged(String program) throws Exception {
    Path original = Path.of("/usr/bin", program);
    assumeTrue(Files.isExecutable(original), program + " is missing");
    Path copy = Files.copy(original, folder.resolve(program));
    assertEquals(
        0, new ProcessBuilder("chmod", "4755", copy.toString()).inheritIO().start().waitFor());
    return copy.toString();
  }

  private static void requireNamespaces() throws Exception {
    ProcessBuilder trial =
        new ProcessBuilder(
            "unshare",
            "--pid",
            "--fork",
            "--mount",
            "--mount-proc",
            "sh",
            "-c",
            "mount -o remount,hidepid=2 /proc && setpriv --reuid=65534 true");
    trial.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    int status;
    try {
      status = trial.start().waitFor();
    } catch (IOException missing) {
      status = 1;
    }
    assumeTrue(status == 0, "this user may make no name spaces");
  }

  private List<String> member(String state) throws Exception {
    // Another user makes its state below.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    String address = "127.0.0.1:" + LoopbackPorts.find(1).get(0);
    List<String> member = new ArrayList<>(List.of("run", "--id", "only"));
    member.addAll(List.of("--member", "only=" + address));
    member.addAll(List.of("--state", inFolder(state)));
    return member;
  }
}
