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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The admission of connections")
class AdmissionTest {

  private final Queue<SocketChannel> channels = new ArrayDeque<>();

  private Connection connection() throws Exception {
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      channels.add(SocketChannel.open(server.getLocalAddress()));
      SocketChannel accepted = server.accept();
      channels.add(accepted);
      EventLoop idle = new EventLoop("idle", Thread.ofPlatform().factory(), reason -> {});
      SocketSecurity.Line line = SocketSecurity.PLAIN.secure(accepted, Optional.empty());
      Connection connection = new Connection(idle, accepted, line, Limits.DEFAULTS);
      assertFalse(idle.awaitEnd(Deadline.after(Duration.ZERO)));
      return connection;
    }
  }

  @AfterEach
  void closeAll() throws IOException {
    for (SocketChannel channel : channels) {
      channel.close();
    }
  }

  @Test
  @DisplayName("says that the transport is closed when it is, and blames no stranger for it")
  void closed() throws Exception {
    Admission admission = new Admission(Limits.DEFAULTS);
    admission.close();
    Connection late = connection();
    IOException refused = assertThrows(IOException.class, () -> admission.enter(late));
    assertEquals("the transport is closed", refused.getMessage());
    assertFalse(refused instanceof ProtocolException);
  }

  @Test
  @DisplayName("closes the connections whose handshake is under way when it ends")
  void closesHandshakes() throws Exception {
    Admission admission = new Admission(Limits.DEFAULTS);
    Connection waiting = connection();
    assertTrue(admission.enter(waiting).isEmpty());
    admission.close();
    assertFalse(waiting.isOpen());
  }
}
