/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page about the architecture")
class ArchitecturePageTest {

  private static final Path PAGE = Path.of("architecture.md");
  private static final String BEGIN = "<!-- Made by PackagesPicture. -->\n";
  private static final String END = "<!-- End of what is made. -->\n";

  /** The first cell of a row of the table of locks. */
  private static final Pattern LOCKING_CLASS = Pattern.compile("`(\\w+)`");

  @Test
  @DisplayName("has a picture of the packages as they are built")
  void picture() throws IOException {
    List<ModuleDescriptor> modules =
        BuiltModules.all().stream().map(ModuleReference::descriptor).toList();
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    assertTrue(begin >= 0 && end > begin, "expected the marks around the picture");

    String picture = new PackagesPicture(modules, BuiltClasses.all()).draw();

    new GoldenFile(PAGE)
        .check(page.substring(0, begin + BEGIN.length()) + picture + page.substring(end));
  }

  @Test
  @DisplayName("says of each class that has a lock what the lock guards")
  void locks() throws IOException {
    Set<String> listed =
        MarkdownTable.rows(Files.readString(PAGE), "| Lock of | Guards | While it is held |")
            .stream()
            .map(row -> row.get(0))
            .flatMap(cell -> LOCKING_CLASS.matcher("`" + cell + "`").results())
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    Set<String> locking =
        ProjectText.all().stream()
            .filter(file -> file.path().toString().contains("src/main/java"))
            .filter(file -> file.text().contains("new ReentrantLock("))
            .map(file -> file.path().getFileName().toString().replace(".java", ""))
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(locking, listed);
  }
}
