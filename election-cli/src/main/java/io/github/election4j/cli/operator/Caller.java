/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.operator;

import io.github.election4j.Member;
import io.github.election4j.cli.console.Arguments;
import io.github.election4j.cli.console.ClusterOptions;
import io.github.election4j.cli.console.UsageException;
import io.github.election4j.cli.security.TlsOptions;
import io.github.election4j.transport.socket.SocketTls;
import io.github.election4j.transport.socket.SocketTransport;
import io.github.election4j.wire.ControlRequest;
import io.github.election4j.wire.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * How an operator reaches members.
 *
 * @param group the name of the cluster
 * @param tls with which certificate; empty for plain TCP
 */
record Caller(String group, Optional<SocketTls> tls) {

  /**
   * The caller that the options describe.
   *
   * @param arguments what was given
   * @return the caller
   * @throws UsageException if an option cannot be read
   */
  static Caller of(Arguments arguments) throws UsageException {
    return new Caller(ClusterOptions.group(arguments), TlsOptions.read(arguments));
  }

  /**
   * Asks one member. Blocks.
   *
   * @param member whom
   * @param request what to ask
   * @param timeout how long to wait
   * @return the reply
   * @throws IOException if there is none
   * @throws InterruptedException if interrupted
   */
  Reply ask(Member member, ControlRequest request, Duration timeout)
      throws IOException, InterruptedException {
    return tls.isPresent()
        ? SocketTransport.ask(member, group, request, timeout, tls.get())
        : SocketTransport.ask(member.address(), group, request, timeout);
  }
}
