/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.Sender;
import io.github.election4j.wire.VoteRecord;
import io.github.election4j.wire.VoteRecord.Ballot;
import io.github.election4j.wire.WireLimits;
import java.util.Optional;

/**
 * What a node must still know after a crash: its ballot, its configuration and its longest promise;
 * what of that is durable, and what the one write that may be under way makes durable. Changes that
 * come meanwhile coalesce into the next write.
 */
final class DurableState {

  /**
   * The parts of the record; what others are shown rests on some of them.
   *
   * @param ballot the incarnation, the term and the vote
   * @param configuration the configuration
   * @param promise how long the longest promise is
   */
  record Parts(boolean ballot, boolean configuration, boolean promise) {

    static final Parts NONE = new Parts(false, false, false);
    static final Parts BALLOT = new Parts(true, false, false);
    static final Parts CONFIGURATION = new Parts(false, true, false);
    static final Parts PROMISE = new Parts(false, false, true);
    static final Parts ALL = new Parts(true, true, true);

    Parts and(Parts other) {
      return new Parts(
          ballot || other.ballot, configuration || other.configuration, promise || other.promise);
    }

    boolean meets(Parts other) {
      return (ballot && other.ballot)
          || (configuration && other.configuration)
          || (promise && other.promise);
    }
  }

  /** Which write something waits for. */
  enum Wait {
    /** It waits for none: what it rests on is durable. */
    NONE,
    /** For the one that is under way. */
    WRITE_UNDER_WAY,
    /** For the one after that: what it rests on has changed since. */
    NEXT_WRITE
  }

  private Sender sender;
  private Ballot ballot;
  private Configuration configuration;
  private Optional<Configuration> staged = Optional.empty();
  private long longestPromiseNanos;

  private VoteRecord durable;
  private Optional<VoteRecord> underWay = Optional.empty();
  private Parts inWriteUnderWay = Parts.NONE;

  /** What has changed since the newest write was begun. */
  private Parts changed = Parts.ALL;

  /** Whether there is anything to write, be it something that nothing rests on. */
  private boolean unsaved = true;

  DurableState(Sender sender, VoteRecord loaded) {
    this.sender = sender;
    this.ballot = loaded.ballot();
    this.configuration = loaded.configuration();
    this.longestPromiseNanos = loaded.longestPromiseNanos();
    this.durable = loaded;
  }

  Sender sender() {
    return sender;
  }

  Ballot ballot() {
    return ballot;
  }

  Configuration configuration() {
    return configuration;
  }

  /** What a leader writes and has not put in force yet. */
  Optional<Configuration> staged() {
    return staged;
  }

  long longestPromiseNanos() {
    return longestPromiseNanos;
  }

  /** What a crash would leave behind at this moment. */
  VoteRecord durable() {
    return durable;
  }

  // ---- changes

  void vote(long term, Optional<String> vote) {
    Invariants.check(
        term > ballot.term() && term <= WireLimits.MAX_TERM,
        "term %d cannot follow term %d; expected a higher one up to %d",
        term,
        ballot.term(),
        WireLimits.MAX_TERM);
    ballot = new Ballot(term, vote);
    change(Parts.BALLOT);
  }

  void configure(Configuration newer) {
    checkNewer(newer);
    configuration = newer;
    staged = staged.filter(waiting -> waiting.id().isNewerThan(newer.id()));
    change(Parts.CONFIGURATION);
  }

  /**
   * Replaces a first configuration that was gathered, or puts one in the place of none. That goes
   * not back behind anything: nobody has led with either (design, section 5 rule 16).
   */
  void replaceFirst(Configuration other) {
    Invariants.check(
        !configuration.id().isNewerThan(ConfigurationId.FIRST)
            && !other.id().isNewerThan(ConfigurationId.FIRST)
            && staged.isEmpty(),
        "configuration %s cannot be replaced by %s; expected two that nobody has led with",
        configuration.id(),
        other.id());
    configuration = other;
    change(Parts.CONFIGURATION);
  }

  private void checkNewer(Configuration newer) {
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
  }

  /** Writes a configuration that is in force only when it is durable. */
  void stage(Configuration newer) {
    checkNewer(newer);
    staged = Optional.of(newer);
    change(Parts.CONFIGURATION);
  }

  /** Puts in force what was staged once it is durable, and says whether it has. */
  boolean enforceStaged() {
    boolean ready = staged.filter(durable.configuration()::equals).isPresent();
    if (ready) {
      configuration = staged.orElseThrow();
      staged = Optional.empty();
    }
    return ready;
  }

  /**
   * The leader that staged a configuration leads no more. If its write has begun a restart may find
   * it, and what a node holds never goes back: it comes into force all the same, when it is
   * durable. If not, it is as if nobody had thought of it.
   */
  void settleStaged() {
    boolean begun = staged.equals(underWay.map(VoteRecord::configuration));
    if (!begun) {
      staged = Optional.empty();
    }
  }

  void notePromise(long promiseNanos) {
    if (promiseNanos > longestPromiseNanos) {
      longestPromiseNanos = promiseNanos;
      change(Parts.PROMISE);
    }
  }

  /** Longer promises have run out. Nothing waits for that to be written. */
  void lowerLongestPromise(long promiseNanos) {
    if (promiseNanos < longestPromiseNanos) {
      longestPromiseNanos = promiseNanos;
      unsaved = true;
    }
  }

  void incarnate(long incarnation) {
    sender = new Sender(sender.id(), incarnation, sender.identity(), sender.priority());
    change(Parts.BALLOT);
  }

  private void change(Parts part) {
    changed = changed.and(part);
    unsaved = true;
  }

  // ---- writes

  /** Which write something waits for that rests on these parts. */
  Wait waitFor(Parts parts) {
    if (changed.meets(parts)) {
      return Wait.NEXT_WRITE;
    }
    return inWriteUnderWay.meets(parts) ? Wait.WRITE_UNDER_WAY : Wait.NONE;
  }

  /** The record whose write begins now, if there is anything to write and no write is under way. */
  Optional<VoteRecord> beginWrite() {
    if (!unsaved || underWay.isPresent()) {
      return Optional.empty();
    }
    underWay = Optional.of(record());
    inWriteUnderWay = changed;
    changed = Parts.NONE;
    unsaved = false;
    return underWay;
  }

  /** The write under way is done; the parts that it made durable are returned. */
  Parts endWrite() {
    Invariants.check(underWay.isPresent(), "a record is durable, and none was being written");
    durable = underWay.orElseThrow();
    Parts written = inWriteUnderWay;
    underWay = Optional.empty();
    inWriteUnderWay = Parts.NONE;
    return written;
  }

  /** What is not durable will not be, as far as this node knows: nobody was told of it. */
  void rollBack() {
    ballot = durable.ballot();
    configuration = durable.configuration();
    staged = Optional.empty();
    underWay = Optional.empty();
    inWriteUnderWay = Parts.NONE;
    changed = Parts.NONE;
    unsaved = false;
  }

  private VoteRecord record() {
    return new VoteRecord(
        ballot,
        staged.orElse(configuration),
        longestPromiseNanos,
        sender.incarnation(),
        sender.identity());
  }
}
