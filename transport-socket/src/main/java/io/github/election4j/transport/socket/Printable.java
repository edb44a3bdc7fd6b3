/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import io.github.election4j.wire.PlainText;

/** Makes text from outside fit for a log line or a terminal. */
final class Printable {

  private Printable() {}

  /** The text with everything that could move a cursor or begin a line replaced. */
  static String of(String text) {
    return PlainText.line(text);
  }
}
