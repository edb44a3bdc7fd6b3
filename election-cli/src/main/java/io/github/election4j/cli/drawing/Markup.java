/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.drawing;

import io.github.election4j.wire.PlainText;

/** Writes elements of HTML and SVG. What comes from outside cannot become one. */
final class Markup {

  private final StringBuilder text = new StringBuilder();

  /** Adds markup of the program's own. */
  Markup raw(String markup) {
    text.append(markup);
    return this;
  }

  /** Adds text, whatever it holds. */
  Markup text(String any) {
    text.append(escaped(any));
    return this;
  }

  /** Adds an element that holds text. */
  Markup element(String name, String any) {
    return raw("<" + name + ">").text(any).raw("</" + name + ">\n");
  }

  /** Adds what another has written. */
  Markup add(Markup other) {
    text.append(other.text);
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private static String escaped(String any) {
    return PlainText.line(any)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
