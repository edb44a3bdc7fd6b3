/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.operator;

import io.github.election4j.Member;
import io.github.election4j.cli.console.Arguments;
import io.github.election4j.cli.console.ClusterOptions;
import io.github.election4j.cli.console.Options;
import io.github.election4j.cli.console.Subcommand;
import io.github.election4j.cli.console.Terminal;
import io.github.election4j.cli.console.UsageException;
import io.github.election4j.cli.console.Values;
import io.github.election4j.cli.security.TlsOptions;
import java.time.Duration;
import java.util.List;

/** {@code election status}: asks every member how it sees the cluster, all at the same time. */
public final class StatusSubcommand implements Subcommand {

  @Override
  public String name() {
    return "status";
  }

  @Override
  public String summary() {
    return "asks each member who leads, and whether a majority agrees";
  }

  @Override
  public String synopsis() {
    return "--member ID=HOST:PORT ... [--group G] [--timeout 1s] [--json]";
  }

  @Override
  public Options options() {
    return TlsOptions.addTo(
            ClusterOptions.addTo(Options.COMMON, "a member to ask; repeat for each"))
        .value("timeout", "TIME", "how long to wait for each answer; default: 1s")
        .flag("json", "print one JSON object instead of a table");
  }

  @Override
  public List<String> notes() {
    return List.of(
        "A member tells who the others are, and what keeps it from them, where its option"
            + " --allow-admin says that orders are taken from: by default on its own machine. There"
            + " one --member is enough.",
        "",
        "Exit status: 0 if a majority of the voters agrees on one active leader, 1 if not, 2 if an"
            + " option is wrong.");
  }

  @Override
  public int run(Arguments arguments, Terminal terminal)
      throws UsageException, InterruptedException {
    List<Member> members = ClusterOptions.read(arguments);
    Caller caller = Caller.of(arguments);
    Duration timeout = arguments.get("timeout", Values::duration, Duration.ofSeconds(1));

    ClusterReport report = ClusterReport.survey(members, caller, timeout);
    terminal.print(arguments.has("json") ? report.toJson() : report.toText());
    return report.leader().isPresent() ? EXIT_DONE : EXIT_NOT_DONE;
  }
}
