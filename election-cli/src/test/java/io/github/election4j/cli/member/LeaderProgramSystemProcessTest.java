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

  /** What a script ends with that cannot do on this machine what it is for. */
  private static final int NOT_HERE = 99;

  /** Gives the member's user a control group of its own, as systemd does by Delegate=yes. */
  private static final String DELEGATION =
      """
      own=$(sed -n 's/^0:://p' /proc/self/cgroup)
      group=$(mktemp -d "$(awk '$3 == "cgroup2" {print $2; exit}' /proc/mounts)$own/test-XXXXXX") || exit 99
      chown 65534 $group $group/cgroup.procs
      trap 'echo $$ > ${group%/*}/cgroup.procs; until rmdir $group; do sleep 0.05; done' EXIT
      echo $$ > $group/cgroup.procs || exit 99
      """;

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

  @ParameterizedTest
  @ValueSource(strings = {"chmod 4755", "setcap cap_net_raw+ep"})
  @DisplayName("is ended with a child that this system hides, since that has other rights")
  void endsHiddenChild(String rights) throws Exception {
    requireNamespaces();
    // Both ids of the user and the group would have to be root's to be out of reach.
    String sleep = privileged("sleep", rights);
    List<String> member = member("state");
    member.addAll(List.of("--grace", "1s", "--json", "--", "sh", "-c"));
    member.add(sleep + " 1001 & exec sleep 1001");
    ElectionImage.Result result = hidden("", member);
    assertEquals(0, result.status(), result.messages()::toString);
    assertSays(result.output(), "program-ended");
    assertSays(result.output(), "sleeping: 0");
  }

  @Test
  @DisplayName("and has a child that became another user's is not said to be over")
  void neverForgetsHiddenChild() throws Exception {
    requireNamespaces();
    ElectionImage.Result result = hidden("", memberWithForeignChild());
    assertEquals(4, result.status(), result.messages()::toString);
    assertSays(result.messages(), "cannot be ended");
    assertSays(result.output(), "sleeping: 1");
    assertFalse(
        result.output().stream().anyMatch(line -> line.contains("program-ended")),
        result.output()::toString);
  }

  @Test
  @DisplayName("and has a child that became another user's is ended by its control group")
  void endsForeignChild() throws Exception {
    requireNamespaces();
    ElectionImage.Result result = hidden(DELEGATION, memberWithForeignChild());
    assumeTrue(result.status() != NOT_HERE, "no control group can be made here");
    assertEquals(0, result.status(), result.messages()::toString);
    assertSays(result.output(), "program-ended");
    assertSays(result.output(), "sleeping: 0");
    assertSays(result.output(), "groups: 0");
  }

  private List<String> memberWithForeignChild() throws Exception {
    String setpriv = privileged("setpriv", "chmod 4755");
    List<String> member = member("state");
    member.addAll(List.of("--grace", "100ms", "--json", "--", "sh", "-c"));
    member.add(setpriv + " --reuid=0 sleep 1001 & exec sleep 1001");
    return member;
  }

  private static void assertSays(List<String> lines, String text) {
    assertTrue(lines.stream().anyMatch(line -> line.contains(text)), lines::toString);
  }

  /**
   * Runs a member as a user that sees only its own processes, until it is asked to end, and counts
   * what is left then, as a user that sees all.
   *
   * @param before what root does first
   */
  private ElectionImage.Result hidden(String before, List<String> member) throws Exception {
    String script =
        """
        out=%s; > $out
        mount -o remount,hidepid=2 /proc || exit %d
        %s
        setpriv --reuid=65534 --regid=65534 --clear-groups "$@" > $out &
        member=$!
        until grep -q program-started $out || ! kill -0 $member; do sleep 0.05; done
        sleep 0.3
        kill -s TERM $member
        wait $member
        status=$?
        echo "sleeping: $(grep -l '^sleep$' /proc/[0-9]*/comm 2>/dev/null | wc -l)" >> $out
        [ -z "$group" ] || echo "groups: $(ls -d $group/*/ 2>/dev/null | wc -l)" >> $out
        exit $status
        """;
    Path output = folder.resolve("output");
    ElectionImage.Result result = inNamespace(script.formatted(output, NOT_HERE, before), member);
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

  /** A copy of a program of the system that runs with more rights than who starts it. */
  private String privileged(String program, String rights) throws Exception {
    Path original = Path.of("/usr/bin", program);
    assumeTrue(Files.isExecutable(original), program + " is missing");
    Path copy = Files.copy(original, folder.resolve(program));
    ProcessBuilder change = new ProcessBuilder("sh", "-c", rights + " " + copy);
    change.environment().merge("PATH", "/usr/sbin:/sbin", (path, system) -> path + ":" + system);
    assumeTrue(change.inheritIO().start().waitFor() == 0, "no such rights can be given here");
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
