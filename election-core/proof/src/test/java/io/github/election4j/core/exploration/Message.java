/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.exploration;

import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest;

/** What is on its way between two nodes. */
sealed interface Message {

  int from();

  int to();

  /** The request, or the one that it answers. */
  PeerRequest request();

  /** Who waits for an answer. */
  int asking();

  /** Who is to answer, or has answered. */
  int asked();

  /** A request on its way to whom it asks. */
  record Question(int from, int to, PeerRequest request) implements Message {
    @Override
    public int asking() {
      return from;
    }

    @Override
    public int asked() {
      return to;
    }
  }

  /** A reply on its way back to whom asked. */
  record Answer(int from, int to, PeerRequest request, PeerReply reply) implements Message {
    @Override
    public int asking() {
      return to;
    }

    @Override
    public int asked() {
      return from;
    }
  }
}
