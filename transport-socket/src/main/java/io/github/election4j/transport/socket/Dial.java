/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One attempt to make a connection: the name is looked up, all that it stands for is tried in turn,
 * and hello is exchanged. It ends once, made or failed, at its deadline at the latest. Runs on the
 * loop's thread, which it never blocks.
 */
final class Dial {

  /** What comes of it. */
  interface Outcome {

    /** There is a connection, and whoever is meant is at its other end. */
    void made(Outgoing connection);

    /**
     * There is none.
     *
     * @param reason a {@link ConnectException} if the connect was refused wherever it was tried; a
     *     {@link HostRefusedException} if it was the hosts that refused
     */
    void failed(IOException reason);
  }

  private final Dialer dialer;
  private final Optional<String> expectedId;
  private final Deadline deadline;
  private final Outcome outcome;
  private final Deque<InetSocketAddress> candidates = new ArrayDeque<>();
  private final Set<InetSocketAddress> refusing = new HashSet<>();
  private boolean onlyRefused = true;
  private Optional<IOException> failure = Optional.empty();
  private Optional<Try> current = Optional.empty();
  private Optional<Alarms.Alarm> alarm = Optional.empty();
  private boolean over;

  /**
   * Does nothing before {@link #begin}.
   *
   * @param expectedId the member that is to be there, if a certain one is
   * @param deadline the end of the attempt, whatever the name service and the network do
   */
  Dial(Dialer dialer, Optional<String> expectedId, Deadline deadline, Outcome outcome) {
    this.dialer = dialer;
    this.expectedId = expectedId;
    this.deadline = deadline;
    this.outcome = outcome;
  }

  /** Begins. Whatever is thrown by anything that it does ends the attempt, and nothing else. */
  void begin(String text, LookUp lookUp) {
    try {
      alarm = Optional.of(dialer.loop().at(deadline, this::timeUp));
      Address address = parse(text);
      lookUp.find(address, new Candidates(address));
    } catch (IOException | RuntimeException | Error failed) {
      fail(asIo(failed));
    }
  }

  private static Address parse(String text) throws IOException {
    try {
      return Address.parse(text);
    } catch (IllegalArgumentException fault) {
      throw new IOException(fault.getMessage(), fault);
    }
  }

  /** An IOException stays what it is: a refusal is told from other failures by its type. */
  private static IOException asIo(Throwable failed) {
    return failed instanceof IOException io ? io : Failures.of(failed);
  }

  private void timeUp() {
    fail(new SocketTimeoutException("the connection could not be made in time"));
  }

  private void fail(IOException reason) {
    if (end()) {
      current.ifPresent(Try::abandon);
      outcome.failed(reason);
    }
  }

  private void succeed(Outgoing made) {
    if (end()) {
      outcome.made(made);
    } else {
      made.close("the connection was made too late");
    }
  }

  private boolean end() {
    boolean first = !over;
    over = true;
    alarm.ifPresent(dialer.loop()::cancel);
    return first;
  }

  /** What the name stands for. */
  private final class Candidates implements LookUp.Found {
    private final Address address;

    Candidates(Address address) {
      this.address = address;
    }

    @Override
    public void found(List<InetSocketAddress> addresses) {
      candidates.addAll(addresses);
      tryNext(address);
    }

    @Override
    public void notFound(IOException reason) {
      fail(reason);
    }
  }

  private void tryNext(Address address) {
    if (over) {
      return;
    }
    int left = candidates.size();
    if (left == 0) {
      fail(whyNoneWasMade(address));
      return;
    }
    Try next = new Try(address, candidates.remove());
    current = Optional.of(next);
    next.begin(deadline.share(left));
  }

  private IOException whyNoneWasMade(Address address) {
    IOException last =
        failure.orElseGet(() -> new IOException("no address stands behind " + address));
    return onlyRefused && !refusing.isEmpty() ? new HostRefusedException(refusing, last) : last;
  }

