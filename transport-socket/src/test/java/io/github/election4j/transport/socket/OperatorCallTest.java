/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Member;
import io.github.election4j.wire.ControlReply.OrderReply;
import io.github.election4j.wire.ControlRequest.StatusRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An operator's call")
class OperatorCallTest {

  @Test
  @DisplayName("asks a member without being one, from any thread, and leaves no connection behind")
  void ask() throws Exception {
    try (Node a = Node.serve("a")) {
      for (int i = 0; i < 3; i++) {
        OrderReply reply =
            (OrderReply)
                SocketTransport.ask(
                    a.member.address(), Node.GROUP, new StatusRequest(), Node.PATIENCE);
        assertEquals("done", reply.detail());
      }
      Node.awaitThat("only the port is left", () -> a.transport.sockets() == 1);
      assertTrue(a.suspicions.isEmpty());
    }
  }

  @Test
  @DisplayName("fails with an IOException when nobody is there, or the address is none")
  void nobodyThere() {
    String free = Ports.freeAddress();
    IOException refused =
        assertThrows(
            IOException.class,
            () -> SocketTransport.ask(free, "g", new StatusRequest(), Node.PATIENCE));
    assertTrue(refused.getMessage().contains("refused"), refused.getMessage());
    assertThrows(
        IOException.class,
        () -> SocketTransport.ask("nowhere", "g", new StatusRequest(), Node.PATIENCE));
  }

  @Test
  @DisplayName("fails with an IOException when its time is up")
  void timeOut() throws Exception {
    try (Node silent = Node.openOnly(Member.of("a", Ports.freeAddress()))) {
      assertThrows(
          IOException.class,
          () ->
              SocketTransport.ask(
                  silent.member.address(), Node.GROUP, new StatusRequest(), Duration.ofMillis(50)));
    }
  }

  @Test
  @DisplayName("is interrupted at once, on a platform thread too")
  void interrupt() throws Exception {
    try (Node silent = Node.openOnly(Member.of("a", Ports.freeAddress()))) {
      FutureTask<Object> asking =
          new FutureTask<>(
              () ->
                  SocketTransport.ask(
                      silent.member.address(), Node.GROUP, new StatusRequest(), Node.PATIENCE));
      Thread thread = Thread.ofPlatform().start(asking);
      thread.interrupt();
      ExecutionException ended =
          assertThrows(ExecutionException.class, () -> asking.get(30, TimeUnit.SECONDS));
      assertInstanceOf(InterruptedException.class, ended.getCause());
      thread.join();
    }
  }

  @Test
  @DisplayName("waits until something accepts connections, whatever that is")
  void reachable() throws Exception {
    int port = Ports.free();
    FutureTask<Boolean> waiting =
        new FutureTask<>(
            () -> {
              SocketTransport.awaitReachable("localhost:" + port, Node.PATIENCE);
              return true;
            });
    Thread waiter = Thread.ofPlatform().start(waiting);
    assertThrows(
        TimeoutException.class,
        () -> SocketTransport.awaitReachable("127.0.0.1:" + port, Duration.ofMillis(50)));
    try (ServerSocket server = new ServerSocket(port, 5, InetAddress.getLoopbackAddress())) {
      assertTrue(waiting.get(30, TimeUnit.SECONDS));
      assertEquals(port, server.getLocalPort());
    }
    waiter.join();
  }

  @Test
  @DisplayName("learns from a wait in vain what failed last")
  void unreachable() {
    TimeoutException late =
        assertThrows(
            TimeoutException.class,
            () -> SocketTransport.awaitReachable(Ports.freeAddress(), Duration.ofSeconds(2)));
    assertInstanceOf(IOException.class, late.getCause());
    assertTrue(late.getMessage().contains("refused"), late.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> SocketTransport.awaitReachable("nowhere", Duration.ofMillis(1)));
  }
}
