/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** Counts those that are turned away, and logs each remote host once. */
final class Strangers {

  /** So many hosts are remembered; one that comes again after as many others is logged again. */
  private static final int MAX_HOSTS = 1_024;

  private final Log log;
  private final Counters counters = new Counters();
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<String> logged =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > MAX_HOSTS;
            }
          });

  Strangers() {
    this(Log.SHARED);
  }

  Strangers(Log log) {
    this.log = log;
  }

  Counters counters() {
    return counters;
  }

  /**
   * Takes note of one that was turned away.
   *
   * @param host where it is
   * @param reason what was wrong, for a person
   */
  void turnedAway(String host, String reason) {
    counters.countTurnedAway();
    boolean first;
    lock.lock();
    try {
      first = logged.add(host);
    } finally {
      lock.unlock();
    }
    log.add(
        first ? Level.WARNING : Level.DEBUG,
        () ->
            "Connection with %s ended: %s%s"
                .formatted(host, reason, first ? " (logged once for each host)" : ""));
  }
}
