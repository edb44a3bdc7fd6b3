/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.core.machine.Effect.HandOverEnded;
import io.github.election4j.core.machine.Effect.HandOverOutcome;
import io.github.election4j.core.machine.Effect.MembersOutcome;
import io.github.election4j.core.machine.Effect.MembersProgress;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Those who have asked something of the machine and wait for what becomes of it. The end of the
 * node is an answer to all of them.
 */
final class Callers {

  private static final String TAKES_NO_PART = "the member takes no part";

  private final Queue<CompletableFuture<HandOverEnded>> handOvers = new ConcurrentLinkedQueue<>();
  private final Queue<CompletableFuture<MembersProgress>> changes = new ConcurrentLinkedQueue<>();
  private final Queue<Runnable> news = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  /** Within a step that asks for it: who is told of the next hand-over that ends. */
  void expectHandOver(CompletableFuture<HandOverEnded> caller) {
    handOvers.add(caller);
  }

  /** Within a step that proposes it: who is told of the next change that is done, or is not. */
  void expectChange(CompletableFuture<MembersProgress> caller) {
    changes.add(caller);
  }

  /** A hand-over has ended; those who wait are told by {@link #tell}. */
  void note(HandOverEnded ended) {
    news.add(() -> completeAll(handOvers, ended));
  }

  /** A change has come so far; those who wait are told by {@link #tell}. */
  void note(MembersProgress progress) {
    if (progress.outcome() != MembersOutcome.STEP_CONFIRMED) {
      news.add(() -> completeAll(changes, progress));
    }
  }

  /** Tells what was noted. */
  void tell() {
    for (Runnable next = news.poll(); next != null; next = news.poll()) {
      next.run();
    }
  }

  private static <T> void completeAll(Queue<CompletableFuture<T>> waiting, T result) {
    for (CompletableFuture<T> next = waiting.poll(); next != null; next = waiting.poll()) {
      next.complete(result);
    }
  }

  /** The node has ended. */
  void ended() {
    note(new HandOverEnded(HandOverOutcome.NOT_LEADER, TAKES_NO_PART));
    note(new MembersProgress(MembersOutcome.NOT_LEADER, TAKES_NO_PART));
    tell();
    end.complete(null);
  }

  /** Waits for an answer; if the node ends before, the answer is what it is then. */
  <T> T await(CompletableFuture<T> answer, T atEnd, Deadline deadline)
      throws InterruptedException, TimeoutException {
    try {
      Object unused =
          CompletableFuture.anyOf(answer, end)
              .get(Math.max(0, deadline.remainingNanos()), TimeUnit.NANOSECONDS);
      return answer.isDone() ? answer.get() : atEnd;
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new IllegalStateException(failed.getCause());
    }
  }

  /** Waits until a step is done, or the node has ended. An interrupt is kept for later. */
  void awaitStep(CompletableFuture<Void> step) {
    Object unused = CompletableFuture.anyOf(step, end).join();
  }
}
