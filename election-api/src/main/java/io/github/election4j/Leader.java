/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import static java.util.Objects.requireNonNull;

/**
 * Who leads, as one member knows it. It was elected; whether it is active already, it knows itself.
 *
 * @param id the leader's member id; not null
 * @param address the leader's address; empty if it is not known yet; not null
 * @param term the term that it leads; also the fencing token of its leadership
 * @since 0.1
 */
public record Leader(String id, String address, long term) {

  /** Refuses null. */
  public Leader {
    requireNonNull(id, "id");
    requireNonNull(address, "address");
  }
}
