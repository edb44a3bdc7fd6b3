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
import io.github.election4j.wire.ControlRequest.ResetRequest;
import java.util.List;

/** {@code election reset}: makes a member forget the leader and wait for an election. */
public final class ResetSubcommand implements Subcommand {

  @Override
  public String name() {
    return "reset";
  }

  @Override
  public String summary() {
    return "makes a member forget the leader and wait for an election";
  }

  @Override
  public String synopsis() {
    return "--id ID --member ID=HOST:PORT ... [--group G] [--timeout 15s] [--json]";
  }

  @Override
  public Options options() {
    return Operator.addTo(Options.COMMON.value("id", "ID", "which member"));
  }

  @Override
  public List<String> notes() {
    return Operator.NOTES;
  }

  @Override
  public int run(Arguments arguments, Terminal terminal)
      throws UsageException, InterruptedException {
    String id = arguments.required("id", Values::name);
    Operator operator = Operator.of(arguments);
    Member member = ClusterOptions.required(operator.members(), "id", id);
    return operator.tell(member, new ResetRequest()).print(name(), arguments.has("json"), terminal);
  }
}
