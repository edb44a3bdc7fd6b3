/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The algorithm, and nothing else: who votes for whom, who leads, for how long it is active, and
 * who belongs to the cluster. It reads like the papers that it is made of: Ongaro and Ousterhout,
 * section 5; Ongaro's thesis, 3.10, 4.2.3, 6.2 and 9.6; Schultz et al., Design and Analysis of a
 * Logless Dynamic Reconfiguration Protocol.
 *
 * <p>It is pure. {@link ElectionMachine} takes one {@link Input} and the time, and returns an
 * ordered list of {@link Effect}s; there is no thread, clock, lock, file, socket or random of its
 * own here, a test holds the classes to that. So whoever drives it decides what happens when: the
 * runtime with threads and disks, the simulation with a virtual clock and a seed, the exploration
 * with every order that there is.
 *
 * <p>To read it, begin with {@link ElectionMachine}, then {@link RoleState}, what a node may be,
 * and {@link Node}, the state of one node with the few ways to change it. The rules stand around
 * it, each in a type of its own: they know the node, and the node knows none of them. What must
 * never be is checked by {@link Invariants}, always.
 */
package io.github.election4j.core.machine;
