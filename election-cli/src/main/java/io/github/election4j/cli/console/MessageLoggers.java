/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.console;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/**
 * Writes what the library's modules log at WARNING and above to standard error, a line each. What
 * is below, the change of a leader for instance, is told by the event lines.
 */
public final class MessageLoggers extends System.LoggerFinder {

  /** For the service loader. */
  public MessageLoggers() {}

  @Override
  public System.Logger getLogger(String name, Module module) {
    return new MessageLogger(name);
  }

  private record MessageLogger(String name) implements System.Logger {

    @Override
    public String getName() {
      return name;
    }

    @Override
    public boolean isLoggable(Level level) {
      return level != Level.OFF && level.compareTo(Level.WARNING) >= 0;
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
      if (isLoggable(level)) {
        String cause = Optional.ofNullable(thrown).map(because -> ": " + because).orElse("");
        write(level, message + cause);
      }
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
      if (isLoggable(level)) {
        boolean plain = parameters == null || parameters.length == 0;
        write(level, plain ? format : new MessageFormat(format, Locale.ROOT).format(parameters));
      }
    }

    private void write(Level level, String message) {
      System.err.println(level + " " + name + ": " + message);
    }
  }
}
