/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import io.github.election4j.wire.Message;
import io.github.election4j.wire.Reply;
import io.github.election4j.wire.Request;
import io.github.election4j.wire.WireCodec;
import io.github.election4j.wire.WireFormatException;
import io.github.election4j.wire.WireLimits;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A connection that this side has made: requests go out, replies come in. Callers only wait here;
 * none of them touches the socket, so that an interrupt of one cannot harm the others.
 */
final class Outgoing {

  private static final long NOT_WAITING = 0;

  private final Connection connection;
  private final Hello peer;
  private final WireCodec codec;
  private final Duration patience;
  private final Calls calls = new Calls();

  /** When the first request was sent since something came, or {@link #NOT_WAITING}. */
  private final AtomicLong waitingSinceNanos = new AtomicLong(NOT_WAITING);

  /**
   * Made when the handshake is over.
   *
   * @param peer what the other side said of itself
   * @param patience how long it may be silent while calls wait
   */
  Outgoing(Connection connection, Hello peer, WireCodec codec, Duration patience) {
    this.connection = connection;
    this.peer = peer;
    this.codec = codec;
    this.patience = patience;
  }

  Hello peer() {
    return peer;
  }

  /** Reads replies until the connection ends; returns why it did. */
  IOException run(OwnThreads threads) {
    IOException reason = connection.run(threads, WireLimits.MAX_MESSAGE_BYTES, this::take);
    calls.end(reason);
    return reason;
  }

  private void take(Frame frame) throws IOException {
    waitingSinceNanos.set(NOT_WAITING);
    switch (frame.kind()) {
      case REPLY -> calls.complete(frame);
      case REFUSED -> {
        if (frame.correlation() == 0) {
          throw new IOException("it refuses this connection: " + frame.reason());
        }
        calls.complete(frame);
      }
      case HELLO, REQUEST ->
          throw new ProtocolException("frame is %s; expected a reply".formatted(frame.kind()));
    }
  }

  /** Sends a request and waits for its reply. As {@code Transport.call}. */
  Reply call(Request request, Deadline deadline) throws IOException, InterruptedException {
    CompletableFuture<Frame> answer = new CompletableFuture<>();
    long correlation = calls.begin(answer);
    try {
      if (!connection.send(new Frame(Frame.Kind.REQUEST, correlation, codec.encode(request)))) {
        throw new IOException("the connection ended, or takes no more: the peer does not read");
      }
      waitingSinceNanos.compareAndSet(NOT_WAITING, System.nanoTime() | 1);
      return read(answer.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS), request);
    } catch (TimeoutException late) {
      endIfSilent();
      throw new SocketTimeoutException("no reply came in time");
    } catch (ExecutionException ended) {
      throw Failures.of(ended);
    } finally {
      calls.forget(correlation);
    }
  }

  private Reply read(Frame frame, Request request) throws IOException {
    if (frame.kind() == Frame.Kind.REFUSED) {
      throw new IOException("it gives no reply: " + frame.reason());
    }
    try {
      Message message = codec.decode(frame.body());
      if (message instanceof Reply reply && Replies.answers(reply, request)) {
        return reply;
      }
      throw new ProtocolException(
          "it answered %s with %s"
              .formatted(request.getClass().getSimpleName(), message.getClass().getSimpleName()));
    } catch (WireFormatException | ProtocolException wrong) {
      boolean unused = connection.close(Failures.describe(wrong));
      throw wrong;
    }
  }

  private void endIfSilent() {
    long since = waitingSinceNanos.get();
    if (since != NOT_WAITING && System.nanoTime() - since > patience.toNanos()) {
      boolean unused = connection.close("nothing came for %d ms".formatted(patience.toMillis()));
    }
  }

  void close(String reason) {
    boolean unused = connection.close(reason);
    calls.end(new IOException(reason));
  }

  boolean closedByThisSide() {
    return connection.closedByThisSide();
  }
}
