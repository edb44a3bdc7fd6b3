/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.util.Optional;

/** What one connection may have, and has, of what its transport may hold. Any thread may call. */
final class Allowance {

  /** What all connections of a transport may hold together. */
  static final class Pool {
    private final Limits limits;
    private final Budget bytes;
    private final Budget requests;

    Pool(Limits limits) {
      this.limits = limits;
      this.bytes =
          new Budget(
              Limit.BYTES,
              Limit.BYTES_OF_CONNECTION,
              limits.bytes().inAll(),
              limits.bytes().ofStrangers(),
              Limits.SURE_BYTES);
      this.requests =
          new Budget(
              Limit.REQUESTS,
              Limit.REQUESTS_OF_CONNECTION,
              limits.requests().inAll(),
              limits.requests().ofStrangers(),
              Limits.SURE_REQUESTS);
    }

    Limits limits() {
      return limits;
    }

    /** For a connection that another makes, of whom nothing is known yet. */
    Allowance ofStranger() {
      return new Allowance(this);
    }

    /** For a connection that this side makes: what waits there is this side's own. */
    Allowance ofPeer() {
      Allowance allowance = new Allowance(this);
      allowance.bytes.identified(true, limits.bytes().ofMember());
      allowance.member = true;
      return allowance;
    }

    /** How many bytes are held, for tests. */
    long bytesHeld() {
      return bytes.held();
    }
  }

  /** Who is at the other end, as far as limits go. */
  enum Kind {
    OPERATOR,
    /** Says that it is a member, of whom the configuration does not know. */
    UNKNOWN_MEMBER,
    MEMBER
  }

  /** What a decoded request takes beyond its bytes: 255 members of a few bytes each. */
  private static final long DECODED_BYTES = 40 << 10;

  /** What a request takes that is hardly more than its header. */
  private static final long REQUEST_BYTES = 1 << 10;

  /**
   * Bytes of one connection are looked at so many at a time, so that others have their turn. Those
   * of members too: whoever says that it is one need not be.
   */
  static final int TURN_BYTES = 4 << 10;

  private final Pool pool;
  private final Budget.Account bytes;
  private final Budget.Account requests;
  private volatile int maxBodyBytes;
  private volatile boolean member;

  private Allowance(Pool pool) {
    this.pool = pool;
    this.bytes = pool.bytes.open(pool.limits.bytes().ofOperator());
    this.requests = pool.requests.open(pool.limits.requests().ofOperator());
    this.maxBodyBytes = pool.limits.frames().beforeIdentity();
  }

  /** The other side has said who it is. Called by the loop's thread, before anybody else calls. */
  void identified(Kind kind) {
    member = kind == Kind.MEMBER;
    boolean operator = kind == Kind.OPERATOR;
    Limits most = pool.limits;
    bytes.identified(member, operator ? most.bytes().ofOperator() : most.bytes().ofMember());
    requests.identified(
        member, operator ? most.requests().ofOperator() : most.requests().ofMember());
    maxBodyBytes = operator ? most.frames().ofOperator() : Limits.Frames.OF_MEMBER;
  }

  Limits limits() {
    return pool.limits;
  }

  int maxBodyBytes() {
    return maxBodyBytes;
  }

  /** Whether it is a member's, as far as this side knows. */
  boolean ofMember() {
    return member;
  }

  /** Holds bytes for it; what would be exceeded, and then nothing is held. */
  Optional<Limit> holdBytes(long count) {
    return bytes.take(count);
  }

  void freeBytes(long count) {
    bytes.giveBack(count);
  }

  /** Begins to work on a request of its; what would be exceeded, and then it must not be. */
  Optional<Limit> beginRequest(int bodyBytes) {
    Optional<Limit> tooMany = requests.take(1);
    if (tooMany.isPresent()) {
      return tooMany;
    }
    Optional<Limit> tooMuch = bytes.take(heldBy(bodyBytes));
    if (tooMuch.isPresent()) {
      requests.giveBack(1);
    }
    return tooMuch;
  }

  void endRequest(int bodyBytes) {
    bytes.giveBack(heldBy(bodyBytes));
    requests.giveBack(1);
  }

  private static long heldBy(int bodyBytes) {
    return REQUEST_BYTES + bodyBytes + Math.min(8L * bodyBytes, DECODED_BYTES);
  }

  /** Whether nothing is worked on for it. */
  boolean isIdle() {
    return requests.isEmpty();
  }
}
