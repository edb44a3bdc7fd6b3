/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

/** Somebody has, or wants, more than {@link Limits} lets anybody have. */
final class OverLimitException extends ProtocolException {

  private static final long serialVersionUID = 1L;

  private final Limit limit;

  OverLimitException(Limit limit, String message) {
    super(message);
    this.limit = limit;
  }

  Limit limit() {
    return limit;
  }
}
