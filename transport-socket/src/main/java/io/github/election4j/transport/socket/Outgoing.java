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
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A connection that this side has made: requests go out, replies come in. */
final class Outgoing implements Connection.Protocol {

  private static final long NOT_WAITING = 0;

  private final Connection connection;
  private final Hello peer;
  private final WireCodec codec;
  private final Duration patience;
  private final Calls calls = new Calls();

  /** Used by the loop's thread alone. */
  private Consumer<IOException> whenEnded = reason -> {};

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

  /** The network address and port that the peer was met at. */
  InetSocketAddress where() {
    return connection.remote();
  }

  /** Says who is to be told of the end. On the loop's thread, before the connection goes on. */
  void onEnd(Consumer<IOException> told) {
    whenEnded = told;
  }

  /** Where a call waits that has been sent. */
  private final class Sent implements Call.Place {
    private final long correlation;

    Sent(long correlation) {
      this.correlation = correlation;
    }

    @Override
    public void left() {
      calls.forget(correlation);
    }

    @Override
    public void timedOut() {
      calls.forget(correlation);
      endIfSilent();
    }
  }

  /** Sends a request, from any thread, without blocking. */
  void send(Call call) {
    try {
      long correlation = calls.begin(call);
      call.waitsAt(new Sent(correlation));
      byte[] request = codec.encode(call.request());
      if (!connection.send(new Frame(Frame.Kind.REQUEST, correlation, request))) {
        throw new IOException("the connection ended, or takes no more: the peer does not read");
      }
      waitingSinceNanos.compareAndSet(NOT_WAITING, System.nanoTime() | 1);
    } catch (IOException failed) {
      call.fail(failed);
    }
  }

  @Override
  public void take(Frame frame) throws IOException {
    waitingSinceNanos.set(NOT_WAITING);
    switch (frame.kind()) {
      case REPLY -> replied(frame);
      case REFUSED -> {
        if (frame.correlation() == 0) {
          throw new IOException("it refuses this connection: " + frame.reason());
        }
        calls
            .answeredBy(frame)
            .ifPresent(call -> call.fail(new IOException("it gives no reply: " + frame.reason())));
      }
      case HELLO, REQUEST ->
          throw new ProtocolException("frame is %s; expected a reply".formatted(frame.kind()));
    }
  }

  private void replied(Frame frame) throws ProtocolException {
    // None if it came too late.
    Call call = calls.answeredBy(frame).orElse(null);
    if (call == null) {
      return;
    }
    try {
      call.succeed(read(frame, call.request()));
    } catch (ProtocolException wrong) {
      call.fail(wrong);
      throw wrong;
    }
  }

  private Reply read(Frame frame, Request request) throws ProtocolException {
    try {
      Message message = codec.decode(frame.body());
      if (message instanceof Reply reply && Replies.answers(reply, request)) {
        return reply;
      }
      throw new ProtocolException(
          "it answered %s with %s"
              .formatted(request.getClass().getSimpleName(), message.getClass().getSimpleName()));
    } catch (WireFormatException wrong) {
      throw new ProtocolException(Failures.describe(wrong));
    }
  }

  private void endIfSilent() {
    long since = waitingSinceNanos.get();
    if (since != NOT_WAITING && System.nanoTime() - since > patience.toNanos()) {
      boolean unused = connection.close("nothing came for %d ms".formatted(patience.toMillis()));
    }
  }

  @Override
  public void ended(IOException reason) {
    calls.end(reason);
    whenEnded.accept(reason);
  }

  /** Ends the connection, and fails its calls at once. From any thread. */
  void close(String reason) {
    boolean unused = connection.close(reason);
    calls.end(new IOException(reason));
  }

  boolean closedByThisSide() {
    return connection.closedByThisSide();
  }
}
