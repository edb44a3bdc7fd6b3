/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.io.EOFException;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One TCP connection that carries frames. What comes is read by the loop's thread and given to the
 * protocol that the connection is at; what is sent is written by whoever sends it, if the socket
 * takes it at once.
 */
final class Connection implements EventLoop.Ready {

  /** What of an IPv6 address names the network. */
  private static final int NETWORK_BYTES = 8;

  private final EventLoop loop;
  private final SocketChannel channel;
  private final SocketSecurity.Line line;
  private final Allowance allowance;
  private final FrameReader reader;
  private final FrameTimes frameTimes;
  private final WriteQueue writes;
  private final InetSocketAddress local;
  private final InetSocketAddress remote;

  /** Set by whoever sees the end first: this side, which wants it, or the loop's thread. */
  private final AtomicBoolean ended = new AtomicBoolean();

  private volatile boolean endedByOtherSide;

  private volatile long readAtNanos = System.nanoTime();

  /** Both are written by the loop's thread, before anything is sent. */
  private volatile Optional<SelectionKey> key = Optional.empty();

  private Optional<Protocol> protocol = Optional.empty();

  /** Whether frames can pass, as the protocol has been told. Used by the loop's thread alone. */
  private boolean secured;

  /** What the frames of a connection mean at the moment. Called by the loop's thread. */
  interface Protocol {

    /**
     * Frames can pass from now on, and what the other side has proved is known. Called once, before
     * the first frame.
     *
     * @throws ProtocolException if the other side has not proved what it should have
     */
    default void secured() throws ProtocolException {}

    /**
     * Takes a frame without blocking.
     *
     * @throws ProtocolException if no member sends that; the connection then ends
     * @throws IOException if the other side does not want this connection; it then ends as if the
     *     other side had ended it
     */
    void take(Frame frame) throws IOException;

    /** What the other side is still told when it has sent what no member sends, if anything. */
    default Optional<Frame> lastWords(ProtocolException wrong) {
      return Optional.empty();
    }

    /** The connection has ended, whoever ended it. Nothing is taken any more. */
    void ended(IOException reason);
  }

  /**
   * Made of a channel that is connected and does not block. Sends and reads nothing before {@link
   * #open}.
   */
  Connection(EventLoop loop, SocketChannel channel, SocketSecurity.Line line, Allowance allowance)
      throws IOException {
    this.loop = loop;
    this.channel = channel;
    this.line = line;
    this.local = (InetSocketAddress) channel.getLocalAddress();
    this.remote = (InetSocketAddress) channel.getRemoteAddress();
    this.allowance = allowance;
    this.reader = new FrameReader(allowance);
    this.frameTimes =
        new FrameTimes(loop, reader, allowance.limits().frames().time(), this::endFor);
    this.writes = new WriteQueue(allowance, new ChannelSink());
  }

  /** What the queue writes to. */
  private final class ChannelSink implements WriteQueue.Sink {

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      int unused = line.write(bytes);
      if (line.awaitsWritable()) {
        awaitWritable(true);
      }
    }

