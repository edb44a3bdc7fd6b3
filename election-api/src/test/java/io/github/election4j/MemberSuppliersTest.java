/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Suppliers of members:")
class MemberSuppliersTest {

  @Test
  @DisplayName("each address behind a name is a member that is known by its address")
  void addressesAreMembers() {
    assertEquals(
        List.of(Member.of("127.0.0.1", "127.0.0.1:7400")),
        List.copyOf(MemberSuppliers.dns("127.0.0.1", 7400).get()));
    assertEquals(
        List.of(Member.of("0:0:0:0:0:0:0:1", "[0:0:0:0:0:0:0:1]:7400")),
        List.copyOf(MemberSuppliers.dns("::1", 7400).get()));
  }

  @Test
  @DisplayName("a name that cannot be resolved is an exception, not an empty cluster")
  void unknownName() {
    assertThrows(
        UncheckedIOException.class, () -> MemberSuppliers.dns("no-such-host.invalid", 7400).get());
  }

  @Test
  @DisplayName("a port out of range is refused")
  void port() {
    assertThrows(IllegalArgumentException.class, () -> MemberSuppliers.dns("localhost", 0));
    assertThrows(IllegalArgumentException.class, () -> MemberSuppliers.dns("localhost", 65_536));
  }
}
