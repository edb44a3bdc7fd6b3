/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.completion;

import io.github.election4j.cli.console.Options.Option;
import io.github.election4j.cli.console.Subcommand;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** For bash, 4 or newer. */
final class BashScript implements ShellScript {

  private static final String FRAME =
      """
      # Completes the command election: put  source <(election completion bash)  into ~/.bashrc
      _election() {
        local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} words='' index
        COMPREPLY=()
        if [ "$COMP_CWORD" -eq 1 ]; then
          COMPREPLY=($(compgen -W 'SUBCOMMANDS' -- "$word"))
          return
        fi
        for ((index = 2; index < COMP_CWORD; index++)); do
          if [ "${COMP_WORDS[index]}" = -- ]; then
            compopt -o default
            if ((index == COMP_CWORD - 1)); then
              COMPREPLY=($(compgen -c -- "$word"))
            fi
            return
          fi
        done
        case "${COMP_WORDS[1]} $before" in
      VALUES  esac
        case "${COMP_WORDS[1]}" in
      OPTIONS  esac
        COMPREPLY=($(compgen -W "$words" -- "$word"))
      }
      complete -F _election election
      """;

  @Override
  public String of(List<Subcommand> subcommands) {
    return FRAME
        .replace(
            "SUBCOMMANDS",
            subcommands.stream().map(Subcommand::name).collect(Collectors.joining(" ")))
        .replace("VALUES", lines(subcommands, BashScript::values))
        .replace("OPTIONS", lines(subcommands, BashScript::options));
  }

  private static String lines(List<Subcommand> subcommands, Function<Subcommand, String> line) {
    return subcommands.stream().map(line).collect(Collectors.joining());
  }

  private static String values(Subcommand subcommand) {
    StringBuilder text = new StringBuilder();
    for (Option option : subcommand.options().all()) {
      if (option.takesValue()) {
        String paths = ShellScript.isPath(option) ? "compopt -o default; " : "";
        text.append(
            "    '%s --%s') %sreturn ;;%n".formatted(subcommand.name(), option.name(), paths));
      }
    }
    return text.toString();
  }

  private static String options(Subcommand subcommand) {
    String names =
        subcommand.options().all().stream()
            .map(option -> "--" + option.name())
            .collect(Collectors.joining(" "));
    String files = ShellScript.takesFiles(subcommand) ? " compopt -o default;" : "";
    return "    %s) words='%s';%s ;;%n".formatted(subcommand.name(), names, files);
  }
}
