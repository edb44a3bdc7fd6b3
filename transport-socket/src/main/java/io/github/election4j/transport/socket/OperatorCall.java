/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import io.github.election4j.Member;
import io.github.election4j.wire.Reply;
import io.github.election4j.wire.Request;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One request of an operator, over a connection that is made for it. A loop of its own makes it, so
 * that an interrupt of the caller is heeded at once.
 */
final class OperatorCall implements Dial.Outcome {

  private final String address;
  private final Optional<String> expectedId;
  private final Hello own;
  private final Options options;
  private final CompletableFuture<Outgoing> connection = new CompletableFuture<>();

  private OperatorCall(String address, Optional<String> expectedId, String group, Options options) {
    this.address = address;
    this.expectedId = expectedId;
    this.own = Hello.ofOperator(group);
    this.options = options;
  }

  /** A call of whoever listens at an address. */
  static OperatorCall plain(String address, String group) {
    return new OperatorCall(address, Optional.empty(), group, Options.DEFAULTS);
  }

  /** A call of a member that proves to be it. */
  static OperatorCall proven(Member member, String group, SocketTls tls) {
    return new OperatorCall(
        member.address(), Optional.of(member.id()), group, Options.DEFAULTS.withTls(tls));
  }

  /** As {@link SocketTransport#ask}; called once. */
  Reply ask(Request request, Deadline deadline) throws IOException, InterruptedException {
    SocketSecurity security = options.security().make(own, options.threads());
    EventLoop loop =
        new EventLoop("election-socket-operator", options.threads(), this::loopHasDied);
    loop.start();
    try {
      Dialer dialer = new Dialer(own, options, security, new Strangers(), loop);
      Dial dial = new Dial(dialer, expectedId, deadline, this);
      loop.execute(() -> dial.begin(address, dialer.lookUp(places -> {})));
      return send(request, deadline);
    } catch (TimeoutException late) {
      throw new SocketTimeoutException("%s did not answer in time".formatted(address));
    } finally {
      loop.beginClose();
      security.beginClose();
    }
  }

  private Reply send(Request request, Deadline deadline)
      throws IOException, InterruptedException, TimeoutException {
    Awaited reply = new Awaited();
    connection(deadline).send(new Call(request, reply, () -> {}));
    return reply.await(deadline);
  }

  private Outgoing connection(Deadline deadline)
      throws IOException, InterruptedException, TimeoutException {
    try {
      return connection.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failed) {
      throw Failures.of(failed);
    }
  }

  private void loopHasDied(String reason) {
    failed(new IOException(reason));
  }

  @Override
  public void made(Outgoing made) {
    connection.complete(made);
  }

  @Override
  public void failed(IOException reason) {
    connection.completeExceptionally(reason);
  }
}
