/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.store;

import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.VoteRecord;
import io.github.election4j.wire.VoteRecord.Ballot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a second process does in the tests: saves records of rising terms and tells each term when
 * it is durable, until it is killed or the end of its input; or says why it could not open.
 */
final class VoteStoreProcess {

  static final String OPENED = "opened";

  private VoteStoreProcess() {}

  public static void main(String[] arguments) throws IOException {
    try (FileVoteStore store = FileVoteStore.open(Path.of(arguments[0]), "orders", "a")) {
      System.out.println(OPENED);
      long term = Long.parseLong(arguments[1]);
      while (System.in.read() >= 0) {
        store.save(record(term));
        System.out.println(term);
        term++;
      }
    } catch (IOException refused) {
      System.out.println(refused.getMessage());
    }
  }

  static VoteRecord record(long term) {
    return new VoteRecord(new Ballot(term, Optional.of("b")), Configuration.NONE, 150, 1, 42);
  }
}
