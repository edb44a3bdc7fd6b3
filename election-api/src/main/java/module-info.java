/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Leader election for the JVM, without dependencies: the election portion of Raft, a lease that
 * makes the leader exclusive in time, and members that change while it runs.
 *
 * <h2>Packages</h2>
 *
 * <ul>
 *   <li>{@link io.github.election4j}: for programs. Begin with {@link
 *       io.github.election4j.Election}.
 *   <li>{@link io.github.election4j.spi}: for authors of transports, vote stores and engines.
 *   <li>{@link io.github.election4j.wire}: the messages, and the codec that turns them into bytes.
 * </ul>
 *
 * <h2>What else must be there</h2>
 *
 * <p>This module finds the other two with {@link java.util.ServiceLoader}: through the context
 * class loader of the thread that calls {@link io.github.election4j.ElectionBuilder#start()}, and
 * in the module layer, or by the class loader, of this module. Provider modules are not required by
 * anything, so name them: with {@code --add-modules} when you link an image with {@code jlink}, and
 * when the program's own descriptor does not require them.
 *
 * <ul>
 *   <li>An engine: {@code io.github.election4j.core} (artifact {@code election-core}). Exactly one
 *       must be found.
 *   <li>A transport: {@code io.github.election4j.transport.socket} or another one. An instance
 *       given to the builder wins, else the name that was given, else the only one that is found;
 *       otherwise the error lists what was found, and where. A provider that is broken does not
 *       hide the others.
 * </ul>
 *
 * <h2>Logging</h2>
 *
 * <p>{@link java.lang.System.Logger}, one logger for each module, named like the module: INFO when
 * the leader changes, WARNING for what an operator must know, DEBUG for everything else. No system
 * property and no environment variable is read.
 *
 * @uses io.github.election4j.spi.ElectionEngine runs the elections; exactly one
 * @uses io.github.election4j.spi.TransportProvider carries the messages; chosen as said above
 */
module io.github.election4j {
  exports io.github.election4j;
  exports io.github.election4j.spi;
  exports io.github.election4j.wire;

  uses io.github.election4j.spi.ElectionEngine;
  uses io.github.election4j.spi.TransportProvider;
}
