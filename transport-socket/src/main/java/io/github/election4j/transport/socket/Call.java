/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import io.github.election4j.spi.ReplyReceiver;
import io.github.election4j.wire.Reply;
import io.github.election4j.wire.Request;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A request and who is to be told what became of it. It ends once, with whatever comes first: its
 * reply, a failure, its timeout, or that nobody wants to know any more. Any thread may call.
 */
final class Call {

  /** Where a call waits for its reply. */
  interface Place {

    /** It waits no more. */
    void left();

    /** It waits no more: its time has run out. */
    void timedOut();
  }

  private static final Place NOWHERE =
      new Place() {
        @Override
        public void left() {}

        @Override
        public void timedOut() {}
      };

  private final Request request;
  private final ReplyReceiver receiver;
  private final Runnable whenOver;
  private final AtomicBoolean over = new AtomicBoolean();
  private volatile Place place = NOWHERE;
  private volatile Runnable alarm = () -> {};

  /**
   * Made for each request.
   *
   * @param whenOver is run when it ends, before its receiver is told
   */
  Call(Request request, ReplyReceiver receiver, Runnable whenOver) {
    this.request = request;
    this.receiver = receiver;
    this.whenOver = whenOver;
  }

  Request request() {
    return request;
  }

  /** Waits somewhere else from now on. */
  void waitsAt(Place next) {
    place = next;
    // Read after the place is set: end() sets, then reads it.
    if (over.get()) {
      next.left();
    }
  }

  /** Has an alarm cancelled when it ends, or now if it has ended. */
  void cancelsAlarm(Runnable cancelling) {
    alarm = cancelling;
    if (over.get()) {
      cancelling.run();
    }
  }

  boolean isOver() {
    return over.get();
  }

  void succeed(Reply reply) {
    if (end()) {
      place.left();
      tell(() -> receiver.replied(reply));
    }
  }

  void fail(IOException reason) {
    if (end()) {
      place.left();
      tell(() -> receiver.failed(reason));
    }
  }

  /** Fails it because of the time. */
  void timeUp() {
    if (end()) {
      place.timedOut();
      tell(() -> receiver.failed(new SocketTimeoutException("no reply came in time")));
    }
  }

  /** Ends it without telling anybody. */
  void cancel() {
    if (end()) {
      place.left();
    }
  }

  private boolean end() {
    if (!over.compareAndSet(false, true)) {
      return false;
    }
    alarm.run();
    whenOver.run();
    return true;
  }

  private static void tell(Runnable telling) {
    try {
      telling.run();
    } catch (RuntimeException | Error failed) {
      Log.SHARED.warning("The receiver of a reply failed", failed);
    }
  }
}
