/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.completion;

import io.github.election4j.cli.console.Options.Option;
import io.github.election4j.cli.console.Subcommand;
import java.util.List;

/** For zsh, 5 or newer. */
final class ZshScript implements ShellScript {

  private static final String FRAME =
      """
      #compdef election
      # Completes the command election: put  source <(election completion zsh)  into ~/.zshrc, after compinit
      _election() {
        local -a subcommands
        subcommands=(
      SUBCOMMANDS  )
        if ((CURRENT == 2)); then
          _describe -t commands subcommand subcommands
          return
        fi
        local subcommand=$words[2]
        shift words
        ((CURRENT--))
        case $subcommand in
      OPTIONS  esac
      }
      compdef _election election
      """;

  @Override
  public String of(List<Subcommand> subcommands) {
    StringBuilder names = new StringBuilder();
    StringBuilder options = new StringBuilder();
    for (Subcommand subcommand : subcommands) {
      names
          .append("    ")
          .append(quoted(subcommand.name() + ":" + subcommand.summary()))
          .append('\n');
      options.append("    ").append(subcommand.name()).append(")\n      _arguments");
      for (Option option : subcommand.options().all()) {
        options.append(" \\\n        ").append(quoted(specification(option)));
      }
      if (subcommand.options().takesProgram()) {
        options.append(" \\\n        '*::program:_normal'");
      } else if (ShellScript.takesFiles(subcommand)) {
        options.append(" \\\n        '*:file:_files'");
      }
      options.append(" ;;\n");
    }
    return FRAME.replace("SUBCOMMANDS", names).replace("OPTIONS", options);
  }

  private static String specification(Option option) {
    String help = option.help().replace("[", "(").replace("]", ")").replace(":", "\\:");
    String value = "";
    if (option.takesValue()) {
      String name = option.placeholder().replace(":", "\\:");
      value = ":" + name + ":" + (ShellScript.isPath(option) ? "_files" : " ");
    }
    return (option.repeatable() ? "*" : "") + "--" + option.name() + "[" + help + "]" + value;
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
