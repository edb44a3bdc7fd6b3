/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.store;

import io.github.election4j.spi.VoteStoreProvider;
import io.github.election4j.testkit.DurableVoteStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("FileVoteStore keeps the contract of a vote store")
final class FileVoteStoreContractTest extends DurableVoteStoreContract {

  @TempDir private Path directory;

  @Override
  protected VoteStoreProvider provider() {
    return (group, memberId) -> FileVoteStore.open(directory, group, memberId);
  }

  @Override
  protected void damage() throws IOException {
    Files.write(directory.resolve(FileVoteStore.FILE_NAME), new byte[VoteSlots.FILE_SIZE]);
  }
}
