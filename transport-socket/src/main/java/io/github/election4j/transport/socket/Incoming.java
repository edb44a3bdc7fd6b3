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
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A connection that another has made: requests come in, each is handed to the handler at once, and
 * replies go out in whatever order they are given.
 */
final class Incoming implements Connection.Protocol {

  /** What the connections of one transport share. */
  record Service(
      RequestHandler handler,
      WireCodec codec,
      OwnThreads handlerThreads,
      Limits limits,
      Strangers strangers) {}

  private final Connection connection;
  private final Service service;
  private final Consumer<IOException> whenEnded;
  private final RequestHandler.Origin origin;
  private final Semaphore places;

  Incoming(
      Connection connection, Service service, Speaker speaker, Consumer<IOException> whenEnded) {
    this.connection = connection;
    this.service = service;
    this.whenEnded = whenEnded;
    this.origin =
        new RequestHandler.Origin(connection.remoteAddress(), connection.loopback(), speaker);
    this.places = new Semaphore(service.limits().requestsInFlight());
  }

  @Override
  public void take(Frame frame) throws IOException {
    if (frame.kind() != Frame.Kind.REQUEST) {
      throw new ProtocolException("frame is %s; expected REQUEST".formatted(frame.kind()));
    }
    Request request = read(frame);
    if (!places.tryAcquire()) {
      service.strangers().counters().countRefusedRequest();
      send(
          Frame.refused(
              frame.correlation(),
              "%d requests of this connection are being worked on already; that is the most"
                  .formatted(service.limits().requestsInFlight())));
      return;
    }
    Pending answer = new Pending(frame.correlation());
    try {
      service.handler().receive(request, origin, answer);
    } catch (RuntimeException | Error failed) {
      answer.fail(failed);
    }
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
    private final AtomicBoolean given = new AtomicBoolean();

    Pending(long correlation) {
      this.correlation = correlation;
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
        places.release();
        send(frame);
      }
    }
  }

  /** Who sends requests and does not read the replies is given up. */
  private void send(Frame frame) {
    if (!connection.send(frame) && connection.close("the other side does not read its replies")) {
      service
          .strangers()
          .turnedAway(
              connection.remoteHost().getHostAddress(), "it does not read the replies it asks for");
    }
  }

  @Override
  public void ended(IOException reason) {
    whenEnded.accept(reason);
  }
}
