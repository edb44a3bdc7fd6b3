/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import static java.util.Objects.requireNonNull;

/**
 * A member of a cluster.
 *
 * @param id unique in the cluster and never used again for another disk
 * @param address where its transport is reached, for example {@code 10.0.0.1:7400}
 * @param priority rank among candidates, higher first; 0 makes a voter a witness, which votes and
 *     never leads
 * @param voter whether it votes; an observer only listens
 * @since 0.1
 */
public record Member(String id, String address, int priority, boolean voter) {

  /** The priority of a member for which none was chosen. */
  public static final int DEFAULT_PRIORITY = 1;

  /** Refuses null; everything else is judged by the builder, which reports all faults together. */
  public Member {
    requireNonNull(id, "id");
    requireNonNull(address, "address");
  }

  /**
   * A voter of default priority.
   *
   * @param id its id
   * @param address its address
   * @return the member
   */
  public static Member of(String id, String address) {
    return new Member(id, address, DEFAULT_PRIORITY, true);
  }

  /**
   * The same member with another priority.
   *
   * @param newPriority 0 for a witness
   * @return the changed member
   */
  public Member withPriority(int newPriority) {
    return new Member(id, address, newPriority, voter);
  }

  /**
   * The same member as an observer.
   *
   * @return the changed member
   */
  public Member asObserver() {
    return new Member(id, address, priority, false);
  }
}
