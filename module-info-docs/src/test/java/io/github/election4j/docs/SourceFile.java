/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.docs;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A source file as the compiler reads it.
 *
 * @param path where it is
 * @param text what it says
 * @param methods its methods and constructors
 * @param used the words and calls of interest, as {@code line: word}
 */
record SourceFile(Path path, String text, List<Method> methods, List<Use> used) {

  /** A method or constructor. */
  record Method(String name, boolean constructor, int parameters, long lines) {}

  /** A keyword or a qualified name at a place. */
  record Use(String word, long line) {}

  /** All main sources of all modules. */
  static List<SourceFile> mainSources() throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> modules = Files.list(Path.of(".."))) {
      for (Path module : modules.sorted().toList()) {
        Path main = module.resolve(Path.of("src", "main", "java"));
        if (Files.isDirectory(main)) {
          try (Stream<Path> sources = Files.walk(main)) {
            sources.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
          }
        }
      }
    }
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
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      List<SourceFile> sources = new ArrayList<>();
      for (CompilationUnitTree unit : task.parse()) {
        sources.add(of(unit, positions));
      }
      return sources;
    }
  }

  private static SourceFile of(CompilationUnitTree unit, SourcePositions positions) {
    Path path = Path.of(unit.getSourceFile().toUri());
    SourceScan scan = new SourceScan(unit, positions);
    scan.scan(unit, null);
    try {
      return new SourceFile(
          path.getFileName(), Files.readString(path), scan.methods(), scan.used());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  String simpleName() {
    return path.toString().replace(".java", "");
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
