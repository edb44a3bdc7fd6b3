/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import io.github.election4j.wire.WireCodec;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;

/** Makes connections to others. */
final class Dialer {

  private final Hello own;
  private final WireCodec codec;
  private final Options options;
  private final Strangers strangers;

  /**
   * Made once for each transport.
   *
   * @param own what this side says of itself
   */
  Dialer(Hello own, Options options, Strangers strangers) {
    this.own = own;
    this.codec = new WireCodec(own.group());
    this.options = options;
    this.strangers = strangers;
  }

  Options options() {
    return options;
  }

  /**
   * Makes a connection, handshake included. Blocks; to be called on a virtual thread, whose
   * interrupt ends it.
   *
   * @param text the address, whose name is resolved now; all that it stands for is tried in turn
   * @param expectedId the member that is to be there, if a certain one is
   * @throws ConnectException if the connect was refused wherever it was tried
   * @throws IOException if it failed otherwise
   */
  Outgoing dial(String text, Optional<String> expectedId, Deadline deadline)
      throws IOException, InterruptedException {
    Address address = parse(text);
    List<InetSocketAddress> candidates = address.resolve(deadline);
    Optional<IOException> failure = Optional.empty();
    int left = candidates.size();
    for (InetSocketAddress candidate : candidates) {
      try {
        Deadline share = deadline.share(left--);
        return connect(address, candidate, expectedId, share);
      } catch (IOException failed) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        failure = Optional.of(graver(failure, failed));
      }
    }
    throw failure.orElseThrow(() -> new IOException("no address stands behind " + text));
  }

  private static Address parse(String text) throws IOException {
    try {
      return Address.parse(text);
    } catch (IllegalArgumentException fault) {
      throw new IOException(fault.getMessage(), fault);
    }
  }

  /** A refusal says that nobody is there only if it is all that was met. */
  private static IOException graver(Optional<IOException> earlier, IOException later) {
    return earlier.filter(each -> !(each instanceof ConnectException)).orElse(later);
  }

  private Outgoing connect(
      Address address, InetSocketAddress candidate, Optional<String> expectedId, Deadline deadline)
      throws IOException {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setKeepAlive(true);
      socket.connect(candidate, deadline.remainingMillis());
      requireSomebodyElse(socket);
      Connection connection =
          new Connection(options.security().up(socket, address), options.limits());
      Hello peer = Handshake.greet(connection, own, expectedId, deadline);
      return new Outgoing(connection, peer, codec, options.patience().silence());
    } catch (ProtocolException stranger) {
      socket.close();
      strangers.turnedAway(address.toString(), Failures.describe(stranger));
      throw stranger;
    } catch (IOException failed) {
      socket.close();
      throw failed;
    }
  }

  /**
   * A connect to a port of this machine that nobody listens at can meet itself, if the system chose
   * that very port for its near end; it would then also keep the port from whom it belongs to.
   */
  private static void requireSomebodyElse(Socket socket) throws ConnectException {
    if (socket.getLocalSocketAddress().equals(socket.getRemoteSocketAddress())) {
      throw new ConnectException("Connection refused (it met itself)");
    }
  }
}
