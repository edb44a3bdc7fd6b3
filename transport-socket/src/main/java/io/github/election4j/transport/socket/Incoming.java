/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import io.github.election4j.spi.RequestHandler;
import io.github.election4j.spi.RequestRefusedException;
import io.github.election4j.spi.Speaker;
import io.github.election4j.wire.Message;
import io.github.election4j.wire.Reply;
import io.github.election4j.wire.Request;
import io.github.election4j.wire.WireCodec;
import io.github.election4j.wire.WireFormatException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A connection that another has made: requests come in, each is handed to the handler at once, and
 * replies go out in whatever order they are given.
 */
final class Incoming implements Connection.Protocol {

  /** What the connections of one transport share. */
  record Service(
      RequestHandler handler, WireCodec codec, OwnThreads handlerThreads, Strangers strangers) {}

  private final Connection connection;
  private final Service service;
  private final Consumer<IOException> whenEnded;
  private final RequestHandler.Origin origin;
  private final Allowance allowance;

  Incoming(
      Connection connection, Service service, Speaker speaker, Consumer<IOException> whenEnded) {
    this.connection = connection;
    this.service = service;
    this.whenEnded = whenEnded;
    this.origin =
        new RequestHandler.Origin(connection.remoteAddress(), connection.loopback(), speaker);
    this.allowance = connection.allowance();
  }

  @Override
  public void take(Frame frame) throws IOException {
    if (frame.kind() != Frame.Kind.REQUEST) {
      throw new ProtocolException("frame is %s; expected REQUEST".formatted(frame.kind()));
    }
    Request request = read(frame);
    Optional<Limit> exceeded = allowance.beginRequest(frame.body().length);
    if (exceeded.isPresent()) {
      refuse(frame, exceeded.get());
      return;
    }
    Pending answer = new Pending(frame);
    try {
      service.handler().receive(request, origin, answer);
    } catch (RuntimeException | Error failed) {
      answer.fail(failed);
    }
  }

  private void refuse(Frame frame, Limit exceeded) {
    service.strangers().counters().countRefusedRequest();
    String reason =
        switch (exceeded) {
          case REQUESTS_OF_CONNECTION ->
              "too many requests of this connection are being worked on already";
          case REQUESTS -> "too many requests are being worked on already";
          default -> "too much is waiting already";
        };
    service.strangers().overLimit(exceeded, connection.remoteHost().getHostAddress(), reason);
    send(Frame.refused(frame.correlation(), reason + "; ask again later"));
  }

  private Request read(Frame frame) throws ProtocolException {
    try {
      Message message = service.codec().decode(frame.body());
      if (message instanceof Request request) {
        return request;
      }
      throw new ProtocolException("message is no request");
    } catch (WireFormatException wrong) {
      throw new ProtocolException(Failures.describe(wrong));
    }
  }

  /** A request that has no reply yet. */
  private final class Pending implements RequestHandler.Answer {
    private final long correlation;
    private final int bodyBytes;
    private final AtomicBoolean given = new AtomicBoolean();

    Pending(Frame frame) {
      this.correlation = frame.correlation();
      this.bodyBytes = frame.body().length;
    }

    @Override
    public void reply(Reply reply) {
      give(new Frame(Frame.Kind.REPLY, correlation, service.codec().encode(reply)));
    }

    @Override
    public void refuse(String reason) {
      give(Frame.refused(correlation, reason));
    }

    @Override
    public void workOut(RequestHandler.Work work) {
      if (!service.handlerThreads().start("request", () -> workedOut(work))) {
        refuse("the transport is closed");
      }
    }

    private void workedOut(RequestHandler.Work work) {
      try {
        reply(work.reply());
      } catch (RequestRefusedException refused) {
        refuse(Failures.describe(refused));
      } catch (RuntimeException | Error failed) {
        fail(failed);
      }
    }

    void fail(Throwable failed) {
      Log.SHARED.warning("The handler failed on a request from " + origin.address(), failed);
      refuse("the member failed to work on it");
    }

    private void give(Frame frame) {
      if (given.compareAndSet(false, true)) {
        allowance.endRequest(bodyBytes);
        send(frame);
      }
    }
  }

  /** Who sends requests and does not read the replies is given up. */
  private void send(Frame frame) {
    if (!connection.send(frame) && connection.close("the other side does not read its replies")) {
      service
          .strangers()
          .ended(
              connection.remoteHost().getHostAddress(),
              new OverLimitException(
                  Limit.BYTES_OF_CONNECTION, "it does not read the replies that it asks for"));
    }
  }

  @Override
  public void ended(IOException reason) {
    whenEnded.accept(reason);
  }
}
