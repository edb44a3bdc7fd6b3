/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.inmemory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Member;
import io.github.election4j.spi.RequestHandler;
import io.github.election4j.spi.Transport;
import io.github.election4j.spi.TransportContext;
import io.github.election4j.spi.TransportProvider;
import io.github.election4j.wire.ControlReply.OrderReply;
import io.github.election4j.wire.ControlReply.Outcome;
import io.github.election4j.wire.ControlRequest.StatusRequest;
import io.github.election4j.wire.Reply;
import io.github.election4j.wire.Request;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The transport named inmemory")
class InMemoryTransportProviderTest {

  private static final Reply DONE = new OrderReply(Outcome.DONE, "done", Optional.empty());

  @Test
  @DisplayName("is found by ServiceLoader")
  void isFound() {
    Module module = getClass().getModule().addUses(TransportProvider.class);
    List<TransportProvider> found =
        ServiceLoader.load(module.getLayer(), TransportProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(provider -> provider.name().equals("inmemory"))
            .toList();
    assertEquals(1, found.size());
    assertInstanceOf(InMemoryTransportProvider.class, found.getFirst());
  }

  @Test
  @DisplayName("is named alike for the module path and for the class path")
  void bothLists() throws Exception {
    ModuleDescriptor descriptor = InMemoryTransportProvider.class.getModule().getDescriptor();
    List<String> forModules =
        descriptor.provides().stream()
            .filter(provides -> provides.service().equals(TransportProvider.class.getName()))
            .flatMap(provides -> provides.providers().stream())
            .toList();
    String services = "META-INF/services/" + TransportProvider.class.getName();
    try (InputStream list =
        InMemoryTransportProvider.class.getModule().getResourceAsStream(services)) {
      String forClassPath = new String(list.readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(forModules, forClassPath.lines().toList());
    }
  }

  @Test
  @DisplayName("connects all members of the JVM that chose it by name")
  void connectsTheJvm() throws Exception {
    Member answerer = Member.of("answerer", "provider-test-answerer");
    Member caller = Member.of("caller", "provider-test-caller");
    try (Transport answering = open(answerer);
        Transport calling = open(caller)) {
      answering.serve(new AlwaysDone());
      assertEquals(DONE, calling.call(answerer, new StatusRequest(), Duration.ofSeconds(20)));
    }
  }

  @Test
  @DisplayName("takes any name as an address, and finds fault with blanks, emptiness and excess")
  void addresses() {
    TransportProvider provider = new InMemoryTransportProvider();
    assertEquals(Optional.empty(), provider.addressFault("a"));
    assertEquals(Optional.empty(), provider.addressFault("10.0.0.1:7400"));
    for (String malformed : List.of("", "a b", "tab\there", "x".repeat(513))) {
      assertTrue(
          provider.addressFault(malformed).orElseThrow().contains("1 to 512 bytes"), malformed);
    }
  }

  private static Transport open(Member member) throws Exception {
    return new InMemoryTransportProvider().open(new TransportContext("group", member, 1));
  }

  private static final class AlwaysDone implements RequestHandler {
    @Override
    public Reply handle(Request request, Origin origin) {
      return DONE;
    }
  }
}
