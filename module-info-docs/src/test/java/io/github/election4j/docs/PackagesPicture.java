/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.docs;

import java.lang.module.ModuleDescriptor;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A picture of the modules, their packages and who uses whom, made of the descriptors and the class
 * files, as a diagram that pages can hold.
 */
final class PackagesPicture {

  private static final String ROOT = "io.github.election4j";

  /** All use it, so that arrows to it would hide the others. */
  private static final String USED_BY_ALL = ROOT;

  private final Collection<ModuleDescriptor> modules;
  private final Collection<ClassFile> classes;

  PackagesPicture(Collection<ModuleDescriptor> modules, Collection<ClassFile> classes) {
    this.modules = List.copyOf(modules);
    this.classes = List.copyOf(classes);
  }

  /** The diagram, fences included. */
  String draw() {
    StringBuilder picture = new StringBuilder("```mermaid\nflowchart TB\n");
    modules.stream()
        .sorted(Comparator.comparing(ModuleDescriptor::name))
        .forEach(module -> drawModule(picture, module));
    arrows().forEach(arrow -> picture.append("  ").append(arrow).append('\n'));
    return picture.append("```\n").toString();
  }

  private static void drawModule(StringBuilder picture, ModuleDescriptor module) {
    Set<String> exported =
        module.exports().stream().map(ModuleDescriptor.Exports::source).collect(Collectors.toSet());
    picture.append("  subgraph m_%s[\"%s\"]\n".formatted(key(module.name()), module.name()));
    for (String name : new TreeSet<>(module.packages())) {
      // Exported packages have round ends.
      String shape = exported.contains(name) ? "([\"%s\"])" : "[\"%s\"]";
      picture.append("    ").append(key(name)).append(shape.formatted(label(name))).append('\n');
    }
    picture.append("  end\n");
  }

  private Set<String> arrows() {
    Set<String> packages =
        modules.stream()
            .flatMap(module -> module.packages().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> arrows = new TreeSet<>();
    for (ClassFile type : classes) {
      String from = ClassFile.packageOf(type.name());
      for (String used : type.used()) {
        String to = ClassFile.packageOf(used);
        if (packages.contains(to) && !to.equals(from) && !to.equals(USED_BY_ALL)) {
          arrows.add(key(from) + " --> " + key(to));
        }
      }
    }
    return arrows;
  }

  private static String label(String name) {
    return name.equals(ROOT) ? name : name.substring(ROOT.length() + 1);
  }

  private static String key(String name) {
    return label(name).replace(ROOT, "api").replace('.', '_');
  }
}
