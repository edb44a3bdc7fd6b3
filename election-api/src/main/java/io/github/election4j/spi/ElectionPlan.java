/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.spi;

import io.github.election4j.ElectionListener;
import io.github.election4j.ElectionSettings;
import io.github.election4j.Member;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Everything that the builder hands to an engine. Its parts have been checked.
 *
 * @param self the member to run
 * @param founders the first configuration, the member itself included; empty for a member that
 *     joins, and for one that finds the founders
 * @param settings timing and rules
 * @param seams what connects the member with the world
 * @param users the code of the user's that the member runs
 * @since 0.1
 */
public record ElectionPlan(
    Member self, List<Member> founders, ElectionSettings settings, Seams seams, UserCode users) {

  /** Copies the list. */
  public ElectionPlan {
    founders = List.copyOf(founders);
  }

  /**
   * The code of the user's that a member runs, and where.
   *
   * @param listeners told of every event from the first on
   * @param threads what they, and tasks, run on
   * @param expected how the founders are found; empty if they were given, or if the member joins
   * @since 0.1
   */
  public record UserCode(
      List<ElectionListener> listeners, UserThreads threads, Optional<ExpectedMembers> expected) {

    /** Copies the list. */
    public UserCode {
      listeners = List.copyOf(listeners);
    }
  }

  /**
   * How the founders of a cluster are found, by a member that has no record of any.
   *
   * @param count how many found it
   * @param supplier says who is there; may block
   * @since 0.1
   */
  public record ExpectedMembers(int count, Supplier<List<Member>> supplier) {}

  /**
   * What tasks and listeners run on.
   *
   * @since 0.1
   */
  public enum UserThreads {
    /** Virtual threads. */
    VIRTUAL,
    /** Platform threads. */
    PLATFORM
  }

  /**
   * What connects a member with the world.
   *
   * @param transport carries the messages
   * @param storage where the vote record is kept
   * @since 0.1
   */
  public record Seams(TransportProvider transport, Storage storage) {}

  /**
   * Where the vote record is kept.
   *
   * @since 0.1
   */
  public sealed interface Storage {

    /**
     * In a directory, by the engine's own file store.
     *
     * @param directory made if it does not exist
     * @since 0.1
     */
    record Directory(Path directory) implements Storage {}

    /**
     * In memory only: after a restart the member may vote a second time in a term.
     *
     * @since 0.1
     */
    record Volatile() implements Storage {}

    /**
     * In a store of the user's.
     *
     * @param provider opens it
     * @since 0.1
     */
    record Custom(VoteStoreProvider provider) implements Storage {}
  }
}
