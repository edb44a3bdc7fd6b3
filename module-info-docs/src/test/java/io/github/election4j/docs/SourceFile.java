/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.docs;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A source file as the compiler reads it.
 *
 * @param path where it is, below the root of the project
 * @param text what it says
 * @param methods its methods and constructors
 * @param types its types, nested ones too
 * @param used the words and calls of interest, and where
 */
record SourceFile(Path path, String text, List<Method> methods, List<Type> types, List<Use> used) {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path MAIN = Path.of("src", "main");

  /** A method or constructor. That of a record counts as without parameters. */
  record Method(String name, int parameters, long lines) {}

  /** A type: whether others may see it, if its package is exported; its comment, if it has one. */
  record Type(String name, boolean visible, String comment) {}

  /** A keyword or a qualified name at a place. */
  record Use(String word, long line) {}

  /** All sources of all modules and of the build, those of tests too. */
  static List<SourceFile> all() throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          /** Other modules are being built: what is in their build folders comes and goes. */
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes about) {
            String name = folder.getFileName().toString();
            return name.equals("target") || name.startsWith(".")
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes about) {
            if (file.toString().endsWith(".java")) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return parse(files);
  }

  private static List<SourceFile> parse(List<Path> files) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
      DocTrees trees = DocTrees.instance(task);
      List<SourceFile> sources = new ArrayList<>();
      for (CompilationUnitTree unit : task.parse()) {
        sources.add(of(unit, trees));
      }
      return sources;
    }
  }

  private static SourceFile of(CompilationUnitTree unit, DocTrees trees) {
    Path path = Path.of(unit.getSourceFile().toUri());
    SourceScan scan = new SourceScan(unit, trees);
    scan.scan(unit, null);
    try {
      return new SourceFile(
          ROOT.relativize(path), Files.readString(path), scan.methods(), scan.types(), scan.used());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  String simpleName() {
    return path.getFileName().toString().replace(".java", "");
  }

  /** Whether it stands in this folder, which is named by its last parts. */
  boolean isIn(String folder) {
    return path.getParent() != null && path.getParent().endsWith(folder);
  }

  /** Whether it becomes part of a jar, not a test or a tool of the build. */
  boolean isMain() {
    return path.toString().contains(MAIN.toString());
  }

  long lines() {
    return text.lines().count();
  }

  /** Where a word is used, for a person. */
  List<String> uses(String word) {
    return used.stream()
        .filter(use -> use.word().equals(word))
        .map(use -> "%s:%d uses %s".formatted(path, use.line(), word))
        .toList();
  }
}
