/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.Member;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.Reply;
import java.io.IOException;
import java.time.Duration;

/**
 * Sends requests to peers. What becomes of each is told exactly once, by any thread. Both methods
 * return at once, and are called by one thread at a time.
 */
interface Calls {

  /**
   * Sends a request.
   *
   * @param timeout how long the reply is waited for
   */
  void start(Member peer, PeerRequest request, Duration timeout, Outcome outcome);

  /** Gives up all requests under way as far as that is possible, and sends no more. */
  void cancelAll();

  /** What became of a request. */
  interface Outcome {

    /** It was answered. */
    void replied(Reply reply);

    /** It will not be. */
    void failed(IOException reason);
  }
}
