/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.docs;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleDescriptor.Opens;
import java.lang.module.ModuleDescriptor.Provides;
import java.lang.module.ModuleDescriptor.Requires;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A module descriptor as text, in the words of a declaration, each kind in the order of its names:
 * equal texts are equal descriptors. The packages that are not exported are listed too, since one
 * that appears or disappears is a change of the module.
 */
final class DescriptorText {

  private DescriptorText() {}

  static String of(ModuleDescriptor module) {
    List<String> lines = new ArrayList<>();
    module.requires().stream().sorted().map(DescriptorText::requires).forEach(lines::add);
    module.exports().stream().sorted().map(DescriptorText::exports).forEach(lines::add);
    module.opens().stream().sorted().map(DescriptorText::opens).forEach(lines::add);
    module.uses().stream().sorted().map(service -> "uses " + service).forEach(lines::add);
    module.provides().stream().sorted().map(DescriptorText::provides).forEach(lines::add);
    hidden(module).stream().map(name -> "hides " + name).forEach(lines::add);
    return lines.stream()
        .map(line -> "  " + line + "\n")
        .collect(Collectors.joining("", words(module.modifiers()) + module.name() + " {\n", "}\n"));
  }

  /** The packages of a module that no other module sees. */
  static Set<String> hidden(ModuleDescriptor module) {
    Set<String> packages = new TreeSet<>(module.packages());
    module.exports().stream().map(Exports::source).forEach(packages::remove);
    return packages;
  }

  private static String requires(Requires requires) {
    return "requires " + words(requires.modifiers()) + requires.name();
  }

  private static String exports(Exports exports) {
    return "exports " + words(exports.modifiers()) + exports.source() + to(exports.targets());
  }

  private static String opens(Opens opens) {
    return "opens " + words(opens.modifiers()) + opens.source() + to(opens.targets());
  }

  private static String provides(Provides provides) {
    return "provides " + provides.service() + " with " + String.join(", ", provides.providers());
  }

  private static String to(Set<String> targets) {
    return targets.isEmpty() ? "" : " to " + String.join(", ", new TreeSet<>(targets));
  }

  private static String words(Collection<? extends Enum<?>> modifiers) {
    Stream<String> words = modifiers.stream().map(word -> word.name().toLowerCase(Locale.ROOT));
    return words.sorted().map(word -> word + " ").collect(Collectors.joining());
  }
}
