/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import io.github.election4j.Member;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A member with TLS or without, and what it has logged. */
final class TlsMember implements AutoCloseable {

  final List<String> lines = new CopyOnWriteArrayList<>();
  final Node node;

  private TlsMember(String id, Options options) throws IOException {
    Log log = new Log(new LineLogger(lines), Runnable::run);
    this.node =
        Node.serve(
            new SocketTransport(options, new Strangers(log)),
            Member.of(id, Ports.freeAddress()),
            1);
  }

  static TlsMember plain(String id) throws IOException {
    return new TlsMember(id, Options.DEFAULTS);
  }

  static TlsMember with(String id, SocketTls tls) throws IOException {
    return new TlsMember(id, Options.DEFAULTS.withTls(tls));
  }

  /** TLS whose certificate and key are in one file. */
  static SocketTls tls(Path pair, Path authority) throws IOException {
    return SocketTls.builder().certificate(pair, pair).authority(authority).build();
  }

  Member member() {
    return node.member;
  }

  /** Waits until it has logged a line with these words. */
  void expectLine(String words) throws Exception {
    Node.awaitThat(
        "'%s' in %s".formatted(words, lines),
        () -> lines.stream().anyMatch(line -> line.contains(words)));
  }

  @Override
  public void close() {
    node.close();
  }
}
