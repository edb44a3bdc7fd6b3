/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * TLS for {@link SocketTransport}, in which both sides prove who they are.
 *
 * <p>Needed are a certificate with its key, and whom to trust: the authorities that give members
 * their certificates, or, where there is no authority, the fingerprints of all members'
 * certificates. Or both are in an {@link SSLContext} that is handed in.
 *
 * <p>A certificate says who has it by its subject's alternative names:
 *
 * <ul>
 *   <li>a member by the URI {@code election://GROUP/ID}. Letters, digits, {@code .}, {@code _} and
 *       {@code -} stand for themselves, a colon is written {@code %3A}. With it the member speaks
 *       as this id in this group and as nobody else; a certificate may name several.
 *   <li>an operator by the URI {@code election://GROUP?role=operator}. Only with it orders are
 *       taken where a member says {@code allowAdmin(TLS)}; a member's certificate alone is none.
 *       Whoever has any certificate of the group may ask for the status.
 *   <li>by a DNS name, if {@link Builder#memberDnsName} or {@link Builder#operatorDnsName} says how
 *       such names are made.
 * </ul>
 *
 * <p>The files are looked at again when a connection is made, at most once a second, and a change
 * is used for this connection and those after it. Connections that stand stay, so that neither a
 * new certificate nor a new authority costs a leader its leadership. Files that cannot be used are
 * warned of, and what they held before goes on counting.
 *
 * <p>Only TLS 1.3 is spoken unless {@link Builder#allowTls12} is called. Lists of revoked
 * certificates are not asked for.
 *
 * <p>Immutable; may be shared by transports.
 *
 * @since 0.1
 */
public final class SocketTls {

  /** Gives the key and the certificates as they are now. */
  @FunctionalInterface
  private interface KeySource {
    KeyPairFile.KeyPair read() throws IOException;
  }

  private final Optional<SSLContext> given;
  private final Optional<KeySource> keys;
  private final Optional<Path> authority;
  private final Set<Fingerprint> pins;
  private final List<Path> files;
  private final CertificateNames names;
  private final boolean tls12;

  private SocketTls(Builder builder) {
    this.given = builder.context;
    this.keys = builder.keys;
    this.authority = builder.authority;
    this.pins = Set.copyOf(builder.pins);
    this.names = builder.names;
    this.tls12 = builder.tls12;
    List<Path> read = new ArrayList<>(builder.keyFiles);
    authority.ifPresent(read::add);
    this.files = List.copyOf(read);
  }

  /**
   * Begins a description.
   *
   * @return a new builder; never null
   */
  public static Builder builder() {
    return new Builder();
  }

  CertificateNames names() {
    return names;
  }

  /** The versions that are spoken, as the JDK names them. */
  String[] protocols() {
    return tls12 ? new String[] {"TLSv1.3", "TLSv1.2"} : new String[] {"TLSv1.3"};
  }

  /**
   * Reads the files for one transport.
   *
   * @throws IOException if they cannot be used, or the certificate does not name whom the transport
   *     speaks for
   */
  TlsFiles open(Hello own, ThreadFactory threads) throws IOException {
    return TlsFiles.open(
        files,
        () -> {
          TlsContext read = read();
          requireOwnName(read, own);
          return read;
        },
        threads);
  }

  private void requireOwnName(TlsContext context, Hello own) throws IOException {
    if (context.own().isEmpty()) {
      return;
    }
    Proof proof = names.proofOf(context.own().get(), own.group());
    if (own.isOperator() ? proof.isEmpty() : !proof.memberIds().contains(own.memberId())) {
      throw new IOException(
          "the certificate names %s; expected %s among its subject's alternative names"
              .formatted(
                  CertificateNames.describe(context.own().get()),
                  own.isOperator()
                      ? CertificateNames.operatorUri(own.group())
                      : CertificateNames.uri(own.group(), own.memberId())));
    }
  }

  private TlsContext read() throws IOException {
    if (given.isPresent()) {
      return new TlsContext(given.get(), Optional.empty());
    }
    KeyPairFile.KeyPair pair = keys.orElseThrow().read();
    try {
      PeerCheck check =
          authority.isPresent()
              ? PeerCheck.authorities(KeyPairFile.certificates(authority.get()))
              : PeerCheck.pins(pins);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {new OwnKey(pair)}, new TrustManager[] {check}, null);
      return new TlsContext(context, Optional.of(pair.own()));
    } catch (GeneralSecurityException unusable) {
      throw new IOException(
          "TLS cannot be used with this key and these certificates (%s); make them again"
              .formatted(Failures.describe(unusable)),
          unusable);
    }
  }

  /**
   * Describes TLS. Not thread-safe.
   *
   * @since 0.1
   */
  public static final class Builder {

    private Optional<SSLContext> context = Optional.empty();
    private Optional<KeySource> keys = Optional.empty();
    private List<Path> keyFiles = List.of();
    private Optional<Path> authority = Optional.empty();
    private final Set<Fingerprint> pins = new HashSet<>();
    private CertificateNames names = CertificateNames.URIS;
    private boolean tls12;

    private Builder() {}

    /**
     * Gives the certificate and its key as PEM.
     *
     * @param chain a file with the certificate first, then those of its issuers up to, or without,
     *     the authority that others trust; not null
     * @param key a file with the key in PKCS#8, without a passphrase; may be the same file; not
     *     null
     * @return this builder
     */
    public Builder certificate(Path chain, Path key) {
      Objects.requireNonNull(chain, "chain");
      Objects.requireNonNull(key, "key");
      keys = Optional.of(() -> KeyPairFile.pem(chain, key));
      keyFiles = chain.equals(key) ? List.of(chain) : List.of(chain, key);
      return this;
    }

    /**
     * Gives the certificate and its key as PKCS12, with one key in it.
     *
     * @param file what {@code keytool} makes; not null
     * @param password of the file and of the key; copied, and kept for when the file changes; not
     *     null
     * @return this builder
     */
    public Builder keyStore(Path file, char[] password) {
      Objects.requireNonNull(file, "file");
      char[] kept = password.clone();
      keys = Optional.of(() -> KeyPairFile.keyStore(file, kept));
      keyFiles = List.of(file);
      return this;
    }

    /**
     * Takes keys and trust from a context. Whom the context trusts is trusted, and what the
     * certificate names counts as always; nothing is read again.
     *
     * @param ready initialised with the member's key, and with whom to trust; not null
     * @return this builder
     */
    public Builder context(SSLContext ready) {
      context = Optional.of(ready);
      return this;
    }

    /**
     * Trusts whom an authority has given a certificate.
     *
     * @param file the certificates of one or more authorities, in PEM; not null
     * @return this builder
     */
    public Builder authority(Path file) {
      authority = Optional.of(file);
      return this;
    }

    /**
     * Trusts one certificate, where there is no authority. Called once for the certificate of each
     * member and operator.
     *
     * @param sha256 the certificate's fingerprint: 64 hexadecimal digits, perhaps with colons
     *     between them; not null
     * @return this builder
     * @throws IllegalArgumentException if it is none
     */
    public Builder pin(String sha256) {
      pins.add(Fingerprint.parse(sha256));
      return this;
    }

    /**
     * Lets members be named by DNS names too. DNS does not tell upper from lower case, so that only
     * ids in lower case, without a dot, can be named so.
     *
     * @param pattern how such a name is made, with {@code {id}} and perhaps {@code {group}}, for
     *     example {@code {id}.{group}.example.org}; not null
     * @return this builder
     * @throws IllegalArgumentException if it does not contain {@code {id}} once
     */
    public Builder memberDnsName(String pattern) {
      if (pattern.split("\\{id}", -1).length != 2) {
        throw new IllegalArgumentException(
            "pattern is '%s'; expected one that has {id} once, such as {id}.example.org"
                .formatted(pattern));
      }
      names = new CertificateNames(Optional.of(pattern), names.operatorPattern());
      return this;
    }

    /**
     * Lets operators be named by a DNS name too.
     *
     * @param pattern the name, perhaps with {@code {group}}; not null
     * @return this builder
     */
    public Builder operatorDnsName(String pattern) {
      names = new CertificateNames(names.memberPattern(), Optional.of(pattern));
      return this;
    }

    /**
     * Speaks TLS 1.2 too, for others that do not have TLS 1.3.
     *
     * @return this builder
     */
    public Builder allowTls12() {
      tls12 = true;
      return this;
    }

    /**
     * Makes the description, and reads the files to see that they can be used. Blocks.
     *
     * @return TLS as it was described; never null
     * @throws IOException if a file cannot be read, or what it holds cannot be used; the message
     *     says what to do
     * @throws IllegalArgumentException if something is missing, or was given in two ways
     */
    public SocketTls build() throws IOException {
      if (context.isPresent() == keys.isPresent()) {
        throw new IllegalArgumentException(
            context.isPresent()
                ? "a context and a certificate are given; expected one of them"
                : "no certificate is given; expected one with its key, or a context");
      }
      if (context.isPresent() && (authority.isPresent() || !pins.isEmpty())) {
        throw new IllegalArgumentException(
            "an authority or a pin is given beside a context; expected the context alone to say"
                + " whom it trusts");
      }
      if (keys.isPresent() && authority.isPresent() == !pins.isEmpty()) {
        throw new IllegalArgumentException(
            authority.isPresent()
                ? "an authority and pins are given; expected one of them"
                : "nobody is trusted; expected an authority, or a pin for each other certificate");
      }
      SocketTls tls = new SocketTls(this);
      TlsContext unused = tls.read();
      return tls;
    }
  }
}
