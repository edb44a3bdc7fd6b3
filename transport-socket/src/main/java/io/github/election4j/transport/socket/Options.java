/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/**
 * How a socket transport is set up.
 *
 * @param bind where to listen; empty for the member's own address
 * @param limits bounds of what others can make this process hold
 * @param patience how long it waits for a peer, and how often it tries
 * @param security makes what lies between TCP and the frames
 * @param threads makes its platform threads
 */
record Options(
    Optional<Address> bind,
    Limits limits,
    Patience patience,
    SocketSecurity.Maker security,
    ThreadFactory threads) {

  static final Options DEFAULTS =
      new Options(
          Optional.empty(),
          Limits.DEFAULTS,
          Patience.DEFAULTS,
          SocketSecurity.Maker.PLAIN,
          Thread.ofPlatform().daemon().factory());

  Options withBind(Address address) {
    return new Options(Optional.of(address), limits, patience, security, threads);
  }

  Options withLimits(Limits changed) {
    return new Options(bind, changed, patience, security, threads);
  }

  Options withPatience(Patience changed) {
    return new Options(bind, limits, changed, security, threads);
  }

  Options withTls(SocketTls tls) {
    return new Options(
        bind, limits, patience, (own, makers) -> TlsSecurity.open(own, tls, makers), threads);
  }
}
