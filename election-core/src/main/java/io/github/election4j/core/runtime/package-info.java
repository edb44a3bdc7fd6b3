/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * A running member: everything about it that has threads, locks, clocks and I/O. It knows no rule
 * of Raft; those are in {@code core.machine}, which has none of these.
 *
 * <p>{@link io.github.election4j.core.runtime.CoreElectionEngine} opens what a member needs and
 * puts it together. {@code MachineHost} takes inputs to the machine, one at a time, and carries out
 * the effects of each step; its lock is held meanwhile, and nothing of the user's runs under it.
 * Inputs come from {@code NodeRequests} (peers and operators), {@code Calls} (what became of
 * requests to peers), {@code WakeUps} (the timer), {@code Tasks} (their ends) and {@code Orders}
 * (what a member is told to do). Effects go to {@code Calls}, {@code StoreWriter} (the vote
 * record), {@code Announcements} (views, tasks, listeners, the log). {@code ElectionNode} is what
 * the user's program holds, {@code Closing} its end.
 */
package io.github.election4j.core.runtime;
