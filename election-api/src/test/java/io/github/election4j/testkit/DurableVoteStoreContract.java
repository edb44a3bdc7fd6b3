/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.spi.VoteStore;
import io.github.election4j.spi.VoteStoreProvider;
import io.github.election4j.wire.VoteRecord;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The whole contract of {@link VoteStore} and {@link VoteStoreProvider}, for stores that keep their
 * record. Extend this class and implement {@link #provider} and {@link #damage}.
 *
 * <p>What no test of this kind can show is that a record outlives the machine: see to it that your
 * medium confirms a write only when it is durable.
 */
public abstract class DurableVoteStoreContract extends VoteStoreContract {

  /**
   * What opens the store under test. All that it opens within one test is the same store.
   *
   * @return a provider
   */
  protected abstract VoteStoreProvider provider();

  /**
   * Makes what was saved impossible to read, as a broken medium would. Called while no store is
   * open.
   *
   * @throws IOException if that fails
   */
  protected abstract void damage() throws IOException;

  @Override
  protected final VoteStore open() throws IOException {
    return provider().open(GROUP, MEMBER);
  }

  @Test
  @DisplayName("what save has returned from is there when the store is opened again")
  void savedRecordsLast() throws Exception {
    for (VoteRecord record : shapes()) {
      try (VoteStore store = open()) {
        store.save(record);
      }
      try (VoteStore store = open()) {
        assertEquals(Optional.of(record), store.load());
      }
    }
  }

  @Test
  @DisplayName("a store that nothing was saved in is still empty when it is opened again")
  void emptinessLasts() throws Exception {
    open().close();
    try (VoteStore store = open()) {
      assertEquals(Optional.empty(), store.load());
    }
  }

  @Test
  @DisplayName("a failed save, after close, changes nothing: load finds the record before it")
  void failedSaveChangesNothing() throws Exception {
    VoteStore closed = open();
    closed.save(record(1, "b"));
    closed.close();
    assertThrows(IOException.class, () -> closed.save(record(2, "c")));
    try (VoteStore store = open()) {
      assertEquals(Optional.of(record(1, "b")), store.load());
    }
  }

  @Test
  @DisplayName("a record that cannot be read is an error that says so, never an empty result")
  void damageIsAnError() throws Exception {
    try (VoteStore store = open()) {
      store.save(record(1, "b"));
    }
    damage();
    IOException thrown =
        assertThrows(
            IOException.class,
            () -> {
              try (VoteStore store = open()) {
                store.load();
              }
            });
    assertFalse(thrown.getMessage().isBlank());
  }

  @Test
  @DisplayName("a store that is open keeps everybody else out, and its record safe")
  void openStoreIsExclusive() throws Exception {
    try (VoteStore store = open()) {
      store.save(record(1, "b"));
      IOException thrown = assertThrows(IOException.class, this::open);
      assertFalse(thrown.getMessage().isBlank());
      store.save(record(2, "c"));
      assertEquals(Optional.of(record(2, "c")), store.load());
      assertThrows(IOException.class, this::open);
    }
  }

  @Test
  @DisplayName("close releases the store, and deletes nothing")
  void closeReleases() throws Exception {
    for (int term = 1; term <= 5; term++) {
      VoteStore store = open();
      store.save(record(term, "b"));
      store.close();
      store.close();
      try (VoteStore next = open()) {
        assertEquals(Optional.of(record(term, "b")), next.load());
        // The first store has nothing to release any more, least of all what is the other's.
        store.close();
        assertThrows(IOException.class, this::open);
      }
    }
  }

  @Test
  @DisplayName("a store of another member or group is refused, by naming both, and left as it is")
  void foreignStoreIsRefused() throws Exception {
    try (VoteStore store = open()) {
      store.save(record(1, "b"));
    }
    assertRefused(GROUP, "somebody-else");
    assertRefused("another-group", MEMBER);
    try (VoteStore store = open()) {
      assertEquals(Optional.of(record(1, "b")), store.load());
    }
  }

  private void assertRefused(String group, String memberId) {
    IOException thrown =
        assertThrows(IOException.class, () -> provider().open(group, memberId).close());
    for (String name : new String[] {GROUP, MEMBER, group, memberId}) {
      assertTrue(thrown.getMessage().contains(name), thrown.getMessage());
    }
  }
}
