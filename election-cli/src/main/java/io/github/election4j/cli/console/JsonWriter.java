/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.console;

import java.util.List;
import java.util.Optional;

/** Writes one JSON object (RFC 8259) on one line. */
public final class JsonWriter {

  private final StringBuilder text = new StringBuilder("{");

  /**
   * Adds a string.
   *
   * @param name of the value
   * @param value any text
   * @return this writer
   */
  public JsonWriter put(String name, String value) {
    return raw(name, quoted(value));
  }

  /**
   * Adds a string or null.
   *
   * @param name of the value
   * @param value any text; empty for null
   * @return this writer
   */
  public JsonWriter put(String name, Optional<String> value) {
    return raw(name, value.map(JsonWriter::quoted).orElse("null"));
  }

  /**
   * Adds a whole number.
   *
   * @param name of the value
   * @param value the number
   * @return this writer
   */
  public JsonWriter put(String name, long value) {
    return raw(name, Long.toString(value));
  }

  /**
   * Adds true or false.
   *
   * @param name of the value
   * @param value which
   * @return this writer
   */
  public JsonWriter put(String name, boolean value) {
    return raw(name, Boolean.toString(value));
  }

  /**
   * Adds an array of objects.
   *
   * @param name of the value
   * @param objects what it holds
   * @return this writer
   */
  public JsonWriter put(String name, List<JsonWriter> objects) {
    return raw(
        name, "[" + String.join(",", objects.stream().map(JsonWriter::toString).toList()) + "]");
  }

  /**
   * Adds an object.
   *
   * @param name of the value
   * @param object the value
   * @return this writer
   */
  public JsonWriter put(String name, JsonWriter object) {
    return raw(name, object.toString());
  }

  private JsonWriter raw(String name, String json) {
    text.append(text.length() > 1 ? "," : "").append(quoted(name)).append(':').append(json);
    return this;
  }

  /** The whole object. */
  @Override
  public String toString() {
    return text + "}";
  }

  private static String quoted(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int index = 0; index < value.length(); index++) {
      char unit = value.charAt(index);
      if (unit == '"' || unit == '\\') {
        quoted.append('\\').append(unit);
      } else if (unit < ' ' || isUnpaired(value, index)) {
        quoted.append("\\u%04x".formatted((int) unit));
      } else {
        quoted.append(unit);
      }
    }
    return quoted.append('"').toString();
  }

  /** Half of a surrogate pair has no form in UTF-8; only its escape survives. */
  private static boolean isUnpaired(String value, int index) {
    char unit = value.charAt(index);
    if (Character.isHighSurrogate(unit)) {
      return index + 1 == value.length() || !Character.isLowSurrogate(value.charAt(index + 1));
    }
    return Character.isLowSurrogate(unit)
        && (index == 0 || !Character.isHighSurrogate(value.charAt(index - 1)));
  }
}
