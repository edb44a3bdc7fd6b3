/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.docs;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleDescriptor.Provides;
import java.lang.module.ModuleDescriptor.Requires;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page about the modules, made of their descriptors and of one sentence about each. */
final class ModulesPage {

  private static final String HEAD =
      """
      # The modules

      Made from the descriptors of the built modules by `ModulesPage`; a test fails when this page is stale, and says how
      to write it again. Every module needs `java.base` besides what is listed here, and no other module of the JDK.
      """;

  private final Map<String, String> sentences;

  /** A page that says of each module, by its name, what {@code sentences} says. */
  ModulesPage(Map<String, String> sentences) {
    this.sentences = Map.copyOf(sentences);
  }

  /** The whole page. Every module has a sentence, and every sentence is about a module. */
  String of(Collection<ModuleDescriptor> modules) {
    List<String> names = modules.stream().map(ModuleDescriptor::name).sorted().toList();
    List<String> described = sentences.keySet().stream().sorted().toList();
    if (!names.equals(described)) {
      throw new IllegalArgumentException(
          "expected one sentence for each of %s, but they are about %s"
              .formatted(names, described));
    }
    return modules.stream()
        .sorted(Comparator.comparing(ModuleDescriptor::name))
        .map(this::section)
        .collect(Collectors.joining("\n", HEAD + "\n", ""));
  }

  private String section(ModuleDescriptor module) {
    Stream<String> requires =
        module.requires().stream()
            .sorted()
            .filter(required -> !required.name().equals("java.base"))
            .map(ModulesPage::requires);
    Stream<String> exports = module.exports().stream().map(Exports::source).sorted();
    Stream<String> uses = module.uses().stream().sorted();
    Stream<String> provides = module.provides().stream().sorted().map(ModulesPage::provides);
    return "## `"
        + module.name()
        + "`\n\n"
        + sentences.get(module.name())
        + "\n\n| | |\n|---|---|\n"
        + row("requires", requires)
        + row("exports", exports.map(ModulesPage::code))
        + row("uses", uses.map(ModulesPage::code))
        + row("provides", provides);
  }

  private static String row(String kind, Stream<String> entries) {
    List<String> all = entries.toList();
    return "| " + kind + " | " + (all.isEmpty() ? "nothing" : String.join("<br>", all)) + " |\n";
  }

  private static String requires(Requires required) {
    String name = code(required.name());
    return required.modifiers().contains(Requires.Modifier.TRANSITIVE)
        ? name + ", and hands it on"
        : name;
  }

  private static String provides(Provides provided) {
    return provided.providers().stream()
        .map(ModulesPage::code)
        .collect(Collectors.joining(", ", code(provided.service()) + " by ", ""));
  }

  private static String code(String name) {
    return "`" + name + "`";
  }
}
