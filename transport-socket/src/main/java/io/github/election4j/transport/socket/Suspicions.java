/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import io.github.election4j.spi.Evidence;
import io.github.election4j.spi.RequestHandler;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Hands evidence that a peer's process is gone to the handler, while there is one to take it. */
final class Suspicions {

  private static final Logger LOGGER = System.getLogger("io.github.election4j.transport.socket");

  private final Map<String, Long> incarnations = new ConcurrentHashMap<>();
  private volatile Optional<RequestHandler> handler = Optional.empty();

  void reportTo(RequestHandler taker) {
    handler = Optional.of(taker);
  }

  void stop() {
    handler = Optional.empty();
  }

  /**
   * Takes note of a peer's incarnation, and reports it if it is later than the one that was known.
   *
   * @return whether it is later
   */
  boolean meet(Hello hello) {
    Long known = incarnations.putIfAbsent(hello.memberId(), hello.incarnation());
    if (known == null
        || known >= hello.incarnation()
        || !incarnations.replace(hello.memberId(), known, hello.incarnation())) {
      return false;
    }
    report(hello.memberId(), Evidence.NEW_INCARNATION);
    return true;
  }

  /** Never called with a lock held. */
  void report(String memberId, Evidence evidence) {
    LOGGER.log(
        Level.DEBUG, () -> "Evidence about %s: %s".formatted(Printable.of(memberId), evidence));
    try {
      handler.ifPresent(taker -> taker.suspect(memberId, evidence));
    } catch (RuntimeException failed) {
      LOGGER.log(Level.WARNING, "The handler failed on evidence", failed);
    }
  }
}
