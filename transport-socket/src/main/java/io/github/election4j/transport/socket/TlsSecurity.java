/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/**
 * TLS for the connections of one transport. One thread, which lives while there are handshakes and
 * a second longer, does for all of them what takes long, in the order in which they come: a flood
 * of handshakes takes no more than that thread, and the connections that stand go on.
 */
final class TlsSecurity implements SocketSecurity, TlsLine.Work {

  private static final long IDLE_SECONDS = 1;

  private final Hello own;
  private final SocketTls tls;
  private final TlsFiles files;
  private final String threadName;
  private final ThreadPoolExecutor handshakes;
  private final LongAdder begun = new LongAdder();

  private TlsSecurity(Hello own, SocketTls tls, TlsFiles files, ThreadFactory threads) {
    this.own = own;
    this.tls = tls;
    this.files = files;
    this.threadName =
        "election-socket-%s-tls".formatted(own.isOperator() ? "operator" : own.memberId());
    this.handshakes =
        new ThreadPoolExecutor(
            1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named(threads));
    handshakes.allowCoreThreadTimeOut(true);
  }

  /** Reads the files of TLS, as {@link SocketSecurity.Maker}. */
  static TlsSecurity open(Hello own, SocketTls tls, ThreadFactory threads) throws IOException {
    return new TlsSecurity(own, tls, tls.open(own, threads), threads);
  }

  private ThreadFactory named(ThreadFactory threads) {
    return task -> {
      Thread thread = threads.newThread(task);
      thread.setName(threadName);
      return thread;
    };
  }

  /** How many handshakes have begun, by whoever; for tests. */
  long handshakesBegun() {
    return begun.sum();
  }

  @Override
  public Line secure(SocketChannel channel, Optional<Address> dialled) {
    return new TlsLine(channel, dialled.isPresent(), this);
  }

  @Override
  public TlsContext context() {
    return files.current();
  }

  @Override
  public SSLEngine engine(TlsContext context, boolean client) {
    begun.increment();
    // Without the other side's name no session is taken up again: each connection proves anew.
    SSLEngine engine = context.context().createSSLEngine();
    engine.setUseClientMode(client);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(tls.protocols());
    parameters.setNeedClientAuth(true);
    engine.setSSLParameters(parameters);
    try {
      engine.beginHandshake();
    } catch (SSLException unusable) {
      throw new IllegalStateException("TLS cannot begin: " + unusable.getMessage(), unusable);
    }
    return engine;
  }

  @Override
  public Proof judge(X509Certificate certificate) {
    return tls.names().proofOf(certificate, own.group());
  }

  @Override
  public void execute(Runnable task) {
    handshakes.execute(task);
  }

  @Override
  public List<String> liveThreads() {
    return handshakes.getPoolSize() > 0 ? List.of(threadName) : List.of();
  }

  @Override
  public void beginClose() {
    List<Runnable> unused = handshakes.shutdownNow();
  }

  @Override
  public boolean awaitEnd(Deadline deadline) throws InterruptedException {
    return handshakes.awaitTermination(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
  }
}
