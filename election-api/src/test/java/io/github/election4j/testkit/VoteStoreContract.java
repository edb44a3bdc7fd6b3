/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.spi.VoteStore;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.ConfigurationMember;
import io.github.election4j.wire.VoteRecord;
import io.github.election4j.wire.VoteRecord.Ballot;
import io.github.election4j.wire.WireLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@link VoteStore}, as far as a store that keeps nothing after it was closed can
 * fulfil it: a test for each sentence of its documentation. A store that keeps its record extends
 * {@link DurableVoteStoreContract} instead.
 *
 * <p>You have written a vote store and want to know that a member can rely on it: take the test-jar
 * of {@code election-api} with scope {@code test}, extend this class, and implement {@link #open}.
 * All tests must pass; none may be overridden or disabled.
 */
public abstract class VoteStoreContract {

  /** The group that the tests open the store for. */
  protected static final String GROUP = "orders";

  /** The member that the tests open the store for. */
  protected static final String MEMBER = "a";

  /**
   * Opens a store for {@link #MEMBER} of {@link #GROUP}. Each test begins with nothing saved; if
   * the store keeps its record, opening it again within a test finds what was saved.
   *
   * @return the store; the test closes it
   * @throws IOException if it cannot be opened
   */
  protected abstract VoteStore open() throws IOException;

  @Test
  @DisplayName("load is empty if none was ever saved here, however often it is asked")
  void loadIsEmptyAtFirst() throws Exception {
    try (VoteStore store = open()) {
      assertEquals(Optional.empty(), store.load());
      assertEquals(Optional.empty(), store.load());
    }
  }

  @Test
  @DisplayName("load reads the newest record, whichever number of saves went before")
  void loadReadsTheNewest() throws Exception {
    try (VoteStore store = open()) {
      for (int term = 1; term <= 7; term++) {
        store.save(record(term, "b"));
        assertEquals(Optional.of(record(term, "b")), store.load());
      }
    }
  }

  @Test
  @DisplayName("a record that is equal to the one before is saved as well")
  void savesTheSameAgain() throws Exception {
    try (VoteStore store = open()) {
      store.save(record(1, "b"));
      store.save(record(1, "b"));
      assertEquals(Optional.of(record(1, "b")), store.load());
    }
  }

  @Test
  @DisplayName("a record of any shape and size comes back as it was, after a larger or smaller one")
  void keepsEveryShape() throws Exception {
    try (VoteStore store = open()) {
      for (VoteRecord record : shapes()) {
        store.save(record);
        assertEquals(Optional.of(record), store.load());
      }
    }
  }

  @Test
  @DisplayName("the calls may come from different threads, one after the other")
  void servesAnyThread() throws Exception {
    try (VoteStore store = open();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int term = 1; term <= 5; term++) {
        VoteRecord record = record(term, "b");
        threads
            .submit(
                () -> {
                  store.save(record);
                  return record;
                })
            .get();
        assertEquals(Optional.of(record), threads.submit(store::load).get());
      }
    }
  }

  @Test
  @DisplayName("save fails once the store is closed")
  void saveFailsAfterClose() throws Exception {
    VoteStore store = open();
    store.save(record(1, "b"));
    store.close();
    assertThrows(IOException.class, () -> store.save(record(2, "c")));
  }

  @Test
  @DisplayName("close is idempotent and never throws, though nothing was saved or a save failed")
  void closeIsIdempotent() throws Exception {
    VoteStore store = open();
    store.close();
    assertThrows(IOException.class, () -> store.save(record(2, "c")));
    for (int time = 0; time < 3; time++) {
      assertDoesNotThrow(store::close);
    }
  }

  @Test
  @DisplayName("close does not touch the interrupt of its caller")
  void closeKeepsTheInterrupt() throws Exception {
    VoteStore store = open();
    Thread.currentThread().interrupt();
    store.close();
    assertTrue(Thread.interrupted());
  }

  /**
   * A record with a vote.
   *
   * @param term the term of the ballot
   * @param vote whom it was cast for
   * @return the record of a member of a cluster of three
   */
  protected static VoteRecord record(long term, String vote) {
    return new VoteRecord(
        new Ballot(term, Optional.of(vote)), configuration(3), 150_000_000, term, 0x5eedL);
  }

  /**
   * Records of all sizes, from the smallest to the largest and back.
   *
   * @return different records
   */
  protected static List<VoteRecord> shapes() {
    VoteRecord smallest = new VoteRecord(Ballot.NONE, Configuration.NONE, 0, 0, 0);
    VoteRecord largest =
        new VoteRecord(
            new Ballot(WireLimits.MAX_TERM, Optional.of("v".repeat(WireLimits.MAX_NAME_BYTES))),
            configuration(WireLimits.MAX_MEMBERS),
            WireLimits.MAX_PROMISE_NANOS,
            Long.MAX_VALUE,
            Long.MIN_VALUE);
    VoteRecord everySign = record(3, "Az09._:-");
    return List.of(smallest, record(1, "b"), largest, everySign, smallest, largest);
  }

  private static Configuration configuration(int size) {
    String address = size > 3 ? "a".repeat(WireLimits.MAX_ADDRESS_BYTES) : "10.0.0.1:7400";
    List<ConfigurationMember> members = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      String id = size > 3 ? "%0128d".formatted(i) : "m" + i;
      members.add(new ConfigurationMember(id, address, i, i % 4 != 3, i));
    }
    return new Configuration(ConfigurationId.FIRST, members);
  }
}
