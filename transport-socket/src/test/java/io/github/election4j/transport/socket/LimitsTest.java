/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.wire.WireLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The limits")
class LimitsTest {

  @ParameterizedTest(name = "{0} MB")
  @ValueSource(ints = {32, 64, 256, 4_096})
  @DisplayName("let others have less than half of the heap, together")
  void heap(int megabytes) {
    long heap = (long) megabytes << 20;
    assertTrue(Limits.forHeap(heap).heapBytes() < heap / 2);
  }

  @Test
  @DisplayName("leave room for the largest messages and for every member of the largest cluster")
  void enough() {
    Limits limits = Limits.forHeap(32 << 20);
    assertTrue(limits.bytes().ofMember() >= 16 * WireLimits.MAX_MESSAGE_BYTES);
    assertTrue(limits.bytes().ofOperator() > WireLimits.MAX_MESSAGE_BYTES);
    assertTrue(limits.connections().forMembers() >= WireLimits.MAX_MEMBERS);
    assertTrue(limits.bytes().ofStrangers() > limits.bytes().ofOperator());
  }

  @Test
  @DisplayName("stand in the page for operators with their numbers, those of a heap of 64 MB")
  void page() throws Exception {
    String page = Files.readString(Path.of("..", "module-info-docs", "limits.md"));
    Limits limits = Limits.forHeap(64 << 20);
    for (String row : rowsOfTimes(limits)) {
      assertTrue(page.contains(row), row);
    }
    for (String row : rowsOfAmounts(limits)) {
      assertTrue(page.contains(row), row);
    }
    for (Limit limit : Limit.values()) {
      assertTrue(page.contains("\n| `%s` |".formatted(limit.counter())), limit.counter());
    }
  }

  private static List<String> rowsOfTimes(Limits limits) {
    Limits.Connections connections = limits.connections();
    return List.of(
        row(Limit.HANDSHAKES, "%d connections", limits.handshakes().inAll()),
        row(Limit.HANDSHAKE_TIME, "%d s for all", limits.handshakes().time().toSeconds()),
        row(Limit.CONNECTIONS, "%d connections", connections.inAll()),
        row(Limit.CONNECTIONS_OF_STRANGERS, "%d of these", connections.ofStrangers()),
        row(Limit.CONNECTIONS_OF_HOST, "%d of these", connections.ofHost()),
        row(Limit.CONNECTIONS_OF_MEMBER, "%d that say", connections.ofMember()),
        row(Limit.IDLE_TIME, "%d s", connections.idle().toSeconds()),
        row(Limit.FRAME_TIME, "%d s", limits.frames().time().toSeconds()));
  }

  private static List<String> rowsOfAmounts(Limits limits) {
    Limits.Frames frames = limits.frames();
    Limits.Requests requests = limits.requests();
    return List.of(
        row(
            Limit.FRAME_BYTES,
            "%d KiB before it is said who sends, %d KiB from an operator, %d KiB from a member",
            frames.beforeIdentity() >> 10,
            frames.ofOperator() >> 10,
            Limits.Frames.OF_MEMBER >> 10),
        row(
            Limit.REQUESTS_OF_CONNECTION,
            "%d of an operator and %d of a member",
            requests.ofOperator(),
            requests.ofMember()),
        row(
            Limit.REQUESTS,
            "%,d in all that have no answer yet, %d of them of strangers",
            requests.inAll(),
            requests.ofStrangers()),
        row(
            Limit.BYTES_OF_CONNECTION,
            "%d KiB for an operator, %d MiB for a member",
            limits.bytes().ofOperator() >> 10,
            limits.bytes().ofMember() >> 20),
        row(
            Limit.BYTES,
            "a quarter of the heap, from 2 MiB to 64 MiB: %d MiB in the command",
            limits.bytes().inAll() >> 20));
  }

  private static String row(Limit limit, String numbers, Object... values) {
    return "| `%s` | %s".formatted(limit.counter(), String.format(Locale.ROOT, numbers, values));
  }

  @Test
  @DisplayName("are counted, each under a name of its own, in the same order each time")
  void counters() {
    Counters counters = new Counters();
    counters.countOverLimit(Limit.FRAME_TIME);
    assertEquals(1, counters.toMap().get("over-limit-frame-time"));
    assertEquals(3 + Limit.values().length, counters.toMap().size());
    Set<String> names = new HashSet<>(Arrays.stream(Limit.values()).map(Limit::counter).toList());
    assertEquals(Limit.values().length, names.size());
    assertEquals(
        List.copyOf(counters.toMap().keySet()), List.copyOf(new Counters().toMap().keySet()));
  }
}
