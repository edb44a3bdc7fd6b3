/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Optional;

/** A connection to a member by somebody who writes what he likes. */
final class Stranger implements AutoCloseable {

  private final Socket socket;

  private Stranger(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout((int) Node.PATIENCE.toMillis());
  }

  static Stranger connect(Node node) throws IOException {
    int port = node.transport.localAddress().getPort();
    return new Stranger(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  static Stranger greet(Node node, Hello hello) throws IOException {
    Stranger stranger = connect(node);
    stranger.send(hello.toFrame());
    return stranger;
  }

  Stranger send(Frame frame) throws IOException {
    return send(frame.toBytes());
  }

  Stranger send(byte[] bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes);
    out.flush();
    return this;
  }

  Frame read() throws IOException {
    return Frames.read(socket.getInputStream(), 1 << 20);
  }

  /** Reads to the end; the reason that the last frame gave, if it gave one. */
  Optional<String> readToTheEnd() throws IOException {
    Optional<String> reason = Optional.empty();
    try {
      while (true) {
        Frame frame = read();
        reason =
            frame.kind() == Frame.Kind.REFUSED ? Optional.of(frame.reason()) : Optional.empty();
      }
    } catch (SocketTimeoutException open) {
      throw open;
    } catch (IOException ended) {
      return reason;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
