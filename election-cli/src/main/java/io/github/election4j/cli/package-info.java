/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The command {@code election}: the process begins in {@code Main}, which names the subcommands.
 *
 * <p>What the command is made of lies in packages of their own, whose arrows run one way:
 *
 * <pre>
 *   Main -&gt; demonstration, member, operator
 *   demonstration -&gt; cluster, member, process, event, console
 *   member -&gt; supervision, event, console
 *   supervision -&gt; process, console
 *   cluster -&gt; event
 *   operator, event -&gt; console
 *   console, process -&gt; nothing of the command
 * </pre>
 */
package io.github.election4j.cli;
