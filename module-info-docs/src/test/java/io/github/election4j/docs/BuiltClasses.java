/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.docs;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.util.ArrayList;
import java.util.List;

/** The classes of this project's modules, as the build made them. */
final class BuiltClasses {

  private BuiltClasses() {}

  /** All classes of all modules, those of tests left out. */
  static List<ClassFile> all() throws IOException {
    List<ClassFile> classes = new ArrayList<>();
    for (ModuleReference module : BuiltModules.all()) {
      try (ModuleReader reader = module.open()) {
        for (String name : reader.list().filter(BuiltClasses::isClass).toList()) {
          try (InputStream file = reader.open(name).orElseThrow()) {
            classes.add(ClassFile.read(file.readAllBytes()));
          }
        }
      }
    }
    return classes;
  }

  private static boolean isClass(String name) {
    return name.endsWith(".class") && !name.endsWith("module-info.class");
  }
}
