/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

/**
 * An election could not do what it was asked. The message says what was wrong, what was expected,
 * and what to do.
 *
 * @since 0.1
 */
public class ElectionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Without a cause.
   *
   * @param message for a person who is to act on it
   */
  public ElectionException(String message) {
    super(message);
  }

  /**
   * With a cause.
   *
   * @param message for a person who is to act on it
   * @param cause what it follows from
   */
  public ElectionException(String message, Throwable cause) {
    super(message, cause);
  }
}
