/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.store;

import io.github.election4j.spi.VoteStore;
import io.github.election4j.testkit.VoteStoreContract;
import org.junit.jupiter.api.DisplayName;

@DisplayName("VolatileVoteStore keeps the contract of a vote store, for as long as it is open")
final class VolatileVoteStoreContractTest extends VoteStoreContract {

  @Override
  protected VoteStore open() {
    return new VolatileVoteStore();
  }
}
