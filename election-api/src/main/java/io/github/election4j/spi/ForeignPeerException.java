/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.spi;

import io.github.election4j.PeerStatus;
import java.io.IOException;

/**
 * Somebody else than the member that was called is at its address. A transport that can tell throws
 * it from {@link Transport#call}, so that the caller's {@linkplain PeerStatus status} can say so.
 *
 * @since 0.1
 */
public final class ForeignPeerException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Whether who is there belongs to another group, and not to this one. */
  private final boolean otherGroup;

  /**
   * Somebody else was met.
   *
   * @param message who is there, and who was expected; not null
   * @param otherGroup true for a member of another group, false for another member of this one
   */
  public ForeignPeerException(String message, boolean otherGroup) {
    super(message);
    this.otherGroup = otherGroup;
  }

  /**
   * Whether it is a member of another group.
   *
   * @return false for another member of this group
   */
  public boolean isOfOtherGroup() {
    return otherGroup;
  }
}
