/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The pages for people")
class PagesTest {

  private static final Path ROOT = Path.of("..");

  private static final Path PROGRAMS_OF_THE_BUILD = ROOT.resolve("build");

  /** A class in code: not a constant, not the name of a group or a file. */
  private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z]\\w*[a-z])(?:\\.\\w+\\(\\))?`");

  private static final Pattern LINK = Pattern.compile("]\\(([^):#]+)\\)");
  private static final Pattern FOLDER = Pattern.compile("(?m)^\\| `([a-z/-]+)` \\|");

  @Test
  @DisplayName("name classes that exist")
  void classes() throws IOException {
    Set<String> existing = classNames();
    for (Path page : pages()) {
      Set<String> named = matches(CLASS, page);
      named.removeAll(existing);
      assertEquals(Set.of(), named, page.toString());
    }
  }

  @Test
  @DisplayName("link to files that exist")
  void links() throws IOException {
    for (Path page : pages()) {
      Set<String> targets = matches(LINK, page);
      targets.removeIf(target -> Files.exists(page.resolveSibling(target)));
      assertEquals(Set.of(), targets, page.toString());
    }
  }

  @Test
  @DisplayName("are all linked by README, which says for whom each is")
  void linkedByReadme() throws IOException {
    Set<String> linked = matches(LINK, ROOT.resolve("README.md"));
    Set<String> here = new TreeSet<>();
    for (Path page : pages()) {
      if (!page.startsWith(ROOT)) {
        here.add("module-info-docs/" + page.getFileName());
      }
    }
    here.removeAll(linked);
    assertEquals(Set.of(), here);
  }

  @Test
  @DisplayName("list folders that exist, and each folder of a module")
  void folders() throws IOException {
    Set<String> listed = matches(FOLDER, ROOT.resolve("CONTRIBUTING.md"));
    Set<String> modules =
        modules().stream()
            .map(folder -> ROOT.relativize(folder).toString())
            .collect(Collectors.toCollection(TreeSet::new));
    modules.removeAll(listed);
    assertEquals(Set.of(), modules);
    assertFalse(listed.isEmpty());
    listed.removeIf(folder -> Files.isDirectory(ROOT.resolve(folder)));
    assertEquals(Set.of(), listed);
  }

  /** Those for everybody at the root, and those of this folder. */
  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (Path folder : List.of(ROOT, Path.of("."))) {
      try (Stream<Path> files = Files.list(folder)) {
        files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
      }
    }
    assertTrue(pages.size() > 5, "pages: " + pages);
    return pages;
  }

  private static Set<String> matches(Pattern pattern, Path page) throws IOException {
    return pattern
        .matcher(Files.readString(page))
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> classNames() throws IOException {
    Set<String> names = new TreeSet<>();
    for (ClassFile type : BuiltClasses.all()) {
      names.add(type.name().replaceAll(".*[.$]", ""));
    }
    for (Path module : modules()) {
      Path sources = module.resolve("src");
      if (Files.isDirectory(sources)) {
        names.addAll(classNames(sources));
      }
    }
    names.addAll(classNames(PROGRAMS_OF_THE_BUILD));
    return names;
  }

  /** The folders below the root that are modules of the build; some stand in another one. */
  private static List<Path> modules() throws IOException {
    try (Stream<Path> files = Files.find(ROOT, 3, (file, about) -> file.endsWith("pom.xml"))) {
      return files.map(Path::getParent).filter(folder -> !folder.equals(ROOT)).toList();
    }
  }

  private static List<String> classNames(Path sources) throws IOException {
    try (Stream<Path> files = Files.walk(sources)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .toList();
    }
  }
}
