/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A running member of a leader election. {@link #builder} describes one, {@link
 * ElectionBuilder#start()} starts it, {@link #close()} ends it.
 *
 * {@snippet :
 * try (Election election = Election.builder("a")
 *         .member("a", "10.0.0.1:7400").member("b", "10.0.0.2:7400").member("c", "10.0.0.3:7400")
 *         .transport("socket")
 *         .stateDirectory(Path.of("/var/lib/app/election"))
 *         .start()) {
 *     Leader leader = election.awaitLeader(Duration.ofSeconds(10));
 *     election.whileLeader(leadership -> {                       // its own virtual thread, interrupted on loss
 *         while (leadership.isValid()) {                         // lock-free, the lease against the monotonic clock
 *             store.write(nextBatch(), leadership.term());       // the term is the fencing token
 *         }
 *     });
 * }
 * }
 *
 * <p><b>Elected and active.</b> A member that wins an election is the leader that everybody knows:
 * {@link #leader()}, {@link #awaitLeader} and {@link ElectionEvent.LeaderElected} speak of that. It
 * acts only when it is <em>active</em> as well, that is, when nobody else can be: {@link
 * #isLeader()}, {@link Leadership#isValid()}, tasks and {@link ElectionEvent.LeadershipGained}
 * speak of that. {@link Activation} says when a member that has won becomes active.
 *
 * <p><b>Threads.</b> All methods may be called from any thread, at the same time, also from tasks
 * and listeners. Those that block say so, take a {@code timeout} and can be interrupted; a timeout
 * of zero or less does not wait. No lock of the library is held while a task, a listener or a
 * transport runs.
 *
 * <p><b>Null.</b> No argument may be null: {@link NullPointerException} names it. No result is
 * null.
 *
 * <p><b>After {@link #close()}, or after a failure</b> ({@link Role#FAILED}), {@link #isLeader()}
 * is false, {@link #leader()} is empty, {@link #status()} says what became of the member, {@code
 * close()} and the {@code close()} of registrations do nothing, and every other method throws
 * {@link IllegalStateException}, which gives the reason of a failure. A call that waits at that
 * moment ends with the same exception.
 *
 * @since 0.1
 */
public interface Election extends AutoCloseable {

  /**
   * Begins the description of a member.
   *
   * @param id the member's id, unique in the cluster; not null
   * @return a new builder
   */
  static ElectionBuilder builder(String id) {
    return new ElectionBuilder(id);
  }

  /**
   * Whether this member is the active leader at this moment: compares the lease with the monotonic
   * clock of the caller, at the moment of asking. A volatile read: never blocks, never throws, also
   * after {@link #close()}.
   *
   * <p>What was true may be false a moment later, when the caller acts. Work that must not happen
   * twice belongs in a {@link #whileLeader task}, and carries {@link Leadership#term()} as its
   * fencing token.
   *
   * @return true while it leads with a valid lease
   */
  boolean isLeader();

  /**
   * The leader that this member knows: who was elected, whether active yet or not. A volatile read:
   * never blocks, never throws, also after {@link #close()}.
   *
   * @return the leader, this member itself perhaps; empty if none is known
   */
  Optional<Leader> leader();

  /**
   * How this member sees itself and the cluster. A volatile read: never blocks, never throws, also
   * after {@link #close()}. The parts belong to one moment.
   *
   * @return the status
   */
  ElectionStatus status();

  /**
   * Waits until a leader is known. Returns at once if one is. Blocks.
   *
   * @param timeout how long to wait at most
   * @return the leader, as {@link #leader()} gives it
   * @throws InterruptedException if interrupted before or while it waits
   * @throws TimeoutException if no leader was known in time; the message says what this member sees
   * @throws IllegalStateException if this member is closed or has failed, or gets so meanwhile
   */
  Leader awaitLeader(Duration timeout) throws InterruptedException, TimeoutException;

  /**
   * Runs a task whenever this member is the active leader: once in each leadership, from its
   * beginning, or at once if this member is the active leader now. Does not block.
   *
   * <p>Each run has a virtual thread of its own. There is at most one run of a registration at a
   * time: if a run goes on after the loss, the next one begins only when it has ended. Tasks of
   * different registrations run side by side. On the loss of leadership {@link
   * Leadership#isValid()} is false first, then the task is interrupted, then {@link
   * ElectionEvent.LeadershipLost} is delivered. A hand-over waits until all tasks have ended, for
   * at most the task grace, and releases the lease only then. A task that returns or throws by
   * itself is not run again in the same term, and the member goes on leading: {@link #resign} if it
   * should not.
   *
   * @param task what to do
   * @return ends it: closing it prevents later runs, and interrupts one that is under way, whose
   *     end it does not wait for; a run that closes its own registration is not interrupted
   * @throws IllegalStateException if this member is closed or has failed
   */
  Registration whileLeader(LeadershipTask task);

  /**
   * Runs a task in one term only: this one if this member is the active leader now, else the next
   * that it gains. In all else like {@link #whileLeader}. It counts as run when it has begun.
   *
   * @param task what to do
   * @return ends it, as that of {@link #whileLeader}
   * @throws IllegalStateException if this member is closed or has failed
   */
  Registration whileLeaderOnce(LeadershipTask task);

  /**
   * Adds a listener, which is told of the events from now on, one after another in the order in
   * which they happened, on a virtual thread of its own. Does not block. Listeners that must not
   * miss the first event are given to the {@linkplain ElectionBuilder#listener builder}.
   *
   * @param listener is told of later events
   * @return removes it: no event is delivered after that, but one that is being delivered is not
   *     waited for
   * @throws IllegalStateException if this member is closed or has failed
   */
  Registration addListener(ElectionListener listener);

  /**
   * Stops leading, hands over to the best successor and waits for the next leader. Blocks.
   *
   * <p>This member stops being active first, and its tasks are interrupted and awaited for at most
   * the task grace. Then it releases its lease and asks the best successor (highest priority, then
   * latest contact, then shortest round trip) to take over, which needs two messages; another is
   * tried if it does not answer. If nobody can take over, or a task does not end in time, nothing
   * is released, and the others elect a leader as soon as the lease has run out. This member takes
   * no part in the next election, unless there is no other member that may lead: then it leads
   * again, in a higher term.
   *
   * <p>A task may call it, and must then end: the hand-over waits for that. So it does not wait for
   * the next leader there, but returns as soon as this member is active no more, with the task
   * interrupted, and what it returns is this member, as the leader of the term that ends.
   *
   * @param timeout how long to wait at most
   * @return the leader of the next term
   * @throws NotLeaderException if this member does not lead; it names the leader, if one is known
   * @throws InterruptedException if interrupted before or while it waits; this member has stopped
   *     leading if it was interrupted while it waited
   * @throws TimeoutException if no next leader was known in time; this member has stopped leading
   *     nevertheless
   * @throws IllegalStateException if this member is closed or has failed, or gets so meanwhile
   */
  Leader resign(Duration timeout) throws InterruptedException, TimeoutException;

  /**
   * Stops leading and hands over to one member, as {@link #resign} does. Blocks. If it is plain
   * beforehand that that member cannot take over, this member goes on leading. If it is this leader
   * itself, there is nothing to do, and it is returned.
   *
   * <p>In a task it returns as {@link #resign} does there.
   *
   * @param successor the id of the member that is to lead: a voter of a priority above 0
   * @param timeout how long to wait at most
   * @return the leader of the next term, which is that member; of this term, if it leads already
   * @throws NotLeaderException if this member does not lead; it names the leader, if one is known
   * @throws ElectionException if the successor is not a member that may lead, or is not in contact,
   *     or this member is not active yet, and then this member goes on leading; or if another
   *     member leads the next term
   * @throws InterruptedException if interrupted before or while it waits; this member may lead no
   *     more
   * @throws TimeoutException if no next leader was known in time; this member leads no more
   * @throws IllegalStateException if this member is closed or has failed, or gets so meanwhile
   */
  Leader transferTo(String successor, Duration timeout)
      throws InterruptedException, TimeoutException;

  /**
   * Makes this member forget the leader and wait for an election as if it had just been started.
   * Term, vote, promises and members stay: nothing that was promised is forgotten. A leader stops
   * leading without handing over, so that the others wait for its lease: {@link #resign} is the
   * better way. Does not wait for what follows; blocks for as long as the disk takes at most.
   *
   * @throws IllegalStateException if this member is closed or has failed
   */
  void reset();

  /**
   * Changes the members, one voter at a time, each step confirmed by a quorum before the next, so
   * that there are never two quorums without a common voter. Blocks until the wanted members are in
   * force and confirmed. A leader that is not among them finishes the change, hands over and
   * becomes an observer.
   *
   * <p>{@link ElectionEvent.MembersConfirmed} reports each step as it is confirmed. When the call
   * ends early, because of the timeout, an interrupt or a lost leadership, nothing is undone and
   * nothing is lost: the exception's message and {@link #status()} say which configuration is in
   * force. A leader goes on with the change all the same, until it is given another one; the same
   * call can be made again, on whoever leads then.
   *
   * @param members all that are wanted, in any order, this member included if it is to stay
   * @param timeout how long to wait at most
   * @return the members in force, ordered by id
   * @throws NotLeaderException if this member does not lead or stops leading half-way; it names the
   *     leader, if one is known
   * @throws ElectionException if the members break a rule, which it names; nothing was changed
   * @throws InterruptedException if interrupted before or while it waits; the message says what is
   *     in force if the change had begun
   * @throws TimeoutException if it was not finished in time; the message says what is in force
   * @throws IllegalStateException if this member is closed or has failed, or gets so meanwhile
   */
  List<Member> updateMembers(List<Member> members, Duration timeout)
      throws InterruptedException, TimeoutException;

  /**
   * Keeps the members as a supplier says, for example a service discovery. Call it on each member:
   * the leader alone asks and acts, as {@link #updateMembers} does, when two answers in a row
   * agree. An answer that breaks a rule and an exception change nothing; they are logged as
   * warnings, and the supplier is asked again. Does not block.
   *
   * @param members asked on a virtual thread; may block
   * @param every how often it is asked; positive
   * @return ends it
   * @throws IllegalArgumentException if {@code every} is not positive
   * @throws IllegalStateException if this member is closed or has failed
   */
  Registration syncMembers(Supplier<List<Member>> members, Duration every);

  /**
   * Hands over, if this member leads, and ends: tasks are interrupted, the last events up to {@link
   * ElectionEvent.Stopped} are handed to the listeners, the transport and the vote store are
   * closed. Blocks for at most the close timeout; what has not ended by then is interrupted and
   * left behind, and logged. When it returns, this member is not the leader and its address and
   * state directory are free.
   *
   * <p>Idempotent: a second call waits for the first within the same bound. May be called at any
   * moment, also while the member starts or campaigns, and from a listener, for whose own return it
   * does not wait. From a task it does not block at all: the member ends when the task has
   * returned. Never throws. If the calling thread is interrupted, it goes on all the same within
   * its bound, and re-asserts the interrupt.
   */
  @Override
  void close();
}
