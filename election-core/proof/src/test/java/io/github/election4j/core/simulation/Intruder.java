/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

/**
 * Somebody who sends members whatever it likes: who it may say that it is, and what it knows. One
 * that is nobody, by its own word, is not among them: the runtime takes no member's message from
 * it.
 */
enum Intruder {
  /** Says that it is this or that member, proves nothing, and sees nothing but its own answers. */
  PRETENDER(false, true, false),
  /** Has proved to be a member of the group that the configuration does not name. */
  OUTSIDER(false, false, false),
  /** Says that it is this or that member, proves nothing, and sees all that anybody sends. */
  EAVESDROPPER(false, true, true),
  /** A member of the cluster, a voter, that says what it likes, but forges no configuration. */
  LIAR(true, false, true),
  /** A member that forges configurations, too. */
  FORGER(true, false, true);

  private final boolean member;
  private final boolean pretends;
  private final boolean knows;

  Intruder(boolean member, boolean pretends, boolean knows) {
    this.member = member;
    this.pretends = pretends;
    this.knows = knows;
  }

  boolean isMember() {
    return member;
  }

  /** Whether it may say that it is a member which it is not. */
  boolean pretends() {
    return pretends;
  }

  /** Whether everybody proves who he is, as with TLS. */
  boolean provesItsId() {
    return !pretends;
  }

  /** Whether members answer it as one of them: it is one, or knows what tells one from others. */
  boolean passesForMember() {
    return knows;
  }

  /** Whether it writes configurations that no leader has written. */
  boolean forges() {
    return this == FORGER;
  }
}
