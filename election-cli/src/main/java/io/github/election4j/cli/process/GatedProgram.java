/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A program that is started, but does nothing before it is let go: so whoever must know its process
 * is told before it has done anything, and if the one that is to let it go dies, it ends. A shell
 * waits in its place, and becomes the program, in a session of its own where there is setsid.
 */
public final class GatedProgram {

  private static final Path SHELL = Path.of("/bin/sh");

  /**
   * Waits for a line. Then the pipe that it came by is moved to where the program does not look for
   * its input, which is empty.
   */
  private static final String SCRIPT =
      """
      IFS= read -r line || exit 127
      unset line
      exec %d<&0 </dev/null
      command -v setsid >/dev/null 2>&1 && exec setsid "$@"
      exec "$@"
      """
          .formatted(InheritedPipe.DESCRIPTOR);

  private static final String DEFAULT_PATH = "/usr/bin:/bin";

  /** What a shell takes for a variable; others it may drop. */
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final Process process;
  private final Optional<InheritedPipe> pipe;
  private final Optional<ControlGroup> controlGroup;

  private GatedProgram(
      Process process, Optional<InheritedPipe> pipe, Optional<ControlGroup> controlGroup) {
    this.process = process;
    this.pipe = pipe;
    this.controlGroup = controlGroup;
  }

  /**
   * Starts it. Where there is no shell, as on Windows, it does not wait.
   *
   * @param builder the program, its environment and where its output goes
   * @param controlGroup it is put into, where that is allowed
   * @return the process, whose standard input is not to be used
   * @throws IOException if there is no such program, or no process can be started
   */
  public static GatedProgram start(ProcessBuilder builder, Optional<ControlGroup> controlGroup)
      throws IOException {
    if (!Files.isExecutable(SHELL)) {
      return new GatedProgram(builder.start(), Optional.empty(), Optional.empty());
    }
    requireProgram(builder.command().get(0), builder.environment());
    List<String> words = new ArrayList<>(List.of(SHELL.toString(), "-c", SCRIPT, "sh"));
    words.addAll(variablesThatShellsDrop(builder.environment()));
    words.addAll(builder.command());
    Process process = builder.command(words).start();
    // Before it is let go: so whatever it will start is in the group as well.
    return new GatedProgram(
        process,
        InheritedPipe.of(process),
        controlGroup.filter(group -> group.take(process.pid())));
  }

  /** A shell would say it too, but only by its exit status. */
  private static void requireProgram(String program, Map<String, String> environment)
      throws IOException {
    List<Path> places = places(program, environment);
    if (places.stream()
        .noneMatch(place -> Files.isRegularFile(place) && Files.isExecutable(place))) {
      throw new IOException(
          "cannot run program '%s': %s"
              .formatted(
                  program,
                  places.stream().anyMatch(Files::exists)
                      ? "Permission denied"
                      : "No such file or directory"));
    }
  }

  private static List<Path> places(String program, Map<String, String> environment)
      throws IOException {
    try {
      return program.contains("/")
          ? List.of(Path.of(program))
          : Stream.of(environment.getOrDefault("PATH", DEFAULT_PATH).split(":", -1))
              .map(folder -> Path.of(folder).resolve(program))
              .toList();
    } catch (InvalidPathException noPath) {
      throw new IOException("cannot run program '%s': %s".formatted(program, noPath), noPath);
    }
  }

  /** Words that give them back, put before the program. */
  private static List<String> variablesThatShellsDrop(Map<String, String> environment) {
    List<String> words = new ArrayList<>();
    environment.forEach(
        (name, value) -> {
          if (!VARIABLE.matcher(name).matches()) {
            words.add(name + "=" + value);
          }
        });
    if (!words.isEmpty()) {
      words.add(0, "env");
    }
    return words;
  }

  /**
   * The process, which is the program from when it was let go.
   *
   * @return the same each time
   */
  public Process process() {
    return process;
  }

  /**
   * Lets it go.
   *
   * @param onEnd is run, by some thread, when it may be that all of its processes have ended
   * @throws IOException if it has ended
   */
  public void go(Runnable onEnd) throws IOException {
    var unused = process.onExit().thenRun(onEnd);
    process.getOutputStream().write("go\n".getBytes(StandardCharsets.US_ASCII));
    process.getOutputStream().flush();
    if (pipe.isEmpty()) {
      process.getOutputStream().close();
      return;
    }
    var unusedToo = pipe.get().ended().thenRun(onEnd);
    pipe.get().watch();
  }

  /**
   * All processes that it consists of.
   *
   * @return new, for one thread
   */
  public ProgramProcesses processes() {
    return new ProgramProcesses(process.pid(), pipe, controlGroup);
  }
}
