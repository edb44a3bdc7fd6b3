/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.Election;
import io.github.election4j.ElectionBuilder;
import java.util.concurrent.CountDownLatch;

/** A process with one member that hands over when the process is asked to end. */
final class ShutdownProcess {

  private ShutdownProcess() {}

  public static void main(String[] arguments) throws InterruptedException {
    Election election =
        member()
            .listener((at, event) -> System.out.println(event.getClass().getSimpleName()))
            .start();
    new CountDownLatch(1).await();
    election.close();
  }

  static ElectionBuilder member() {
    return Election.builder("a")
        .member("a", "a")
        .transport(new HangingTransport())
        .volatileVotes()
        .handOverOnShutdown(true);
  }
}
