/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.ElectionEvent;
import io.github.election4j.ElectionListener;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener that keeps what it is told. */
final class Recorder implements ElectionListener {

  private final List<ElectionEvent> events = new CopyOnWriteArrayList<>();

  @Override
  public void onEvent(Instant at, ElectionEvent event) {
    events.add(event);
  }

  List<ElectionEvent> events() {
    return List.copyOf(events);
  }

  <E extends ElectionEvent> List<E> events(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @Override
  public String toString() {
    return events.toString();
  }
}
