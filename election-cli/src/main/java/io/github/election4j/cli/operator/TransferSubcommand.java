/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.operator;

import io.github.election4j.cli.console.Arguments;
import io.github.election4j.cli.console.Options;
import io.github.election4j.cli.console.Subcommand;
import io.github.election4j.cli.console.Terminal;
import io.github.election4j.cli.console.UsageException;
import io.github.election4j.cli.console.Values;
import io.github.election4j.wire.ControlRequest.TransferRequest;
import java.util.List;

/** {@code election transfer}: tells the leader to hand over to one member. */
public final class TransferSubcommand implements Subcommand {

  @Override
  public String name() {
    return "transfer";
  }

  @Override
  public String summary() {
    return "tells the leader to hand over to one member";
  }

  @Override
  public String synopsis() {
    return "--to ID --member ID=HOST:PORT ... [--group G] [--timeout 15s] [--json]";
  }

  @Override
  public Options options() {
    return Operator.addTo(Options.COMMON.value("to", "ID", "which member is to lead"));
  }

  @Override
  public List<String> notes() {
    return Operator.NOTES;
  }

  @Override
  public int run(Arguments arguments, Terminal terminal)
      throws UsageException, InterruptedException {
    String successor = arguments.required("to", Values::name);
    Operator operator = Operator.of(arguments);
    return operator
        .tellLeader(new TransferRequest(successor))
        .print(name(), arguments.has("json"), terminal);
  }
}
