/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.spi;

import io.github.election4j.Member;
import io.github.election4j.wire.Reply;
import io.github.election4j.wire.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * Carries requests to other members and delivers theirs. Few assumptions are made: requests may be
 * lost, delayed, duplicated or overtake each other, and not each is answered. All methods may be
 * called from any thread, at the same time.
 *
 * @since 0.1
 */
public interface Transport extends AutoCloseable {

  /**
   * Begins to deliver the requests of others to a handler. Returns without blocking. Called once; a
   * second call throws {@link IllegalStateException}, and so does a call after {@link #close()}.
   *
   * @param handler answers requests and takes evidence; not null
   */
  void serve(RequestHandler handler);

  /**
   * Sends a request and waits for its reply. Blocks the calling thread, which is a virtual one, for
   * at most the timeout. May be called before {@link #serve}.
   *
   * @param member whom to ask; the address is resolved anew whenever a connection must be made; not
   *     null
   * @param request what to ask; not null
   * @param timeout how long to wait in all, connecting included; positive
   * @return the reply; never null
   * @throws IOException if no reply came: the time ran out ({@link java.net.SocketTimeoutException}
   *     or {@link java.io.InterruptedIOException} are not required; any IOException will do), the
   *     peer cannot be reached, refused, or sent something else than a reply to this request; or
   *     this transport is or gets closed
   * @throws InterruptedException if the calling thread is interrupted before or while it waits; the
   *     request may have been sent
   */
  Reply call(Member member, Request request, Duration timeout)
      throws IOException, InterruptedException;

  /**
   * Says who the peers are now, so that a transport can keep connections to them and drop those to
   * others. Returns without blocking. A transport that has no use for it does nothing. Calls to
   * members that are not named here must work all the same.
   *
   * @param peers all members but the own one; not null
   */
  default void peersChanged(java.util.Collection<Member> peers) {}

  /**
   * What this transport has counted since it was opened, for an operator: connections, whatever it
   * has refused, and so on. Each count has a short name of lower-case words joined by hyphens,
   * which stays the same; a count never goes back. Returns without blocking, also after {@link
   * #close()}. The default counts nothing.
   *
   * @return names and counts, in the order in which they are shown; never null
   */
  default Map<String, Long> counters() {
    return Map.of();
  }

  /**
   * Ends the transport, and is what makes it stop listening: as long as it was not called, and
   * {@link RequestHandler#failed} has not returned, others that connect are not refused, since a
   * member that could be active must not be taken for dead. What the address stands for is free
   * again, every pending and later {@link #call} throws {@link IOException}, the handler is not
   * called again once this returns, and all threads of the transport end. Bounded: at most a
   * second. Idempotent; never throws; safe to call from a handler, in which case it does not wait
   * for that handler's own return. If the calling thread is interrupted it goes on without waiting
   * and re-asserts the interrupt.
   */
  @Override
  void close();
}
