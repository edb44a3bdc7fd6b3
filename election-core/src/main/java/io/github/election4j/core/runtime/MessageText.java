/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Texts for people, in messages that have only so much room for them. */
final class MessageText {

  private static final byte[] CUT_OFF = "…".getBytes(StandardCharsets.UTF_8);

  private MessageText() {}

  /** The end of these texts says what to do, so nothing is cut off that there is room for. */
  static String cut(String text, int bytes) {
    if (text.getBytes(StandardCharsets.UTF_8).length <= bytes) {
      return text;
    }
    CharBuffer rest = CharBuffer.wrap(text);
    CoderResult unused =
        StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .encode(rest, ByteBuffer.allocate(bytes - CUT_OFF.length), true);
    return text.substring(0, rest.position()) + "…";
  }
}
