/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A deliberate fault in the machine: what it is, and the change of source text that makes it.
 *
 * @param fault what is wrong, for a reader of the table
 * @param edits the changes, each in one file of the machine
 */
public record Mutant(String fault, List<Edit> edits) {

  /**
   * A change of one file. The original is matched whatever the white space, and must be there once.
   *
   * @param file the simple name of the class that the file is named after
   * @param original what the source says
   * @param mutated what it shall say instead
   */
  public record Edit(String file, String original, String mutated) {

    /** The source with the fault in it. */
    String apply(String source) {
      String pattern =
          Arrays.stream(original.strip().split("\\s+"))
              .map(Pattern::quote)
              .collect(Collectors.joining("\\s+"));
      Matcher matcher = Pattern.compile(pattern).matcher(source);
      List<String> found = matcher.results().map(MatchResult::group).toList();
      if (found.size() != 1) {
        throw new IllegalStateException(
            "%s.java has '%s' %d times; expected once: the mutant is stale, change it as the machine was changed"
                .formatted(file, original, found.size()));
      }
      return matcher.replaceFirst(Matcher.quoteReplacement(mutated));
    }
  }

  /** A fault that one change makes. */
  public static Mutant of(String fault, String file, String original, String mutated) {
    return new Mutant(fault, List.of(new Edit(file, original, mutated)));
  }

  /** The same fault with one more change. */
  public Mutant and(String file, String original, String mutated) {
    return new Mutant(
        fault,
        Stream.concat(edits.stream(), Stream.of(new Edit(file, original, mutated))).toList());
  }
}