  /** A refusal says that nobody is there only if it is all that was met. */
  private static IOException graver(Optional<IOException> earlier, IOException later) {
    return earlier.filter(each -> !(each instanceof ConnectException)).orElse(later);
  }

  /** The attempt at one of the addresses. */
  private final class Try implements EventLoop.Ready, Connection.Protocol {
    private final Address address;
    private final InetSocketAddress candidate;
    private Optional<SocketChannel> channel = Optional.empty();
    private Optional<Connection> connection = Optional.empty();
    private Optional<Alarms.Alarm> share = Optional.empty();
    private boolean ended;

    Try(Address address, InetSocketAddress candidate) {
      this.address = address;
      this.candidate = candidate;
    }

    void begin(Deadline limit) {
      try {
        share = Optional.of(dialer.loop().at(limit, this::shareUp));
        SocketChannel opened = SocketChannel.open();
        channel = Optional.of(opened);
        Dialer.prepare(opened);
        if (opened.connect(candidate)) {
          connected(opened);
        } else {
          SelectionKey unused = dialer.loop().register(opened, SelectionKey.OP_CONNECT, this);
        }
      } catch (IOException | RuntimeException | Error failed) {
        end(asIo(failed));
      }
    }

    private void shareUp() {
      end(new SocketTimeoutException("the time for %s ran out".formatted(candidate)));
    }

    @Override
    public void ready(SelectionKey key) throws IOException {
      SocketChannel opened = channel.orElseThrow();
      if (opened.finishConnect()) {
        connected(opened);
      }
    }

    @Override
    public void failed(Throwable fault) {
      end(asIo(fault));
    }

    private void connected(SocketChannel opened) throws IOException {
      Connection made = dialer.connection(opened, address);
      if (made.meetsItself()) {
        // A connect to a port of this machine that nobody listens at can meet itself, if the system
        // chose that very port for its near end; it would then also keep the port from whom it
        // belongs to.
        throw new ConnectException("nobody listens there: the connect met itself");
      }
      connection = Optional.of(made);
      made.open(this);
    }

    @Override
    public void secured() throws ProtocolException {
      Connection made = connection.orElseThrow();
      Handshake.requireProof(made.proof(), dialer.own(), expectedId);
      boolean unused = made.send(dialer.own().toFrame());
    }

    @Override
    public Optional<Frame> lastWords(ProtocolException wrong) {
      return Optional.of(Frame.refused(0, Failures.describe(wrong)));
    }

    @Override
    public void take(Frame frame) throws IOException {
      Connection made = connection.orElseThrow();
      Hello hello = Handshake.answered(frame, dialer.own(), expectedId, made.proof());
      Outgoing outgoing = dialer.outgoing(made, hello);
      made.allowance().identified(Allowance.Kind.MEMBER);
      made.become(outgoing);
      ended = true;
      share.ifPresent(dialer.loop()::cancel);
      succeed(outgoing);
    }

    @Override
    public void ended(IOException reason) {
      // An operator's call throws it: whoever asked is told, once.
      if (reason instanceof ProtocolException stranger && !dialer.own().isOperator()) {
        dialer.strangers().ended(address.toString(), stranger);
      }
      end(reason);
    }

    private void end(IOException reason) {
      if (ended) {
        return;
      }
      boolean refused = connection.isEmpty() && HostRefusedException.isRefusal(reason);
      onlyRefused &= refused;
      refusing.add(candidate);
      abandon();
      failure = Optional.of(graver(failure, reason));
      tryNext(address);
    }

    void abandon() {
      ended = true;
      share.ifPresent(dialer.loop()::cancel);
      try {
        if (connection.isPresent()) {
          boolean unused = connection.get().close("it was given up");
        } else if (channel.isPresent()) {
          channel.get().close();
        }
      } catch (IOException alreadyBroken) {
        // What was to be given up is given up all the same.
      }
    }
  }
}
