/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One TCP connection that carries frames. Until {@link #run} is called, by the thread that then
 * reads, only the handshake uses it.
 */
final class Connection {

  private static final Logger LOGGER = System.getLogger("io.github.election4j.transport.socket");

  private final SocketSecurity.Line line;
  private final HandshakeInput input;
  private final InputStream in;
  private final WriteQueue writes;

  /** Set by whoever sees the end first: this side, which wants it, or the thread that reads. */
  private final AtomicBoolean ended = new AtomicBoolean();

  private volatile boolean endedByOtherSide;
  private volatile String ownReason = "this side ended the connection";

  /** Takes what a connection brings. Called by the connection's reading thread. */
  interface FrameHandler {

    /**
     * Takes a frame without blocking.
     *
     * @throws ProtocolException if no member sends that; the connection then ends
     */
    void take(Frame frame) throws IOException;
  }

  Connection(SocketSecurity.Line line, Limits limits) throws IOException {
    this.line = line;
    this.input = new HandshakeInput(line.socket());
    this.in = new BufferedInputStream(input);
    this.writes = new WriteQueue(limits.queuedBytes());
  }

  /** Writes a frame of the handshake; blocks only if a fresh connection takes not even that. */
  void writeNow(Frame frame) throws IOException {
    line.socket().getOutputStream().write(frame.toBytes());
    line.socket().getOutputStream().flush();
  }

  /**
   * Reads a frame of the handshake.
   *
   * @throws java.net.SocketTimeoutException if it is not there in full by the deadline, however
   *     many bytes of it have come
   */
  Frame readBy(Deadline deadline) throws IOException {
    input.limit(deadline);
    Frame frame = Frame.read(in, Hello.MAX_BYTES);
    input.unlimit();
    return frame;
  }

  /**
   * Reads frames until the connection ends, and has another thread write what is sent meanwhile.
   *
   * @return why it ended
   */
  IOException run(OwnThreads threads, int maxBodyBytes, FrameHandler handler) {
    threads.start("writer", this::write);
    try {
      while (true) {
        handler.take(Frame.read(in, maxBodyBytes));
      }
    } catch (ProtocolException wrong) {
      boolean unused = close(Failures.describe(wrong));
      return wrong;
    } catch (IOException end) {
      endedByOtherSide = ended.compareAndSet(false, true);
      return endedByOtherSide ? end : new IOException(ownReason);
    } catch (RuntimeException fault) {
      LOGGER.log(Level.WARNING, "A connection ended by a fault of this side", fault);
      boolean unused = close("a fault of this side");
      return Failures.of(fault);
    } finally {
      release();
    }
  }

  private void write() {
    try {
      writes.writeTo(line.socket().getOutputStream());
    } catch (IOException | InterruptedException end) {
      // The reading thread sees the end of the socket too, and says why.
      release();
    }
  }

  /** Sends a frame some time soon, without blocking; false if the connection cannot take it. */
  boolean send(Frame frame) {
    return writes.offer(frame);
  }

  /**
   * Ends the connection, for a reason of this side. Never blocks.
   *
   * @return whether it was still going on
   */
  boolean close(String reason) {
    boolean first = ended.compareAndSet(false, true);
    if (first) {
      ownReason = reason;
    }
    release();
    return first;
  }

  /** Whether this side ended the connection. */
  boolean closedByThisSide() {
    return ended.get() && !endedByOtherSide;
  }

  private void release() {
    writes.close();
    try {
      line.socket().close();
    } catch (IOException alreadyBroken) {
      // What was to be given up is given up all the same.
    }
  }

  /** What the other side has proved, if it has proved anything. */
  Optional<Set<String>> provenIds() {
    return line.provenIds();
  }

  /** Whether the other end is on this machine: the traffic never sees a network. */
  boolean loopback() {
    Socket socket = line.socket();
    InetAddress remote = socket.getInetAddress();
    return remote.isLoopbackAddress() || remote.equals(socket.getLocalAddress());
  }

  InetAddress remoteHost() {
    return line.socket().getInetAddress();
  }

  /** The other end, for a person. */
  String remoteAddress() {
    return new Address(remoteHost().getHostAddress(), line.socket().getPort()).toString();
  }
}
