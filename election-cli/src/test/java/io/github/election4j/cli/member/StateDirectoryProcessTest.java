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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A member whose state directory cannot be used")
class StateDirectoryProcessTest {

  private static final int NOT_HERE = 99;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "size=4k, head -c 4096 /dev/zero > full, No space left on device",
    "size=4k, mount -o remount -r ., Read-only file system"
  })
  @DisplayName("says which one, why, and what to do")
  void unusable(String options, String preparation, String reason) throws Exception {
    String script =
        """
        mount -t tmpfs -o %s tmpfs "$0" || exit %d
        cd "$0" && { %s; } || exit %d
        exec "$@"
        """
            .formatted(options, NOT_HERE, preparation, NOT_HERE);
    List<String> words = new ArrayList<>(List.of("unshare", "--mount", "sh", "-c", script));
    words.add(folder.toString());
    String member = "only=127.0.0.1:" + LoopbackPorts.find(1).get(0);
    String state = folder.resolve("state").toString();
    words.addAll(
        ElectionImage.words(List.of("run", "--id", "only", "--member", member, "--state", state)));
    try (ElectionImage election = ElectionImage.start(new ProcessBuilder(words))) {
      ElectionImage.Result result = election.awaitEnd();
      assumeTrue(
          result.status() != NOT_HERE && result.status() != 1, "this user may mount nothing");
      assertEquals(2, result.status(), result.messages()::toString);
      String message = String.join(" ", result.messages());
      assertTrue(message.contains("state directory '" + state + "' cannot be "), message);
      assertTrue(message.contains(reason), message);
      assertTrue(message.contains("choose "), message);
    }
  }
}
