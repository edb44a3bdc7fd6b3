/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.completion;

import io.github.election4j.cli.console.Options.Option;
import io.github.election4j.cli.console.Subcommand;
import java.util.List;

/** For fish, 3 or newer. */
final class FishScript implements ShellScript {

  @Override
  public String of(List<Subcommand> subcommands) {
    StringBuilder text = new StringBuilder();
    text.append("# Completes the command election: election completion fish | source\n");
    text.append("complete -c election -f\n");
    for (Subcommand subcommand : subcommands) {
      text.append("complete -c election -n __fish_use_subcommand -a ")
          .append(subcommand.name())
          .append(" -d ")
          .append(quoted(subcommand.summary()))
          .append('\n');
      String where = " -n '__fish_seen_subcommand_from " + subcommand.name() + "'";
      for (Option option : subcommand.options().all()) {
        text.append("complete -c election").append(where).append(" -l ").append(option.name());
        if (option.takesValue()) {
          text.append(ShellScript.isPath(option) ? " -r -F" : " -x");
        }
        text.append(" -d ").append(quoted(option.help())).append('\n');
      }
      if (ShellScript.takesFiles(subcommand)) {
        text.append("complete -c election").append(where).append(" -F\n");
      }
    }
    return text.toString();
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
