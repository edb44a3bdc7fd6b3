/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.inmemory;

import io.github.election4j.spi.Evidence;
import io.github.election4j.spi.TransportProvider;
import io.github.election4j.testkit.TransportContract;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The in-memory transport, silent about peers that are gone,")
class InMemoryTransportTest extends TransportContract {

  private final InMemoryNetwork network = new InMemoryNetwork(1);
  private final AtomicInteger addresses = new AtomicInteger();

  final InMemoryNetwork network() {
    return network;
  }

  @Override
  protected void endNetwork() {
    network.close();
  }

  @Override
  protected TransportProvider provider() {
    return network.transport();
  }

  @Override
  protected String freshAddress() {
    return "address-" + addresses.incrementAndGet();
  }

  @Override
  protected String malformedAddress() {
    return "with a blank";
  }

  @Override
  protected Set<Evidence> reportedEvidence() {
    return Set.of();
  }

  @Override
  protected Collection<String> liveThreads() {
    return network.liveThreads();
  }
}
