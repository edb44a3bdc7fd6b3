/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Links the image of a command: a runtime of java.base and the given modules alone, with a
 * launcher. The build runs it as a source file, on the JDK that was found.
 */
final class Image {

  /**
   * For a small process that should start fast, need little and leave no file behind when it is
   * killed (without UsePerfData there is none in the folder for temporary files). What the virtual
   * machine itself has to say must not stand among the events on the standard output. A process
   * without memory ends, for its supervisor to start it again, rather than go on with some of its
   * threads.
   */
  private static final String JVM_OPTIONS =
      "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xmx64m"
          + " -XX:+ExitOnOutOfMemoryError -XX:+DisplayVMOutputToStderr"
          + " -Xlog:disable -Xlog:all=warning:stderr";

  private Image() {}

  public static void main(String[] args) throws Exception {
    if (args.length < 4) {
      System.err.println("usage: Image FOLDER COMMAND MODULE/CLASS[,MODULE...] JAR...");
      System.exit(2);
    }
    Path image = Path.of(args[0]);
    String command = args[1];
    List<String> roots = List.of(args[2].split(","));
    List<String> jars = List.of(args).subList(3, args.length);

    delete(image);
    link(image, roots, jars);
    writeLauncher(image.resolve("bin").resolve(command), roots.get(0));
  }

  private static void link(Path image, List<String> roots, List<String> jars) {
    // Services are not followed by jlink: whoever provides one is a root, too.
    List<String> modules = roots.stream().map(root -> root.replaceFirst("/.*", "")).toList();
    ToolProvider jlink = ToolProvider.findFirst("jlink").orElseThrow();
    int exit =
        jlink.run(
            System.out,
            System.err,
            "--module-path",
            String.join(File.pathSeparator, jars),
            "--add-modules",
            String.join(",", modules),
            "--add-options",
            JVM_OPTIONS,
            "--strip-debug",
            "--no-header-files",
            "--no-man-pages",
            "--compress",
            "zip-9",
            "--output",
            image.toString());
    if (exit != 0) {
      throw new IllegalStateException("jlink ended with status " + exit);
    }
  }

  /**
   * The launcher that jlink can write stays the parent of the Java process: a signal sent to it
   * would not reach the command. This one becomes the Java process. It takes the ahead-of-time
   * cache that lies beside the image, if there is one.
   *
   * <p>Options for Java in the environment are not for this command, which may lack the modules
   * that they ask for, and would announce them on its standard error; they are put aside for what
   * it starts. So is the locale: in C and POSIX, and in one that is not installed, Java takes all
   * but ASCII out of words and paths, in C.UTF-8 it does not. As the first process of a container
   * it stays after all, as a shell that reaps what others leave behind, which Java cannot.
   */
  private static void writeLauncher(Path launcher, String main) throws IOException {
    String script =
        """
        #!/bin/sh
        self=$0
        while [ -L "$self" ]; do
          target=$(readlink "$self")
          case $target in
            /*) self=$target ;;
            *) self=${self%%/*}/$target ;;
          esac
        done
        bin=${self%%/*}
        if [ -n "${JAVA_TOOL_OPTIONS+set}" ]; then
          export ELECTION_KEPT_JAVA_TOOL_OPTIONS="$JAVA_TOOL_OPTIONS"
          unset JAVA_TOOL_OPTIONS
        fi
        if [ -n "${_JAVA_OPTIONS+set}" ]; then
          export ELECTION_KEPT__JAVA_OPTIONS="$_JAVA_OPTIONS"
          unset _JAVA_OPTIONS
        fi
        if [ -n "${JDK_JAVA_OPTIONS+set}" ]; then
          export ELECTION_KEPT_JDK_JAVA_OPTIONS="$JDK_JAVA_OPTIONS"
          unset JDK_JAVA_OPTIONS
        fi
        case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
          C | POSIX | *.[Uu][Tt][Ff]8 | *.[Uu][Tt][Ff]-8)
            export ELECTION_KEPT_LC_ALL="$LC_ALL"
            export LC_ALL=C.UTF-8
            ;;
        esac
        set -- --module %s "$@"
        cache=$bin/../../%s.aot
        if [ -r "$cache" ]; then
          set -- -XX:AOTCache="$cache" "$@"
        fi
        if [ $$ -ne 1 ]; then
          exec "$bin/java" "$@"
        fi
        "$bin/java" "$@" <&0 &
        java=$!
        trap 'kill -s TERM "$java"' TERM INT HUP
        wait "$java"
        status=$?
        while kill -s 0 "$java" 2>/dev/null; do
          wait "$java"
          status=$?
        done
        exit "$status"
        """
            .formatted(main, launcher.getFileName());
    Files.writeString(launcher, script);
    if (!launcher.toFile().setExecutable(true, false)) {
      throw new IOException("cannot make %s executable".formatted(launcher));
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
