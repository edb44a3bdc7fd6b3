/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import io.github.election4j.wire.WireLimits;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;

/** Takes in the connections that others make. On the loop's thread, which it never blocks. */
final class Acceptor implements EventLoop.Ready {

  /** After a failed accept, as when the process has no file descriptor left. */
  private static final Duration PAUSE = Duration.ofMillis(100);

  /** A process that has now a descriptor left and now none would fill a log. */
  private static final Duration WARNING_INTERVAL = Duration.ofMinutes(1);

  /** So many are accepted before those that are there already have their turn. */
  private static final int MAX_AT_ONCE = 16;

  /** What an accepted connection leads to. */
  interface Meeting {

    /** A peer has said hello. Called before its requests. */
    void met(Hello hello);

    /** A peer's connection has ended, and not by this side. It is not counted any more. */
    void parted(Hello hello);
  }

  /** What it has of its transport. */
  record Site(
      Hello own, Options options, SocketSecurity security, Strangers strangers, EventLoop loop) {}

  private final ServerSocketChannel server;
  private final Site site;
  private final Incoming.Service service;
  private final Meeting meeting;
  private final Admission admission;

  private Optional<Deadline> nextWarning = Optional.empty();
  private long failedAccepts;

  /**
   * Accepts nothing before {@link #begin}.
   *
   * @param server is bound, and closed by the caller
   */
  Acceptor(
      ServerSocketChannel server,
      Site site,
      Incoming.Service service,
      Meeting meeting,
      Admission admission) {
    this.server = server;
    this.site = site;
    this.service = service;
    this.meeting = meeting;
    this.admission = admission;
  }

  /** Accepts connections from now on. Whatever prevents it is tried again. */
  void begin() {
    try {
      SelectionKey unused = site.loop().register(server, SelectionKey.OP_ACCEPT, this);
    } catch (IOException | RuntimeException | Error failed) {
      failed(failed);
    }
  }

  @Override
  public void ready(SelectionKey key) throws IOException {
    for (int accepted = 0; accepted < MAX_AT_ONCE; accepted++) {
      SocketChannel channel = server.accept();
      if (channel == null) {
        return;
      }
      welcome(channel);
    }
  }

  /** Connections wait meanwhile: asked again at once, the system would say the same again. */
  @Override
  public void failed(Throwable fault) {
    if (!server.isOpen()) {
      return;
    }
    warn(fault);
    try {
      SelectionKey unused = site.loop().register(server, 0, this);
    } catch (IOException | RuntimeException closing) {
      return;
    }
    Alarms.Alarm unused = site.loop().at(Deadline.after(PAUSE), this::begin);
  }

  private void warn(Throwable fault) {
    failedAccepts++;
    if (nextWarning.map(next -> next.remainingNanos() <= 0).orElse(true)) {
      nextWarning = Optional.of(Deadline.after(WARNING_INTERVAL));
      Log.SHARED.warning(
          "Connections cannot be accepted (%d attempts failed since the last such line; said once a minute); trying on"
              .formatted(failedAccepts),
          fault);
      failedAccepts = 0;
    }
  }

  private void welcome(SocketChannel channel) throws IOException {
    boolean welcomed = false;
    try {
      Dialer.prepare(channel);
      SocketSecurity.Line line = site.security().secure(channel, Optional.empty());
      begin(new Connection(site.loop(), channel, line, site.options().limits()));
      welcomed = true;
    } catch (IOException gone) {
      // Also whoever only looked whether somebody listens.
      Log.SHARED.add(Level.DEBUG, () -> "A connection ended before its handshake began: " + gone);
    } finally {
      if (!welcomed) {
        channel.close();
      }
    }
  }

  private void begin(Connection connection) throws IOException {
    Welcome welcome = new Welcome(connection);
    boolean begun = false;
    try {
      Optional<Connection> evicted = admission.enter(connection);
      evicted.ifPresent(
          oldest -> turnAway(oldest, "too many connections do not finish their handshake"));
      connection.open(welcome);
      welcome.limitTime();
      begun = true;
    } catch (ProtocolException noPlace) {
      turnAway(connection, Failures.describe(noPlace));
    } finally {
      if (!begun) {
        admission.leave(connection);
      }
    }
  }

  private void turnAway(Connection connection, String reason) {
    if (connection.close(reason)) {
      site.strangers().turnedAway(connection.remoteHost().getHostAddress(), reason);
    }
  }

  /** The handshake of one connection. */
  private final class Welcome implements Connection.Protocol {
    private final Connection connection;
    private Optional<Alarms.Alarm> limit = Optional.empty();

    Welcome(Connection connection) {
      this.connection = connection;
    }

    void limitTime() {
      Duration time = site.options().limits().handshakeTime();
      limit =
          Optional.of(
              site.loop()
                  .at(
                      Deadline.after(time),
                      () ->
                          turnAway(
                              connection,
                              "it did not say hello within %d ms".formatted(time.toMillis()))));
    }

    @Override
    public void secured() throws ProtocolException {
      Handshake.requireProof(connection.proof(), site.own(), Optional.empty());
    }

    @Override
    public void take(Frame frame) throws IOException {
      Hello hello = Handshake.greeted(frame, site.own(), connection.proof());
      boolean unused = connection.send(site.own().toFrame());
      limit.ifPresent(site.loop()::cancel);
      join(hello);
      site.strangers().counters().countAccepted();
      connection.become(
          new Incoming(
              connection,
              service,
              Handshake.speaker(hello, connection.proof()),
              reason -> parted(hello, reason)),
          WireLimits.MAX_MESSAGE_BYTES);
      if (!hello.isOperator()) {
        meeting.met(hello);
      }
    }

    @Override
    public Optional<Frame> lastWords(ProtocolException wrong) {
      return Optional.of(Frame.refused(0, Failures.describe(wrong)));
    }

    private void join(Hello hello) throws IOException {
      try {
        admission.join(connection, hello);
      } catch (IOException objection) {
        boolean unused = connection.send(Frame.refused(0, Failures.describe(objection)));
        throw objection;
      }
    }

    @Override
    public void ended(IOException reason) {
      limit.ifPresent(site.loop()::cancel);
      admission.leave(connection);
      if (reason instanceof ProtocolException) {
        site.strangers()
            .turnedAway(connection.remoteHost().getHostAddress(), Failures.describe(reason));
      } else {
        Log.SHARED.add(Level.DEBUG, () -> "A connection ended before its handshake did: " + reason);
      }
    }

    private void parted(Hello hello, IOException reason) {
      admission.leave(connection, hello);
      if (reason instanceof ProtocolException) {
        site.strangers()
            .turnedAway(connection.remoteHost().getHostAddress(), Failures.describe(reason));
      } else if (!hello.isOperator() && !connection.closedByThisSide()) {
        meeting.parted(hello);
      }
    }
  }
}
