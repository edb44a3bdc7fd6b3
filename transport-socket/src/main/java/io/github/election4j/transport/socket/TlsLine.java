/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;

/**
 * TLS over one connection. Whatever computes for long (making the engine, checking and making
 * signatures) is done by the thread of {@link Work}, never by the loop's. Until the handshake is
 * over frames wait in the connection's queue.
 *
 * <p>The end of the connection is the end of the socket: no {@code close_notify} is sent or waited
 * for, since every frame says how long it is and nothing can be cut off unnoticed.
 */
final class TlsLine implements SocketSecurity.Line {

  /** As long as a record of TLS 1.2 may be at most, header included. */
  private static final int RECORD_BYTES = 5 + (1 << 14) + 2_048;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /** What it has of its transport. */
  interface Work {

    /** What new handshakes are made with. May wait for a disk for a moment. */
    TlsContext context();

    /** An engine that has not begun. */
    SSLEngine engine(TlsContext context, boolean client);

    /** What a certificate proves. */
    Proof judge(X509Certificate certificate);

    /**
     * Has something done by another thread.
     *
     * @throws RejectedExecutionException if the transport is closed
     */
    void execute(Runnable task);
  }

  private final SocketChannel channel;
  private final boolean client;
  private final Work work;
  private final TlsWords words;

  /** What has come and is not unwrapped, up to its position; room for it once something comes. */
  private ByteBuffer incoming = NOTHING;

  private Runnable again = () -> {};

  /** Set by the loop's thread, unset by the one that works for it: the engine is not touched. */
  private volatile boolean busy;

  private volatile Optional<SSLEngine> engine = Optional.empty();
  private volatile Optional<RuntimeException> fault = Optional.empty();
  private volatile boolean secured;
  private volatile Optional<Proof> proof = Optional.empty();
  private boolean closedByOtherSide;

  /** Held while bytes are wrapped and written, so that records leave in their order. */
  private final ReentrantLock outgoingLock = new ReentrantLock();

  /** Wrapped and not written yet, from its position to its limit. Guarded by the lock. */
  private ByteBuffer outgoing = NOTHING;

  private volatile boolean holdsBytes;

  /** Why nothing can be written during the handshake, while what was read may say the reason. */
  private Optional<IOException> deaf = Optional.empty();

  /** Does nothing before {@link #begin}. */
  TlsLine(SocketChannel channel, boolean client, Work work) {
    this.channel = channel;
    this.client = client;
    this.work = work;
    this.words = new TlsWords();
  }

  @Override
  public void begin(Runnable newAgain) {
    again = newAgain;
    if (client) {
      makeEngine();
    }
  }

  @Override
  public boolean isSecured() {
    return secured;
  }

  @Override
  public boolean awaitsReadable() {
    return !busy;
  }

  @Override
  public boolean awaitsWritable() {
    return holdsBytes;
  }

  @Override
  public Optional<Proof> proof() {
    return proof;
  }

  /** A stranger that sends nothing costs no engine. */
  private void makeEngine() {
    work(
        () -> {
          TlsContext context = work.context();
          words.use(context);
          SSLEngine made = work.engine(context, client);
          outgoing = ByteBuffer.allocate(made.getSession().getPacketBufferSize()).limit(0);
          engine = Optional.of(made);
        });
  }

  private void work(Runnable task) {
    busy = true;
    try {
      work.execute(() -> finish(task));
    } catch (RejectedExecutionException closing) {
      fault = Optional.of(closing);
      busy = false;
    }
  }

  /** What comes of a connection that has ended meanwhile is not worked for. */
  private void finish(Runnable task) {
    try {
      if (channel.isOpen()) {
        task.run();
      }
    } catch (RuntimeException failed) {
      fault = Optional.of(failed);
    } finally {
      busy = false;
      again.run();
    }
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (busy) {
      return 0;
    }
    if (fault.isPresent()) {
      throw Failures.of(fault.get());
    }
    if (incoming.capacity() == 0) {
      incoming = ByteBuffer.allocate(RECORD_BYTES);
    }
    int before = target.position();
    boolean ended = channel.read(incoming) < 0;
    if (engine.isEmpty()) {
      greet(ended);
      return 0;
    }
    requireTls();
    try {
      advance(engine.get(), target);
    } catch (SSLException broken) {
      sendAlert(engine.get());
      throw words.explain(broken);
    }
    int count = target.position() - before;
    if (count == 0 && deaf.isPresent()) {
      throw deaf.get();
    }
    return count > 0 || busy || !(ended || closedByOtherSide) ? count : end();
  }

  private int end() throws EOFException {
    if (secured) {
      return -1;
    }
    throw new EOFException("the other side ended the connection during the handshake of TLS");
  }

  private void greet(boolean ended) throws IOException {
    if (incoming.position() > 0) {
      requireTls();
      makeEngine();
    } else if (ended) {
      throw new EOFException("the other side ended the connection");
    }
  }

