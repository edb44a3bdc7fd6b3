/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A simulation that finds nothing may be blind: faults are put into the machine, and each must be
 * found. {@code -Dgolden.update} writes the table of the documentation again.
 */
@DisplayName("A fault put into the machine")
class MutantsTest {

  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  /**
   * Who writes the table anew has the time for the few faults that show in one run of thousands.
   */
  private static final int MAX_SEEDS = UPDATE ? 20_000 : 1_500;

  private static final int FEWEST_FAULTS = 20;

  @Test
  @DisplayName("is found by the simulation, each of at least 20")
  void isFound(@TempDir Path directory) throws Exception {
    MutantCompiler compiler = new MutantCompiler(directory);
    List<Mutant> mutants = MutantCatalogue.all();
    List<String> survivors = new ArrayList<>();
    MutantTable table = new MutantTable();
    for (int number = 0; number < mutants.size(); number++) {
      Mutant mutant = mutants.get(number);
      MutantLoader loader = new MutantLoader(compiler.compile("mutant" + number, mutant));
      find(mutant, loader.factory())
          .ifPresentOrElse(found -> table.add(mutant, found), () -> survivors.add(mutant.fault()));
    }
    if (UPDATE) {
      table.write();
    }
    assertEquals(
        List.of(), survivors, "these faults were not found in %d seeds".formatted(MAX_SEEDS));
    assertTrue(mutants.size() >= FEWEST_FAULTS, "only %d faults".formatted(mutants.size()));
  }

  /** By the seed that found it before, if it still does, since a hunt may take a minute. */
  private static Optional<MutantHunt.Finding> find(Mutant mutant, MachineUnderTest.Factory machines)
      throws IOException {
    OptionalLong known = UPDATE ? OptionalLong.empty() : MutantTable.knownSeed(mutant);
    if (known.isPresent()) {
      Optional<MutantHunt.Finding> again =
          MutantHunt.of(mutant, machines).tryOut(known.getAsLong());
      if (again.isPresent()) {
        return again;
      }
    }
    return MutantHunt.of(mutant, machines).hunt(MAX_SEEDS);
  }

  @Test
  @DisplayName("is named in the documentation")
  void isDocumented() throws Exception {
    assertEquals(
        List.of(),
        MutantTable.missing(MutantCatalogue.all()),
        "module-info-docs/mutants.md is stale; write it again with -Dgolden.update");
  }

  @Test
  @DisplayName("is refused if the source does not say any more what it would change")
  void isRefusedIfStale(@TempDir Path directory) {
    Mutant stale = Mutant.of("is stale", "Quorum", "no such text", "");
    assertThrows(
        IllegalStateException.class, () -> new MutantCompiler(directory).compile("stale", stale));
  }

  @Test
  @DisplayName("is matched whatever the white space around it")
  void isMatchedInAnyFormat() {
    Mutant.Edit edit = new Mutant.Edit("X", "if (a) { b", "if ($) { c");
    assertEquals("x if ($) { c;", edit.apply("x if (a)\n   {\tb;"));
  }
}
