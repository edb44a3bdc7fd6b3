/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import io.github.election4j.wire.WireLimits;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Takes in the connections that others make. */
final class Acceptor {

  private static final Logger LOGGER = System.getLogger("io.github.election4j.transport.socket");

  /** After a failed accept, as when the process has no file descriptor left. */
  private static final long PAUSE_MILLIS = 100;

  /** What an accepted connection leads to. */
  interface Meeting {

    /** A peer has said hello. Called before its requests. */
    void met(Hello hello);

    /** A peer's connection has ended, and not by this side. It is not counted any more. */
    void parted(Hello hello);
  }

  private final ServerSocket server;
  private final Hello own;
  private final Options options;
  private final OwnThreads threads;
  private final Strangers strangers;
  private final Admission admission;
  private final CountDownLatch closed = new CountDownLatch(1);

  Acceptor(
      ServerSocket server, Hello own, Options options, OwnThreads threads, Strangers strangers) {
    this.server = server;
    this.own = own;
    this.options = options;
    this.threads = threads;
    this.strangers = strangers;
    this.admission = new Admission(options.limits());
  }

  /** Accepts connections until it is closed. Blocks. */
  void run(Incoming.Service service, Meeting meeting) {
    while (closed.getCount() > 0) {
      try {
        begin(server.accept(), service, meeting);
      } catch (IOException | RuntimeException failed) {
        pauseAfter(failed);
      }
    }
  }

  private void begin(Socket socket, Incoming.Service service, Meeting meeting) throws IOException {
    try {
      Optional<Socket> evicted = admission.enter(socket);
      if (evicted.isPresent()) {
        turnAway(evicted.get(), "too many connections do not finish their handshake");
      }
      if (!threads.start("from", () -> serve(socket, service, meeting))) {
        socket.close();
      }
    } catch (ProtocolException noPlace) {
      turnAway(socket, Failures.describe(noPlace));
    } catch (IOException closing) {
      socket.close();
      throw closing;
    }
  }

  private void turnAway(Socket socket, String reason) throws IOException {
    strangers.turnedAway(socket.getInetAddress().getHostAddress(), reason);
    socket.close();
  }

  private void pauseAfter(Exception failed) {
    if (closed.getCount() == 0) {
      return;
    }
    LOGGER.log(Level.WARNING, "Connections cannot be accepted; trying on", failed);
    try {
      boolean unused = closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  /** The life of one connection, from the handshake to its end. */
  private void serve(Socket socket, Incoming.Service service, Meeting meeting) {
    try (socket) {
      Deadline limit = Deadline.after(options.limits().handshakeTime());
      Connection connection = prepare(socket, limit);
      Hello hello = Handshake.welcome(connection, own, limit);
      join(socket, connection, hello);
      strangers.counters().countAccepted();
      exchange(connection, hello, service, meeting);
    } catch (ProtocolException | SocketTimeoutException stranger) {
      strangers.turnedAway(socket.getInetAddress().getHostAddress(), Failures.describe(stranger));
    } catch (IOException gone) {
      // Also whoever only looked whether somebody listens.
      LOGGER.log(Level.DEBUG, "A connection ended before its handshake did", gone);
    } finally {
      admission.leave(socket);
    }
  }

  private Connection prepare(Socket socket, Deadline limit) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setKeepAlive(true);
    socket.setSoTimeout(limit.remainingMillis());
    return new Connection(options.security().accept(socket), options.limits());
  }

  private void join(Socket socket, Connection connection, Hello hello) throws IOException {
    try {
      admission.join(socket, connection, hello);
    } catch (IOException objection) {
      connection.writeNow(Frame.refused(0, Failures.describe(objection)));
      throw objection;
    }
  }

  private void exchange(
      Connection connection, Hello hello, Incoming.Service service, Meeting meeting) {
    IOException end;
    try {
      if (!hello.isOperator()) {
        meeting.met(hello);
      }
      Incoming incoming = new Incoming(connection, service);
      end = connection.run(threads, WireLimits.MAX_MESSAGE_BYTES, incoming::take);
    } finally {
      admission.leave(connection, hello);
    }
    if (end instanceof ProtocolException) {
      strangers.turnedAway(connection.remoteHost().getHostAddress(), Failures.describe(end));
    } else if (!hello.isOperator() && !connection.closedByThisSide()) {
      meeting.parted(hello);
    }
  }

  /** Whether a member has a connection that it has made. */
  boolean isConnected(String memberId) {
    return admission.isJoined(memberId);
  }

  /** Frees the port and ends all connections. Does not block. */
  void close() {
    closed.countDown();
    try {
      server.close();
      admission.close();
    } catch (IOException alreadyBroken) {
      LOGGER.log(Level.DEBUG, "A socket failed to close", alreadyBroken);
    }
  }
}
