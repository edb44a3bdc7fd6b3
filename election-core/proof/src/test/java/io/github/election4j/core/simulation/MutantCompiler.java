/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.core.machine.ElectionMachine;
import io.github.election4j.wire.Message;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;

/** Compiles the files that a mutant changes against the classes of the machine as they are. */
public final class MutantCompiler {

  private static final Path SOURCES = Path.of("..", "src", "main", "java");

  private final Path directory;
  private final String classPath;

  /**
   * Makes a compiler.
   *
   * @param directory a folder for sources and classes; each mutant gets one below it
   */
  public MutantCompiler(Path directory) {
    this.directory = directory;
    this.classPath = placeOf(ElectionMachine.class) + File.pathSeparator + placeOf(Message.class);
  }

  private static Path placeOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException malformed) {
      throw new IllegalStateException("no path: where " + type + " is", malformed);
    }
  }

  /** The folder with the classes that differ. */
  public Path compile(String name, Mutant mutant) throws IOException {
    Path sources = Files.createDirectories(directory.resolve(name).resolve("sources"));
    Path classes = Files.createDirectories(directory.resolve(name).resolve("classes"));
    List<String> arguments =
        new ArrayList<>(
            List.of("-proc:none", "-nowarn", "-cp", classPath, "-d", classes.toString()));
    for (Map.Entry<String, String> changed : changedSources(mutant).entrySet()) {
      Path file = sources.resolve(changed.getKey() + ".java");
      arguments.add(Files.writeString(file, changed.getValue()).toString());
    }
    StringWriter messages = new StringWriter();
    PrintWriter writer = new PrintWriter(messages);
    ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
    if (javac.run(writer, writer, arguments.toArray(String[]::new)) != 0) {
      throw new IllegalStateException(
          "mutant '%s' does not compile:\n%s".formatted(mutant.fault(), messages));
    }
    return classes;
  }

  private static Map<String, String> changedSources(Mutant mutant) throws IOException {
    Path folder = SOURCES.resolve(ElectionMachine.class.getPackageName().replace('.', '/'));
    Map<String, String> changed = new LinkedHashMap<>();
    for (Mutant.Edit edit : mutant.edits()) {
      String source = changed.get(edit.file());
      if (source == null) {
        source = Files.readString(folder.resolve(edit.file() + ".java"));
      }
      changed.put(edit.file(), edit.apply(source));
    }
    return changed;
  }
}
