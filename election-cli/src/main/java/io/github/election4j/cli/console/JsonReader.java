/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.console;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the JSON objects that {@link JsonWriter} writes for events: flat ones, whose values are
 * strings, numbers, booleans or null.
 */
public final class JsonReader {

  private final String text;
  private int position;

  private JsonReader(String text) {
    this.text = text;
  }

  /**
   * Reads a flat object.
   *
   * @param line the whole object
   * @return its values as text, in the order written; null values are left out
   * @throws IllegalArgumentException if it is not a flat JSON object; says what was expected where
   */
  public static Map<String, String> readFlat(String line) {
    return new JsonReader(line).object();
  }

  private Map<String, String> object() {
    Map<String, String> values = new LinkedHashMap<>();
    expect('{');
    if (!next('}')) {
      do {
        String name = string();
        expect(':');
        value(name, values);
      } while (next(','));
      expect('}');
    }
    skipBlanks();
    if (position != text.length()) {
      throw expected("the end");
    }
    return values;
  }

  private void value(String name, Map<String, String> values) {
    skipBlanks();
    if (position < text.length() && text.charAt(position) == '"') {
      values.put(name, string());
      return;
    }
    int start = position;
    while (position < text.length() && isLiteral(text.charAt(position))) {
      position++;
    }
    String literal = text.substring(start, position);
    if (literal.isEmpty()) {
      throw expected("a string, number, boolean or null");
    }
    if (!literal.equals("null")) {
      values.put(name, literal);
    }
  }

  private static boolean isLiteral(char unit) {
    return Character.isLetterOrDigit(unit) || unit == '-' || unit == '+' || unit == '.';
  }

  private String string() {
    expect('"');
    StringBuilder value = new StringBuilder();
    while (position < text.length()) {
      char unit = text.charAt(position++);
      if (unit == '"') {
        return value.toString();
      }
      value.append(unit == '\\' ? escaped() : unit);
    }
    throw expected("the end of a string");
  }

  private char escaped() {
    if (position == text.length()) {
      throw expected("an escaped character");
    }
    char unit = text.charAt(position++);
    return switch (unit) {
      case '"', '\\', '/' -> unit;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> fourDigits();
      default -> throw expected("an escaped character");
    };
  }

  private char fourDigits() {
    if (position + 4 > text.length()) {
      throw expected("four hexadecimal digits");
    }
    int unit = 0;
    for (int end = position + 4; position < end; position++) {
      int digit = Character.digit(text.charAt(position), 16);
      if (digit < 0) {
        throw expected("four hexadecimal digits");
      }
      unit = unit * 16 + digit;
    }
    return (char) unit;
  }

  private void expect(char wanted) {
    if (!next(wanted)) {
      throw expected("'" + wanted + "'");
    }
  }

  private boolean next(char wanted) {
    skipBlanks();
    if (position < text.length() && text.charAt(position) == wanted) {
      position++;
      return true;
    }
    return false;
  }

  private void skipBlanks() {
    while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
  }

  private IllegalArgumentException expected(String what) {
    return new IllegalArgumentException(
        "expected %s at character %d of: %s".formatted(what, position, text));
  }
}
