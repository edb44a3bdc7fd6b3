/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

/**
 * The identity of a configuration: the term of the leader that wrote it, then its version.
 *
 * <p>Configurations are totally ordered by this pair, term first (Schultz et al., <em>Design and
 * Analysis of a Logless Dynamic Reconfiguration Protocol</em>, section 3).
 *
 * @param term the term of the leader that wrote the configuration; 0 for the first one, which
 *     nobody wrote
 * @param version counts the changes; 0 only for a node that knows no configuration yet
 * @since 0.1
 */
public record ConfigurationId(long term, long version) implements Comparable<ConfigurationId> {

  /** The id of the empty configuration that a joining node starts with: older than any other. */
  public static final ConfigurationId NONE = new ConfigurationId(0, 0);

  /** The id of the configuration that the founders of a cluster are given. */
  public static final ConfigurationId FIRST = new ConfigurationId(0, 1);

  /** Checks the bounds. */
  public ConfigurationId {
    WireLimits.requireTerm(term);
    WireLimits.requireRange("configuration version", version, 0, WireLimits.MAX_TERM);
  }

  @Override
  public int compareTo(ConfigurationId other) {
    int byTerm = Long.compare(term, other.term);
    return byTerm != 0 ? byTerm : Long.compare(version, other.version);
  }

  /**
   * Whether this configuration is newer.
   *
   * @param other the id to compare with
   * @return true if this id is strictly greater
   */
  public boolean isNewerThan(ConfigurationId other) {
    return compareTo(other) > 0;
  }

  /** The form shown to people: {@code term.version}. */
  @Override
  public String toString() {
    return term + "." + version;
  }
}
