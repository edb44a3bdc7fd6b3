/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

import java.io.IOException;
import java.util.Objects;

/**
 * Bytes that are no message, or none that this node accepts.
 *
 * @since 0.1
 */
public final class WireFormatException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * What is wrong with the bytes.
   *
   * @since 0.1
   */
  public enum Fault {
    /** The bytes do not begin as a message does. */
    BAD_MAGIC,
    /** The protocol version is not one that this node speaks. */
    UNKNOWN_VERSION,
    /** The kind of message is unknown. */
    UNKNOWN_KIND,
    /** The message is a reply where a request was expected, or the other way round. */
    WRONG_KIND,
    /** The message belongs to another group. */
    WRONG_GROUP,
    /** The bytes end before the message does. */
    TRUNCATED,
    /** A length exceeds its bound, or the message goes on after its end. */
    OVERSIZED,
    /** A value is outside what its field allows. */
    BAD_VALUE
  }

  /** What is wrong. */
  private final Fault fault;

  /**
   * Made by the codec.
   *
   * @param fault what is wrong
   * @param detail what was found and what was expected
   */
  public WireFormatException(Fault fault, String detail) {
    super(fault + ": " + detail);
    this.fault = fault;
  }

  /**
   * What is wrong with the bytes.
   *
   * @return the fault
   */
  public Fault fault() {
    return fault;
  }

  static WireFormatException badValue(IllegalArgumentException outOfBounds) {
    return new WireFormatException(
        Fault.BAD_VALUE, Objects.toString(outOfBounds.getMessage(), "a value is out of bounds"));
  }
}
