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
import java.util.List;
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
      Allowance allowance = new Allowance.Pool(Limits.DEFAULTS).ofStranger();
      Connection connection = new Connection(idle, accepted, line, allowance);
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

  private static Limits.Connections few(int inAll, int ofStrangers, int ofHost, int ofMember) {
    return new Limits.Connections(inAll, ofStrangers, ofHost, ofMember, Duration.ofMinutes(1));
  }

  private Connection join(Admission admission, String memberId, boolean member) throws Exception {
    Connection connection = connection();
    assertTrue(admission.enter(connection).isEmpty());
    assertTrue(
        admission.join(connection, new Hello("group", memberId, 1), member).isEmpty(), memberId);
    return connection;
  }

  private Limit refused(Admission admission, String memberId, boolean member) throws Exception {
    Connection connection = connection();
    assertTrue(admission.enter(connection).isEmpty());
    Hello hello = new Hello("group", memberId, 1);
    OverLimitException refused =
        assertThrows(OverLimitException.class, () -> admission.join(connection, hello, member));
    return refused.limit();
  }

  @Test
  @DisplayName("has a part of the places for strangers, a part of these for a host, each by number")
  void strangers() throws Exception {
    Admission admission = new Admission(Limits.DEFAULTS.withConnections(few(4, 2, 2, 4)));
    Connection first = join(admission, "", false);
    assertTrue(join(admission, "ghost", false).isOpen());
    assertEquals(Limit.CONNECTIONS_OF_HOST, refused(admission, "", false));
    assertTrue(join(admission, "b", true).isOpen());
    assertTrue(join(admission, "c", true).isOpen());
    assertEquals(Limit.CONNECTIONS, refused(admission, "d", true));
    assertEquals(List.of(), admission.leave(first));
    assertTrue(join(admission, "", false).isOpen());
    Admission ofAllHosts = new Admission(Limits.DEFAULTS.withConnections(few(4, 2, 9, 4)));
    assertTrue(join(ofAllHosts, "", false).isOpen());
    assertTrue(join(ofAllHosts, "", false).isOpen());
    assertEquals(Limit.CONNECTIONS_OF_STRANGERS, refused(ofAllHosts, "ghost", false));
  }

  @Test
  @DisplayName("lets no connection displace another of the same host that is used")
  void severalOfOneMember() throws Exception {
    Admission admission = new Admission(Limits.DEFAULTS.withConnections(few(8, 1, 1, 2)));
    assertTrue(join(admission, "b", true).isOpen());
    assertTrue(join(admission, "b", true).isOpen());
    assertEquals(Limit.CONNECTIONS_OF_MEMBER, refused(admission, "b", true));
    assertTrue(admission.isJoined("b"));
  }

  @Test
  @DisplayName("takes a place from whoever has most of them when a member would find none")
  void crowdedMembers() throws Exception {
    Admission admission = new Admission(Limits.DEFAULTS.withConnections(few(4, 1, 1, 4)));
    Connection first = join(admission, "b", true);
    assertTrue(join(admission, "b", true).isOpen());
    assertTrue(join(admission, "c", true).isOpen());
    Connection fourth = connection();
    assertTrue(admission.enter(fourth).isEmpty());
    assertEquals(Optional.of(first), admission.join(fourth, new Hello("group", "d", 1), true));
  }

  @Test
  @DisplayName("gives back every place when a connection ends")
  void leave() throws Exception {
    Admission admission = new Admission(Limits.DEFAULTS.withConnections(few(2, 1, 1, 4)));
    for (int round = 0; round < 20; round++) {
      Connection stranger = join(admission, "", false);
      assertEquals(Limit.CONNECTIONS_OF_HOST, refused(admission, "", false));
      assertEquals(List.of(), admission.leave(stranger));
    }
    assertFalse(admission.isJoined(""));
  }
}
