/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The control group of this process is in the file system")
class ControlGroupPlaceTest {

  private static final String VERSION_1 =
      "30 24 0:26 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory";

  private static String mount(String root, String point) {
    return "31 24 0:27 %s %s rw,nosuid shared:9 - cgroup2 cgroup2 rw".formatted(root, point);
  }

  @ParameterizedTest
  @CsvSource({
    "/, /, /sys/fs/cgroup",
    "/, /system.slice/a.service, /sys/fs/cgroup/system.slice/a.service",
    "/docker/1, /docker/1, /sys/fs/cgroup",
    "/docker/1, /docker/1/below, /sys/fs/cgroup/below"
  })
  @DisplayName("below the place where its hierarchy is mounted")
  void found(String root, String group, String place) {
    assertEquals(
        Optional.of(Path.of(place)),
        ControlGroupPlace.find(
            List.of("4:memory:/elsewhere", "0::" + group),
            List.of(VERSION_1, mount(root, "/sys/fs/cgroup"))));
  }

  @ParameterizedTest
  @CsvSource({"/docker/1, /docker/12", "/docker/1, /", "/, /../outside"})
  @DisplayName("not where another part of the hierarchy is mounted")
  void elsewhere(String root, String group) {
    assertEquals(
        Optional.empty(),
        ControlGroupPlace.find(
            List.of("0::" + group), List.of(mount(root, "/sys/fs/cgroup"), "not a mount")));
  }

  @Test
  @DisplayName("not under version 1 alone, which cannot end all processes at once")
  void versionOne() {
    assertEquals(
        Optional.empty(), ControlGroupPlace.find(List.of("4:memory:/a"), List.of(VERSION_1)));
  }
}
