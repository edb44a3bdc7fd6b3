/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.spi;

import java.io.IOException;

/**
 * Opens the vote store of one member. Given to {@link
 * io.github.election4j.ElectionBuilder#voteStore}.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface VoteStoreProvider {

  /**
   * Opens the store and makes sure that nobody else uses it. May block for as long as the disk
   * takes.
   *
   * @param group the name of the cluster
   * @param memberId the member's id; a store that belongs to another member or group is refused
   * @return a new store, owned and closed by the caller; never null
   * @throws IOException if it cannot be opened, is in use, or belongs to another member or group;
   *     the message says what to do
   */
  VoteStore open(String group, String memberId) throws IOException;
}
