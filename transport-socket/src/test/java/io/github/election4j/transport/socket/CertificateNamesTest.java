/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.election4j.testkit.TestAuthority;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A certificate names")
class CertificateNamesTest {

  private static TestAuthority authority;

  @BeforeAll
  static void makeAuthority() throws Exception {
    authority = TestAuthority.named("ours");
  }

  private static Proof proof(CertificateNames names, String group, String... alternatives)
      throws Exception {
    return names.proofOf(authority.issue(alternatives).certificate(), group);
  }

  private static Set<String> ids(String... alternatives) throws Exception {
    Proof proof = proof(CertificateNames.URIS, "g", alternatives);
    assertEquals(false, proof.operator());
    return proof.memberIds();
  }

  @Test
  @DisplayName("members by URIs, each for one group")
  void members() throws Exception {
    assertEquals(
        Set.of("a", "B_2.x"), ids("election://g/a", "election://g/B_2.x", "election://h/c"));
    assertEquals(Set.of("a:b"), ids("election://g/a%3Ab"));
    assertEquals("election://x%3Ay/a%3Ab", CertificateNames.uri("x:y", "a:b"));
    Proof proof = proof(CertificateNames.URIS, "x:y", CertificateNames.uri("x:y", "a:b"));
    assertEquals(Set.of("a:b"), proof.memberIds());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "election://h/a",
        "election://G/a",
        "election://g/",
        "election://g",
        "http://g/a",
        "election:g/a",
        "election://g?role=member",
        "election://g/a?role=operator",
        "election://h?role=operator",
        "a.g.example.org"
      })
  @DisplayName("nobody of a group by anything else")
  void nobody(String name) throws Exception {
    assertEquals(Set.of(), ids(name));
  }

  @Test
  @DisplayName("an operator by a URI of its own")
  void operator() throws Exception {
    String uri = CertificateNames.operatorUri("g");
    assertEquals("election://g?role=operator", uri);
    assertEquals(true, proof(CertificateNames.URIS, "g", uri).operator());
    assertEquals(Set.of(), proof(CertificateNames.URIS, "g", uri).memberIds());
    assertEquals(true, proof(CertificateNames.URIS, "g", "election://g/?role=operator").operator());
  }

  @Test
  @DisplayName("members and operators by DNS names, where a pattern says how")
  void dnsNames() throws Exception {
    CertificateNames names =
        new CertificateNames(
            Optional.of("{id}.{group}.example.org"), Optional.of("ops.{group}.example.org"));
    Proof proof = proof(names, "G", "Node-1.g.example.org", "x.y.g.example.org", "b.h.example.org");
    assertEquals(Set.of("node-1"), proof.memberIds());
    assertEquals(false, proof.operator());
    assertEquals(Set.of(), proof(names, "g", "*.g.example.org", "ag-example.org").memberIds());
    assertEquals(true, proof(names, "g", "ops.g.example.org").operator());
    assertThrows(
        IllegalArgumentException.class, () -> SocketTls.builder().memberDnsName("example.org"));
  }
}
