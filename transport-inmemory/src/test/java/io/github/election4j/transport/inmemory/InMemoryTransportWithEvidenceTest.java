/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.inmemory;

import io.github.election4j.spi.Evidence;
import io.github.election4j.spi.TransportProvider;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The in-memory transport, with evidence of peers that are gone,")
class InMemoryTransportWithEvidenceTest extends InMemoryTransportTest {

  @Override
  protected TransportProvider provider() {
    network().reportEvidence(true);
    return super.provider();
  }

  @Override
  protected Set<Evidence> reportedEvidence() {
    return EnumSet.allOf(Evidence.class);
  }
}
