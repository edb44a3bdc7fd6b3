/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.console;

/**
 * The command cannot do what its words say. Ends the process with exit status 2 and this one line.
 */
public final class UsageException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * With what is wrong, what was expected and what to do, in one line.
   *
   * @param message line ends in it are replaced, so that it stays one line
   */
  public UsageException(String message) {
    super(message);
    reason = message.strip().replaceAll(":\\s*\\R\\s*", ": ").replaceAll("\\s*\\R\\s*", "; ");
  }

  /**
   * What is wrong, what was expected and what to do.
   *
   * @return one line
   */
  public String reason() {
    return reason;
  }
}
