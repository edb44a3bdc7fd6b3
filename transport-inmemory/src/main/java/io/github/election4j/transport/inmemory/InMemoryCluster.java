/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.inmemory;

import io.github.election4j.Election;
import io.github.election4j.ElectionBuilder;
import io.github.election4j.ElectionListener;
import io.github.election4j.Leader;
import io.github.election4j.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A cluster inside this JVM, for unit tests of programs that use the library. Its members are real:
 * the real algorithm on real threads, connected by an {@link InMemoryNetwork} that breaks when it
 * is told to.
 *
 * {@snippet :
 * @Test
 * void anotherMemberTakesOverWhenTheLeaderIsCutOff() throws Exception {
 *   try (InMemoryCluster cluster = InMemoryCluster.of(3)) {
 *     Leader first = cluster.awaitLeader(Duration.ofSeconds(10));
 *
 *     cluster.network().isolate(first.id());
 *     Leader second = cluster.awaitLeaderOtherThan(first.id(), Duration.ofSeconds(10));
 *
 *     assertTrue(second.term() > first.term());
 *     assertFalse(cluster.member(first.id()).isLeader());
 *   }
 * }
 * }
 *
 * <p>A member's address is its id, so the network's faults are given ids. The vote record of each
 * member is kept in memory, and kept while the member is stopped, so that a restart forgets
 * nothing; it ends with the cluster. An engine, that is the module {@code
 * io.github.election4j.core}, must be there at run time.
 *
 * <p>All methods may be called from any thread; for one member, start and stop are for one thread
 * at a time. No argument may be null.
 *
 * @since 0.1
 */
public final class InMemoryCluster implements AutoCloseable {

  /**
   * How long a wait goes on before it looks again without having been told of an event: the end of
   * a lease is none.
   */
  private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final InMemoryNetwork network;
  private final List<Member> founders;
  private final BiConsumer<String, ElectionBuilder> each;
  private final Map<String, HeldVotes> votes = new ConcurrentHashMap<>();
  private final Map<String, Election> running = new ConcurrentSkipListMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition somethingHappened = lock.newCondition();

  private InMemoryCluster(Builder builder) {
    this.network = builder.seed.map(InMemoryNetwork::new).orElseGet(InMemoryNetwork::new);
    this.founders = List.copyOf(builder.founders);
    this.each = builder.each;
  }

  /**
   * Starts a cluster of default settings, whose members are called {@code n1}, {@code n2} and so
   * on.
   *
   * @param size how many members; at least 1
   * @return a running cluster, to be closed by the caller
   */
  public static InMemoryCluster of(int size) {
    return builder().members(size).start();
  }

  /**
   * Begins the description of a cluster.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Describes a cluster and starts it. For one thread at a time.
   *
   * @since 0.1
   */
  public static final class Builder {

    private final List<Member> founders = new ArrayList<>();
    private Optional<Long> seed = Optional.empty();
    private BiConsumer<String, ElectionBuilder> each = (id, builder) -> {};

    private Builder() {}

    /**
     * Adds voters of default priority, called {@code n1}, {@code n2} and so on.
     *
     * @param size how many
     * @return this builder
     */
    public Builder members(int size) {
      IntStream.rangeClosed(1, size).forEach(number -> member("n" + number));
      return this;
    }

    /**
     * Adds a voter of default priority.
     *
     * @param id its id, which is also its address
     * @return this builder
     */
    public Builder member(String id) {
      return member(Member.of(id, id));
    }

    /**
     * Adds a member: a voter, a witness or an observer.
     *
     * @param member its address must be its id
     * @return this builder
     */
    public Builder member(Member member) {
      if (!member.address().equals(member.id())) {
        throw new IllegalArgumentException(
            "member '%s' has address '%s'; expected its id"
                .formatted(member.id(), member.address()));
      }
      founders.add(member);
      return this;
    }

    /**
     * Sets what the network's faults are drawn from.
     *
     * @param newSeed see {@link InMemoryNetwork#seed}
     * @return this builder
     */
    public Builder seed(long newSeed) {
      seed = Optional.of(newSeed);
      return this;
    }

    /**
     * Sets what is done with each member's builder before each start of that member: settings,
     * listeners. Members, transport and vote store are the cluster's matter.
     *
     * @param configuration gets the member's id and its builder
     * @return this builder
     */
    public Builder each(BiConsumer<String, ElectionBuilder> configuration) {
      each = each.andThen(configuration);
      return this;
    }

    /**
     * Starts all members. Does not wait for a leader.
     *
     * @return a running cluster, to be closed by the caller
     * @throws io.github.election4j.ElectionException if a member cannot start; nothing is left open
     */
    public InMemoryCluster start() {
      InMemoryCluster cluster = new InMemoryCluster(this);
      try {
        cluster.founders.forEach(member -> cluster.start(member.id()));
        return cluster;
      } catch (RuntimeException e) {
        cluster.close();
        throw e;
      }
    }
  }

  /**
   * The network between the members, to be broken. Closed with the cluster.
   *
   * @return always the same
   */
  public InMemoryNetwork network() {
    return network;
  }

