/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Ports for a demonstration")
class LoopbackPortsTest {

  @Test
  @DisplayName("are distinct, and below those that outgoing connections are given")
  void areDistinct() throws IOException {
    List<Integer> ports = LoopbackPorts.find(15);
    assertEquals(15, Set.copyOf(ports).size());
    assertTrue(ports.stream().allMatch(port -> port < 32_768), ports::toString);
  }
}
