/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.Sender;
import io.github.election4j.wire.Verdict;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What came of the latest messages to and from one peer. It is noted on a heartbeat's way, so that
 * there is neither a lock nor anything new to allocate; what it means is worked out by whoever
 * reads it. The fields are written one by one: a reader may see those of two messages that came at
 * the same time.
 */
final class PeerContact {

  private static final Optional<IOException> NONE = Optional.empty();
  private static final Sender NOBODY = new Sender("nobody", 0, 0);

  private volatile boolean met;
  private volatile long metNanos;
  private volatile boolean answered;
  private volatile long roundTripNanos;
  private volatile Sender sender = NOBODY;
  private volatile Verdict toldUs = Verdict.GRANTED;
  private volatile Verdict toldIt = Verdict.GRANTED;
  private volatile Optional<IOException> failure = NONE;
  private volatile long failingSinceNanos;
  private volatile String calledFrom = "";
  private volatile long calledNanos;
  private final AtomicBoolean missed = new AtomicBoolean();

  /** It has answered. */
  void answered(PeerReply reply, long askedNanos, long nowNanos) {
    roundTripNanos = nowNanos - askedNanos;
    answered = true;
    toldUs = reply.header().verdict();
    if (toldUs == Verdict.GRANTED) {
      // Whoever grants goes along with this node; what it was told before is out of date.
      toldIt = Verdict.GRANTED;
    }
    sender = reply.header().sender();
    failure = NONE;
    met(nowNanos);
  }

  /** It has asked something, from an address that a person may want to know, and was told this. */
  void asked(Sender itself, String origin, Verdict told, long nowNanos) {
    calledNanos = nowNanos;
    calledFrom = origin;
    sender = itself;
    toldIt = told;
    met(nowNanos);
  }

  private void met(long nowNanos) {
    metNanos = nowNanos;
    met = true;
  }

  /** It has not answered. */
  void failed(IOException reason, long nowNanos) {
    if (failure.isEmpty()) {
      failingSinceNanos = nowNanos;
    }
    failure = Optional.of(reason);
  }

  /** Notes that it is missed; false if that was noted before. */
  boolean miss() {
    return missed.compareAndSet(false, true);
  }

  /** Notes that it is back; false if it was not missed. */
  boolean isBack() {
    return missed.get() && missed.compareAndSet(true, false);
  }

  /** For how long no call has been answered; zero if the latest one was, or there was none. */
  long failingForNanos(long nowNanos) {
    return failure.isEmpty() ? 0 : nowNanos - failingSinceNanos;
  }

  OptionalLong sinceMetNanos(long nowNanos) {
    return met ? OptionalLong.of(Math.max(0, nowNanos - metNanos)) : OptionalLong.empty();
  }

  OptionalLong roundTripNanos() {
    return answered ? OptionalLong.of(roundTripNanos) : OptionalLong.empty();
  }

  /** Who it says that it is, in its latest message; none if there was none. */
  Optional<Sender> sender() {
    return met ? Optional.of(sender) : Optional.empty();
  }

  Verdict toldUs() {
    return toldUs;
  }

  Verdict toldIt() {
    return toldIt;
  }

  Optional<IOException> failure() {
    return failure;
  }

  /** Whether a request of it has come lately. */
  boolean calledWithin(long nanos, long nowNanos) {
    return !calledFrom.isEmpty() && nowNanos - calledNanos <= nanos;
  }

  /** Where its latest request came from; empty if none has come. */
  String calledFrom() {
    return calledFrom;
  }
}