    @Override
    public void awaitWritable(boolean wanted) {
      try {
        SelectionKey registered = key.orElseThrow();
        if (wanted || line.awaitsWritable()) {
          // Before, a socket that takes bytes says nothing of when a line takes frames.
          if (line.isSecured()) {
            loop.addInterest(registered, SelectionKey.OP_WRITE);
          }
        } else {
          int unused = registered.interestOpsAnd(~SelectionKey.OP_WRITE);
        }
      } catch (CancelledKeyException closed) {
        // What was to be written has nowhere to go; the end is told by whoever has seen it.
        return;
      }
    }
  }

  /** Begins with the handshake: only short frames are taken. On the loop's thread. */
  void open(Protocol first) throws IOException {
    protocol = Optional.of(first);
    key = Optional.of(loop.register(channel, SelectionKey.OP_READ, this));
    line.begin(() -> loop.execute(this::readAgain));
    becomeSecured();
  }

  private void becomeSecured() throws IOException {
    if (secured || !line.isSecured()) {
      return;
    }
    secured = true;
    SelectionKey unused = key.orElseThrow().interestOps(SelectionKey.OP_READ);
    protocol.orElseThrow().secured();
    writes.flush();
  }

  /** Goes on after the handshake, on the loop's thread. */
  void become(Protocol next) {
    protocol = Optional.of(next);
  }

  @Override
  public boolean canWait() {
    return !allowance.ofMember();
  }

  @Override
  public void ready(SelectionKey readyKey) throws IOException {
    turn(
        () -> {
          if (readyKey.isWritable()) {
            line.flush();
            if (secured) {
              writes.flush();
            }
          }
          if (readyKey.isReadable() || !secured) {
            read();
          }
        });
  }

  /** The line can go on, though its socket has nothing new. */
  private void readAgain() {
    if (ended.get()) {
      return;
    }
    try {
      turn(this::read);
    } catch (IOException | RuntimeException | Error fault) {
      failed(fault);
    }
  }

  /** What is done when the socket or the line is ready. */
  private interface Step {
    void take() throws IOException;
  }

  private void turn(Step step) throws IOException {
    try {
      step.take();
      if (!secured && !ended.get()) {
        SelectionKey unused =
            key.orElseThrow()
                .interestOps(
                    (line.awaitsReadable() ? SelectionKey.OP_READ : 0)
                        | (line.awaitsWritable() ? SelectionKey.OP_WRITE : 0));
      }
    } catch (ProtocolException wrong) {
      endFor(wrong);
    } catch (CancelledKeyException closed) {
      end(new IOException("this side has closed the connection"), false);
    } catch (IOException broken) {
      end(broken, true);
    }
  }

  /** Whether it can be said or not, what was wrong stays the reason of the end. */
  private void sayLast(Frame words) {
    try {
      boolean unused = writes.offer(words);
    } catch (IOException gone) {
      // Nobody is there to be told.
    }
  }

  private void read() throws IOException {
    ByteBuffer input = loop.input();
    if (line instanceof SocketSecurity.PlainLine) {
      // A record of TLS is taken whole, and whoever sends one after the handshake has proved to be
      // no stranger.
      input.limit(Allowance.TURN_BYTES);
    }
    int count = line.read(input);
    becomeSecured();
    if (count < 0) {
      throw new EOFException("the other side ended the connection");
    }
    readAtNanos = System.nanoTime();
    input.flip();
    while (input.hasRemaining() && !ended.get()) {
      Optional<Frame> frame = reader.next(input);
      if (frame.isPresent()) {
        protocol.orElseThrow().take(frame.get());
      }
    }
    frameTimes.look();
  }

  private void endFor(ProtocolException wrong) {
    protocol.flatMap(last -> last.lastWords(wrong)).ifPresent(this::sayLast);
    boolean unused = end(wrong, false);
  }

  @Override
  public void failed(Throwable fault) {
    Log.SHARED.warning("A connection ended by a fault of this side", fault);
    end(Failures.of(fault), false);
  }

  /**
   * Sends a frame without blocking, from any thread.
   *
   * @return false if the connection cannot take it: it has ended, or the other side does not read
   */
  boolean send(Frame frame) {
    try {
      return writes.offer(frame);
    } catch (IOException broken) {
      end(broken, true);
      return false;
    }
  }

  /**
   * Ends the connection, for a reason of this side. Never blocks; its protocol learns of it soon,
   * on the loop's thread.
   *
   * @return whether it was still going on
   */
  boolean close(String reason) {
    return end(new IOException(reason), false);
  }

  private boolean end(IOException reason, boolean byOtherSide) {
    if (!ended.compareAndSet(false, true)) {
      return false;
    }
    endedByOtherSide = byOtherSide;
    writes.close();
    try {
      channel.close();
    } catch (IOException alreadyBroken) {
      // What was to be given up is given up all the same.
    }
    // The loop's next turn also lets go of the closed channel.
    loop.execute(() -> ended(reason));
    return true;
  }

  private void ended(IOException reason) {
    reader.drop();
    frameTimes.stop();
    protocol.ifPresent(last -> last.ended(reason));
  }

  /** What it may have, and has, of what its transport may hold. */
  Allowance allowance() {
    return allowance;
  }

  /** When something came last. */
  long readAtNanos() {
    return readAtNanos;
  }

  /** Whether it goes on. */
  boolean isOpen() {
    return !ended.get();
  }

  /** Whether this side ended the connection. */
  boolean closedByThisSide() {
    return ended.get() && !endedByOtherSide;
  }

  /** What the other side has proved, if anybody proves anything. */
  Optional<Proof> proof() {
    return line.proof();
  }

  /** Whether it leads from a port to the very same port. */
  boolean meetsItself() {
    return local.equals(remote);
  }

  /** Whether the other end is on this machine: the traffic never sees a network. */
  boolean loopback() {
    return remote.getAddress().isLoopbackAddress()
        || remote.getAddress().equals(local.getAddress());
  }

  /**
   * Who is counted as one host: of IPv6 the network, since a host may have as many addresses in its
   * network as it likes.
   */
  String hostGroup() {
    byte[] address = remoteHost().getAddress();
    boolean network = remoteHost() instanceof Inet6Address && !remoteHost().isLoopbackAddress();
    return HexFormat.of().formatHex(address, 0, network ? NETWORK_BYTES : address.length);
  }

  InetSocketAddress remote() {
    return remote;
  }

  InetAddress remoteHost() {
    return remote.getAddress();
  }

  /** The other end, for a person. */
  String remoteAddress() {
    return new Address(remoteHost().getHostAddress(), remote.getPort()).toString();
  }
}
