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
 * One request of an operator. The connection is made by a virtual thread, so that an interrupt of
 * the caller is heeded at once: a platform thread that is blocked in a connect does not see it.
 */
final class OperatorCall {

  private OperatorCall() {}

  /** As {@link SocketTransport#ask}. */
  static Reply ask(String address, String group, Request request, Deadline deadline)
      throws IOException, InterruptedException {
    Dialer dialer = new Dialer(Hello.ofOperator(group), Options.DEFAULTS, new Strangers());
    OwnThreads threads = new OwnThreads("operator");
    CompletableFuture<Outgoing> made = new CompletableFuture<>();
    Runnable connectAndRead =
        () -> {
          try {
            Outgoing connection = dialer.dial(address, Optional.empty(), deadline);
            made.complete(connection);
            IOException unused = connection.run(threads);
          } catch (IOException | InterruptedException failed) {
            made.completeExceptionally(failed);
          }
        };
    boolean unused = threads.start("connection", connectAndRead);
    try {
      return made.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS).call(request, deadline);
    } catch (TimeoutException late) {
      throw new SocketTimeoutException("%s did not answer in time".formatted(address));
    } catch (ExecutionException failed) {
      throw Failures.of(failed);
    } finally {
      threads.close();
      threads.interruptAll();
    }
  }
}
