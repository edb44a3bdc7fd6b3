/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * For users: a member of a leader election. Begin with {@link io.github.election4j.Election}, which
 * has an example.
 *
 * <p>Conventions of the whole package: no argument and no result is null, and a null argument is
 * refused at once with a {@link java.lang.NullPointerException} that names it; durations are {@link
 * java.time.Duration}; records are immutable; all types but the builder may be used by any thread.
 *
 * <h2>Coming from Mailgun's holster/election</h2>
 *
 * <table>
 * <caption>What holster's package election offers, and its counterpart here</caption>
 * <thead><tr><th scope="col">there</th><th scope="col">here</th></tr></thead>
 * <tbody>
 * <tr><th scope="row">{@code SpawnNode}, start</th>
 *   <td>{@link io.github.election4j.ElectionBuilder#start()}</td></tr>
 * <tr><th scope="row">{@code Stop}</th>
 *   <td>{@link io.github.election4j.Election#close()}, which also hands over</td></tr>
 * <tr><th scope="row">{@code SetPeers}</th>
 *   <td>{@link io.github.election4j.Election#updateMembers}, by agreement instead of by overwriting a
 *   list on each member; {@link io.github.election4j.Election#syncMembers} for a discovery</td></tr>
 * <tr><th scope="row">{@code Resign}</th>
 *   <td>{@link io.github.election4j.Election#resign}, {@link
 *   io.github.election4j.Election#transferTo}</td></tr>
 * <tr><th scope="row">{@code IsLeader}</th>
 *   <td>{@link io.github.election4j.Election#isLeader()}, which compares the lease with the clock
 *   instead of reading a flag</td></tr>
 * <tr><th scope="row">{@code GetLeader}</th>
 *   <td>{@link io.github.election4j.Election#leader()}, {@link
 *   io.github.election4j.Election#awaitLeader}</td></tr>
 * <tr><th scope="row">{@code GetState}</th>
 *   <td>{@link io.github.election4j.Election#status()}</td></tr>
 * <tr><th scope="row">{@code ReceiveRPC}</th>
 *   <td>{@link io.github.election4j.spi.Transport#serve} with a {@link
 *   io.github.election4j.spi.RequestHandler}</td></tr>
 * <tr><th scope="row">{@code SendRPC}</th>
 *   <td>{@link io.github.election4j.spi.Transport#call}</td></tr>
 * <tr><th scope="row">{@code RPCRequest}, {@code RPCResponse} as JSON: payloads that any network can
 *   carry</th>
 *   <td>{@link io.github.election4j.wire.WireCodec}, any message as bytes and back</td></tr>
 * <tr><th scope="row">{@code OnUpdate}</th>
 *   <td>{@link io.github.election4j.ElectionListener}, {@link
 *   io.github.election4j.Election#whileLeader}, {@link
 *   io.github.election4j.Election#whileLeaderOnce}</td></tr>
 * <tr><th scope="row">{@code NetworkTimeout}</th>
 *   <td>{@link io.github.election4j.ElectionBuilder#rpcTimeout}</td></tr>
 * <tr><th scope="row">{@code HeartBeatTimeout}</th>
 *   <td>{@link io.github.election4j.ElectionBuilder#heartbeatInterval}</td></tr>
 * <tr><th scope="row">{@code ElectionTimeout}</th>
 *   <td>{@link io.github.election4j.ElectionBuilder#electionTimeout}</td></tr>
 * <tr><th scope="row">{@code LeaderQuorumTimeout}</th>
 *   <td>{@link io.github.election4j.ElectionBuilder#lease}: a leader that hears no quorum for so long
 *   leads no more</td></tr>
 * <tr><th scope="row">{@code MinimumQuorum}</th>
 *   <td>{@link io.github.election4j.ElectionBuilder#minimumQuorum}</td></tr>
 * <tr><th scope="row">{@code UniqueID}</th>
 *   <td>the id of {@link io.github.election4j.Election#builder}, which may look like {@code
 *   10.0.0.1:7400}</td></tr>
 * <tr><th scope="row">{@code WaitForConnect}</th>
 *   <td>{@code awaitReachable} of the socket transport; {@link
 *   io.github.election4j.Election#awaitLeader} waits for what usually matters</td></tr>
 * <tr><th scope="row">{@code ResetElection} by RPC</th>
 *   <td>{@link io.github.election4j.Election#reset()}</td></tr>
 * </tbody>
 * </table>
 */
package io.github.election4j;
