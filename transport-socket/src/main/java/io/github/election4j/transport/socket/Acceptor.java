/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

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

    /** Whether this is a member, as far as this side has been told. */
    boolean knows(String memberId);

    /**
     * What is answered to a hello: to those who need it not, no more than they asked.
     *
     * @param vouched whether the other side has proved what it says
     */
    Hello answerTo(Hello hello, boolean vouched);

    /**
     * A peer has said hello. Called before its requests.
     *
     * @param vouched whether it has proved what it says
     */
    void met(Hello hello, boolean vouched);

    /** A peer's connection has ended, and not by this side. It is not counted any more. */
    void parted(Hello hello);
  }

  /** What it has of its transport. */
  record Site(
      Hello own,
      SocketSecurity security,
      Strangers strangers,
      EventLoop loop,
      Allowance.Pool pool) {}

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

  /** Whoever connects is a stranger until it has said more. */
  @Override
  public boolean canWait() {
    return true;
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

  /**
   * Connections wait meanwhile: asked again at once, the system would say the same again. If they
   * do not wait but are refused, since the system has closed what they would wait at, the others
   * may take this member for dead: it must not go on as if nothing were (design, section 6 rule 7).
   */
  @Override
  public void failed(Throwable fault) {
    if (!isListening()) {
      site.loop().giveUp("nothing listens at its address any more: " + fault);
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

  /**
   * Whether a connect of its own is not refused; if that cannot be tried, nothing speaks for it.
   */
  private boolean isListening() {
    if (!server.isOpen()) {
      return false;
    }
    try (SocketChannel probe = SocketChannel.open()) {
      probe.configureBlocking(false);
      return probe.connect(server.getLocalAddress()) || probe.finishConnect() || probe.isOpen();
    } catch (IOException failed) {
      return !HostRefusedException.isRefusal(failed);
    }
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
      begin(new Connection(site.loop(), channel, line, site.pool().ofStranger()));
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
          oldest ->
              end(oldest, Limit.HANDSHAKES, "too many connections do not finish their handshake"));
      connection.open(welcome);
      welcome.limitTime();
      begun = true;
    } finally {
      if (!begun) {
        var unused = admission.leave(connection);
      }
    }
  }

  private void end(Connection connection, Limit limit, String reason) {
    if (connection.close(reason)) {
      site.strangers().ended(host(connection), new OverLimitException(limit, reason));
    }
  }

  private static String host(Connection connection) {
    return connection.remoteHost().getHostAddress();
  }

  /** The handshake of one connection, and what is kept of it until the connection ends. */
  private final class Welcome implements Connection.Protocol {
    private final Connection connection;
    private Optional<Alarms.Alarm> limit = Optional.empty();
    private Optional<IdleTime> idleTime = Optional.empty();

    Welcome(Connection connection) {
      this.connection = connection;
    }

    void limitTime() {
      Duration time = site.pool().limits().handshakes().time();
      String reason = "it did not say hello within %d ms".formatted(time.toMillis());
      limit =
          Optional.of(
              site.loop()
                  .at(Deadline.after(time), () -> end(connection, Limit.HANDSHAKE_TIME, reason)));
    }

    @Override
    public void secured() throws ProtocolException {
      Handshake.requireProof(connection.proof(), site.own(), Optional.empty());
    }

    @Override
    public void take(Frame frame) throws IOException {
      Hello hello = Handshake.greeted(frame, site.own(), connection.proof());
      limit.ifPresent(site.loop()::cancel);
      boolean vouched = connection.proof().isPresent();
      Allowance.Kind kind = kind(hello, vouched);
      join(hello, kind);
      connection.allowance().identified(kind);
      boolean unused = connection.send(meeting.answerTo(hello, vouched).toFrame());
      site.strangers().counters().countAccepted();
      connection.become(
          new Incoming(
              connection,
              service,
              Handshake.speaker(hello, connection.proof()),
              reason -> parted(hello, reason)));
      if (kind != Allowance.Kind.MEMBER) {
        limitIdleTime();
      }
      if (!hello.isOperator()) {
        meeting.met(hello, vouched);
      }
    }

    private Allowance.Kind kind(Hello hello, boolean vouched) {
      if (hello.isOperator()) {
        return Allowance.Kind.OPERATOR;
      }
      return vouched || meeting.knows(hello.memberId())
          ? Allowance.Kind.MEMBER
          : Allowance.Kind.UNKNOWN_MEMBER;
    }

    @Override
    public Optional<Frame> lastWords(ProtocolException wrong) {
      return Optional.of(Frame.refused(0, wrong.told()));
    }

    private void join(Hello hello, Allowance.Kind kind) throws IOException {
      Optional<Connection> evicted =
          admission.join(connection, hello, kind == Allowance.Kind.MEMBER);
      evicted.ifPresent(
          other ->
              end(
                  other,
                  Limit.CONNECTIONS_OF_MEMBER,
                  "too many connections say that they are of member '%s'"
                      .formatted(Printable.of(hello.memberId()))));
    }

    private void limitIdleTime() {
      Duration time = site.pool().limits().connections().idle();
      String reason = "nothing came for %d s".formatted(time.toSeconds());
      IdleTime idle =
          new IdleTime(
              site.loop(), connection, time, () -> end(connection, Limit.IDLE_TIME, reason));
      idle.begin();
      idleTime = Optional.of(idle);
    }

    @Override
    public void ended(IOException reason) {
      limit.ifPresent(site.loop()::cancel);
      var unused = admission.leave(connection);
      if (reason instanceof ProtocolException wrong) {
        site.strangers().ended(host(connection), wrong);
      } else {
        Log.SHARED.add(Level.DEBUG, () -> "A connection ended before its handshake did: " + reason);
      }
    }

    private void parted(Hello hello, IOException reason) {
      idleTime.ifPresent(IdleTime::stop);
      admission.leave(connection).forEach(other -> other.close("the member had connected anew"));
      if (reason instanceof ProtocolException wrong) {
        site.strangers().ended(host(connection), wrong);
      } else if (!hello.isOperator() && !connection.closedByThisSide()) {
        meeting.parted(hello);
      }
    }
  }
}
