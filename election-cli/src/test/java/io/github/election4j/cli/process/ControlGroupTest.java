/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.cli.testkit.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A control group for a program")
class ControlGroupTest {

  /** A folder that plays one, but for what the kernel does. */
  @TempDir private Path folder;

  private ControlGroup group() throws IOException {
    write("cgroup.procs", "");
    write("cgroup.kill", "");
    return new ControlGroup(folder);
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  @Test
  @DisplayName("is empty when the kernel says so or it is gone, and not when nothing is said")
  void empty() throws Exception {
    ControlGroup group = group();
    write("cgroup.events", "populated 1\nfrozen 0\n");
    assertFalse(group.isEmpty());
    write("cgroup.events", "populated 0\nfrozen 0\n");
    assertTrue(group.isEmpty());
    Files.delete(folder.resolve("cgroup.events"));
    Files.createDirectory(folder.resolve("cgroup.events"));
    assertFalse(group.isEmpty(), "what is not shown is not empty");
    assertTrue(new ControlGroup(folder.resolve("gone")).isEmpty());
  }

  @Test
  @DisplayName("has those processes that have a number here, with those of the groups below it")
  void processes() throws Exception {
    ControlGroup group = group();
    write("cgroup.procs", "0\n12\n");
    Files.createDirectory(folder.resolve("below"));
    write("below/cgroup.procs", "13\n");
    assertEquals(List.of(13L, 12L), group.processes());
  }

  @Test
  @DisplayName("is not made where it could not end its processes, and leaves nothing behind there")
  void incomplete() throws Exception {
    assertEquals(Optional.empty(), ControlGroup.makeBelow(folder));
    try (var left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
    assertEquals(Optional.empty(), ControlGroup.makeBelow(folder.resolve("absent")));
  }

  @Test
  @DisplayName("takes nobody where that is not allowed")
  void takesNobody() throws Exception {
    ControlGroup group = group();
    assertTrue(group.take(7));
    assertEquals("7", Files.readString(folder.resolve("cgroup.procs")));
    Files.delete(folder.resolve("cgroup.procs"));
    assertFalse(group.take(7));
  }

  @Test
  @DisplayName("of the kernel has what a process in it starts, and ends all at once")
  void real() throws Exception {
    Optional<ControlGroup> made = ControlGroup.make();
    Assumptions.assumeTrue(made.isPresent(), "no control group can be made here");
    ControlGroup group = made.orElseThrow();
    try {
      assertTrue(group.isEmpty());
      Process process =
          new ProcessBuilder("sh", "-c", "read line; sleep 1001 & exec sleep 1001").start();
      assertTrue(group.take(process.pid()));
      process.outputWriter().append("go\n").flush();
      Await.until("two processes are in it", () -> group.processes().size() == 2);
      assertFalse(group.isEmpty());
      group.kill();
      Await.until("it is empty", group::isEmpty);
      assertEquals(137, process.waitFor());
    } finally {
      group.kill();
      Await.until("it is gone", () -> isGone(group));
    }
  }

  private static boolean isGone(ControlGroup group) {
    group.delete();
    return !Files.exists(Path.of(group.name()));
  }
}
