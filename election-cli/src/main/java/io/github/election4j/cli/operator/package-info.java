/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * What an operator does from outside: asks members how they are, gives orders to their leader,
 * changes who the members are, and recovers a cluster whose majority is lost for good. Each
 * subcommand is a client of members that run elsewhere, but for {@code recover}, which works on a
 * state directory while nothing runs.
 */
package io.github.election4j.cli.operator;
