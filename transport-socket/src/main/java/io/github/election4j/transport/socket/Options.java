/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.util.Optional;

/**
 * How a socket transport is set up.
 *
 * @param bind where to listen; empty for the member's own address
 * @param limits bounds of what others can make this process hold
 * @param patience how long it waits for a peer, and how often it tries
 * @param security what lies between TCP and the frames
 */
record Options(Optional<Address> bind, Limits limits, Patience patience, SocketSecurity security) {

  static final Options DEFAULTS =
      new Options(Optional.empty(), Limits.DEFAULTS, Patience.DEFAULTS, SocketSecurity.PLAIN);

  Options withBind(Address address) {
    return new Options(Optional.of(address), limits, patience, security);
  }

  Options withLimits(Limits changed) {
    return new Options(bind, changed, patience, security);
  }

  Options withPatience(Patience changed) {
    return new Options(bind, limits, changed, security);
  }
}
