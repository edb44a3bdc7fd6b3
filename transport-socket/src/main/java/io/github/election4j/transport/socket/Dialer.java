/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import io.github.election4j.wire.WireCodec;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What all attempts of one transport to connect to others have in common. */
final class Dialer {

  private final Hello own;
  private final WireCodec codec;
  private final Options options;
  private final SocketSecurity security;
  private final Strangers strangers;
  private final EventLoop loop;
  private final Allowance.Pool pool;

  /**
   * Made once for each transport.
   *
   * @param own what this side says of itself
   */
  Dialer(Hello own, Options options, SocketSecurity security, Strangers strangers, EventLoop loop) {
    this.own = own;
    this.codec = new WireCodec(own.group());
    this.options = options;
    this.security = security;
    this.strangers = strangers;
    this.loop = loop;
    this.pool = new Allowance.Pool(options.limits());
  }

  Hello own() {
    return own;
  }

  /** What all connections of the transport may hold, those that others make too. */
  Allowance.Pool pool() {
    return pool;
  }

  Patience patience() {
    return options.patience();
  }

  EventLoop loop() {
    return loop;
  }

  Strangers strangers() {
    return strangers;
  }

  /** For one peer; whoever watches is told of all that is found. */
  LookUp lookUp(Consumer<List<InetSocketAddress>> watch) {
    return new LookUp(loop, options.threads(), watch);
  }

  /** Sets the options that each connection has, whoever has made it. */
  static void prepare(SocketChannel channel) throws IOException {
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
  }

  /** Makes a connection of a channel that has just been connected. */
  Connection connection(SocketChannel channel, Address address) throws IOException {
    SocketSecurity.Line line = security.secure(channel, Optional.of(address));
    return new Connection(loop, channel, line, pool.ofPeer());
  }

  /** What a connection becomes when its handshake is over. */
  Outgoing outgoing(Connection connection, Hello peer) {
    return new Outgoing(connection, peer, codec, options.patience().silence());
  }
}