  /** Who speaks without TLS is told so in its own way. */
  private void requireTls() throws IOException {
    if (secured || incoming.position() == 0 || TlsWords.beginsRecord(incoming.get(0))) {
      return;
    }
    if (!client) {
      int unused =
          channel.write(ByteBuffer.wrap(Frame.refused(0, TlsWords.TO_PLAIN_CALLER).toBytes()));
    }
    throw new ProtocolException(TlsWords.PLAIN_PEER);
  }

  private void advance(SSLEngine running, ByteBuffer target) throws IOException {
    boolean goesOn = true;
    while (goesOn && !busy) {
      goesOn =
          switch (running.getHandshakeStatus()) {
            case NEED_TASK -> {
              forbidSecondHandshake();
              work(() -> runTasks(running));
              yield false;
            }
            case NEED_WRAP -> wrapOwn(running);
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
              forbidSecondHandshake();
              yield unwrap(running, target);
            }
            case FINISHED, NOT_HANDSHAKING -> unwrap(running, target);
          };
    }
  }

  /** One handshake a connection: what was proved stays what it is. */
  private void forbidSecondHandshake() throws ProtocolException {
    if (secured) {
      throw new ProtocolException("it began another handshake of TLS; expected one a connection");
    }
  }

  private static void runTasks(SSLEngine running) {
    Runnable task = running.getDelegatedTask();
    while (task != null) {
      task.run();
      task = running.getDelegatedTask();
    }
  }

  /** False if nothing more can be done with what has come. */
  private boolean unwrap(SSLEngine running, ByteBuffer target) throws SSLException {
    incoming.flip();
    SSLEngineResult result;
    try {
      if (!incoming.hasRemaining()) {
        return false;
      }
      result = running.unwrap(incoming, target);
    } finally {
      incoming.compact();
    }
    noteEnd(running, result);
    return switch (result.getStatus()) {
      case OK -> true;
      case BUFFER_UNDERFLOW -> false;
      case CLOSED -> {
        closedByOtherSide = true;
        yield false;
      }
      case BUFFER_OVERFLOW ->
          throw new IllegalStateException("there is room for more than one record");
    };
  }

  /** Sends what the handshake itself has to say; false if the socket does not take it now. */
  private boolean wrapOwn(SSLEngine running) throws SSLException {
    outgoingLock.lock();
    try {
      if (!drainOrNote()) {
        return false;
      }
      SSLEngineResult result = wrap(running, NOTHING.duplicate());
      noteEnd(running, result);
      return drainOrNote() && result.getStatus() != SSLEngineResult.Status.CLOSED;
    } finally {
      outgoingLock.unlock();
    }
  }

  /** Called with the lock held, when all has been written. */
  private SSLEngineResult wrap(SSLEngine running, ByteBuffer source) throws SSLException {
    outgoing.clear();
    try {
      return running.wrap(source, outgoing);
    } finally {
      outgoing.flip();
    }
  }

  /** Writes what can be written now; whether that is all. Called with the lock held. */
  private boolean drain() throws IOException {
    if (outgoing.hasRemaining()) {
      int unused = channel.write(outgoing);
    }
    holdsBytes = outgoing.hasRemaining();
    return !holdsBytes;
  }

  /** Who has gone may have said why just before. Called with the lock held. */
  private boolean drainOrNote() {
    try {
      return drain();
    } catch (IOException gone) {
      deaf = Optional.of(gone);
      outgoing.limit(0);
      holdsBytes = false;
      return true;
    }
  }

  private void noteEnd(SSLEngine running, SSLEngineResult result) throws SSLException {
    if (result.getHandshakeStatus() != SSLEngineResult.HandshakeStatus.FINISHED || secured) {
      return;
    }
    proof = Optional.of(work.judge(words.peer(running)));
    secured = true;
  }

  @Override
  public void flush() throws IOException {
    outgoingLock.lock();
    try {
      boolean unused = drain();
    } finally {
      outgoingLock.unlock();
    }
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    if (!secured) {
      return 0;
    }
    SSLEngine running = engine.orElseThrow();
    outgoingLock.lock();
    try {
      int before = source.remaining();
      // When the other side has ended TLS nothing is taken any more, and a read tells of the end.
      while (source.hasRemaining()
          && drain()
          && wrap(running, source).getStatus() != SSLEngineResult.Status.CLOSED) {
        boolean unused = drain();
      }
      return before - source.remaining();
    } finally {
      outgoingLock.unlock();
    }
  }

  /** The other side is told what is wrong if it listens; nobody waits for it. */
  private void sendAlert(SSLEngine running) {
    outgoingLock.lock();
    try {
      if (running.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NEED_WRAP && drain()) {
        wrap(running, NOTHING.duplicate());
        boolean unused = drain();
      }
    } catch (IOException gone) {
      // Whoever does not listen learns of the end from the end.
    } finally {
      outgoingLock.unlock();
    }
  }
}
