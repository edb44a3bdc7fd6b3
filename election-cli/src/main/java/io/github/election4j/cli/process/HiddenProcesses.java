/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Whether this system keeps processes of other users from being seen: Linux does where /proc is
 * mounted with hidepid, as systemd does for a service with ProtectProc. Then a process that has
 * become another user's is not seen, and that it is not seen does not say that it is dead.
 */
final class HiddenProcesses {

  private static final Path SELF = Path.of("/proc/self");
  private static final Set<String> SHOWN = Set.of("hidepid=0", "hidepid=off");

  /** The capability SYS_PTRACE, which sees everything. */
  private static final int SEES_ALL = 19;

  private HiddenProcesses() {}

  /** Whether there may be any. */
  static boolean possible() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return false;
    }
    try {
      return mountHides(Files.readAllLines(SELF.resolve("mountinfo")))
          && !seesAll(Files.readAllLines(SELF.resolve("status")));
    } catch (IOException nothingIsShown) {
      return true;
    }
  }

  /** The last mount on a place is the one that is seen; its own options are the last words. */
  static boolean mountHides(List<String> mounts) {
    return mounts.stream()
        .map(mount -> List.of(mount.split(" ", -1)))
        .filter(words -> words.size() > 4 && words.get(4).equals("/proc"))
        .reduce((earlier, later) -> later)
        .map(words -> List.of(words.get(words.size() - 1).split(",", -1)))
        .map(options -> options.stream().anyMatch(HiddenProcesses::hides))
        .orElse(false);
  }

  private static boolean hides(String option) {
    return option.startsWith("hidepid=") && !SHOWN.contains(option);
  }

  static boolean seesAll(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith("CapEff:"))
        .map(line -> Long.parseUnsignedLong(line.substring("CapEff:".length()).strip(), 16))
        .anyMatch(capabilities -> ((capabilities >> SEES_ALL) & 1) == 1);
  }
}
