/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.ConfigurationException;
import io.github.election4j.ConfigurationException.Fault;
import io.github.election4j.Election;
import io.github.election4j.ElectionBuilder;
import io.github.election4j.spi.TransportProvider;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The socket transport is found")
class ProviderTest {

  private static final String SERVICES =
      "/META-INF/services/io.github.election4j.spi.TransportProvider";

  @Test
  @DisplayName("by the module path and by the class path alike, under the name socket")
  void bothListsAreEqual() throws Exception {
    Set<String> provided =
        SocketTransport.class.getModule().getDescriptor().provides().stream()
            .filter(each -> each.service().equals(TransportProvider.class.getName()))
            .flatMap(each -> each.providers().stream())
            .collect(Collectors.toSet());
    assertEquals(Set.of(SocketTransport.class.getName()), provided);
    try (InputStream services = SocketTransport.class.getResourceAsStream(SERVICES)) {
      List<String> listed =
          new String(services.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      assertEquals(List.copyOf(provided), listed);
    }
    assertEquals("socket", new SocketTransport().name());
  }

  @Test
  @DisplayName("and finds fault with addresses in words that say what was expected")
  void addressFault() {
    SocketTransport transport = new SocketTransport();
    assertEquals(Optional.empty(), transport.addressFault("10.0.0.1:7400"));
    assertTrue(transport.addressFault("10.0.0.1").orElseThrow().startsWith("expected HOST:PORT"));
  }

  @Test
  @DisplayName("and refuses two members at one place, however their addresses are written")
  void onePlace() {
    ElectionBuilder builder =
        Election.builder("a")
            .member("a", "127.0.0.1:7400")
            .member("b", "localhost:7400")
            .member("c", "no-such-host.invalid:7400")
            .transport(new SocketTransport())
            .volatileVotes();

    List<Fault> faults =
        assertThrows(ConfigurationException.class, builder::start).faults().stream()
            .filter(fault -> fault.setting().contains("address"))
            .toList();

    assertEquals(1, faults.size(), faults.toString());
    assertEquals("address of member 'b'", faults.getFirst().setting());
    assertTrue(faults.getFirst().rule().contains("member 'a'"), faults.getFirst().rule());
  }

  @Test
  @DisplayName("and says of a name that is not known that it leads nowhere")
  void unknownPlace() {
    Map<String, Set<String>> places =
        new SocketTransport().destinations(List.of("127.0.0.1:1", "no-such-host.invalid:1"));

    assertEquals(Set.of("127.0.0.1 port 1"), places.get("127.0.0.1:1"));
    assertEquals(Set.of(), places.get("no-such-host.invalid:1"));
  }
}
