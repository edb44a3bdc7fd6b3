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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The design")
class DesignPageTest {

  private static final Path PAGE = Path.of("design.md");

  @Test
  @DisplayName("has every section and rule that code, tests, scenarios and pages cite")
  void places() throws IOException {
    DesignPage design = new DesignPage(Files.readString(PAGE));
    List<DesignCitation> citations = allCitations();
    assertTrue(citations.size() > 150, "citations: " + citations.size());

    List<String> wrong = new ArrayList<>();
    for (DesignCitation citation : citations) {
      for (String place : citation.places()) {
        if (design.textOf(place).isEmpty()) {
          wrong.add("%s: there is no %s in design.md".formatted(citation.source(), place));
        }
      }
    }

    assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
  }

  @Test
  @DisplayName("says what tests quote, in the section or rule that they name")
  void quotes() throws IOException {
    DesignPage design = new DesignPage(Files.readString(PAGE));
    List<String> wrong = new ArrayList<>();
    int quoted = 0;
    for (DesignCitation citation : allCitations()) {
      for (String quote : citation.quotes()) {
        quoted++;
        boolean said =
            citation.places().stream()
                .flatMap(place -> design.textOf(place).stream())
                .anyMatch(text -> text.contains(DesignPage.plain(quote)));
        if (!said) {
          wrong.add("%s: design.md does not say there \"%s\"".formatted(citation.source(), quote));
        }
      }
    }

    assertTrue(quoted > 50, "quotations: " + quoted);
    assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
  }

  @Test
  @DisplayName("is cited in two ways, and each place of a citation is found")
  void citations() {
    assertEquals(
        List.of("section 3 rule 4", "section 3 rule 5"),
        placesIn("thesis 9.6; design, section 3 rules 4 and 5."));
    assertEquals(
        List.of("section 1", "section 3", "section 4"), placesIn("design, sections 1, 3 and 4."));
    assertEquals(
        List.of("section 3 rule 1", "section 5"),
        placesIn("(design, section 3\n * rule 1 and section 5)."));
    assertEquals(List.of("section 4"), placesIn("(design, section 4; thesis 6.4.1)"));
    assertEquals(List.of("section 3 rule 4"), placesIn("\"Design 3 rule 4: a pre-vote\""));
    assertEquals(List.of("section 5"), placesIn("\"Design 5, the trap: 12 steps\""));
    assertEquals(List.of(), placesIn("Design and Analysis of a protocol"));
    assertEquals(List.of("place design, 3.5"), placesIn("(design, 3.5)"));
  }

  private static List<String> placesIn(String text) {
    return DesignCitation.in(new ProjectText(Path.of("Some.java"), text)).stream()
        .flatMap(citation -> citation.places().stream())
        .toList();
  }

  /** This test's own examples are none. */
  private static List<DesignCitation> allCitations() throws IOException {
    return ProjectText.all().stream()
        .filter(file -> !file.path().endsWith("DesignPageTest.java"))
        .filter(file -> !file.path().endsWith("DesignCitation.java"))
        .flatMap(file -> DesignCitation.in(file).stream())
        .toList();
  }
}