  /**
   * A running member.
   *
   * @param id its id
   * @return the member; another one after a restart
   * @throws IllegalStateException if it does not run; the message names those that do
   */
  public Election member(String id) {
    return Optional.ofNullable(running.get(id))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "member '%s' does not run; those that do: %s".formatted(id, running.keySet())));
  }

  /**
   * All running members.
   *
   * @return a copy, ordered by id
   */
  public Collection<Election> members() {
    return List.copyOf(running.values());
  }

  /**
   * Waits until exactly one running member is the active leader and a majority of the founders
   * names it as the leader. Blocks.
   *
   * @param timeout how long to wait at most
   * @return the leader; {@code member(leader.id())} is its {@link Election}
   * @throws InterruptedException if interrupted
   * @throws TimeoutException if there was none in time; the message says how each member sees the
   *     cluster, and the network's seed
   */
  public Leader awaitLeader(Duration timeout) throws InterruptedException, TimeoutException {
    return awaitLeader(leader -> true, timeout);
  }

  /**
   * Waits as {@link #awaitLeader} does for a leader that is not the one that was. Blocks.
   *
   * @param formerLeader the id of the member that is not meant
   * @param timeout how long to wait at most
   * @return the leader
   * @throws InterruptedException if interrupted
   * @throws TimeoutException if there was none in time; the message says how each member sees the
   *     cluster, and the network's seed
   */
  public Leader awaitLeaderOtherThan(String formerLeader, Duration timeout)
      throws InterruptedException, TimeoutException {
    return awaitLeader(leader -> !leader.id().equals(formerLeader), timeout);
  }

  /**
   * Closes a member, which hands over if it leads. Blocks for as long as {@link Election#close}
   * does. Does nothing if it does not run.
   *
   * @param id the id of the member
   */
  public void stop(String id) {
    Optional.ofNullable(running.remove(id)).ifPresent(Election::close);
    tellWaiters();
  }

  /**
   * Takes a member away as if its process had been killed: it gets no chance to hand over. Tasks
   * that it runs are interrupted and awaited like those of a member that is closed. Does nothing if
   * it does not run.
   *
   * @param id the id of the member
   */
  public void crash(String id) {
    network.kill(id);
    stop(id);
  }

  /**
   * Starts a member again, with the vote record that it had, after it was stopped; a running one is
   * stopped first.
   *
   * @param id the id of the member
   * @return the new member
   */
  public Election restart(String id) {
    stop(id);
    return start(id);
  }

  /**
   * Starts a member that is not among the founders and joins the cluster: it listens until the
   * leader adds it with {@link Election#updateMembers}.
   *
   * @param id its id, which is also its address
   * @return the new member
   */
  public Election join(String id) {
    return start(id);
  }

  /**
   * Ends all members at once, without handing over, and the network. Blocks for as long as {@link
   * Election#close} does. Idempotent.
   */
  @Override
  public void close() {
    List<Thread> closing = new ArrayList<>();
    for (String id : List.copyOf(running.keySet())) {
      closing.add(
          Thread.ofVirtual().name("election-inmemory-cluster-close-" + id).start(() -> crash(id)));
    }
    boolean interrupted = false;
    for (Thread thread : closing) {
      interrupted |= joinUninterruptibly(thread);
    }
    network.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Election start(String id) {
    ElectionBuilder builder = Election.builder(id);
    if (founders.stream().anyMatch(member -> member.id().equals(id))) {
      builder.members(founders);
    } else {
      builder.joining(id);
    }
    each.accept(id, builder);
    ElectionListener waker = (at, event) -> tellWaiters();
    Election election =
        builder
            .transport(network.transport())
            .voteStore(votes.computeIfAbsent(id, key -> new HeldVotes()))
            .listener(waker)
            .start();
    running.put(id, election);
    tellWaiters();
    return election;
  }

  private Leader awaitLeader(Predicate<Leader> wanted, Duration timeout)
      throws InterruptedException, TimeoutException {
    long start = System.nanoTime();
    lock.lockInterruptibly();
    try {
      while (true) {
        Optional<Leader> leader = activeLeader().filter(wanted);
        if (leader.isPresent()) {
          return leader.get();
        }
        long remaining = Timeouts.nanos(timeout) - (System.nanoTime() - start);
        if (remaining <= 0) {
          throw new TimeoutException(
              "no such leader within %s: %s; %s".formatted(timeout, views(), network));
        }
        long unused = somethingHappened.awaitNanos(Math.min(remaining, LOOK_AGAIN_NANOS));
      }
    } finally {
      lock.unlock();
    }
  }

  private Optional<Leader> activeLeader() {
    List<Election> active = running.values().stream().filter(Election::isLeader).toList();
    if (active.size() != 1) {
      return Optional.empty();
    }
    Optional<Leader> leader = active.getFirst().leader();
    return leader.filter(this::isNamedByMajority).filter(named -> active.getFirst().isLeader());
  }

  private boolean isNamedByMajority(Leader leader) {
    long naming =
        running.values().stream()
            .flatMap(member -> member.leader().stream())
            .filter(named -> named.id().equals(leader.id()) && named.term() == leader.term())
            .count();
    return naming > founders.size() / 2;
  }

  private String views() {
    return running.values().stream()
        .map(Election::status)
        .map(
            status ->
                "%s is %s in term %d, its leader %s"
                    .formatted(
                        status.memberId(),
                        status.role(),
                        status.term(),
                        status.leader().map(Leader::id).orElse("unknown")))
        .collect(Collectors.joining("; ", "", ""));
  }

  private void tellWaiters() {
    lock.lock();
    try {
      somethingHappened.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for a thread whose end is bounded, and returns whether this one was interrupted
   * meanwhile.
   */
  private static boolean joinUninterruptibly(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }
}
