/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;

/**
 * What lies between a TCP connection and the frames. The rest of this package knows sockets only by
 * their streams, their timeout and {@code close()}, so that an implementation that puts TLS on top
 * needs to change nothing else.
 */
interface SocketSecurity {

  /** Frames go over TCP as they are. */
  SocketSecurity PLAIN =
      new SocketSecurity() {
        @Override
        public Line up(Socket connected, Address address) {
          return new Line(connected, Optional.empty());
        }

        @Override
        public Line accept(Socket accepted) {
          return new Line(accepted, Optional.empty());
        }
      };

  /**
   * Prepares a connection that this side has made. May block for as long as the socket's timeout
   * allows.
   *
   * @param connected a connected socket; it belongs to the line from now on
   * @param address what was asked for, before its name was resolved
   * @throws IOException if the other side is not one to talk with; the caller closes the socket
   */
  Line up(Socket connected, Address address) throws IOException;

  /**
   * Prepares a connection that the other side has made. As {@link #up}.
   *
   * @param accepted a connected socket; it belongs to the line from now on
   */
  Line accept(Socket accepted) throws IOException;

  /**
   * A connection that is ready for frames.
   *
   * @param socket gives the streams
   * @param provenIds the member ids that the other side has proved to be its own; empty if nobody
   *     proves anything here. An operator who has proved to be one may have none
   */
  record Line(Socket socket, Optional<Set<String>> provenIds) {}
}
