/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.io.IOException;

/** The other side sent what no member of this group sends. */
class ProtocolException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String told;

  ProtocolException(String detail) {
    this(detail, detail);
  }

  /**
   * Says less to the other side than to the member's own log.
   *
   * @param told what the other side is told, which may be anybody
   */
  ProtocolException(String detail, String told) {
    super(detail);
    this.told = told;
  }

  String told() {
    return told;
  }
}
