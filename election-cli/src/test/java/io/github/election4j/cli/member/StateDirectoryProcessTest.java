/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.election4j.cli.cluster.LoopbackPorts;
import io.github.election4j.cli.testkit.ElectionImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A member whose state directory is on a disk that others have prepared")
@EnabledOnOs(OS.LINUX)
class StateDirectoryProcessTest {

  /** What a script ends with that cannot do on this machine what it is for. */
  private static final int NOT_HERE = 99;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "head -c 4096 /dev/zero > full, No space left on device",
    "mount -o remount -r ., Read-only file system"
  })
  @DisplayName("says which one, why, and what to do, if it cannot be used")
  void unusable(String preparation, String reason) throws Exception {
    String script =
        """
        mount -t tmpfs -o size=4k tmpfs "$0" || exit %d
        cd "$0" && { %s; } || exit %d
        exec "$@"
        """
            .formatted(NOT_HERE, preparation, NOT_HERE);
    Path state = folder.resolve("state");
    ElectionImage.Result result = run(script, folder, member(state));
    assertEquals(2, result.status(), result.messages()::toString);
    String message = String.join(" ", result.messages());
    assertTrue(message.contains("state directory '" + state + "' cannot be "), message);
    assertTrue(message.contains(reason), message);
    assertTrue(message.contains("choose "), message);
  }

  @Test
  @DisplayName("uses one of root's that its group may write, as volumes are, and leaves its mode")
  void volume() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    String script =
        """
        mkdir "$0" && chgrp 65534 "$0" && chmod 2770 "$0" || exit %d
        exec setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
        """
            .formatted(NOT_HERE);
    Path state = folder.resolve("state");
    List<String> member = member(state);
    member.addAll(List.of("--", "stat", "-c", "%u %a", state.toString(), state + "/votes"));
    ElectionImage.Result result = run(script, state, member);
    assertEquals(0, result.status(), result.messages()::toString);
    assertEquals(List.of("0 2770", "65534 600"), result.output());
  }

  private static List<String> member(Path state) throws Exception {
    String address = "only=127.0.0.1:" + LoopbackPorts.find(1).get(0);
    return new ArrayList<>(
        List.of("run", "--id", "only", "--member", address, "--state", state.toString()));
  }

  private static ElectionImage.Result run(String script, Path place, List<String> member)
      throws Exception {
    Process trial = new ProcessBuilder("sh", "-c", "unshare --mount true 2>/dev/null").start();
    assumeTrue(trial.waitFor() == 0, "this user may make no name spaces");
    List<String> words = new ArrayList<>(List.of("unshare", "--mount", "sh", "-c", script));
    words.add(place.toString());
    words.addAll(ElectionImage.words(member));
    try (ElectionImage election = ElectionImage.start(new ProcessBuilder(words))) {
      ElectionImage.Result result = election.awaitEnd();
      assumeTrue(result.status() != NOT_HERE, "this user may mount nothing");
      return result;
    }
  }
}
