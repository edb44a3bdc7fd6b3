/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** A running member of a leader election. */
public interface Election extends AutoCloseable {

  /**
   * Begins the description of a member.
   *
   * @param id the member's id
   * @return a new builder
   */
  static ElectionBuilder builder(String id) {
    return new ElectionBuilder(id);
  }

  /**
   * Whether this member is the active leader at this moment.
   *
   * @return true while it leads with a valid lease
   */
  boolean isLeader();

  /**
   * The leader that this member knows.
   *
   * @return the leader, or empty
   */
  Optional<Leader> leader();

  /**
   * How this member sees itself and the cluster.
   *
   * @return the status
   */
  ElectionStatus status();

  /**
   * Waits until a leader is known.
   *
   * @param timeout how long to wait at most
   * @return the leader
   * @throws InterruptedException if interrupted
   * @throws TimeoutException if no leader was known in time
   */
  Leader awaitLeader(Duration timeout) throws InterruptedException, TimeoutException;

  /**
   * Runs a task whenever this member is the active leader.
   *
   * @param task what to do
   * @return ends it
   */
  Registration whileLeader(LeadershipTask task);

  /**
   * Runs a task in one term of office only, the next one that this member gains.
   *
   * @param task what to do
   * @return ends it
   */
  Registration once(LeadershipTask task);

  /**
   * Adds a listener.
   *
   * @param listener is told of later events
   * @return removes it
   */
  Registration addListener(ElectionListener listener);

  /**
   * Stops leading and hands over to the best successor.
   *
   * @param timeout how long to try
   * @return the new leader
   * @throws InterruptedException if interrupted
   * @throws TimeoutException if nobody could take over in time
   */
  Leader resign(Duration timeout) throws InterruptedException, TimeoutException;

  /**
   * Stops leading and hands over to one member.
   *
   * @param successor the id of the member that is to lead
   * @param timeout how long to try
   * @return the new leader
   * @throws InterruptedException if interrupted
   * @throws TimeoutException if it did not take over in time
   */
  Leader transferTo(String successor, Duration timeout)
      throws InterruptedException, TimeoutException;

  /** Forgets the leader and waits for an election as if just started. */
  void reset();

  /**
   * Changes the members.
   *
   * @param members the wanted members
   * @param timeout how long to try
   * @return the members in force
   * @throws InterruptedException if interrupted
   * @throws TimeoutException if it was not finished in time
   */
  Collection<Member> updateMembers(Collection<Member> members, Duration timeout)
      throws InterruptedException, TimeoutException;

  /**
   * Keeps the members as a supplier says; the leader alone acts on it.
   *
   * @param members asked from time to time
   * @param every how often
   * @return ends it
   */
  Registration follow(Supplier<? extends Collection<Member>> members, Duration every);

  /** Hands over and ends. */
  @Override
  void close();
}
