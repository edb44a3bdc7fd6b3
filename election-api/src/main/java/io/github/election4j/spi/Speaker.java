/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.spi;

import java.util.Set;

/**
 * Who is at the other end of what carries a request, as far as the transport knows. A transport
 * says what it has seen and judges nothing: what a speaker may say is decided by the engine, alike
 * for all transports.
 *
 * @since 0.1
 */
public sealed interface Speaker {

  /**
   * Somebody who has not said to be a member. Only an operator's requests are taken from here.
   *
   * @since 0.1
   */
  record Anonymous() implements Speaker {}

  /**
   * Somebody who says to be a member and has proved nothing.
   *
   * @param memberId the id that was given; not null
   * @since 0.1
   */
  record Greeted(String memberId) implements Speaker {}

  /**
   * Somebody who has proved, for the group that the transport was opened for, to be all of this.
   * What was proved for another group is not said here.
   *
   * @param memberIds the members that it has proved to be; empty for an operator; not null
   * @param operator whether it has proved to be one who may give orders; a member's proof is none
   * @since 0.1
   */
  record Proved(Set<String> memberIds, boolean operator) implements Speaker {

    /** Copies the ids. */
    public Proved {
      memberIds = Set.copyOf(memberIds);
    }
  }
}
