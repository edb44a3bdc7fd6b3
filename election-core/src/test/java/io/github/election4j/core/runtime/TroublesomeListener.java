/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.Election;
import io.github.election4j.ElectionEvent;
import io.github.election4j.ElectionException;
import io.github.election4j.ElectionListener;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A listener that does what listeners may do and should not: blocks, throws, calls back, closes its
 * member.
 */
final class TroublesomeListener implements ElectionListener {

  private final Random random;
  private final Supplier<Optional<Election>> own;
  private final CountDownLatch end;

  /**
   * @param seed what its deeds are drawn from
   * @param own the member that it listens to, when that has been started
   * @param end opened when the test ends: from then on it does nothing
   */
  TroublesomeListener(long seed, Supplier<Optional<Election>> own, CountDownLatch end) {
    this.random = new Random(seed);
    this.own = own;
    this.end = end;
  }

  @Override
  public void onEvent(Instant at, ElectionEvent event) throws Exception {
    if (end.getCount() == 0) {
      return;
    }
    switch (random.nextInt(24)) {
      case 0 -> throw new IllegalStateException("a listener that throws, for the test");
      case 1 -> throw new Exception("a listener that throws a checked exception, for the test");
      case 2 -> throw new AssertionError("a listener that throws an error, for the test");
      case 3, 4 -> {
        boolean ended = end.await(20, TimeUnit.MILLISECONDS);
        if (ended) {
          return;
        }
      }
      case 5 -> Thread.currentThread().interrupt();
      case 6 -> own.get().ifPresent(Election::close);
      case 7, 8, 9 -> own.get().ifPresent(TroublesomeListener::callBack);
      default -> own.get().ifPresent(Election::status);
    }
  }

  private static void callBack(Election election) {
    try {
      election.addListener((at, event) -> {}).close();
      election.whileLeader(leadership -> {}).close();
      if (election.isLeader()) {
        election.resign(Duration.ofMillis(5));
      } else {
        election.awaitLeader(Duration.ofMillis(5));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ElectionException | IllegalStateException allowed) {
      // What comes of it is not the point: it must neither block nor disturb the order.
      return;
    }
  }
}
