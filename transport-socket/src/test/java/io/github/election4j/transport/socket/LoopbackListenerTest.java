/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Member;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A member that listens on loopback")
class LoopbackListenerTest {

  /** Never of this machine, and nobody connects to it: it stands for all. */
  private static final String FAR = "255.255.255.255";

  private final List<String> warnings = new ArrayList<>();

  private LoopbackListener listener(Options options, String host) {
    return new LoopbackListener(Member.of("a", "host-a:7400"), options, place(host), warnings::add);
  }

  private static InetSocketAddress place(String host) {
    return new InetSocketAddress(host, 7400);
  }

  @Test
  @DisplayName("is told once, with both addresses, that others are on other machines")
  void warns() {
    LoopbackListener listener = listener(Options.DEFAULTS, "127.0.1.1");
    listener.noted(List.of(place("127.0.0.1"), place(FAR)));
    listener.noted(List.of(place(FAR)));
    assertEquals(1, warnings.size());
    String start = "member 'a' listens at 127.0.1.1:7400, where host-a:7400 leads to on this";
    assertTrue(warnings.get(0).startsWith(start), warnings.get(0));
    assertTrue(warnings.get(0).contains("another member is at " + FAR + ":7400"), warnings.get(0));
    assertTrue(warnings.get(0).contains("--bind 0.0.0.0:7400"), warnings.get(0));
  }

  @Test
  @DisplayName("is told nothing while all are on its machine")
  void oneMachine() {
    listener(Options.DEFAULTS, "127.0.0.1").noted(List.of(place("127.0.0.1"), place("::1")));
    assertEquals(List.of(), warnings);
  }

  @Test
  @DisplayName(
      "is told nothing if it was told to listen there, and nothing if it listens elsewhere")
  void meant() {
    Options bound = Options.DEFAULTS.withBind(Address.parse("127.0.0.1:7400"));
    listener(bound, "127.0.0.1").noted(List.of(place(FAR)));
    listener(Options.DEFAULTS, "0.0.0.0").noted(List.of(place(FAR)));
    assertEquals(List.of(), warnings);
  }

  @Test
  @DisplayName("looks at where its peers are when it calls them")
  void looks() throws Exception {
    List<String> lines = new CopyOnWriteArrayList<>();
    Strangers strangers = new Strangers(new Log(new LineLogger(lines), Runnable::run));
    SocketTransport provider = new SocketTransport(Options.DEFAULTS, strangers);
    try (Node node = Node.serve(provider, Member.of("a", Ports.freeAddress()), 1)) {
      Member far = Member.of("b", FAR + ":7400");
      assertThrows(IOException.class, () -> node.call(far, 1));
    }
    assertTrue(
        lines.stream().anyMatch(line -> line.contains("another member is at " + FAR)),
        lines::toString);
  }
}
