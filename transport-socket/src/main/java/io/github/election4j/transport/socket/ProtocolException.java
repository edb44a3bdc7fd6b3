/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.io.IOException;

/** The other side sent what no member of this group sends. */
class ProtocolException extends IOException {

  private static final long serialVersionUID = 1L;

  ProtocolException(String detail) {
    super(detail);
  }
}
