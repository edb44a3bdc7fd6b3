/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import io.github.election4j.wire.Reply;
import io.github.election4j.wire.Request;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One request of an operator, over a connection that is made for it. A loop of its own makes it, so
 * that an interrupt of the caller is heeded at once.
 */
final class OperatorCall implements Dial.Outcome {

  private final CompletableFuture<Outgoing> connection = new CompletableFuture<>();

  private OperatorCall() {}

  /** As {@link SocketTransport#ask}. */
  static Reply ask(String address, String group, Request request, Deadline deadline)
      throws IOException, InterruptedException {
    OperatorCall call = new OperatorCall();
    EventLoop loop =
        new EventLoop("election-socket-operator", Options.DEFAULTS.threads(), call::loopHasDied);
    loop.start();
    try {
      Dialer dialer = new Dialer(Hello.ofOperator(group), Options.DEFAULTS, new Strangers(), loop);
      Dial dial = new Dial(dialer, Optional.empty(), deadline, call);
      loop.execute(() -> dial.begin(address, dialer.lookUp()));
      return call.ask(request, deadline);
    } catch (TimeoutException late) {
      throw new SocketTimeoutException("%s did not answer in time".formatted(address));
    } finally {
      loop.beginClose();
    }
  }

  private Reply ask(Request request, Deadline deadline)
      throws IOException, InterruptedException, TimeoutException {
    Awaited reply = new Awaited();
    connection(deadline).send(new Call(request, reply, () -> {}));
    return reply.await(deadline);
  }

  private Outgoing connection(Deadline deadline)
      throws IOException, InterruptedException, TimeoutException {
    try {
      return connection.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failed) {
      throw Failures.of(failed);
    }
  }

  private void loopHasDied(String reason) {
    failed(new IOException(reason));
  }

  @Override
  public void made(Outgoing made) {
    connection.complete(made);
  }

  @Override
  public void failed(IOException reason) {
    connection.completeExceptionally(reason);
  }
}
