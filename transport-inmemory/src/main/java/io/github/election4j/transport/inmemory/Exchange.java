/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.inmemory;

import io.github.election4j.wire.Message;
import io.github.election4j.wire.Reply;
import io.github.election4j.wire.WireFormatException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The journey of one copy of a request to its receiver and of the response back. Runs on a thread
 * of its own.
 *
 * @param network what it travels through
 * @param caller who asks
 * @param to the address of who is asked
 * @param request the encoded request
 * @param call gets the response; none, if anything is lost on the way
 */
record Exchange(
    InMemoryNetwork network,
    InMemoryTransport caller,
    String to,
    ByteBuffer request,
    PendingCall call) {

  /** Sends the request, as often as it is to arrive. Returns at once. */
  void begin() {
    Fate fate = network.nextFate(new Direction(caller.address(), to));
    if (fate.lost()) {
      return;
    }
    start(fate.delayNanos());
    if (fate.duplicated()) {
      start(fate.duplicateDelayNanos());
    }
  }

  private void start(long delayNanos) {
    network.start("election-inmemory-" + caller.address() + "-to-" + to, () -> travel(delayNanos));
  }

  private void travel(long delayNanos) {
    Optional<InMemoryTransport> receiver = network.travel(caller, to, delayNanos);
    receiver.ifPresent(transport -> travelBack(transport, transport.answer(request, caller)));
  }

  private void travelBack(InMemoryTransport receiver, Response response) {
    Fate fate = network.nextFate(new Direction(to, caller.address()));
    if (fate.lost()) {
      return;
    }
    Optional<InMemoryTransport> arrival =
        network.travel(receiver, caller.address(), fate.firstArrivalNanos());
    if (arrival.isEmpty() || arrival.get() != caller) {
      return;
    }
    switch (response) {
      case Response.Frame frame -> arrive(receiver, frame.bytes());
      case Response.Refusal refusal ->
          call.fail("member at '%s' refused the request: %s".formatted(to, refusal.reason()));
      case Response.Silence silence -> {}
    }
  }

  private void arrive(InMemoryTransport receiver, ByteBuffer frame) {
    try {
      Message message = caller.decode(frame);
      if (message instanceof Reply reply) {
        caller.answeredBy(receiver);
        call.answer(reply);
      } else {
        call.fail("member at '%s' sent no reply".formatted(to));
      }
    } catch (WireFormatException e) {
      call.fail("member at '%s' sent a faulty reply: %s".formatted(to, e.getMessage()));
    }
  }
}
