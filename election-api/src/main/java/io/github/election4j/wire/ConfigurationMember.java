/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

/**
 * One member as a configuration records it.
 *
 * @param id the member's id, unique in the configuration
 * @param address where its transport is reached, in whatever form the transport understands
 * @param priority its rank among candidates, higher first; 0 makes a voter a witness, which votes
 *     and never leads
 * @param voter whether it votes; an observer only listens
 * @param identity the identity of the state directory that it first confirmed with; {@link
 *     #UNKNOWN_IDENTITY} before that
 */
public record ConfigurationMember(
    String id, String address, int priority, boolean voter, long identity) {

  /** The identity of a member that has not confirmed a configuration yet. */
  public static final long UNKNOWN_IDENTITY = 0;

  /** Checks the bounds. */
  public ConfigurationMember {
    WireLimits.requireName("member id", id);
    WireLimits.requireText("member address", address, WireLimits.MAX_ADDRESS_BYTES, true);
    WireLimits.requireRange("priority", priority, 0, WireLimits.MAX_PRIORITY);
  }

  /**
   * The same member with the identity of its state directory.
   *
   * @param newIdentity the identity that it confirmed with
   * @return the member with that identity
   */
  public ConfigurationMember withIdentity(long newIdentity) {
    return new ConfigurationMember(id, address, priority, voter, newIdentity);
  }

  /**
   * Whether this member may campaign: a voter that is no witness.
   *
   * @return true for a voter of priority above 0
   */
  public boolean mayLead() {
    return voter && priority > 0;
  }
}
