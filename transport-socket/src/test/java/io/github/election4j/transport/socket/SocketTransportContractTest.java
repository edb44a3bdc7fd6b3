/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import io.github.election4j.spi.Evidence;
import io.github.election4j.spi.Transport;
import io.github.election4j.spi.TransportContext;
import io.github.election4j.spi.TransportProvider;
import io.github.election4j.testkit.NonBlockingTransportContract;
import java.io.IOException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The socket transport keeps the contract of a transport")
class SocketTransportContractTest extends NonBlockingTransportContract {

  private final List<Endpoint> opened = new CopyOnWriteArrayList<>();

  private final SocketTransport plain = new SocketTransport();

  private final TransportProvider provider =
      new TransportProvider() {
        @Override
        public String name() {
          return plain.name();
        }

        @Override
        public Optional<String> addressFault(String address) {
          return plain.addressFault(address);
        }

        @Override
        public Transport open(TransportContext context) throws IOException {
          Endpoint endpoint = (Endpoint) transportFor(context).open(context);
          opened.add(endpoint);
          return endpoint;
        }
      };

  /** The transport that a member is to have. */
  SocketTransport transportFor(TransportContext context) throws IOException {
    return plain;
  }

  @Override
  protected TransportProvider provider() {
    return provider;
  }

  @Override
  protected String freshAddress() {
    return Ports.freeAddress();
  }

  @Override
  protected String malformedAddress() {
    return "no port";
  }

  @Override
  protected Set<Evidence> reportedEvidence() {
    return EnumSet.allOf(Evidence.class);
  }

  @Override
  protected Collection<String> liveThreads() {
    return opened.stream().flatMap(endpoint -> endpoint.liveThreads().stream()).toList();
  }
}
