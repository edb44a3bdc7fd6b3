/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.ConnectException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A peer that does not answer")
class PeerContactTest {

  private static final long PATIENCE = 100;

  private final PeerContact contact = new PeerContact();

  private void callInVain(long nowNanos) {
    contact.failed(new ConnectException("Connection refused"), nowNanos, PATIENCE);
  }

  @Test
  @DisplayName("is silent since the first of the calls that were made one after another")
  void silent() {
    callInVain(5);
    callInVain(70);
    callInVain(140);
    assertEquals(135, contact.failingForNanos(140));
  }

  @Test
  @DisplayName(
      "was not silent while nobody asked it anything, as a follower asks its leader nothing")
  void notAsked() {
    callInVain(5);
    callInVain(5 + PATIENCE);
    assertEquals(0, contact.failingForNanos(5 + PATIENCE));
  }
}
