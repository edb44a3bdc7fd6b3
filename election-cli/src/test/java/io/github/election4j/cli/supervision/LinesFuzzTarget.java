/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.supervision;

import io.github.election4j.cli.console.JsonReader;
import io.github.election4j.cli.event.EventLine;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * What holds of the lines that the command reads from its other processes, whatever they are: a
 * line is read, and again as it was written, or refused by the one exception that readers expect.
 * Given random lines by {@link LinesFuzzTest}, and lines that reach ever more of the code by the
 * fuzzer of the profile {@code fuzzing}, which looks for a method of this name.
 */
public final class LinesFuzzTarget {

  private LinesFuzzTarget() {}

  /**
   * Checks it.
   *
   * @param input a line
   */
  public static void fuzzerTestOneInput(byte[] input) {
    String line = new String(input, StandardCharsets.UTF_8);
    check(line, JsonReader::readFlat, Object::toString, false);
    check(line, EventLine::fromJson, EventLine::toJson, true);
    check(line, SupervisorReport::parse, SupervisorReport::line, true);
    check(line, SupervisorInstruction::parse, SupervisorInstruction::line, true);
  }

  private static <T> void check(
      String line, Function<String, T> read, Function<T, String> write, boolean again) {
    T value;
    try {
      value = read.apply(line);
    } catch (IllegalArgumentException refused) {
      return;
    }
    String written = write.apply(value);
    if (again && !value.equals(read.apply(written))) {
      throw new AssertionError("%s is written as %s".formatted(value, written));
    }
  }
}
