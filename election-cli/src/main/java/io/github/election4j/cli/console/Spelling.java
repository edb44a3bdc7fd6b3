/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.console;

import java.util.Collection;

/** Guesses what a mistyped word was meant to be. */
public final class Spelling {

  private Spelling() {}

  /**
   * The known word that is at most two letters away.
   *
   * @param word what was typed
   * @param known what could have been meant
   * @return the nearest, or an empty string if none is near
   */
  public static String nearest(String word, Collection<String> known) {
    String nearest = "";
    int least = Math.min(3, word.length());
    for (String candidate : known) {
      int distance = distance(word, candidate);
      if (distance < least) {
        least = distance;
        nearest = candidate;
      }
    }
    return nearest;
  }

  /**
   * How many letters must be added, left out or changed to turn one word into the other
   * (Levenshtein).
   */
  private static int distance(String from, String to) {
    int[] above = new int[to.length() + 1];
    for (int column = 0; column < above.length; column++) {
      above[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      int[] current = new int[above.length];
      current[0] = row;
      for (int column = 1; column < above.length; column++) {
        int change = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
        int addOrLeaveOut = 1 + Math.min(above[column], current[column - 1]);
        current[column] = Math.min(addOrLeaveOut, above[column - 1] + change);
      }
      above = current;
    }
    return above[to.length()];
  }
}
