/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.Leadership;
import io.github.election4j.LeadershipTask;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * A task that compares its own tenure with those of all other members, for as long as it has it.
 * Leadership in a term is never valid again once it was not: so if the own one is valid before and
 * after another one is, both were valid at one moment.
 */
final class ExclusiveTenure {

  private final Map<Long, Leadership> tenures = new ConcurrentHashMap<>();
  final Queue<String> violations = new ConcurrentLinkedQueue<>();

  LeadershipTask task(String memberId) {
    return own -> {
      tenures.put(own.term(), own);
      try {
        while (own.isValid() && !Thread.interrupted()) {
          compare(memberId, own);
          LockSupport.parkNanos(500_000);
        }
      } finally {
        tenures.remove(own.term());
      }
    };
  }

  private void compare(String memberId, Leadership own) {
    for (Leadership other : tenures.values()) {
      if (other.term() != own.term() && own.isValid() && other.isValid() && own.isValid()) {
        violations.add(
            "%s: terms %d and %d are active at the same time"
                .formatted(memberId, own.term(), other.term()));
      }
    }
  }
}
