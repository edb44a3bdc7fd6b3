/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.inmemory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.spi.VoteStore;
import io.github.election4j.testkit.VoteStoreContract;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The vote record that an in-memory cluster holds for a member")
class HeldVotesTest extends VoteStoreContract {

  private final HeldVotes votes = new HeldVotes();

  @Override
  protected VoteStore open() throws IOException {
    return votes.open(GROUP, MEMBER);
  }

  @Test
  @DisplayName("is there again after the member was stopped and started")
  void isHeld() throws Exception {
    try (VoteStore before = open()) {
      before.save(record(3, "b"));
    }
    try (VoteStore after = open()) {
      assertEquals(Optional.of(record(3, "b")), after.load());
    }
  }

  @Test
  @DisplayName(
      "is for one run of the member at a time; closing an earlier run again releases nothing")
  void isExclusive() throws Exception {
    VoteStore before = open();
    IOException refused = assertThrows(IOException.class, this::open);
    assertTrue(refused.getMessage().contains("stop the member first"), refused.getMessage());
    before.close();
    try (VoteStore after = open()) {
      before.close();
      assertThrows(IOException.class, this::open);
      assertThrows(IOException.class, before::load);
      assertEquals(Optional.empty(), after.load());
    }
  }
}
