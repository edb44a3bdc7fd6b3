/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Member;
import io.github.election4j.spi.Speaker;
import io.github.election4j.testkit.TestAuthority;
import io.github.election4j.testkit.TestAuthority.Validity;
import io.github.election4j.wire.ControlRequest.StatusRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("With TLS")
class TlsTest {

  @TempDir private Path folder;

  private final List<AutoCloseable> opened = new ArrayList<>();
  private TestAuthority authority;
  private Path trusted;

  @BeforeEach
  void makeAuthority() throws Exception {
    authority = TestAuthority.named("ours");
    trusted = TestAuthority.trust(folder.resolve("ca.pem"), authority);
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
  }

  private Path write(String name, TestAuthority.Issued issued) throws Exception {
    return issued.write(folder.resolve(name + ".pem"));
  }

  private SocketTls tls(String name, String... names) throws Exception {
    return TlsMember.tls(write(name, authority.issue(names)), trusted);
  }

  private static String uri(String id) {
    return CertificateNames.uri(Node.GROUP, id);
  }

  private TlsMember keep(TlsMember member) {
    opened.add(member);
    return member;
  }

  private TlsMember serve(String id) throws Exception {
    return keep(TlsMember.with(id, tls(id, uri(id))));
  }

  private static void expectNoCall(TlsMember from, TlsMember to) {
    assertThrows(IOException.class, () -> from.node.call(to.member(), 1));
    assertTrue(to.node.origins.isEmpty());
  }

  @Test
  @DisplayName("members call each other, and each has proved its id and nothing more")
  void members() throws Exception {
    TlsMember a = serve("a");
    TlsMember b = serve("b");
    assertEquals(1, b.node.call(a.member(), 1));
    assertEquals(2, a.node.call(b.member(), 2));
    assertEquals(new Speaker.Proved(Set.of("b"), false), a.node.origins.element().speaker());
    assertEquals(List.of(), a.lines);
    assertEquals(List.of(), b.lines);
  }

  @Test
  @DisplayName("an operator proves to be one, and is answered by the member that is meant")
  void operator() throws Exception {
    TlsMember a = serve("a");
    SocketTls operator = tls("operator", CertificateNames.operatorUri(Node.GROUP));
    SocketTransport.ask(a.member(), Node.GROUP, new StatusRequest(), Node.PATIENCE, operator);
    assertEquals(new Speaker.Proved(Set.of(), true), a.node.origins.element().speaker());
    Member other = Member.of("b", a.member().address());
    IOException wrong =
        assertThrows(
            IOException.class,
            () ->
                SocketTransport.ask(
                    other, Node.GROUP, new StatusRequest(), Node.PATIENCE, operator));
    assertTrue(wrong.getMessage().contains("names election://test/a"), wrong.getMessage());
    a.expectLine("it refuses this connection: its certificate names election://test/a; expected");
  }

  @Test
  @DisplayName("a member with the certificate of another is told so, and so is the other side")
  void otherId() throws Exception {
    TlsMember a = serve("a");
    // It may speak as both, and says that it is c: only the dialled side sees b alone.
    TlsMember c = keep(TlsMember.with("c", tls("c", uri("c"))));
    TlsMember liar =
        keep(
            TlsMember.with(
                "x", SocketTls.builder().context(contextOf(authority.issue(uri("b")))).build()));
    expectNoCall(liar, a);
    a.expectLine("it has not proved to be member 'x'");
    liar.expectLine("it has not proved to be member 'x'");
    expectNoCall(c, liar);
    c.expectLine("its certificate names election://test/b; expected election://test/x");
    liar.expectLine("its certificate names election://test/b; expected election://test/x");
  }

  private SSLContext contextOf(TestAuthority.Issued issued) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        new KeyManager[] {
          new OwnKey(new KeyPairFile.KeyPair(issued.key(), List.of(issued.certificate())))
        },
        new TrustManager[] {PeerCheck.authorities(KeyPairFile.certificates(trusted))},
        null);
    return context;
  }

  private void expectRefused(TestAuthority.Issued issued, String atA, String atOther)
      throws Exception {
    TlsMember a = serve("a");
    TlsMember b = keep(TlsMember.with("b", TlsMember.tls(write("b", issued), trusted)));
    expectNoCall(b, a);
    a.expectLine(atA);
    b.expectLine(atOther);
    a.lines.clear();
    b.lines.clear();
    // Each host is logged once, so that the way back is between two others.
    TlsMember d = serve("d");
    expectNoCall(d, b);
    d.expectLine(atA);
  }

  @Test
  @DisplayName("an expired certificate is named at both ends")
  void expired() throws Exception {
    expectRefused(
        authority.issue(new Validity(-7_200, -3_600), uri("b")),
        "its certificate expired at",
        "it does not accept this side's certificate");
  }

  @Test
  @DisplayName("a certificate that is not valid yet is named at both ends")
  void early() throws Exception {
    expectRefused(
        authority.issue(new Validity(3_600, 7_200), uri("b")),
        "its certificate is not valid before",
        "it does not accept this side's certificate");
  }

  @Test
  @DisplayName("a certificate of another authority is named at both ends")
  void otherAuthority() throws Exception {
    expectRefused(
        TestAuthority.named("theirs").issue(uri("b")),
        "its certificate, issued by 'CN=theirs', is not one that an authority of this side's",
        "it does not accept this side's certificate");
  }

  @Test
  @DisplayName("a certificate of another group is named at both ends")
  void otherGroup() throws Exception {
    TlsMember a = serve("a");
    SocketTls other = tls("b", CertificateNames.uri("other", "b"));
    IOException refused =
        assertThrows(
            IOException.class,
            () ->
                SocketTransport.ask(
                    a.member(), "other", new StatusRequest(), Node.PATIENCE, other));
    assertTrue(refused.getMessage().contains("election://test/a"), refused.getMessage());
    a.expectLine("its certificate names election://other/b; expected a member or an operator");
  }

  @Test
  @DisplayName("who speaks plain TCP is told that TLS is wanted, and named")
  void plainToTls() throws Exception {
    TlsMember a = serve("a");
    TlsMember b = keep(TlsMember.plain("b"));
    expectNoCall(b, a);
    a.expectLine("it speaks plain TCP; expected TLS");
    b.expectLine("this member speaks TLS and nothing else");
  }

  @Test
  @DisplayName("who speaks TLS to a member without is told so, and named")
  void tlsToPlain() throws Exception {
    TlsMember a = keep(TlsMember.plain("a"));
    TlsMember b = serve("b");
    expectNoCall(b, a);
    a.expectLine("it speaks TLS; expected plain TCP");
    b.expectLine("it speaks plain TCP; expected TLS");
  }

  @Test
  @DisplayName("a member does not start with a certificate that does not name it")
  void ownName() throws Exception {
    SocketTls other = tls("b", uri("b"));
    IOException refused = assertThrows(IOException.class, () -> TlsMember.with("a", other));
    assertEquals(
        "the certificate names election://test/b; expected election://test/a among its subject's"
            + " alternative names",
        refused.getMessage());
  }
}
