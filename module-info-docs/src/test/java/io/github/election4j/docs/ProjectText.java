/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A file that people of the project wrote: a source, a scenario or a page. What the build makes is
 * none, nor is what is hidden.
 *
 * @param path where it is, from the root of the project
 * @param text what it says
 */
record ProjectText(Path path, String text) {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Set<String> ENDINGS = Set.of(".java", ".txt", ".md", ".properties");

  private static final Pattern JOINED_LITERALS = Pattern.compile("\"\\s*\\+\\s*\"");
  private static final Pattern LINE_OF_A_COMMENT = Pattern.compile("\\n\\s*(?:\\*|//|#)(?=\\s)");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  /** All of them, of all modules, in the order of their paths. */
  static List<ProjectText> all() throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes about) {
            String name = folder.getFileName().toString();
            boolean made = name.equals("target") || name.startsWith(".");
            return made && !folder.equals(ROOT)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes about) {
            String name = file.getFileName().toString();
            int dot = name.lastIndexOf('.');
            if (dot >= 0 && ENDINGS.contains(name.substring(dot))) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files.stream().sorted().map(ProjectText::read).toList();
  }

  private static ProjectText read(Path file) {
    try {
      return new ProjectText(ROOT.relativize(file), Files.readString(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + file, unreadable);
    }
  }

  boolean isJava() {
    return path.toString().endsWith(".java");
  }

  boolean isPage() {
    return path.toString().endsWith(".md");
  }

  /**
   * The text as a reader takes it: lines run on, whatever begins the line of a comment, and string
   * literals that are joined are one.
   */
  String running() {
    String text = isPage() ? this.text : LINE_OF_A_COMMENT.matcher(this.text).replaceAll(" ");
    return SPACE.matcher(JOINED_LITERALS.matcher(text).replaceAll("")).replaceAll(" ");
  }
}
