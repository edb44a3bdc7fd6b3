/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.console;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The options that were given, and their values.
 *
 * @param given the values of each option by its name, in the order given; an option without a value
 *     has an empty one
 * @param variables the environment variables that options were taken from, by the options' names
 * @param words those that belong to no option, in the order given; empty if there are none
 * @param program the words after {@code --}; empty if there is none
 */
public record Arguments(
    Map<String, List<String>> given,
    Map<String, String> variables,
    List<String> words,
    List<String> program) {

  /** Copies the words. */
  public Arguments {
    words = List.copyOf(words);
    program = List.copyOf(program);
  }

  /**
   * Turns the text of a value into what it stands for.
   *
   * @param <T> what it stands for
   */
  @FunctionalInterface
  public interface Reader<T> {

    /**
     * Reads a value.
     *
     * @param text as it was given
     * @return what it stands for
     * @throws IllegalArgumentException with what was expected, for example {@code a duration such
     *     as 50ms}
     */
    T read(String text);
  }

  /**
   * Whether an option was given.
   *
   * @param name without the leading {@code --}
   * @return true if it was
   */
  public boolean has(String name) {
    return given.containsKey(name);
  }

  /**
   * How a person has given an option.
   *
   * @param name without the leading {@code --}
   * @return the option, or the environment variable in its stead
   */
  public String source(String name) {
    return variables.getOrDefault(name, "--" + name);
  }

  /**
   * Every value of an option.
   *
   * @param name without the leading {@code --}
   * @return empty if it was not given
   */
  public List<String> values(String name) {
    return given.getOrDefault(name, List.of());
  }

  /**
   * The value of an option that must be given.
   *
   * @param name without the leading {@code --}
   * @param reader reads it
   * @return the value
   * @throws UsageException if it is missing or cannot be read
   */
  public <T> T required(String name, Reader<T> reader) throws UsageException {
    Optional<T> value = optional(name, reader);
    if (value.isEmpty()) {
      throw new UsageException("--%s is missing".formatted(name));
    }
    return value.get();
  }

  /**
   * The value of an option that has a default.
   *
   * @param name without the leading {@code --}
   * @param reader reads it
   * @param other the default
   * @return the value given, or else the default
   * @throws UsageException if it cannot be read
   */
  public <T> T get(String name, Reader<T> reader, T other) throws UsageException {
    return optional(name, reader).orElse(other);
  }

  /**
   * The value of an option that may be left out.
   *
   * @param name without the leading {@code --}
   * @param reader reads it
   * @return the value, or empty if it was not given
   * @throws UsageException if it cannot be read
   */
  public <T> Optional<T> optional(String name, Reader<T> reader) throws UsageException {
    if (!has(name)) {
      return Optional.empty();
    }
    String text = values(name).get(0);
    try {
      return Optional.of(reader.read(text));
    } catch (IllegalArgumentException unreadable) {
      throw new UsageException(
          "%s is '%s'; expected %s".formatted(source(name), text, unreadable.getMessage()));
    }
  }
}
