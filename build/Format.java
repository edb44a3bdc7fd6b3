/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks or applies the format of every Java file of the tree. The build runs it as a source file,
 * so that one JVM start does for all modules and the formatter runs on the JDK that was found, not
 * on the one that runs Maven.
 */
final class Format {

  private Format() {}

  public static void main(String[] args) throws Exception {
    if (args.length != 2 || !List.of("check", "apply").contains(args[0])) {
      System.err.println("usage: Format (check|apply) FOLDER");
      System.exit(2);
    }
    boolean check = args[0].equals("check");
    List<String> words =
        new ArrayList<>(
            check ? List.of("--dry-run", "--set-exit-if-changed") : List.of("--replace"));
    words.addAll(sources(Path.of(args[1])));

    PrintWriter out = new PrintWriter(System.out, true);
    PrintWriter err = new PrintWriter(System.err, true);
    int exit =
        new Main(out, err, InputStream.nullInputStream()).format(words.toArray(String[]::new));
    if (exit != 0) {
      err.println(
          "The files above are not formatted. To format the whole tree: mvn -pl build -Dformat"
              + " validate");
    }
    System.exit(exit);
  }

  private static List<String> sources(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !isGenerated(root.relativize(file)))
          .map(Path::toString)
          .sorted()
          .toList();
    }
  }

  /** Whether a part of the path is a build folder or hidden. */
  private static boolean isGenerated(Path file) {
    for (Path part : file) {
      if (part.toString().equals("target") || part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }
}
