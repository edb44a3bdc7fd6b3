/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.Member;
import io.github.election4j.spi.NonBlockingTransport;
import io.github.election4j.spi.ReplyReceiver;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.Reply;
import java.io.IOException;
import java.time.Duration;

/** Calls over a transport that does not block: the thread that makes a step sends its requests. */
final class DirectCalls implements Calls {

  private final NonBlockingTransport transport;
  private volatile boolean cancelled;

  DirectCalls(NonBlockingTransport transport) {
    this.transport = transport;
  }

  @Override
  public void start(Member peer, PeerRequest request, Duration timeout, Outcome outcome) {
    if (!cancelled) {
      transport.send(peer, request, timeout, new Receiver(outcome));
    }
  }

  private record Receiver(Outcome outcome) implements ReplyReceiver {

    @Override
    public void replied(Reply reply) {
      outcome.replied(reply);
    }

    @Override
    public void failed(IOException reason) {
      outcome.failed(reason);
    }
  }

  @Override
  public void cancelAll() {
    // Those under way end with the transport; nobody waits for them meanwhile.
    cancelled = true;
  }
}
