/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;

/** Wherever a connect was tried, the host itself refused it: nobody listens at any of these. */
final class HostRefusedException extends ConnectException {

  private static final long serialVersionUID = 1;

  private final transient Set<InetSocketAddress> where;

  /**
   * Also what others take for a refusal.
   *
   * @param where all addresses that stood behind the name
   * @param last the last of the refusals
   */
  HostRefusedException(Set<InetSocketAddress> where, IOException last) {
    super(last.getMessage());
    initCause(last);
    this.where = Set.copyOf(where);
  }

  Set<InetSocketAddress> where() {
    return where;
  }

  /**
   * Whether a failure to connect is the word of the host. The JDK has one type for a refusal and
   * for a connect that timed out, and tells them apart by the system's words alone.
   */
  static boolean isRefusal(IOException failure) {
    return failure instanceof ConnectException
        && Optional.ofNullable(failure.getMessage())
            .filter(words -> words.startsWith("Connection refused"))
            .isPresent();
  }
}
