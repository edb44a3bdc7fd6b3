/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.core.machine.Effect;
import io.github.election4j.core.machine.Input;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.WireFormatException;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Requests and replies between nodes, as a transport makes them of the network: encoded, delivered,
 * decoded, timed out. Unlike a good transport it also delivers a second reply, a reply after the
 * timeout, and a reply to a process that was started since.
 */
final class Messenger {

  /** Nobody lies here: what over a plain connection is not believed is what sleepers then miss. */
  private static final Input.Caller PROVED = new Input.Caller("where it is", true);

  private final World world;
  private final SimulatedNetwork network;
  private final List<SimulatedNode> nodes;
  private final SplittableRandom random;
  private final long rpcTimeoutNanos;
  private final long[] callsOf;
  private long calls;
  private final long[] electionCallsOf;
  private long electionCalls;

  Messenger(
      World world,
      SimulatedNetwork network,
      List<SimulatedNode> nodes,
      SplittableRandom random,
      long rpcTimeoutNanos) {
    this.world = world;
    this.network = network;
    this.nodes = nodes;
    this.random = random;
    this.rpcTimeoutNanos = rpcTimeoutNanos;
    this.callsOf = new long[world.roster().size()];
    this.electionCallsOf = new long[world.roster().size()];
  }

  /** How many requests were sent. */
  long calls() {
    return calls;
  }

  /** How many of them a node sent. */
  long callsOf(int node) {
    return callsOf[node];
  }

  /** How many of all asked for a pre-vote or a vote. */
  long electionCalls() {
    return electionCalls;
  }

  /** How many of the latter a node sent. */
  long electionCallsOf(int node) {
    return electionCallsOf[node];
  }

  /** For a process that starts: the calls that it will make. */
  CallTimeouts timeouts(NodeClock clock) {
    return new CallTimeouts(world.timeline(), clock, rpcTimeoutNanos, this::fail);
  }

  void call(NodeProcess caller, Effect.Call effect, long nowNanos) {
    int from = caller.node().index();
    int to = world.roster().index(effect.peer());
    OutgoingCall call = new OutgoingCall(caller, to, effect.peer(), effect.request(), nowNanos);
    caller.timeouts().await(call, effect.patienceNanos());
    if (to < 0) {
      return;
    }
    calls++;
    callsOf[from]++;
    if (effect.request() instanceof PeerRequest.PreVoteRequest
        || effect.request() instanceof PeerRequest.VoteRequest) {
      electionCalls++;
      electionCallsOf[from]++;
    }
    byte[] bytes = world.codec().encode(effect.request());
    if (!network.send(from, to, () -> requestArrives(call, bytes))) {
      world.trace().add(from, Trace.Verb.LOSES, effect);
    }
  }

  private void requestArrives(OutgoingCall call, byte[] bytes) {
    SimulatedNode node = nodes.get(call.peer());
    if (!node.isRunning()) {
      refuse(call);
      return;
    }
    PeerRequest request = (PeerRequest) decode(bytes);
    node.process()
        .deliver(
            new Delivery(
                new Input.RequestReceived(node.process().nextRequest(), request, PROVED), call));
  }

  /**
   * Nobody listens there: either the connect is refused, which a transport takes as evidence that
   * the process is gone, or nothing ever comes back.
   */
  private void refuse(OutgoingCall call) {
    if (random.nextBoolean()) {
      network.send(
          call.peer(),
          call.caller().node().index(),
          () -> {
            if (!call.isSettled()) {
              fail(call);
              call.caller().deliver(Delivery.of(new Input.PeerSuspected(call.peerId())));
            }
          });
    }
  }

  void respond(NodeProcess responder, OutgoingCall call, PeerReply reply) {
    byte[] bytes = world.codec().encode(reply);
    int from = responder.node().index();
    int to = call.caller().node().index();
    if (!network.send(from, to, () -> replyArrives(call, bytes))) {
      world.trace().add(from, Trace.Verb.LOSES, reply);
    }
  }

  private void replyArrives(OutgoingCall call, byte[] bytes) {
    SimulatedNode node = call.caller().node();
    boolean unexpected = call.isSettled() || call.caller().hasEnded();
    if (!node.isRunning() || (unexpected && random.nextBoolean())) {
      return;
    }
    call.settle();
    PeerReply reply = (PeerReply) decode(bytes);
    node.process()
        .deliver(new Delivery(new Input.ReplyReceived(call.peerId(), call.request(), reply), call));
  }

  private void fail(OutgoingCall call) {
    if (!call.isSettled() && !call.caller().hasEnded()) {
      call.settle();
      call.caller()
          .deliver(new Delivery(new Input.CallFailed(call.peerId(), call.request()), call));
    }
  }

  private Object decode(byte[] bytes) {
    try {
      return world.codec().decode(bytes);
    } catch (WireFormatException unreadable) {
      throw new IllegalStateException("a message that a node sent cannot be decoded", unreadable);
    }
  }
}
