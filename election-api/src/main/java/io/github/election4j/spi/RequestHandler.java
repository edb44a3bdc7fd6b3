/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.spi;

import io.github.election4j.wire.Reply;
import io.github.election4j.wire.Request;

/**
 * What a transport delivers to. Implemented by the engine; a transport calls it from any thread,
 * best from a virtual one for each request, and never while it holds a lock of its own.
 */
public interface RequestHandler {

  /**
   * Answers a request. May block: a request of a peer for about as long as a forced write to disk
   * takes, an operator's command ({@link io.github.election4j.wire.ControlRequest}) until it is
   * carried out, which may take seconds. Called at the same time from several threads, so that none
   * waits for another.
   *
   * @param request what was received, already checked by the codec; not null
   * @param origin where it came from; not null
   * @return the reply to send back; never null
   * @throws RequestRefusedException if there is no reply: the member is closed or failed. The
   *     transport lets the caller know that no reply will come, by whatever means it has, or lets
   *     the call time out
   */
  Reply handle(Request request, Origin origin) throws RequestRefusedException;

  /**
   * Takes evidence that a peer's process is gone. Returns at once. It is only evidence: what
   * follows from it is decided by the election's rules. Each transport reports what it can see; one
   * that sees nothing never calls this.
   *
   * @param memberId the id that the peer gave, or was called by; not null
   * @param evidence what was seen; not null
   */
  default void suspect(String memberId, Evidence evidence) {}

  /**
   * Where a request came from, as far as the transport can vouch for it.
   *
   * @param address for a person to read
   * @param loopback whether it came from the same machine, without a network
   * @param authenticated whether the other side has proved who it is, for example by a client
   *     certificate
   */
  record Origin(String address, boolean loopback, boolean authenticated) {}
}
