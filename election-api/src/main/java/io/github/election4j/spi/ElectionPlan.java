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

/**
 * Everything that the builder hands to an engine. Its parts have been checked.
 *
 * @param self the member to run
 * @param founders the first configuration, the member itself included; empty for a member that
 *     joins
 * @param settings timing and rules
 * @param seams what connects the member with the world
 * @param process what the member does in the process that it runs in
 * @since 0.1
 */
public record ElectionPlan(
    Member self, List<Member> founders, ElectionSettings settings, Seams seams, InProcess process) {

  /** Copies the list. */
  public ElectionPlan {
    founders = List.copyOf(founders);
  }

  /**
   * What a member does in the process that it runs in.
   *
   * @param listeners told of every event from the first on
   * @param threads what they, and tasks, run on
   * @param rehearse whether the process may be prepared for elections, see {@link
   *     io.github.election4j.ElectionBuilder#rehearse}; an engine that has no use for it ignores it
   * @since 0.1
   */
  public record InProcess(List<ElectionListener> listeners, UserThreads threads, boolean rehearse) {

    /** Copies the list. */
    public InProcess {
      listeners = List.copyOf(listeners);
    }
  }

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
