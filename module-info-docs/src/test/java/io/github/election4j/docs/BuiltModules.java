/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.docs;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The modules of this project as the build made them: folders of classes or jars, whichever Maven
 * puts on the path of these tests.
 */
final class BuiltModules {

  private static final String DESCRIPTOR = "module-info.class";
  private static final String OWN_PREFIX = "io.github.election4j";

  private BuiltModules() {}

  /** The jars and folders that hold a module. */
  static List<Path> paths() {
    return Stream.of("jdk.module.path", "java.class.path")
        .map(property -> System.getProperty(property, ""))
        .flatMap(path -> Stream.of(path.split(File.pathSeparator)))
        .filter(entry -> !entry.isEmpty())
        .map(Path::of)
        .filter(BuiltModules::hasDescriptor)
        .toList();
  }

  /** The modules for others, these tests left out, in the order of their names. */
  static List<ModuleReference> all() {
    String self = BuiltModules.class.getModule().getName();
    return ModuleFinder.of(paths().toArray(Path[]::new)).findAll().stream()
        .filter(module -> module.descriptor().name().startsWith(OWN_PREFIX))
        .filter(module -> !module.descriptor().name().equals(self))
        .sorted(Comparator.comparing(module -> module.descriptor().name()))
        .toList();
  }

  private static boolean hasDescriptor(Path path) {
    if (Files.isDirectory(path)) {
      return Files.exists(path.resolve(DESCRIPTOR));
    }
    if (!Files.exists(path)) {
      return false;
    }
    try (JarFile jar = new JarFile(path.toFile())) {
      return jar.getEntry(DESCRIPTOR) != null;
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot read " + path, broken);
    }
  }
}
