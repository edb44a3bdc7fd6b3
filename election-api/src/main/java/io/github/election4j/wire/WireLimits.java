/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

/**
 * The bounds of everything that leaves a process, in a message or in a vote record.
 *
 * <p>Values from outside are checked against these before they are used, so that no peer can make a
 * node allocate without limit or adopt an absurd term.
 *
 * @since 0.1
 */
public final class WireLimits {

  /** The longest member id, group name or similar name, in bytes of UTF-8. */
  public static final int MAX_NAME_BYTES = 128;

  /** The longest member address, in bytes of UTF-8. */
  public static final int MAX_ADDRESS_BYTES = 512;

  /** The longest text for a person (a reason, a failure), in bytes of UTF-8. */
  public static final int MAX_TEXT_BYTES = 4_096;

  /** The most members, voters and observers together, that a configuration can hold. */
  public static final int MAX_MEMBERS = 255;

  /** The most counters that a member tells an operator. */
  public static final int MAX_COUNTERS = 32;

  /** The highest term: a jump beyond it is refused, never adopted. */
  public static final long MAX_TERM = 1L << 62;

  /** The longest promise that a message may ask for, in nanoseconds (one hour). */
  public static final long MAX_PROMISE_NANOS = 3_600_000_000_000L;

  /** The highest member priority; 0 marks a witness. */
  public static final int MAX_PRIORITY = 1_000_000;

  /** The largest encoded message, in bytes. */
  public static final int MAX_MESSAGE_BYTES = 256 * 1_024;

  /** The largest encoded vote record, in bytes. */
  public static final int MAX_RECORD_BYTES = 192 * 1_024;

  /** What {@link #isName} asks for, in words. */
  public static final String NAME_RULE =
      "expected 1 to "
          + MAX_NAME_BYTES
          + " of the characters A-Z a-z 0-9 . _ : - with a letter or a digit first";

  private WireLimits() {}

  /**
   * Whether a member or a group may be called so; no message and no record carries another name.
   * Names are written in commands ({@code ID=HOST:PORT}), logs and certificates, and what those
   * give a meaning to is left out.
   *
   * @param name what it is called; not null
   * @return true if it keeps {@link #NAME_RULE}
   */
  public static boolean isName(String name) {
    int length = name.length();
    if (length == 0 || length > MAX_NAME_BYTES || !isLetterOrDigit(name.charAt(0))) {
      return false;
    }
    for (int i = 1; i < length; i++) {
      char character = name.charAt(i);
      if (!isLetterOrDigit(character) && "._:-".indexOf(character) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetterOrDigit(char character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9');
  }

  static String requireName(String what, String name) {
    if (!isName(name)) {
      requireText(what, name, MAX_NAME_BYTES, false);
      throw new IllegalArgumentException(
          "%s is '%s'; %s".formatted(what, PlainText.line(name), NAME_RULE));
    }
    return name;
  }

  static String requireAddress(String address) {
    requireText("member address", address, MAX_ADDRESS_BYTES, true);
    if (!PlainText.isLine(address)) {
      throw new IllegalArgumentException(
          "member address is '%s'; expected one line without control characters"
              .formatted(PlainText.line(address)));
    }
    return address;
  }

  static String requireText(String what, String text, int maxBytes, boolean emptyAllowed) {
    int bytes = utf8Length(what, text);
    if (bytes > maxBytes || (bytes == 0 && !emptyAllowed)) {
      throw new IllegalArgumentException(
          "%s has %d bytes; expected %d to %d"
              .formatted(what, bytes, emptyAllowed ? 0 : 1, maxBytes));
    }
    return text;
  }

  /** Counts without encoding, since every message that is decoded comes by here. */
  private static int utf8Length(String what, String text) {
    int length = text.length();
    int bytes = length;
    for (int i = 0; i < length; i++) {
      char character = text.charAt(i);
      if (character < 0x80) {
        continue;
      }
      if (character < 0x800) {
        bytes++;
      } else if (!Character.isSurrogate(character)) {
        bytes += 2;
      } else if (isPairAt(text, i)) {
        // Two characters become four bytes.
        bytes += 2;
        i++;
      } else {
        throw new IllegalArgumentException(
            "%s has half a surrogate pair at index %d; expected text that UTF-8 can encode"
                .formatted(what, i));
      }
    }
    return bytes;
  }

  private static boolean isPairAt(String text, int index) {
    return index + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(index), text.charAt(index + 1));
  }

  static long requireRange(String what, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "%s is %d; expected %d to %d".formatted(what, value, min, max));
    }
    return value;
  }

  static long requireTerm(long term) {
    return requireRange("term", term, 0, MAX_TERM);
  }

  static long requirePromise(String what, long nanos) {
    return requireRange(what, nanos, 0, MAX_PROMISE_NANOS);
  }
}
