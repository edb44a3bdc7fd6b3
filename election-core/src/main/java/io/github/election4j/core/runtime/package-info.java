/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * A running member: everything about it that has threads, clocks and I/O. It knows no rule of Raft;
 * those are in {@code core.machine}, which has none of these.
 *
 * <p>{@link io.github.election4j.core.runtime.CoreElectionEngine} opens what a member needs and
 * puts it together. {@code MachineHost} takes inputs to the machine, one at a time ({@code Turns}),
 * and begins the effects of each step; none of them blocks. Inputs come from {@code NodeRequests}
 * (peers and operators), {@code Peers} (what became of requests to peers), {@code Timer}, {@code
 * StoreThread} (the disk has answered), {@code Tasks} (their ends) and {@code Orders} (what a
 * member is told to do). Effects go to {@code Peers}, {@code StoreThread}, {@code PeerAnswers},
 * {@code Announcements} (views, tasks, listeners, the log). {@code ElectionNode} is what the user's
 * program holds, {@code Closing} its end.
 *
 * <h2>Threads</h2>
 *
 * Names begin with {@code election-} and the member's id.
 *
 * <table>
 * <caption>The threads of a member</caption>
 * <tr><th>name</th><th>how many</th><th>kind</th><th>what it does</th></tr>
 * <tr><td>timer</td><td>1</td><td>platform</td><td>wakes the machine up; makes steps for threads
 *     that must not make them</td></tr>
 * <tr><td>store</td><td>1</td><td>platform</td><td>writes to the vote store</td></tr>
 * <tr><td>delivery</td><td>1</td><td>platform</td><td>begins tasks, queues events, tells the
 *     transport of its peers</td></tr>
 * <tr><td>interrupt</td><td>0 to 2</td><td>platform</td><td>interrupts tasks when a tenure is lost
 * </td></tr>
 * <tr><td>close, shutdown</td><td>0 or 1</td><td>platform</td><td>ends the member</td></tr>
 * <tr><td>call</td><td>0 to 64</td><td>platform</td><td>requests over a transport that blocks, while
 *     virtual threads get no carrier</td></tr>
 * <tr><td>call-ID</td><td>one a request</td><td>virtual</td><td>a request over a transport that
 *     blocks</td></tr>
 * <tr><td>listener</td><td>one a listener</td><td>virtual</td><td>the listener's code</td></tr>
 * <tr><td>task-of-term-N</td><td>one a task</td><td>virtual</td><td>the task's code</td></tr>
 * <tr><td>discovery</td><td>one a supplier</td><td>virtual</td><td>the supplier's code</td></tr>
 * <tr><td>probe</td><td>0 or 1</td><td>virtual</td><td>tells that virtual threads run again</td></tr>
 * </table>
 *
 * <p>Beside these there is one platform thread for all members, {@code election-log}, and those of
 * the transport.
 *
 * <p><em>The life line</em> is what a lease lives on: timer, step, heartbeat out and in, its
 * answer, the loss. It runs on the timer and on the threads of the transport, and waits for
 * nothing: neither for a disk, a log, code of the user's, nor for a virtual thread that has no
 * carrier. The last is why nothing here that virtual threads share with it has a lock: the turn of
 * one that is parked in the queue for a lock does not pass to those behind it.
 */
package io.github.election4j.core.runtime;
