/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The module descriptors")
class ModuleDescriptorsTest {

  private static final Path GOLDEN = Path.of("src", "test", "resources", "module-descriptors.txt");
  private static final Pattern DECLARED = Pattern.compile("(?m)^(?:open )?module ([\\w.]+) \\{");

  private final List<ModuleDescriptor> modules =
      BuiltModules.all().stream().map(ModuleReference::descriptor).toList();

  @Test
  @DisplayName("are those of the golden file, word for word")
  void golden() throws IOException {
    String text = modules.stream().map(DescriptorText::of).collect(Collectors.joining("\n"));
    new GoldenFile(GOLDEN).check(text);
  }

  @Test
  @DisplayName("are all here: each that the build declares is looked at")
  void allAreHere() throws IOException {
    Set<String> declared = new TreeSet<>();
    try (Stream<Path> folders = Files.list(Path.of(".."))) {
      for (Path folder : folders.toList()) {
        Path source = folder.resolve(Path.of("src", "main", "java", "module-info.java"));
        if (Files.exists(source)) {
          Matcher declaration = DECLARED.matcher(Files.readString(source));
          declaration.results().map(match -> match.group(1)).forEach(declared::add);
        }
      }
    }
    Set<String> looked = modules.stream().map(ModuleDescriptor::name).collect(toTreeSet());
    assertEquals(declared, looked);
  }

  @Test
  @DisplayName("open nothing to reflection")
  void nothingIsOpen() {
    for (ModuleDescriptor module : modules) {
      assertFalse(module.isOpen(), module.name());
      assertEquals(Set.of(), module.opens(), module.name());
    }
  }

  @Test
  @DisplayName("export to everybody or to nobody")
  void noQualifiedExport() {
    for (ModuleDescriptor module : modules) {
      for (Exports exported : module.exports()) {
        assertEquals(Set.of(), exported.targets(), module.name() + ": " + exported.source());
      }
    }
  }

  @Test
  @DisplayName("require java.base and modules of this project, always, and nothing else")
  void noDependency() {
    Set<String> allowed = modules.stream().map(ModuleDescriptor::name).collect(toTreeSet());
    allowed.add("java.base");
    for (ModuleDescriptor module : modules) {
      for (Requires required : module.requires()) {
        assertTrue(allowed.contains(required.name()), () -> module.name() + ": " + required);
        assertFalse(
            required.modifiers().contains(Requires.Modifier.STATIC),
            () -> module.name() + ": " + required);
      }
    }
  }

  @Test
  @DisplayName("let nobody but the command require a transport, and nobody at all the core")
  void importsRunOneWay() {
    String api = "io.github.election4j";
    for (ModuleDescriptor module : modules) {
      if (!module.name().equals(api + ".cli")) {
        Set<String> required = module.requires().stream().map(Requires::name).collect(toTreeSet());
        required.removeAll(Set.of("java.base", api));
        assertEquals(Set.of(), required, module.name());
      }
    }
  }

  @Test
  @DisplayName("keep every package of a module below the name of the module")
  void packagesBelowTheModule() {
    for (ModuleDescriptor module : modules) {
      for (String name : module.packages()) {
        assertTrue(
            name.equals(module.name()) || name.startsWith(module.name() + "."),
            () -> module.name() + " holds " + name);
      }
    }
  }

  private static Collector<String, ?, Set<String>> toTreeSet() {
    return Collectors.toCollection(TreeSet::new);
  }
}
