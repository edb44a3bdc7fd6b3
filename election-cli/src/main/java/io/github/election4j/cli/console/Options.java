/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The options that a subcommand knows, and how its words are read: {@code --name}, {@code --name
 * VALUE} or {@code --name=VALUE}, in any order, and {@code -h} for {@code --help}. Immutable.
 */
public final class Options {

  /** What every subcommand knows. */
  public static final Options COMMON =
      new Options(List.of(), false, false)
          .flag("help", "show this text and exit")
          .flag("version", "show the version and exit");

  /**
   * One option.
   *
   * @param name without the leading {@code --}
   * @param placeholder stands for the value in the help; empty for an option that takes none
   * @param repeatable whether it may be given more than once
   * @param help what it does, in a few words
   * @param variable the environment variable that is read if it is not given; empty for none
   */
  public record Option(
      String name, String placeholder, boolean repeatable, String help, String variable) {

    /**
     * Whether a value follows it.
     *
     * @return false for a flag
     */
    public boolean takesValue() {
      return !placeholder.isEmpty();
    }

    String synopsis() {
      return "--" + name + (takesValue() ? " " + placeholder : "");
    }
  }

  private final List<Option> options;
  private final boolean takesWords;
  private final boolean takesProgram;

  private Options(List<Option> options, boolean takesWords, boolean takesProgram) {
    this.options = List.copyOf(options);
    this.takesWords = takesWords;
    this.takesProgram = takesProgram;
  }

  /**
   * Adds an option without a value.
   *
   * @param name without the leading {@code --}
   * @param help what it does
   * @return these options and that one
   */
  public Options flag(String name, String help) {
    return with(new Option(name, "", false, help, ""));
  }

  /**
   * Adds an option that takes one value, at most once.
   *
   * @param name without the leading {@code --}
   * @param placeholder stands for the value in the help
   * @param help what it does
   * @return these options and that one
   */
  public Options value(String name, String placeholder, String help) {
    return with(new Option(name, placeholder, false, help, ""));
  }

  /**
   * Adds an option that takes a value and may be repeated.
   *
   * @param name without the leading {@code --}
   * @param placeholder stands for the value in the help
   * @param help what it does
   * @return these options and that one
   */
  public Options values(String name, String placeholder, String help) {
    return with(new Option(name, placeholder, true, help, ""));
  }

  /**
   * Lets the option that was added last be given by an environment variable as well. One that may
   * be repeated finds its values there with commas between them.
   *
   * @param variable its name
   * @return these options
   */
  public Options orVariable(String variable) {
    List<Option> changed = new ArrayList<>(options);
    Option last = changed.removeLast();
    changed.add(
        new Option(last.name(), last.placeholder(), last.repeatable(), last.help(), variable));
    return new Options(changed, takesWords, takesProgram);
  }

  /**
   * Lets words that belong to no option stand before, between and after the options.
   *
   * @return these options, with such words perhaps
   */
  public Options words() {
    return new Options(options, true, takesProgram);
  }

  /**
   * Lets the words of another program follow, after {@code --}.
   *
   * @return these options, with a program perhaps
   */
  public Options program() {
    return new Options(options, takesWords, true);
  }

  /**
   * Each of them.
   *
   * @return in the order of the help
   */
  public List<Option> all() {
    return options;
  }

  /**
   * Whether another program may follow.
   *
   * @return true if its words may stand after {@code --}
   */
  public boolean takesProgram() {
    return takesProgram;
  }

  private Options with(Option option) {
    List<Option> more = new ArrayList<>(options);
    more.add(option);
    return new Options(more, takesWords, takesProgram);
  }

  /**
   * Reads the words of a command line, in no environment.
   *
   * @param words what follows the subcommand's name
   * @return the values given
   * @throws UsageException as below
   */
  public Arguments parse(List<String> words) throws UsageException {
    return parse(words, Map.of());
  }

  /**
   * Reads the words of a command line.
   *
   * @param words what follows the subcommand's name
   * @param environment the variables of the process; blank ones count for nothing
   * @return the values given
   * @throws UsageException if a word is no option, an unknown one, lacks its value or is given
   *     twice
   */
  public Arguments parse(List<String> words, Map<String, String> environment)
      throws UsageException {
    int end = takesProgram ? words.indexOf("--") : -1;
    Arguments given =
        end < 0
            ? read(words, List.of())
            : read(words.subList(0, end), program(words.subList(end + 1, words.size())));
    return complete(given, environment);
  }

  private Arguments complete(Arguments given, Map<String, String> environment) {
    Map<String, List<String>> values = new LinkedHashMap<>(given.given());
    Map<String, String> variables = new LinkedHashMap<>();
    for (Option option : options) {
      String value =
          option.variable().isEmpty()
              ? ""
              : environment.getOrDefault(option.variable(), "").strip();
      if (!value.isEmpty() && !values.containsKey(option.name())) {
        String[] parts = option.repeatable() ? value.split("\\s*,\\s*", -1) : new String[] {value};
        values.put(option.name(), List.of(parts));
        variables.put(option.name(), option.variable());
      }
    }
    return new Arguments(values, variables, given.words(), given.program());
  }

  private List<String> program(List<String> words) throws UsageException {
    if (words.isEmpty()) {
      throw new UsageException("-- is followed by nothing; expected -- PROGRAM ARG ...");
    }
    return words;
  }

  private Arguments read(List<String> words, List<String> program) throws UsageException {
    Map<String, List<String>> given = new LinkedHashMap<>();
    List<String> others = new ArrayList<>();
    for (int index = 0; index < words.size(); index++) {
      String word = words.get(index);
      if (takesWords && !word.startsWith("-")) {
        others.add(word);
        continue;
      }
      if (word.equals("-h")) {
        word = "--help";
      }
      if (!word.startsWith("--")) {
        throw new UsageException("'%s' is not an option; expected --NAME".formatted(word));
      }
      int equals = word.indexOf('=');
      Option option = find(word.substring(2, equals < 0 ? word.length() : equals));
      String value = "";
      if (option.takesValue()) {
        index += equals < 0 ? 1 : 0;
        value = equals < 0 ? valueAt(words, index, option) : word.substring(equals + 1);
      } else if (equals >= 0) {
        throw new UsageException("--%s takes no value".formatted(option.name()));
      }
      add(given, option, value);
    }
    return new Arguments(given, Map.of(), others, program);
  }

  private static String valueAt(List<String> words, int index, Option option)
      throws UsageException {
    if (index == words.size() || words.get(index).startsWith("--")) {
      throw new UsageException(
          "--%s lacks its value; expected %s".formatted(option.name(), option.synopsis()));
    }
    return words.get(index);
  }

  private static void add(Map<String, List<String>> given, Option option, String value)
      throws UsageException {
    List<String> values = given.computeIfAbsent(option.name(), name -> new ArrayList<>());
    if (!values.isEmpty() && !option.repeatable()) {
      throw new UsageException("--%s is given twice; expected it once".formatted(option.name()));
    }
    values.add(value);
  }

  private Option find(String name) throws UsageException {
    for (Option option : options) {
      if (option.name().equals(name)) {
        return option;
      }
    }
    String nearest = Spelling.nearest(name, options.stream().map(Option::name).toList());
    throw new UsageException(
        "unknown option --%s%s"
            .formatted(name, nearest.isEmpty() ? "" : "; did you mean --" + nearest + "?"));
  }

  /**
   * The options with what they do, a line each.
   *
   * @return text for a person
   */
  String help() {
    Table table = new Table();
    for (Option option : options) {
      table.row("  " + option.synopsis(), option.help());
    }
    return table.toString();
  }
}
