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
import io.github.election4j.wire.ControlRequest.ResignRequest;
import java.util.List;

/**
 * {@code election resign}: tells the leader to stop leading and to hand over to the best successor.
 */
public final class ResignSubcommand implements Subcommand {

  @Override
  public String name() {
    return "resign";
  }

  @Override
  public String summary() {
    return "tells the leader to stop leading and to hand over to the best successor";
  }

  @Override
  public String synopsis() {
    return "--member ID=HOST:PORT ... [--group G] [--timeout 15s] [--json]";
  }

  @Override
  public Options options() {
    return Operator.addTo(Options.COMMON);
  }

  @Override
  public List<String> notes() {
    return Operator.NOTES;
  }

  @Override
  public int run(Arguments arguments, Terminal terminal)
      throws UsageException, InterruptedException {
    Operator operator = Operator.of(arguments);
    return operator.tellLeader(new ResignRequest()).print(name(), arguments.has("json"), terminal);
  }
}
