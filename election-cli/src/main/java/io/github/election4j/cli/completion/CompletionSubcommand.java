/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.completion;

import io.github.election4j.cli.console.Arguments;
import io.github.election4j.cli.console.Options;
import io.github.election4j.cli.console.Subcommand;
import io.github.election4j.cli.console.Terminal;
import io.github.election4j.cli.console.UsageException;
import java.util.List;
import java.util.function.Supplier;

/** {@code election completion}: a script by which a shell completes what is typed. */
public final class CompletionSubcommand implements Subcommand {

  private final Supplier<List<Subcommand>> subcommands;

  /**
   * Completes what the command offers.
   *
   * @param subcommands all, this one among them, in the order of the help; asked when it runs
   */
  public CompletionSubcommand(Supplier<List<Subcommand>> subcommands) {
    this.subcommands = subcommands;
  }

  @Override
  public String name() {
    return "completion";
  }

  @Override
  public String summary() {
    return "prints a script that lets bash, zsh or fish complete what is typed";
  }

  @Override
  public String synopsis() {
    return "bash|zsh|fish";
  }

  @Override
  public Options options() {
    return Options.COMMON.words();
  }

  @Override
  public List<String> notes() {
    return List.of(
        "bash: source <(election completion bash) in ~/.bashrc",
        "zsh: source <(election completion zsh) in ~/.zshrc, after compinit",
        "fish: election completion fish > ~/.config/fish/completions/election.fish");
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws UsageException {
    String shell = arguments.words().size() == 1 ? arguments.words().getFirst() : "";
    ShellScript script =
        switch (shell) {
          case "bash" -> new BashScript();
          case "zsh" -> new ZshScript();
          case "fish" -> new FishScript();
          default ->
              throw new UsageException(
                  arguments.words().isEmpty()
                      ? "the shell is missing; expected bash, zsh or fish"
                      : "'%s' is no shell that is known; expected one of bash, zsh and fish"
                          .formatted(String.join(" ", arguments.words())));
        };
    terminal.print(script.of(subcommands.get()).stripTrailing());
    return EXIT_DONE;
  }
}
