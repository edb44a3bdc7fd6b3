/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.inmemory;

import io.github.election4j.Member;
import io.github.election4j.spi.Evidence;
import io.github.election4j.spi.RequestHandler;
import io.github.election4j.spi.Transport;
import io.github.election4j.spi.TransportContext;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.PeerReply.HeartbeatReply;
import io.github.election4j.wire.PeerRequest.Heartbeat;
import io.github.election4j.wire.Reply;
import io.github.election4j.wire.ReplyHeader;
import io.github.election4j.wire.Request;
import io.github.election4j.wire.RequestHeader;
import io.github.election4j.wire.Sender;
import io.github.election4j.wire.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;

/** A member that answers every heartbeat and remembers what reached it. Its address is its id. */
final class Node implements RequestHandler {

  /** The timeout of a call that nothing stands in the way of. */
  static final Duration LONG = Duration.ofSeconds(20);

  /** The timeout of a call that cannot be answered. */
  static final Duration SHORT = Duration.ofMillis(50);

  final Transport transport;
  final Queue<Request> received = new ConcurrentLinkedQueue<>();
  final Queue<String> suspicions = new ConcurrentLinkedQueue<>();
  private final Member member;

  Node(InMemoryNetwork network, String id) throws IOException {
    member = Member.of(id, id);
    transport = network.transport().open(new TransportContext("group", member, 1));
    transport.serve(this);
  }

  @Override
  public Reply handle(Request request, Origin origin) {
    received.add(request);
    ReplyHeader header =
        new ReplyHeader(
            new Sender(member.id(), 1, 2),
            3,
            round(request),
            Verdict.GRANTED,
            ReplyHeader.Hints.NONE);
    return new HeartbeatReply(header, ConfigurationId.FIRST);
  }

  @Override
  public void suspect(String memberId, Evidence evidence) {
    suspicions.add(memberId + " " + evidence);
  }

  /** Whether a call to another node is answered. */
  boolean reaches(Node other) throws InterruptedException {
    try {
      call(other, 1, LONG);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether a call to another node, which is expected to get no answer, gets none. */
  boolean misses(Node other) throws InterruptedException {
    try {
      call(other, 1, SHORT);
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  Reply call(Node other, long round, Duration timeout) throws IOException, InterruptedException {
    return transport.call(other.member, heartbeat(round), timeout);
  }

  /** Calls on a thread of its own. */
  FutureTask<Reply> callAsync(Node other, long round, Duration timeout) {
    FutureTask<Reply> call = new FutureTask<>(() -> call(other, round, timeout));
    Thread.ofVirtual().start(call);
    return call;
  }

  List<Long> receivedRounds() {
    return received.stream().map(Node::round).toList();
  }

  static Heartbeat heartbeat(long round) {
    RequestHeader header = new RequestHeader(new Sender("caller", 1, 2), 3, round);
    return new Heartbeat(header, 1, ConfigurationId.FIRST, Optional.empty());
  }

  private static long round(Request request) {
    return ((Heartbeat) request).header().round();
  }
}
