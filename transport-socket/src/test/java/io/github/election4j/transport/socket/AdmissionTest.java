/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The admission of connections")
class AdmissionTest {

  @Test
  @DisplayName("says that the transport is closed when it is, and blames no stranger for it")
  void closed() throws IOException {
    Admission admission = new Admission(Limits.DEFAULTS);
    admission.close();
    try (Socket late = new Socket()) {
      IOException refused = assertThrows(IOException.class, () -> admission.enter(late));
      assertEquals("the transport is closed", refused.getMessage());
      assertFalse(refused instanceof ProtocolException);
    }
  }

  @Test
  @DisplayName("closes the sockets whose handshake is under way when it ends")
  void closesHandshakes() throws IOException {
    Admission admission = new Admission(Limits.DEFAULTS);
    try (Socket waiting = new Socket()) {
      assertTrue(admission.enter(waiting).isEmpty());
      admission.close();
      assertTrue(waiting.isClosed());
    }
  }
}
