/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * How the command speaks with whoever calls it: words and options in, text, tables, JSON and
 * messages out, and what a subcommand is. Knows of no subcommand. A member may be named on any
 * command line, so that the option that does it is here as well.
 */
package io.github.election4j.cli.console;
