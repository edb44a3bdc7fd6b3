/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Optional;

/** Takes the address that a member listens at. */
final class Listening {

  /** Connections that wait to be accepted: all members of a large cluster that start at once. */
  private static final int BACKLOG = 256;

  private static final Duration NAME_LIMIT = Duration.ofSeconds(10);

  private Listening() {}

  static Address parse(String text) throws IOException {
    try {
      return Address.parse(text);
    } catch (IllegalArgumentException fault) {
      throw new IOException(fault.getMessage(), fault);
    }
  }

  /** Binds a socket that does not block; the message of a failure says what to do. */
  static ServerSocketChannel at(Address address) throws IOException {
    InetSocketAddress where = resolve(address);
    ServerSocketChannel server = ServerSocketChannel.open();
    try {
      // A process that is started again need not wait for connections of the last one to expire.
      server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      server.configureBlocking(false);
      return server.bind(where, BACKLOG);
    } catch (BindException taken) {
      server.close();
      throw new IOException(explain(address, where, taken), taken);
    } catch (IOException failed) {
      server.close();
      throw failed;
    }
  }

  /**
   * What a person must know who lets others than this machine connect, if they can.
   *
   * @param security makes what lies between TCP and the frames
   */
  static Optional<String> warning(InetSocketAddress where, SocketSecurity.Maker security) {
    if (!security.equals(SocketSecurity.Maker.PLAIN) || where.getAddress().isLoopbackAddress()) {
      return Optional.empty();
    }
    return Optional.of(
        ("other machines can connect to %s, and there nobody has to prove who it is: whoever can"
                + " may say that it is a member, and so depose a leader or keep the members from"
                + " electing one; use TLS (--tls-cert, or tls of the transport's builder), let only"
                + " members and operators connect (a firewall, a private network), or listen on"
                + " loopback")
            .formatted(new Address(where.getAddress().getHostAddress(), where.getPort())));
  }

  private static InetSocketAddress resolve(Address address) throws IOException {
    try {
      return address.resolve(Deadline.after(NAME_LIMIT)).getFirst();
    } catch (UnknownHostException unknown) {
      throw new IOException(
          "cannot listen at %s: %s; give an address of this machine, or bind elsewhere"
              .formatted(address, unknown.getMessage()),
          unknown);
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(
          "interrupted while the name of the own address was resolved");
    }
  }

  private static String explain(Address address, InetSocketAddress where, BindException taken)
      throws IOException {
    if (!isOfThisMachine(where.getAddress())) {
      return ("cannot listen at %s: it is no address of this machine (%s); give the member an"
              + " address of this machine, or listen elsewhere with the option bind, for example"
              + " 0.0.0.0:%d")
          .formatted(address, taken.getMessage(), address.port());
    }
    return ("address %s is in use by another process, or may not be taken (%s); stop that process,"
            + " or choose another port")
        .formatted(address, taken.getMessage());
  }

  static boolean isOfThisMachine(InetAddress address) throws IOException {
    return address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || NetworkInterface.getByInetAddress(address) != null;
  }
}
