/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.spi;

/**
 * Thrown by a handler that gives no reply.
 *
 * @since 0.1
 */
public final class RequestRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * Made by the engine.
   *
   * @param reason why there is no reply, for a person
   */
  public RequestRefusedException(String reason) {
    super(reason);
  }
}
