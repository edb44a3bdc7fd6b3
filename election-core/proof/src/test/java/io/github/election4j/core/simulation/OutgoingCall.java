/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.wire.PeerRequest;

/** A request under way: what the runtime of the caller would remember of it. */
final class OutgoingCall {

  private final NodeProcess caller;
  private final int peer;
  private final String peerId;
  private final PeerRequest request;
  private final long askedAtNanos;
  private boolean settled;

  /**
   * Remembers a call.
   *
   * @param caller who asks
   * @param peer whom, by index; -1 if there is no such node
   * @param peerId whom, by id
   * @param request what
   * @param askedAtNanos when the request was handed to the transport, on the caller's clock
   */
  OutgoingCall(
      NodeProcess caller, int peer, String peerId, PeerRequest request, long askedAtNanos) {
    this.caller = caller;
    this.peer = peer;
    this.peerId = peerId;
    this.request = request;
    this.askedAtNanos = askedAtNanos;
  }

  NodeProcess caller() {
    return caller;
  }

  int peer() {
    return peer;
  }

  String peerId() {
    return peerId;
  }

  PeerRequest request() {
    return request;
  }

  long askedAtNanos() {
    return askedAtNanos;
  }

  /** Whether the caller was told how it ended already. */
  boolean isSettled() {
    return settled;
  }

  void settle() {
    settled = true;
  }
}
