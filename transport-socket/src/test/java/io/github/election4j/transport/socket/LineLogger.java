/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.util.List;
import java.util.ResourceBundle;
import java.util.function.Supplier;

/** Keeps the lines of a log. */
final class LineLogger implements System.Logger {

  private final List<String> lines;

  LineLogger(List<String> lines) {
    this.lines = lines;
  }

  @Override
  public String getName() {
    return "lines";
  }

  @Override
  public boolean isLoggable(Level level) {
    return true;
  }

  @Override
  public void log(Level level, Supplier<String> message) {
    lines.add(message.get());
  }

  @Override
  public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
    lines.add(message);
  }

  @Override
  public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
    lines.add(format);
  }
}
