/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/**
 * What lies between a TCP connection and the frames. The rest of this package reads and writes
 * through it and asks it who has been proved to be there.
 */
@FunctionalInterface
interface SocketSecurity {

  /** Frames go over TCP as they are, and nobody proves anything. */
  SocketSecurity PLAIN = (channel, dialled) -> new PlainLine(channel, Optional.empty());

  /** Makes the security of one transport. */
  @FunctionalInterface
  interface Maker {

    /** For transports without TLS. */
    Maker PLAIN = (own, threads) -> SocketSecurity.PLAIN;

    /**
     * Makes it; may read files.
     *
     * @param own what the transport says of itself
     * @param threads makes its threads
     * @throws IOException if there can be no connections with it; the message says what to do
     */
    SocketSecurity make(Hello own, ThreadFactory threads) throws IOException;
  }

  /**
   * Prepares a connection, without blocking.
   *
   * @param channel is connected and does not block; the caller closes it
   * @param dialled what was asked for, before its name was resolved; empty if the other side has
   *     made the connection
   * @throws IOException if the other side is not one to talk with
   */
  Line secure(SocketChannel channel, Optional<Address> dialled) throws IOException;

  /** The names of its threads that have not ended. */
  default List<String> liveThreads() {
    return List.of();
  }

  /** Lets its threads end, without waiting for them. */
  default void beginClose() {}

  /**
   * Waits until its threads have ended, after {@link #beginClose}.
   *
   * @return whether they have, by the deadline
   */
  default boolean awaitEnd(Deadline deadline) throws InterruptedException {
    return true;
  }

  /**
   * The way of one connection's bytes. Nothing is read and written through it but by its own
   * methods, which do not block.
   */
  interface Line {

    /**
     * Begins. On the loop's thread, once the socket is waited for.
     *
     * @param again has {@link #read} called soon, though nothing may have come; any thread may call
     *     it
     */
    default void begin(Runnable again) {}

    /** Whether frames can pass. Until then a read gives no bytes and a write takes none. */
    default boolean isSecured() {
      return true;
    }

    /** Whether it can do something with what comes. Asked until it is secured. */
    default boolean awaitsReadable() {
      return true;
    }

    /** Whether it holds bytes that the socket has not taken. */
    default boolean awaitsWritable() {
      return false;
    }

    /** Writes what can be written now of the bytes that it holds. */
    default void flush() throws IOException {}

    /**
     * Reads what is there; as {@link SocketChannel#read(ByteBuffer)}. Called on the loop's thread.
     */
    int read(ByteBuffer target) throws IOException;

    /**
     * Takes what can be taken now; as {@link SocketChannel#write(ByteBuffer)}, but it may hold some
     * of it back. Called by one thread at a time, perhaps while another one reads.
     */
    int write(ByteBuffer source) throws IOException;

    /**
     * What the other side has proved; empty if nobody proves anything here. Asked when the line is
     * secured.
     */
    Optional<Proof> proof();
  }

  /** Bytes go over the channel as they are. */
  final class PlainLine implements Line {

    /** How a handshake of TLS begins, and no frame that may be sent. */
    private static final byte TLS_HANDSHAKE = 22;

    private final SocketChannel channel;
    private final Optional<Proof> proof;
    private boolean begun;

    PlainLine(SocketChannel channel, Optional<Proof> proof) {
      this.channel = channel;
      this.proof = proof;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      int start = target.position();
      int count = channel.read(target);
      if (count > 0 && !begun) {
        begun = true;
        if (target.get(start) == TLS_HANDSHAKE) {
          throw new ProtocolException(
              "it speaks TLS; expected plain TCP, since this member has no certificate: give one"
                  + " to all members and operators, or to none");
        }
      }
      return count;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      return channel.write(source);
    }

    @Override
    public Optional<Proof> proof() {
      return proof;
    }
  }
}
