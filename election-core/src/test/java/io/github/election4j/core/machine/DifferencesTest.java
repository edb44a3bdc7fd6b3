/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Member;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is said to founders that were given different members")
class DifferencesTest {

  private static final Configuration ONE = founding("a", "b", "c");
  private static final Configuration OTHER = founding("a", "b", "d");

  private static Configuration founding(String... ids) {
    List<Member> members = Stream.of(ids).map(id -> Member.of(id, id)).toList();
    return Members.founding(members);
  }

  @Test
  @DisplayName("is to give all the same, as long as there is no cluster")
  void founders() {
    assertSays(ONE, OTHER, "member 'c': voter at c here, absent there");
    assertSays(ONE, OTHER, "give all founders the same members");
  }

  @Test
  @DisplayName("is to join, where the cluster runs already, on either side")
  void replacedMember() {
    Configuration running = ONE.withId(new ConfigurationId(3, 2));
    assertSays(running, OTHER, "started to join instead");
    assertSays(OTHER, running, "election members add ID=HOST:PORT");
  }

  private static void assertSays(Configuration ours, Configuration theirs, String text) {
    String said = Differences.describe(ours, theirs, "x");
    assertTrue(said.contains(text), said);
  }
}
