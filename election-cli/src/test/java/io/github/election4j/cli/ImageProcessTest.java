/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.cli.testkit.ElectionImage;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The image of the command")
class ImageProcessTest {

  @TempDir private Path folder;

  @Test
  @DisplayName("holds no module but java.base and those of the project that the command needs")
  void holdsNoOtherModule() throws Exception {
    String java = ElectionImage.image().resolve("bin/java").toString();
    try (ElectionImage command =
        ElectionImage.start(new ProcessBuilder(List.of(java, "--list-modules")))) {
      Set<String> modules =
          command.awaitEnd().output().stream()
              .map(line -> line.replaceFirst("@.*", ""))
              .collect(Collectors.toSet());
      assertEquals(
          Set.of(
              "java.base",
              "io.github.election4j",
              "io.github.election4j.cli",
              "io.github.election4j.core",
              "io.github.election4j.transport.socket"),
          modules);
    }
  }

  @Test
  @DisplayName("is at most 43 MiB on disk")
  void isSmall() throws Exception {
    try (Stream<Path> tree = Files.walk(ElectionImage.image())) {
      long bytes = 0;
      for (Path file :
          tree.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)).toList()) {
        bytes += Files.size(file);
      }
      long mebibytes = bytes / 1_048_576;
      assertTrue(bytes <= 43L * 1_048_576, () -> "more than " + mebibytes + " MiB");
    }
  }

  @Test
  @DisplayName("has an ahead-of-time cache beside it that it can use, if its Java makes one")
  void hasACache() throws Exception {
    Path cache = ElectionImage.image().resolveSibling("election.aot");
    assertEquals(Runtime.version().feature() >= 25, Files.isReadable(cache));
    List<String> words = new ArrayList<>();
    words.add(ElectionImage.image().resolve("bin/java").toString());
    if (Files.isReadable(cache)) {
      // With this mode a cache that does not fit ends the process.
      words.addAll(List.of("-XX:AOTMode=on", "-XX:AOTCache=" + cache));
    }
    words.addAll(
        List.of("--module", "io.github.election4j.cli/io.github.election4j.cli.Main", "--version"));
    try (ElectionImage command = ElectionImage.start(new ProcessBuilder(words))) {
      ElectionImage.Result result = command.awaitEnd();
      assertEquals(0, result.status(), result.messages()::toString);
      assertEquals(List.of(), result.messages());
    }
  }

  @Test
  @DisplayName("is started through a symbolic link, too")
  void isStartedThroughALink() throws Exception {
    Path inner =
        Files.createSymbolicLink(
            folder.resolve("inner"), ElectionImage.image().resolve("bin/election"));
    Path outer = Files.createSymbolicLink(folder.resolve("outer"), inner.getFileName());
    try (ElectionImage command =
        ElectionImage.start(new ProcessBuilder(outer.toString(), "--version"))) {
      ElectionImage.Result result = command.awaitEnd();
      assertEquals(0, result.status(), result.messages()::toString);
      assertTrue(result.output().get(0).matches("election \\d.*"), result.output()::toString);
    } finally {
      Files.delete(outer);
      Files.delete(inner);
    }
  }
}
