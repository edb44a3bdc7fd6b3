/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.console;

import java.lang.module.ModuleDescriptor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the subcommand that the first word names, reads its options and runs it. */
public final class CommandLine {

  private final List<Subcommand> subcommands;
  private final Terminal terminal;
  private final Map<String, String> environment;

  /**
   * Offers some subcommands, in no environment.
   *
   * @param subcommands in the order of the help
   * @param terminal where results and messages go
   */
  public CommandLine(List<Subcommand> subcommands, Terminal terminal) {
    this(subcommands, terminal, Map.of());
  }

  /**
   * Offers some subcommands.
   *
   * @param subcommands in the order of the help
   * @param terminal where results and messages go
   * @param environment the variables of the process, which some options may be given by
   */
  public CommandLine(
      List<Subcommand> subcommands, Terminal terminal, Map<String, String> environment) {
    this.subcommands = List.copyOf(subcommands);
    this.terminal = terminal;
    this.environment = Map.copyOf(environment);
  }

  /**
   * Does what the words say. Returns when all messages are written, but waits for nobody who does
   * not read them.
   *
   * @param words the arguments of the process
   * @return the exit status of the process
   * @throws InterruptedException if interrupted
   */
  public int run(List<String> words) throws InterruptedException {
    int status = follow(words);
    boolean unused = terminal.awaitTold();
    return status;
  }

  private int follow(List<String> words) throws InterruptedException {
    String name = words.isEmpty() ? "--help" : words.get(0);
    if (name.equals("--version") || name.equals("version")) {
      terminal.print(version());
      return Subcommand.EXIT_DONE;
    }
    if (name.equals("help") && words.size() > 1) {
      return follow(List.of(words.get(1), "--help"));
    }
    if (name.equals("--help") || name.equals("-h") || name.equals("help")) {
      terminal.print(help());
      return Subcommand.EXIT_DONE;
    }
    Optional<Subcommand> found = find(name);
    if (found.isEmpty()) {
      return refuse("election", unknown(name));
    }
    return run(found.get(), words.subList(1, words.size()));
  }

  private int run(Subcommand subcommand, List<String> words) throws InterruptedException {
    try {
      Arguments arguments = subcommand.options().parse(words, environment);
      if (arguments.has("help")) {
        terminal.print(help(subcommand));
        return Subcommand.EXIT_DONE;
      }
      if (arguments.has("version")) {
        terminal.print(version());
        return Subcommand.EXIT_DONE;
      }
      return subcommand.run(arguments, terminal);
    } catch (UsageException wrong) {
      return refuse("election " + subcommand.name(), wrong.reason());
    }
  }

  private int refuse(String command, String reason) {
    terminal.tell("%s: %s (see %s --help)".formatted(command, reason, command));
    return Subcommand.EXIT_USAGE;
  }

  private Optional<Subcommand> find(String name) {
    return subcommands.stream().filter(subcommand -> subcommand.name().equals(name)).findFirst();
  }

  private String unknown(String name) {
    List<String> names = subcommands.stream().map(Subcommand::name).toList();
    String nearest = Spelling.nearest(name, names);
    return nearest.isEmpty()
        ? "unknown subcommand '%s'; expected %s".formatted(name, String.join(", ", names))
        : "unknown subcommand '%s'; did you mean %s?".formatted(name, nearest);
  }

  private String help() {
    Table table = new Table();
    for (Subcommand subcommand : subcommands) {
      table.row("  election " + subcommand.name(), subcommand.summary());
    }
    return String.join(
        "\n",
        "Elects one leader among several processes, and another when it dies.",
        "",
        table.toString(),
        "",
        "  election SUBCOMMAND --help says more; election --version shows the version.");
  }

  private static String help(Subcommand subcommand) {
    return String.join(
        "\n",
        Columns.fitSynopsis("election %s %s".formatted(subcommand.name(), subcommand.synopsis())),
        "",
        subcommand.summary(),
        "",
        subcommand.options().help(),
        "",
        subcommand.notes().stream().map(Columns::fit).collect(Collectors.joining("\n")));
  }

  private static String version() {
    return "election "
        + Optional.ofNullable(CommandLine.class.getModule().getDescriptor())
            .flatMap(ModuleDescriptor::rawVersion)
            .orElse("(version unknown)");
  }
}
