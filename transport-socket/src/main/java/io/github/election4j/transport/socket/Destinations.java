/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Finds where addresses lead, all of them at the same time. */
final class Destinations {

  private Destinations() {}

  /** Blocks until all is known, or the deadline; what is not known by then leads nowhere. */
  static Map<String, Set<String>> of(Collection<String> addresses, Deadline deadline) {
    Map<String, FutureTask<List<InetSocketAddress>>> asked = new HashMap<>();
    for (String address : addresses) {
      FutureTask<List<InetSocketAddress>> asking =
          new FutureTask<>(() -> Address.parse(address).resolve(deadline));
      Thread.ofPlatform().daemon().name("election-socket-places").start(asking);
      asked.put(address, asking);
    }
    Map<String, Set<String>> places = new HashMap<>();
    asked.forEach((address, asking) -> places.put(address, found(asking)));
    return places;
  }

  private static Set<String> found(FutureTask<List<InetSocketAddress>> asking) {
    try {
      Set<String> places = new HashSet<>();
      for (InetSocketAddress place : asking.get()) {
        places.add(place.getAddress().getHostAddress() + " port " + place.getPort());
      }
      return places;
    } catch (ExecutionException unknown) {
      return Set.of();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Set.of();
    }
  }
}
