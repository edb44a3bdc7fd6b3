/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The table of faults that the documentation keeps. */
final class MutantTable {

  private static final Path FILE = Path.of("..", "..", "module-info-docs", "mutants.md");
  private static final String HEAD =
      """
      # Faults put into the machine, and what finds them

      A simulation that finds nothing may be blind. So each of these faults is put into the source of the machine, one at
      a time, in tests only: the changed file is compiled apart, and a class loader of its own defines the machine
      once more with it. Then the simulation runs from seed 1 on, until it finds the fault: with the seed named here,
      after so many events (deliveries, timeouts, faults and wake-ups) in all runs until then.

      Written by `mvn -pl election-core/proof -am test -Dtest=MutantsTest -Dsurefire.failIfNoSpecifiedTests=false
      -Dgolden.update`. Without that flag the test runs the seed that is named here, and hunts again only if that does not
      find the fault any more; it fails if a fault is not found, or if this list is not that of the test.

      | Fault | Seed | Events to find it | What it broke |
      |---|---:|---:|---|
      """;

  private final List<String> rows = new ArrayList<>();

  void add(Mutant mutant, MutantHunt.Finding finding) {
    rows.add(
        "%s%d | %d | %s |"
            .formatted(
                beginOf(mutant), finding.seed(), finding.events(), finding.invariant().sentence()));
  }

  private static String beginOf(Mutant mutant) {
    return "| " + mutant.fault() + " | ";
  }

  /** The rows, one a line. */
  String rows() {
    return String.join("\n", rows);
  }

  void write() throws IOException {
    Files.writeString(FILE, HEAD + rows() + "\n");
  }

  /** The seed that found a fault when the documentation was written. */
  static OptionalLong knownSeed(Mutant mutant) throws IOException {
    String begin = beginOf(mutant);
    for (String line : Files.readAllLines(FILE)) {
      if (line.startsWith(begin)) {
        String rest = line.substring(begin.length());
        return OptionalLong.of(Long.parseLong(rest.substring(0, rest.indexOf(' '))));
      }
    }
    return OptionalLong.empty();
  }

  /** Which of these faults the documentation does not name. */
  static List<String> missing(List<Mutant> mutants) throws IOException {
    String text = Files.readString(FILE);
    return mutants.stream()
        .filter(mutant -> !text.contains(beginOf(mutant)))
        .map(Mutant::fault)
        .toList();
  }
}
