/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.inmemory;

import io.github.election4j.wire.Reply;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A call that waits for its outcome. The first outcome counts; later ones, of duplicates, change
 * nothing.
 */
final class PendingCall {

  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

  void answer(Reply reply) {
    outcome.complete(new Answered(reply));
  }

  void fail(String reason) {
    outcome.complete(new Failed(reason));
  }

  /** Blocks until there is an outcome. */
  Reply await(long nanos) throws IOException, InterruptedException, TimeoutException {
    try {
      return switch (outcome.get(nanos, TimeUnit.NANOSECONDS)) {
        case Answered answered -> answered.reply();
        case Failed failed -> throw new IOException(failed.reason());
      };
    } catch (ExecutionException e) {
      throw new IllegalStateException("a call has no outcome but these two", e);
    }
  }

  private sealed interface Outcome {}

  private record Answered(Reply reply) implements Outcome {}

  private record Failed(String reason) implements Outcome {}
}
