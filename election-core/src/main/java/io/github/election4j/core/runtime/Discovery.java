/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.ElectionException;
import io.github.election4j.Member;
import io.github.election4j.Registration;
import io.github.election4j.Role;
import io.github.election4j.core.log.Log;
import io.github.election4j.core.machine.Members;
import io.github.election4j.core.machine.NodeView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Keeps the members as a supplier says. The leader alone acts, and only on what the supplier has
 * said twice in a row, so that a discovery service that is being updated itself does not move
 * members back and forth.
 */
final class Discovery implements Registration {

  private final MachineHost host;
  private final Orders orders;
  private final Supplier<List<Member>> supplier;
  private final Duration every;
  private final Thread thread;
  private volatile boolean closed;

  Discovery(MachineHost host, Orders orders, Supplier<List<Member>> supplier, Duration every) {
    this.host = host;
    this.orders = orders;
    this.supplier = supplier;
    this.every = every;
    thread = host.threads().virtual("discovery", this::run);
  }

  void start() {
    host.threads().start(thread);
  }

  private void run() {
    Optional<Set<Member>> before = Optional.empty();
    try {
      while (!closed && host.views().await(Views::isEnded, Deadline.in(every)).isEmpty()) {
        Optional<Set<Member>> now = look();
        if (now.isPresent() && now.equals(before)) {
          apply(now.get());
        }
        before = now;
      }
    } catch (InterruptedException closing) {
      Log.debug(() -> "discovery ended");
    }
  }

  private Optional<Set<Member>> look() {
    if (host.views().current().role() != Role.LEADER) {
      return Optional.empty();
    }
    try {
      return Optional.of(Set.copyOf(supplier.get()));
    } catch (RuntimeException | Error unknown) {
      Log.warning("the supplier of members failed; the members stay as they are", unknown);
      return Optional.empty();
    }
  }

  private void apply(Set<Member> wanted) throws InterruptedException {
    NodeView view = host.views().current();
    if (Set.copyOf(Members.of(view.cluster().configuration())).equals(wanted)) {
      return;
    }
    try {
      List<Member> inForce = orders.changeMembers(List.copyOf(wanted), every);
      Log.info("members changed as discovered: " + inForce);
    } catch (ElectionException | TimeoutException later) {
      Log.warning(
          "the discovered members are not in force yet; tried again: " + later.getMessage());
    }
  }

  @Override
  public void close() {
    closed = true;
    if (!thread.equals(Thread.currentThread())) {
      thread.interrupt();
    }
  }
}
