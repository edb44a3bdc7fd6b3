/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.rehearsal;

import io.github.election4j.spi.Evidence;
import io.github.election4j.spi.TransportContext;
import io.github.election4j.spi.TransportProvider;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Carries the messages of a rehearsal, as bytes, from member to member within the process. One
 * thread delivers all of them, as that of a transport does which does not block. An address is the
 * id of who has it.
 */
final class PrivateNetwork implements TransportProvider, NetworkEnd.Network {

  private final Map<String, NetworkEnd> ends = new ConcurrentHashMap<>();
  private final Set<String> cut = ConcurrentHashMap.newKeySet();

  private final ThreadPoolExecutor deliveries =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          body -> Thread.ofPlatform().daemon().name("election-rehearsal-network").unstarted(body),
          new ThreadPoolExecutor.DiscardPolicy());

  @Override
  public String name() {
    return "rehearsal";
  }

  @Override
  public Optional<String> addressFault(String address) {
    return Optional.empty();
  }

  @Override
  public NetworkEnd open(TransportContext context) {
    NetworkEnd end = new NetworkEnd(this, context);
    ends.put(end.memberId(), end);
    return end;
  }

  @Override
  public void remove(NetworkEnd end) {
    ends.remove(end.memberId(), end);
  }

  @Override
  public Optional<NetworkEnd> find(String from, String to) {
    return cut.contains(from) || cut.contains(to)
        ? Optional.empty()
        : Optional.ofNullable(ends.get(to));
  }

  @Override
  public void deliver(Runnable delivery) {
    deliveries.execute(delivery);
  }

  /** Makes a member unreachable, and lets the others see what is seen of a process that died. */
  void cut(String memberId) {
    NetworkEnd gone = ends.get(memberId);
    if (gone == null) {
      return;
    }
    cut.add(memberId);
    for (NetworkEnd other : ends.values()) {
      if (!other.equals(gone)) {
        deliver(
            () -> {
              other.handler().refused(memberId, gone.incarnation());
              other.handler().suspect(memberId, Evidence.CONNECT_REFUSED);
            });
      }
    }
  }

  /** Makes it reachable again. */
  void mend(String memberId) {
    cut.remove(memberId);
  }

  /** Delivers nothing more, and ends the thread. Idempotent. */
  void close() {
    var unused = deliveries.shutdownNow();
  }
}
