/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import io.github.election4j.spi.Transport;
import io.github.election4j.spi.TransportContext;
import io.github.election4j.spi.TransportProvider;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/** A transport that judges addresses by a rule of the test and opens nothing. */
record PlainTransport(Function<String, Optional<String>> rule) implements TransportProvider {

  static final String RULE = "expected an address that begins with place-";

  /** Addresses begin with "place-". */
  PlainTransport() {
    this(address -> address.startsWith("place-") ? Optional.empty() : Optional.of(RULE));
  }

  @Override
  public String name() {
    return "plain";
  }

  @Override
  public Optional<String> addressFault(String address) {
    return rule.apply(address);
  }

  @Override
  public Transport open(TransportContext context) throws IOException {
    throw new IOException("this transport opens nothing");
  }
}
