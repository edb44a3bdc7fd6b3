/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.cluster;

import io.github.election4j.testkit.TestAuthority.Issued;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Counts the handshakes that end well with the contexts that it makes. Others may begin: somebody
 * who has just died may still seem to be there.
 */
final class CountedHandshakes {

  private static final char[] PASSWORD = "secret".toCharArray();

  private static final String NO_SESSION = "SSL_NULL_WITH_NULL_NULL";

  private final Queue<SSLEngine> engines = new ConcurrentLinkedQueue<>();

  long finished() {
    return engines.stream()
        .filter(engine -> !engine.getSession().getCipherSuite().equals(NO_SESSION))
        .count();
  }

  SSLContext context(Issued own, Path authority) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    keys.setKeyEntry("own", own.key(), PASSWORD, new Certificate[] {own.certificate()});
    KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("PKIX");
    keyManagers.init(keys, PASSWORD);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (InputStream in = Files.newInputStream(authority)) {
      trusted.setCertificateEntry(
          "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trustManagers = TrustManagerFactory.getInstance("PKIX");
    trustManagers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
    return new Counting(context, engines);
  }

  /** A context as it is seen from outside. */
  private static final class Counting extends SSLContext {
    Counting(SSLContext context, Queue<SSLEngine> engines) {
      super(new CountingSpi(context, engines), context.getProvider(), context.getProtocol());
    }
  }

  /** Keeps the engines: there is one for each connection, at each end. */
  private static final class CountingSpi extends SSLContextSpi {
    private final SSLContext context;
    private final Queue<SSLEngine> engines;

    CountingSpi(SSLContext context, Queue<SSLEngine> engines) {
      this.context = context;
      this.engines = engines;
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
      return kept(context.createSSLEngine());
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
      return kept(context.createSSLEngine(host, port));
    }

    private SSLEngine kept(SSLEngine engine) {
      engines.add(engine);
      return engine;
    }

    @Override
    protected void engineInit(
        KeyManager[] keyManagers, TrustManager[] trustManagers, SecureRandom random)
        throws KeyManagementException {
      throw new KeyManagementException("it was initialised before");
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
      return context.getSocketFactory();
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
      return context.getServerSocketFactory();
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
      return context.getServerSessionContext();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
      return context.getClientSessionContext();
    }
  }
}
