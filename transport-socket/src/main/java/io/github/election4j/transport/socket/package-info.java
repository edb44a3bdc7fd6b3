/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The transport over TCP. One connection for each pair of members and direction, kept open;
 * requests are multiplexed on it.
 *
 * <p>Threads of one transport:
 *
 * <ul>
 *   <li>{@code election-socket-ID}, a platform thread: it waits for all sockets, reads, hands
 *       requests and replies to the engine, writes what could not be written at once, connects,
 *       accepts, and rings when a time is up. It waits for nothing but its selector and the locks
 *       below.
 *   <li>{@code election-socket-ID-request}, virtual, one for each request whose handler may block:
 *       an operator's order, or any request if the handler is no engine.
 *   <li>{@code election-socket-name-HOST}, a platform thread while a name service is asked, at most
 *       one for each peer.
 *   <li>{@code election-socket-ID-tls}, a platform thread while there are handshakes of TLS: it
 *       makes and checks signatures. {@code election-socket-tls-files}, for as long as it takes,
 *       looks whether the files of TLS have changed, and reads them.
 *   <li>{@code election-socket-log}, a platform thread of the process while there are lines to log.
 * </ul>
 *
 * <p>Whoever sends writes by itself, if nothing is waiting to be written on that connection. So a
 * heartbeat costs no switch between threads but those that the network makes: one at the follower,
 * and one at the leader for the answer.
 *
 * <p>What others can have of all this is bounded by {@code Limits}; {@code Admission} counts the
 * connections, {@code Allowance} what each of them holds.
 *
 * <p>Locks, each held for microseconds and never while anything blocks or anybody outside is
 * called: of the peers ({@code Peers}), of one peer ({@code Peer}), of the connections of others
 * ({@code Admission}), of what is known of peers ({@code Suspicions}), of what waits to be written
 * ({@code WriteQueue}), of what TLS has encrypted ({@code TlsLine}), of the alarms ({@code
 * Alarms}), of lines ({@code Log}) and hosts to log ({@code Strangers}). Alarms may be set with the
 * lock of a peer held, and what waits to be written is encrypted with the lock of its queue held;
 * else no two are held at once.
 */
package io.github.election4j.transport.socket;
