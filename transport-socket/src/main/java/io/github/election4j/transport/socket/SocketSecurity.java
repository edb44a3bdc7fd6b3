/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.Set;

/**
 * What lies between a TCP connection and the frames. The rest of this package reads and writes
 * through it and asks it who has been proved to be there, so that TLS needs to change nothing else.
 *
 * <p>Planned is a line of TLS on top of {@code SSLEngine}: its delegated tasks run on a thread of
 * their own and not on the one that all connections share; until its handshake is over a read gives
 * no bytes and a write takes none, so that hello waits in the queue, within the time that a
 * handshake may take. It will have to say which of the two it waits for, which a plain line never
 * does.
 */
@FunctionalInterface
interface SocketSecurity {

  /** Frames go over TCP as they are, and nobody proves anything. */
  SocketSecurity PLAIN = (channel, dialled) -> new PlainLine(channel, Optional.empty());

  /**
   * Prepares a connection, without blocking.
   *
   * @param channel is connected and does not block; the caller closes it
   * @param dialled what was asked for, before its name was resolved; empty if the other side has
   *     made the connection
   * @throws IOException if the other side is not one to talk with
   */
  Line secure(SocketChannel channel, Optional<Address> dialled) throws IOException;

  /** A connection that is ready for frames. Its methods do not block. */
  interface Line {

    /**
     * Reads what is there; as {@link SocketChannel#read(ByteBuffer)}. Called by one thread at a
     * time.
     */
    int read(ByteBuffer target) throws IOException;

    /**
     * Writes what can be written now; as {@link SocketChannel#write(ByteBuffer)}. Called by one
     * thread at a time, perhaps while another one reads.
     */
    int write(ByteBuffer source) throws IOException;

    /**
     * The member ids that the other side has proved to be its own; empty if nobody proves anything
     * here. An operator who has proved to be one may have none. Asked when the first frame has
     * come.
     */
    Optional<Set<String>> provenIds();
  }

  /** Bytes go over the channel as they are. */
  record PlainLine(SocketChannel channel, Optional<Set<String>> provenIds) implements Line {

    @Override
    public int read(ByteBuffer target) throws IOException {
      return channel.read(target);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      return channel.write(source);
    }
  }
}
