/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.ConfigurationMember;
import io.github.election4j.wire.Sender;

/**
 * Checks that one node's terms, configurations and incarnations only grow: {@link
 * Invariant#TERM_NEVER_GOES_BACK}, {@link Invariant#CONFIGURATION_NEVER_GOES_BACK}, {@link
 * Invariant#INCARNATION_GROWS}.
 */
public final class NodeProgress {

  private final String id;
  private final Progress stored = new Progress("stores");
  private final Progress shown = new Progress("shows");
  private Sender sender;
  private boolean sent;

  public NodeProgress(String id) {
    this.id = id;
    this.sender = new Sender(id, 0, 0);
  }

  /** A process starts and will send under this name. */
  void started(Sender newSender) {
    if (sent && newSender.incarnation() <= sender.incarnation()) {
      throw new Violation(
          Invariant.INCARNATION_GROWS,
          "%s starts as incarnation %d after %d"
              .formatted(id, newSender.incarnation(), sender.incarnation()));
    }
    if (sent && newSender.identity() != sender.identity()) {
      throw new Violation(
          Invariant.INCARNATION_GROWS,
          "%s starts with identity %d after %d"
              .formatted(id, newSender.identity(), sender.identity()));
    }
    sender = newSender;
    sent = false;
  }

  /** The process that runs sends something. Who is refused unread is told no identity. */
  void sends(Sender actual) {
    sent = true;
    boolean unnamed = actual.identity() == ConfigurationMember.UNKNOWN_IDENTITY;
    if (!unnamed && !actual.equals(sender)) {
      throw new Violation(
          Invariant.INCARNATION_GROWS,
          "%s sends as %s; it started as %s".formatted(id, actual, sender));
    }
  }

  /**
   * A record is durable; it may be one whose write was said to have failed, and that nobody saw.
   */
  public void stores(long term, ConfigurationId configuration) {
    stored.advance(term, configuration);
  }

  /** The node shows itself in a view. */
  public void shows(long term, ConfigurationId configuration) {
    shown.advance(term, configuration);
  }

  /** A term and a configuration that never go back. */
  private final class Progress {
    private final String verb;
    private long term;
    private ConfigurationId configuration = ConfigurationId.NONE;

    private Progress(String verb) {
      this.verb = verb;
    }

    private void advance(long newTerm, ConfigurationId newConfiguration) {
      if (newTerm < term) {
        throw new Violation(
            Invariant.TERM_NEVER_GOES_BACK,
            "%s %s term %d after %d".formatted(id, verb, newTerm, term));
      }
      if (newConfiguration.compareTo(configuration) < 0) {
        throw new Violation(
            Invariant.CONFIGURATION_NEVER_GOES_BACK,
            "%s %s configuration %s after %s".formatted(id, verb, newConfiguration, configuration));
      }
      term = newTerm;
      configuration = newConfiguration;
    }
  }
}
