/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.inmemory;

import io.github.election4j.spi.Transport;
import io.github.election4j.spi.TransportContext;
import io.github.election4j.spi.TransportProvider;
import java.io.IOException;
import java.util.Optional;

/**
 * The transport named {@code inmemory}: all members of this JVM that choose it by name reach each
 * other, over one perfect network. Addresses may be any text without blanks. A test that wants a
 * network to itself, or faults, uses {@link InMemoryNetwork#transport} instead.
 *
 * @since 0.1
 */
public final class InMemoryTransportProvider implements TransportProvider {

  static final String NAME = "inmemory";

  private static final TransportProvider JVM_WIDE = new InMemoryNetwork(0).transport();

  /** Made by {@code ServiceLoader}. */
  public InMemoryTransportProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> addressFault(String address) {
    return JVM_WIDE.addressFault(address);
  }

  @Override
  public Transport open(TransportContext context) throws IOException {
    return JVM_WIDE.open(context);
  }
}
