/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The command {@code election}. The engine, {@code io.github.election4j.core}, is found as a
 * service: an image names it among its modules.
 */
module io.github.election4j.cli {
  requires io.github.election4j;
  requires io.github.election4j.transport.socket;

  provides System.LoggerFinder with
      io.github.election4j.cli.console.MessageLoggers;
}
