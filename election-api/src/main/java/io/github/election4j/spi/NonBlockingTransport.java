/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.spi;

import io.github.election4j.Member;
import io.github.election4j.wire.Request;
import java.time.Duration;

/**
 * A transport that sends and answers without blocking, from a few threads of its own. What a lease
 * lives on then waits for no other thread: a heartbeat is written by the thread whose turn it is,
 * and its answer is handed over by the thread that reads it.
 *
 * <p>No transport has to be one. {@link Transport#call} and {@link Transport#close} are all that an
 * election needs, and a transport that has this method too keeps what is said of those: a request
 * that is sent here is a call as far as {@link #peersChanged} and {@link #close} are concerned.
 *
 * <p>Such a transport hands requests of others to {@link RequestHandler#receive} instead of {@link
 * RequestHandler#handle}, and tells {@link RequestHandler#failed} if its threads have died, so that
 * a member is never deaf in silence.
 *
 * @since 0.1
 */
public interface NonBlockingTransport extends Transport {

  /**
   * Sends a request, and returns without blocking: not for a connection, a name service, a full
   * network or another caller. What became of it is told exactly once: on a thread of the
   * transport, on the calling thread if it fails at once, or on the thread that closes the
   * transport; never with a lock of the transport held, so that a receiver may send, or close the
   * transport.
   *
   * <p>May be called from any thread, before {@link #serve} too. The interrupt of the calling
   * thread is neither heeded nor cleared, and harms no other request.
   *
   * @param member whom to ask; the address is resolved anew whenever a connection must be made; not
   *     null
   * @param request what to ask; not null
   * @param timeout how long the reply is waited for in all, connecting included; positive. That it
   *     did not come may be told some milliseconds later
   * @param receiver is told of the reply, or of an IOException for which {@link Transport#call}
   *     would have thrown one; not null
   * @throws IllegalArgumentException if the timeout is not positive
   */
  void send(Member member, Request request, Duration timeout, ReplyReceiver receiver);
}
