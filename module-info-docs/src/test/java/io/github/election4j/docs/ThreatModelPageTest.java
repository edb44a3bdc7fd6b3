/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page about threats")
class ThreatModelPageTest {

  private static final Path PAGE = Path.of("threat-model.md");

  /** The tables whose last column names what checks the row. */
  private static final List<String> HEADS =
      List.of(
          "| Attack | Without TLS | With TLS | Checked by |",
          "| Who | Can | Cannot | Checked by |");

  private static final Pattern TEST = Pattern.compile("`(\\w+Test)(?:#(\\w+))?`");

  @Test
  @DisplayName("names for each row at least one test, and all that it names exist")
  void tests() throws IOException {
    List<ProjectText> sources = ProjectText.all();
    List<String> wrong = new ArrayList<>();
    for (String head : HEADS) {
      for (List<String> row : MarkdownTable.rows(Files.readString(PAGE), head)) {
        String cell = row.getLast();
        // A cell that is code and nothing else has lost its marks.
        List<String[]> named =
            TEST.matcher(cell.contains("`") ? cell : "`" + cell + "`")
                .results()
                .map(match -> new String[] {match.group(1), match.group(2)})
                .toList();
        if (named.isEmpty() || !named.stream().allMatch(test -> exists(test, sources))) {
          wrong.add(row.getFirst() + ": " + cell);
        }
      }
    }
    assertEquals(List.of(), wrong, "rows that name no test, or one that does not exist");
  }

  private static boolean exists(String[] test, List<ProjectText> sources) {
    return sources.stream()
        .filter(source -> source.path().endsWith(test[0] + ".java"))
        .filter(source -> source.path().toString().contains("src/test/java"))
        .anyMatch(source -> test[1] == null || source.text().contains("void " + test[1] + "("));
  }

  @Test
  @DisplayName("has a row for each attacker that the simulation knows")
  void intruders() throws IOException {
    String page = Files.readString(PAGE);
    String intruders =
        Files.readString(
            Path.of(
                "../election-core/proof/src/test/java/io/github/election4j/core/simulation/Intruder.java"));
    List<String> missing =
        Pattern.compile("(?m)^  ([A-Z_]+)\\(")
            .matcher(intruders)
            .results()
            .map(match -> match.group(1))
            .filter(name -> !page.contains("`" + name + "`"))
            .toList();
    assertEquals(List.of(), missing);
    assertTrue(page.contains("`HostileMemberTest`"));
  }
}
