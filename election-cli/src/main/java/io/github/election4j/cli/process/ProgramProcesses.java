/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All processes of a program, to be ended. What is not seen is not dead: they are known to be gone
 * when those that were seen are, when nobody has the pipe that all inherit, when nobody is left in
 * their control group, if they have one, and, where processes can hide, in their process group. For
 * one thread.
 */
public final class ProgramProcesses {

  /** How often those that are not seen are looked for: it takes a process to do so. */
  private static final long LOOK_NANOS = Duration.ofMillis(100).toNanos();

  private final ProcessTree tree;
  private final ProcessGroup group;
  private final Optional<InheritedPipe> pipe;
  private final Optional<ControlGroup> controlGroup;
  private final boolean canHide = HiddenProcesses.possible();
  private Optional<Long> lookedAtNanos = Optional.empty();
  private boolean groupWasAsked;
  private boolean byForce;

  ProgramProcesses(
      long program, Optional<InheritedPipe> pipe, Optional<ControlGroup> controlGroup) {
    tree = new ProcessTree(ProcessHandle.of(program));
    group = new ProcessGroup(program);
    this.pipe = pipe;
    this.controlGroup = controlGroup;
  }

  /**
   * Those of a program that another process has started.
   *
   * @param program the first of them, which may have ended
   * @param controlGroup what it has started it in
   */
  public ProgramProcesses(long program, Optional<ControlGroup> controlGroup) {
    this(program, Optional.empty(), controlGroup);
  }

  /** From now on, ends processes so that they can do nothing about it. */
  public void useForce() {
    byForce = true;
    tree.useForce();
    controlGroup.ifPresent(ControlGroup::kill);
  }

  /**
   * Ends all processes that were not there at the last look.
   *
   * @return whether it is known that all have ended
   */
  public boolean look() {
    if (!tree.look()) {
      return false;
    }
    boolean noneLeft = hasPipeEnded() && controlGroup.map(ControlGroup::isEmpty).orElse(true);
    if (noneLeft && !canHide) {
      return true;
    }
    if (!isLookDue()) {
      return false;
    }
    if (noneLeft && group.hasEnded()) {
      return true;
    }
    pipe.stream().flatMap(inherited -> inherited.holders().stream()).forEach(tree::add);
    signalGroups();
    return false;
  }

  private boolean hasPipeEnded() {
    return pipe.map(inherited -> inherited.ended().isDone())
        .orElse(!canHide || controlGroup.isPresent());
  }

  private boolean isLookDue() {
    long now = System.nanoTime();
    boolean due = lookedAtNanos.map(at -> now - at >= LOOK_NANOS).orElse(true);
    if (due) {
      lookedAtNanos = Optional.of(now);
    }
    return due;
  }

  /** Only once those that are seen are gone: these were asked already, and once is enough. */
  private void signalGroups() {
    if (byForce) {
      group.kill();
    } else if (!groupWasAsked) {
      groupWasAsked = true;
      group.terminate();
      controlGroup.ifPresent(ControlGroup::terminate);
    }
  }

  /**
   * What has not ended, and why, as far as that can be seen.
   *
   * @return words for a person
   */
  public String describeRest() {
    List<ProcessHandle> running = tree.running();
    if (!running.isEmpty()) {
      return running.stream().map(ProgramProcesses::describe).collect(Collectors.joining(", "));
    }
    if (controlGroup.isPresent() && !controlGroup.get().isEmpty()) {
      return "its control group %s is not empty after cgroup.kill: processes %s"
          .formatted(controlGroup.get().name(), controlGroup.get().processes());
    }
    return canHide
        ? "whether all of its processes have ended cannot be known, since this system hides those"
            + " of other users (hidepid, ProtectProc)"
        : "a process that it has started has left its process group, and cannot be found";
  }

  private static String describe(ProcessHandle process) {
    String user = process.info().user().orElse("unknown");
    Optional<String> self = ProcessHandle.current().info().user();
    String why =
        self.isPresent() && !self.get().equals(user)
            ? "belongs to user '%s', and this process runs as '%s'".formatted(user, self.get())
            : "was sent SIGKILL, and is in state " + state(process);
    return "process %d %s".formatted(process.pid(), why);
  }

  /** A letter; D stands for a wait in the kernel that no signal ends. */
  private static String state(ProcessHandle process) {
    try {
      String status = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      return status.substring(status.lastIndexOf(')') + 2).substring(0, 1);
    } catch (IOException | IndexOutOfBoundsException notShown) {
      return "unknown";
    }
  }
}
