/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import static java.util.Objects.requireNonNull;

import io.github.election4j.ConfigurationException.Fault;
import java.time.Duration;
import java.util.List;

/**
 * Timing and rules of a member. Immutable; {@link #DEFAULTS} with the {@code with…} methods makes
 * others. Null is refused at once; everything else is judged when {@link #faults()} is asked, so
 * that all faults can be reported together. All members of a cluster should be given the same
 * settings: a voter promises what the leader's message asks for, so that differing settings cost
 * time, never safety, as long as {@code maxClockDrift} is true on each.
 *
 * @param group the name of the cluster; messages of other groups are refused; 1 to 128 of the
 *     characters {@code A-Z a-z 0-9 . _ : -}, a letter or a digit first
 * @param timing when things happen
 * @param lease what exclusivity rests on
 * @param minimumQuorum no election and no configuration with fewer voters than this: fewer votes
 *     never win or keep leadership, however few members there are; at least 1
 * @param handOver how a member stops leading
 * @since 0.1
 */
public record ElectionSettings(
    String group, Timing timing, Lease lease, int minimumQuorum, HandOver handOver) {

  /** What is used unless something else is asked for. */
  public static final ElectionSettings DEFAULTS =
      new ElectionSettings(
          "default",
          Timing.LOCAL,
          new Lease(Duration.ofMillis(150), 0.1, Activation.WHEN_EXCLUSIVE, false),
          1,
          new HandOver(Duration.ofSeconds(1), Duration.ofSeconds(2), false, AllowAdmin.LOOPBACK));

  /** Refuses null. */
  public ElectionSettings {
    requireNonNull(group, "group");
    requireNonNull(timing, "timing");
    requireNonNull(lease, "lease");
    requireNonNull(handOver, "handOver");
  }

  /**
   * When things happen. Each duration is 1 ms to 1 hour.
   *
   * @param heartbeatInterval how often a leader asserts itself; at most half of {@code
   *     minElectionTimeout}, so that one lost heartbeat costs no election
   * @param minElectionTimeout the shortest silence after which a follower seeks an election; within
   *     it a leader counts as alive
   * @param maxElectionTimeout the longest; each wait is drawn at random between the two (Raft 5.2),
   *     so it is more than {@code minElectionTimeout}
   * @param rpcTimeout how long one request may take; at most {@code minElectionTimeout}
   * @since 0.1
   */
  public record Timing(
      Duration heartbeatInterval,
      Duration minElectionTimeout,
      Duration maxElectionTimeout,
      Duration rpcTimeout) {

    /**
     * For members in one data centre whose processes get a processor when they need one: heartbeats
     * every 50 ms, elections after 150 to 300 ms, the times of the Raft paper (5.6, 9.3). The
     * default. A leader loses its lease when it is late by more than about 70 ms.
     */
    public static final Timing LOCAL =
        new Timing(
            Duration.ofMillis(50),
            Duration.ofMillis(150),
            Duration.ofMillis(300),
            Duration.ofMillis(150));

    /**
     * For members that share their machines with others, or whose disks or garbage collectors pause
     * for long: heartbeats every 150 ms, elections after 500 to 1,000 ms. A leader bears being late
     * by about 250 ms.
     */
    public static final Timing SHARED =
        new Timing(
            Duration.ofMillis(150),
            Duration.ofMillis(500),
            Duration.ofMillis(1_000),
            Duration.ofMillis(500));

    /**
     * For members in several places: heartbeats every 500 ms, elections after 2 to 4 s, ten round
     * trips of 200 ms. A leader bears being late by about 1.1 s.
     */
    public static final Timing WIDE =
        new Timing(
            Duration.ofMillis(500),
            Duration.ofMillis(2_000),
            Duration.ofMillis(4_000),
            Duration.ofMillis(2_000));

    /** Refuses null. */
    public Timing {
      requireNonNull(heartbeatInterval, "heartbeatInterval");
      requireNonNull(minElectionTimeout, "minElectionTimeout");
      requireNonNull(maxElectionTimeout, "maxElectionTimeout");
      requireNonNull(rpcTimeout, "rpcTimeout");
    }
  }

  /**
   * What exclusivity rests on: a lease, which a leader holds for as long as a quorum has promised
   * to help nobody else become active.
   *
   * <p>With {@code refusedMeansDead} you state that a connect which a member's host refuses proves
   * that the member's process has ended. Then nobody waits for what is left of its lease: after
   * {@code kill -9} the next leader is active a few milliseconds later, and still exclusive. Only
   * you can know it, and it must be true of each member:
   *
   * <ul>
   *   <li>Addresses lead straight to the member's own host. No proxy, balancer, port map, address
   *       translation or floating address answers for it, and no address moves to another host
   *       while a process behind it may live. A container whose port is published has such a map.
   *   <li>No firewall refuses: none rejects with a reset or with "port unreachable". One that drops
   *       does no harm.
   *   <li>All that acts for the leader acts within the member's process. Processes that it has
   *       started may outlive it.
   *   <li>The transport listens for as long as the member may be active, as {@link
   *       io.github.election4j.spi.Transport#close} demands. The socket transport does. It takes a
   *       refusal for one if the system calls it "Connection refused", in English.
   * </ul>
   *
   * <p>Where that is not so, a leader that lives may be taken for dead: two may be active for as
   * long as a lease, and only the fencing token is left. A member counts only what it was refused
   * itself, at the very address where it had met the process that leads; a timeout, a reset and an
   * unreachable host prove nothing.
   *
   * @param promise how long a voter that answers promises to help nobody else become active; 1 ms
   *     to 1 hour, at most {@code minElectionTimeout}, and so long that the lease is more than two
   *     heartbeat intervals, so that one lost heartbeat does not end it
   * @param maxClockDrift bounds how far any clock's rate is from true, as a fraction: 0.1 is 10%;
   *     at least 0, less than 0.5; the leader counts on a lease of {@code promise * (1 - d) / (1 +
   *     d)}
   * @param activation when a member that has won begins to act
   * @param refusedMeansDead whether a connect that a member's host refuses proves that its process
   *     has ended
   * @since 0.1
   */
  public record Lease(
      Duration promise, double maxClockDrift, Activation activation, boolean refusedMeansDead) {

    /**
     * A lease that is waited for whatever is refused.
     *
     * @param promise as above
     * @param maxClockDrift as above
     * @param activation as above
     */
    public Lease(Duration promise, double maxClockDrift, Activation activation) {
      this(promise, maxClockDrift, activation, false);
    }

    /** Refuses null. */
    public Lease {
      requireNonNull(promise, "promise");
      requireNonNull(activation, "activation");
    }

    /**
     * What a leader counts on, from when it sent the newest heartbeat that a quorum has answered.
     *
     * @return {@code promise * (1 - d) / (1 + d)}
     */
    public Duration length() {
      return Duration.ofNanos(
          (long) (promise.toNanos() * (1 - maxClockDrift) / (1 + maxClockDrift)));
    }
  }

  /**
   * How a member stops leading.
   *
   * @param taskGrace how long tasks may take to end after their interrupt before the lease is kept
   *     instead of released; 0 to 1 hour, at most two thirds of {@code closeTimeout}, so that
   *     closing gives tasks all of it
   * @param closeTimeout how long {@link Election#close()} may take in all; 1 ms to 1 hour
   * @param onShutdown whether a shutdown hook closes the member when the process is asked to end
   * @param allowAdmin from where operators' orders are taken
   * @since 0.1
   */
  public record HandOver(
      Duration taskGrace, Duration closeTimeout, boolean onShutdown, AllowAdmin allowAdmin) {

    /** Refuses null. */
    public HandOver {
      requireNonNull(taskGrace, "taskGrace");
      requireNonNull(closeTimeout, "closeTimeout");
      requireNonNull(allowAdmin, "allowAdmin");
    }
  }

  /**
   * From where operators' orders are taken.
   *
   * @since 0.1
   */
  public enum AllowAdmin {
    /** From the same machine. */
    LOOPBACK,
    /** From nowhere. */
    NONE,
    /** From anyone who has proved to be an operator by a certificate; a member's is none. */
    TLS
  }

  /**
   * These settings with another group.
   *
   * @param newGroup the name of the cluster
   * @return changed settings
   */
  public ElectionSettings withGroup(String newGroup) {
    return new ElectionSettings(newGroup, timing, lease, minimumQuorum, handOver);
  }

  /**
   * These settings with another timing.
   *
   * @param newTiming when things happen
   * @return changed settings
   */
  public ElectionSettings withTiming(Timing newTiming) {
    return new ElectionSettings(group, newTiming, lease, minimumQuorum, handOver);
  }

  /**
   * These settings with another lease.
   *
   * @param newLease what exclusivity rests on
   * @return changed settings
   */
  public ElectionSettings withLease(Lease newLease) {
    return new ElectionSettings(group, timing, newLease, minimumQuorum, handOver);
  }

  /**
   * These settings with another minimum quorum.
   *
   * @param newMinimumQuorum the fewest voters that make a quorum
   * @return changed settings
   */
  public ElectionSettings withMinimumQuorum(int newMinimumQuorum) {
    return new ElectionSettings(group, timing, lease, newMinimumQuorum, handOver);
  }

  /**
   * These settings with another way of handing over.
   *
   * @param newHandOver how a member stops leading
   * @return changed settings
   */
  public ElectionSettings withHandOver(HandOver newHandOver) {
    return new ElectionSettings(group, timing, lease, minimumQuorum, newHandOver);
  }

  /**
   * All that is wrong with these settings, each with the setting, its value and the rule. Looks at
   * the settings alone; what depends on the members, the builder judges.
   *
   * @return empty if they can be used; not to be changed
   */
  public List<Fault> faults() {
    return new SettingsRules(this).check();
  }
}
