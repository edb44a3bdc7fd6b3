/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import io.github.election4j.spi.RequestHandler;
import io.github.election4j.spi.RequestRefusedException;
import io.github.election4j.wire.Message;
import io.github.election4j.wire.Request;
import io.github.election4j.wire.WireCodec;
import io.github.election4j.wire.WireFormatException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Semaphore;

/**
 * A connection that another has made: requests come in, each is worked on by a virtual thread of
 * its own, and replies go out in whatever order they are ready.
 */
final class Incoming {

  private static final Logger LOGGER = System.getLogger("io.github.election4j.transport.socket");

  /** What the connections of one transport share. */
  record Service(
      RequestHandler handler,
      WireCodec codec,
      OwnThreads handlerThreads,
      Limits limits,
      Strangers strangers) {}

  private final Connection connection;
  private final Service service;
  private final RequestHandler.Origin origin;
  private final Semaphore places;

  Incoming(Connection connection, Service service) {
    this.connection = connection;
    this.service = service;
    this.origin =
        new RequestHandler.Origin(
            connection.remoteAddress(), connection.loopback(), connection.provenIds().isPresent());
    this.places = new Semaphore(service.limits().requestsInFlight());
  }

  /** Takes a frame that has come; never blocks. */
  void take(Frame frame) throws IOException {
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
    if (!service.handlerThreads().start("request", () -> answer(frame.correlation(), request))) {
      throw new IOException("the transport is closed");
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

  private void answer(long correlation, Request request) {
    Frame answer;
    try {
      byte[] reply = service.codec().encode(service.handler().handle(request, origin));
      answer = new Frame(Frame.Kind.REPLY, correlation, reply);
    } catch (RequestRefusedException refused) {
      answer = Frame.refused(correlation, Failures.describe(refused));
    } catch (RuntimeException failed) {
      LOGGER.log(Level.WARNING, "The handler failed on a request from " + origin.address(), failed);
      answer = Frame.refused(correlation, "the member failed to work on it");
    } finally {
      places.release();
    }
    send(answer);
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
}
