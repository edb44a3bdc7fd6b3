/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the file system shows the control group of this process: Linux numbers the hierarchy of
 * version 2 with 0, and mounts it in one place or in several.
 */
final class ControlGroupPlace {

  private static final Path SELF = Path.of("/proc/self");
  private static final String VERSION_2 = "0::";

  /** Separates what every mount has from what it is. */
  private static final String SEPARATOR = " - ";

  /** Which parts of a line of mountinfo say what is mounted of a file system, and where. */
  private static final int ROOT = 3;

  private static final int MOUNT_POINT = 4;

  private ControlGroupPlace() {}

  /** Empty on other systems, under version 1 alone, and where the group is not mounted. */
  static Optional<Path> find() {
    try {
      return find(
          Files.readAllLines(SELF.resolve("cgroup")),
          Files.readAllLines(SELF.resolve("mountinfo")));
    } catch (IOException notShown) {
      return Optional.empty();
    }
  }

  static Optional<Path> find(List<String> groups, List<String> mounts) {
    return groups.stream()
        .filter(line -> line.startsWith(VERSION_2))
        .map(line -> line.substring(VERSION_2.length()))
        // From a name space that this process has left, the way leads above its root.
        .filter(name -> !name.contains("/.."))
        .flatMap(name -> mounts.stream().flatMap(mount -> placeIn(mount, name).stream()))
        .findFirst();
  }

  private static Optional<Path> placeIn(String mount, String name) {
    int separator = mount.indexOf(SEPARATOR);
    if (separator < 0 || !mount.substring(separator + SEPARATOR.length()).startsWith("cgroup2 ")) {
      return Optional.empty();
    }
    List<String> words = List.of(mount.split(" ", -1));
    Path root = Path.of(words.get(ROOT));
    Path group = Path.of(name);
    return group.startsWith(root)
        ? Optional.of(Path.of(words.get(MOUNT_POINT)).resolve(root.relativize(group)))
        : Optional.empty();
  }
}
