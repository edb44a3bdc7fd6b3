/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A control group of Linux (version 2) for a program: all that it starts is in it, however it
 * hides, unless it has the right to leave. The kernel says whether anybody is left, and ends all at
 * once, whoever's they are, setuid or not.
 *
 * <p>It stands below the group of this process, in files. That takes the right to make one there,
 * which systemd gives with {@code Delegate=yes}, and which root has in most containers.
 */
public final class ControlGroup {

  private static final String PREFIX = "election-";
  private static final String PROCESSES = "cgroup.procs";

  /** Since Linux 5.14. */
  private static final String KILL = "cgroup.kill";

  private final Path folder;

  /** The group that is there, or was. */
  ControlGroup(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes one.
   *
   * @return empty where there are none, or where this process may make none
   */
  public static Optional<ControlGroup> make() {
    return ControlGroupPlace.find().flatMap(ControlGroup::makeBelow);
  }

  static Optional<ControlGroup> makeBelow(Path parent) {
    try {
      Path folder = Files.createTempDirectory(parent, PREFIX);
      ControlGroup group = new ControlGroup(folder);
      if (Files.isWritable(folder.resolve(KILL))) {
        return Optional.of(group);
      }
      group.delete();
      return Optional.empty();
    } catch (IOException notAllowed) {
      return Optional.empty();
    }
  }

  /**
   * One that another process has made.
   *
   * @param name what {@link #name} said there, or nothing
   * @return empty if it said nothing
   */
  public static Optional<ControlGroup> named(String name) {
    return name.isEmpty() ? Optional.empty() : Optional.of(new ControlGroup(Path.of(name)));
  }

  /**
   * What another process finds it by.
   *
   * @return never empty
   */
  public String name() {
    return folder.toString();
  }

  /** Puts a process into it, with all that this will start. False if that is not allowed. */
  boolean take(long pid) {
    return write(PROCESSES, Long.toString(pid));
  }

  /** Whether it is certain that nobody is in it, nor in a group below it. */
  boolean isEmpty() {
    try {
      return Files.readAllLines(folder.resolve("cgroup.events")).contains("populated 0");
    } catch (NoSuchFileException deleted) {
      // The kernel lets nobody delete one that somebody is in.
      return true;
    } catch (IOException notShown) {
      return false;
    }
  }

  /** Asks all in it to end. */
  void terminate() {
    List<String> all = processes().stream().map(pid -> Long.toString(pid)).toList();
    if (!all.isEmpty()) {
      String unused = Signals.send("TERM", all);
    }
  }

  /** Ends all in it, and in the groups below it. */
  void kill() {
    boolean unused = write(KILL, "1");
  }

  private boolean write(String file, String text) {
    try {
      Files.writeString(folder.resolve(file), text, StandardOpenOption.WRITE);
      return true;
    } catch (IOException notAllowed) {
      return false;
    }
  }

  /** Those that this process has a number for: one of another name space is listed as 0. */
  List<Long> processes() {
    return groups().stream()
        .flatMap(group -> lines(group.resolve(PROCESSES)).stream())
        .map(Long::valueOf)
        .filter(pid -> pid > 0)
        .toList();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException gone) {
      return List.of();
    }
  }

  /** This one and those below it, which the program may have made; the lowest first. */
  private List<Path> groups() {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).toList();
    } catch (IOException | UncheckedIOException gone) {
      return List.of();
    }
  }

  /** Removes it, if nobody is in it. */
  public void delete() {
    for (Path group : groups()) {
      try {
        boolean unused = Files.deleteIfExists(group);
      } catch (IOException inUse) {
        // It stays: an empty directory that the next start of the machine removes.
        return;
      }
    }
  }
}
