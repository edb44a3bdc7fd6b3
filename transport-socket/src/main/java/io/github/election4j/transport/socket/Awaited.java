/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import io.github.election4j.spi.ReplyReceiver;
import io.github.election4j.wire.Reply;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Lets a thread wait for the reply to what it has sent. */
final class Awaited implements ReplyReceiver {

  private final CompletableFuture<Reply> outcome = new CompletableFuture<>();

  @Override
  public void replied(Reply reply) {
    outcome.complete(reply);
  }

  @Override
  public void failed(IOException reason) {
    outcome.completeExceptionally(reason);
  }

  /** Blocks until there is an outcome; there is one when the call's time is up. */
  Reply await() throws IOException, InterruptedException {
    try {
      return outcome.get();
    } catch (ExecutionException failed) {
      throw Failures.of(failed);
    }
  }

  /** Blocks until there is an outcome, or the time is up. */
  Reply await(Deadline deadline) throws IOException, InterruptedException, TimeoutException {
    try {
      return outcome.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failed) {
      throw Failures.of(failed);
    }
  }
}
