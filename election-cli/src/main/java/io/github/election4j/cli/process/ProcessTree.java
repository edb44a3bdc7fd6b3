/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.process;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A process and all that it has started, as far as they can be seen, to be ended: asked first
 * (SIGTERM), then made to (SIGKILL). Those that were started meanwhile are found at each look. A
 * process whose parent ended before the first look belongs to nobody's tree any more: it is found
 * only if somebody adds it. For one thread.
 */
final class ProcessTree {

  private final Optional<ProcessHandle> root;
  private final Set<ProcessHandle> found = new LinkedHashSet<>();
  private boolean byForce;

  /**
   * Does nothing yet.
   *
   * @param root the process at the top, if it is there
   */
  ProcessTree(Optional<ProcessHandle> root) {
    this.root = root;
  }

  /** Has it ended as well, and all below it. */
  void add(ProcessHandle process) {
    if (found.add(process)) {
      end(process);
    }
  }

  /** Those that were found and can still do something. */
  List<ProcessHandle> running() {
    return found.stream().filter(ProcessTree::isRunning).toList();
  }

  /** From now on, ends processes so that they can do nothing about it. */
  void useForce() {
    byForce = true;
    found.forEach(ProcessHandle::destroyForcibly);
  }

  /**
   * Ends all processes that were not there at the last look.
   *
   * @return whether all have ended
   */
  boolean look() {
    // Before anything is ended: the children of a process that has ended are not known as such.
    List<ProcessHandle> all =
        found.isEmpty()
            ? root.map(ProcessTree::below).orElse(List.of())
            : found.stream().flatMap(process -> below(process).stream()).toList();
    all.forEach(this::add);
    return running().isEmpty();
  }

  private static List<ProcessHandle> below(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants()).toList();
  }

  private void end(ProcessHandle process) {
    // Without effect on a process that has ended.
    boolean unused = byForce ? process.destroyForcibly() : process.destroy();
  }

  /**
   * Whether a process can still do something. One that has ended and that its parent did not take
   * note of is listed all the same, but it has no program any more.
   */
  private static boolean isRunning(ProcessHandle process) {
    ProcessHandle.Info program = process.info();
    return process.isAlive()
        && (program.command().isPresent() || program.commandLine().isPresent());
  }
}
