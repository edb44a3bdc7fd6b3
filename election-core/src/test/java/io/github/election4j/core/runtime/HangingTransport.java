/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.Member;
import io.github.election4j.spi.RequestHandler;
import io.github.election4j.spi.Transport;
import io.github.election4j.spi.TransportContext;
import io.github.election4j.spi.TransportProvider;
import io.github.election4j.wire.Reply;
import io.github.election4j.wire.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A transport whose calls never return by themselves, whatever their timeout says. */
final class HangingTransport implements TransportProvider {

  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private volatile Optional<RequestHandler> handler = Optional.empty();

  /** How many calls hang at this moment. */
  int calls() {
    return calls.get();
  }

  /** How many transports are open. */
  int open() {
    return open.get();
  }

  /** What the member that was opened last answers with. */
  RequestHandler handler() {
    return handler.orElseThrow();
  }

  @Override
  public String name() {
    return "hanging";
  }

  @Override
  public Optional<String> addressFault(String address) {
    return Optional.empty();
  }

  @Override
  public Transport open(TransportContext context) {
    open.incrementAndGet();
    return new Hanging();
  }

  private final class Hanging implements Transport {

    private final AtomicBoolean closed = new AtomicBoolean();
    private final CountDownLatch never = new CountDownLatch(1);

    @Override
    public void serve(RequestHandler newHandler) {
      handler = Optional.of(newHandler);
    }

    @Override
    public Reply call(Member member, Request request, Duration timeout)
        throws IOException, InterruptedException {
      calls.incrementAndGet();
      try {
        never.await();
        throw new IOException("the latch is never opened");
      } finally {
        calls.decrementAndGet();
      }
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        open.decrementAndGet();
      }
    }
  }
}
