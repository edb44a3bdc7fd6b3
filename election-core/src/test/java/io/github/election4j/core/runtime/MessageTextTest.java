/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.wire.PeerReport;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A text in a message")
class MessageTextTest {

  private static final int MOST = PeerReport.MAX_TROUBLE_BYTES;

  @Test
  @DisplayName("is told to its end, which says what to do, if a message has room for it")
  void whole() {
    String text = "x".repeat(MOST);
    assertEquals(text, MessageText.cut(text, MOST));
    assertEquals("x".repeat(MOST - 3) + "…", MessageText.cut(text + "x", MOST));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "é", "€", "😀", "a😀"})
  @DisplayName("is cut between two characters, and takes what room there is")
  void cut(String character) {
    String clipped = MessageText.cut(character.repeat(MOST + 1), MOST);
    byte[] bytes = clipped.getBytes(StandardCharsets.UTF_8);
    assertTrue(bytes.length <= MOST, () -> bytes.length + " bytes");
    assertTrue(bytes.length > MOST - 4, () -> bytes.length + " bytes");
    assertEquals(clipped, new String(bytes, StandardCharsets.UTF_8));
    assertTrue(clipped.endsWith("…"), clipped);
  }
}
