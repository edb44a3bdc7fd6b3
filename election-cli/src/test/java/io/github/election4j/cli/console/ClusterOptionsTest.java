/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.election4j.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The option --member")
class ClusterOptionsTest {

  @Test
  @DisplayName("names members by host name, IPv4 and IPv6 address, in the order given")
  void readsMembers() throws UsageException {
    assertEquals(
        List.of(
            Member.of("c", "db.example:7400"),
            Member.of("a", "10.0.0.1:7400"),
            Member.of("b", "[2001:db8::1]:65535")),
        read("c=db.example:7400", "a=10.0.0.1:7400", "b=[2001:db8::1]:65535"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a=",
        "=h:1",
        "a=h",
        "a=h:",
        "a=:1",
        "a=h:0",
        "a=h:65536",
        "a=h:x",
        "a b=h:1",
        "a:1=h"
      })
  @DisplayName("is refused in any other form")
  void refusesOtherForms(String text) {
    assertEquals(
        "--member is '%s'; expected ID=HOST:PORT with a port from 1 to 65535, such as a=10.0.0.1:7400"
            .formatted(text),
        fault(text));
  }

  @Test
  @DisplayName("names each id and each address once")
  void refusesDuplicates() {
    assertEquals(
        "--member: member id is 'a'; expected to occur once among the members",
        fault("a=h:1", "a=h:2"));
    assertEquals(
        "--member: address of member 'b' is 'h:1'; expected another than that of member 'a'",
        fault("a=h:1", "b=h:1"));
  }

  @Test
  @DisplayName("must be given")
  void isRequired() {
    assertEquals("--member is missing; expected --member ID=HOST:PORT for each member", fault());
  }

  @Test
  @DisplayName("is looked up by id")
  void finds() throws UsageException {
    List<Member> members = read("a=h:1", "b=h:2");
    assertEquals(Optional.of(Member.of("b", "h:2")), ClusterOptions.find(members, "b"));
    assertEquals(Optional.empty(), ClusterOptions.find(members, "c"));
  }

  private static List<Member> read(String... members) throws UsageException {
    List<String> words = new ArrayList<>();
    for (String member : members) {
      words.addAll(List.of("--member", member));
    }
    Options options = ClusterOptions.addTo(Options.COMMON, "a member");
    return ClusterOptions.read(options.parse(words));
  }

  private static String fault(String... members) {
    return assertThrows(UsageException.class, () -> read(members)).reason();
  }
}
