/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.Sender;
import io.github.election4j.wire.VoteRecord;
import io.github.election4j.wire.VoteRecord.Ballot;
import io.github.election4j.wire.WireLimits;
import java.util.Optional;

/**
 * What a node must still know after a crash: its ballot, its configuration and its longest promise.
 */
final class DurableState {

  private final Sender sender;
  private Ballot ballot;
  private Configuration configuration;
  private long longestPromiseNanos;
  private boolean unsaved = true;
  private VoteRecord saved;

  DurableState(Sender sender, VoteRecord loaded) {
    this.sender = sender;
    this.ballot = loaded.ballot();
    this.configuration = loaded.configuration();
    this.longestPromiseNanos = loaded.longestPromiseNanos();
    this.saved = loaded;
  }

  Ballot ballot() {
    return ballot;
  }

  Configuration configuration() {
    return configuration;
  }

  long longestPromiseNanos() {
    return longestPromiseNanos;
  }

  void vote(long term, Optional<String> vote) {
    Invariants.check(
        term > ballot.term() && term <= WireLimits.MAX_TERM,
        "term %d cannot follow term %d; expected a higher one up to %d",
        term,
        ballot.term(),
        WireLimits.MAX_TERM);
    ballot = new Ballot(term, vote);
    unsaved = true;
  }

  void configure(Configuration newer) {
    Invariants.check(
        newer.id().isNewerThan(configuration.id()),
        "configuration %s cannot follow %s; expected a newer one",
        newer.id(),
        configuration.id());
    Invariants.check(
        newer.id().term() <= ballot.term(),
        "configuration %s is ahead of term %d",
        newer.id(),
        ballot.term());
    configuration = newer;
    unsaved = true;
  }

  void notePromise(long promiseNanos) {
    if (promiseNanos > longestPromiseNanos) {
      longestPromiseNanos = promiseNanos;
      unsaved = true;
    }
  }

  /** What is to be written now, if anything has changed since the last time. */
  Optional<VoteRecord> takeUnsaved() {
    if (!unsaved) {
      return Optional.empty();
    }
    unsaved = false;
    return Optional.of(record());
  }

  /** All that was to be written has been. */
  void assumeSaved() {
    saved = record();
  }

  /** What was to be written has not been, and will not be: nobody has heard of it. */
  void rollBack() {
    ballot = saved.ballot();
    configuration = saved.configuration();
    unsaved = false;
  }

  private VoteRecord record() {
    return new VoteRecord(
        ballot, configuration, longestPromiseNanos, sender.incarnation(), sender.identity());
  }
}
