/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The connections that others have made, and how many there may be.
 *
 * <p>No number of strangers keeps a member out. In the handshake the oldest goes for one more,
 * since a member is done within milliseconds. Strangers have a part of the places, and a host a
 * part of these. A member may have several connections: none displaces another by what it says of
 * itself. When there are too many the least used of the host that has the most goes for one of a
 * host that has fewer; where that would be no fairer it goes only if it is not used, so that
 * whoever shares a host with a member cannot take from it what it uses.
 */
final class Admission {

  /** A connection is used that has brought something within so long: some heartbeats. */
  private static final long USED_NANOS = Duration.ofSeconds(3).toNanos();

  /** Where a connection came from, and its place in the order in which they came. */
  private record Arrival(String host, long number) {}

  /**
   * One whose handshake is over.
   *
   * @param member whether it has one of the places that are kept for members
   */
  private record Guest(
      Connection connection, Hello hello, boolean member, Arrival arrival, long sinceNanos) {

    String host() {
      return arrival.host();
    }

    /**
     * Whether the member has made another one later from there, and used only that. What arrived
     * later is newer, not what was greeted later: a process that was stopped for a while finds
     * connections waiting that were given up long ago.
     */
    boolean isReplacedBy(Guest later) {
      return hello.equals(later.hello)
          && host().equals(later.host())
          && arrival.number() < later.arrival.number()
          && later.sinceNanos - connection.readAtNanos() > 0;
    }
  }

  private final Limits limits;
  private final ReentrantLock lock = new ReentrantLock();

  /** In the order of their arrival. */
  private final Map<Connection, Arrival> handshakes = new LinkedHashMap<>();

  private final Map<Connection, Guest> guests = new HashMap<>();
  private long arrivals;
  private boolean closed;

  Admission(Limits limits) {
    this.limits = limits;
  }

  /**
   * Lets a connection begin its handshake. Called in the order in which they arrive.
   *
   * @return another one that has to go for it; the caller closes that
   * @throws IOException if no more are let in
   */
  Optional<Connection> enter(Connection connection) throws IOException {
    lock.lock();
    try {
      if (closed) {
        throw new IOException("the transport is closed");
      }
      Optional<Connection> evicted = Optional.empty();
      if (handshakes.size() >= limits.handshakes().inAll()) {
        String busiest = mostFrequent(handshakes.values(), Arrival::host).value();
        evicted =
            handshakes.entrySet().stream()
                .filter(each -> busiest.equals(each.getValue().host()))
                .map(Map.Entry::getKey)
                .findFirst();
      }
      evicted.ifPresent(handshakes::remove);
      handshakes.put(connection, new Arrival(connection.hostGroup(), ++arrivals));
      return evicted;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets a connection go on after its handshake.
   *
   * @param member whether it may have a place that is kept for members
   * @return another one that has to go for it; the caller closes that
   * @throws OverLimitException if there is no place for it
   * @throws IOException if it may not for another reason; the message says which
   */
  Optional<Connection> join(Connection connection, Hello hello, boolean member) throws IOException {
    lock.lock();
    try {
      Arrival arrival = handshakes.remove(connection);
      if (closed || arrival == null) {
        throw new IOException("the transport is closed, or others need the place");
      }
      Optional<Connection> evicted = Optional.empty();
      if (member) {
        evicted = makePlaceForMember(hello.memberId(), arrival.host());
      } else {
        requirePlaceForStranger(arrival.host());
      }
      evicted.ifPresent(guests::remove);
      guests.put(connection, new Guest(connection, hello, member, arrival, System.nanoTime()));
      return evicted;
    } finally {
      lock.unlock();
    }
  }

  /** Called with the lock held. */
  private Optional<Connection> makePlaceForMember(String memberId, String host)
      throws OverLimitException {
    List<Guest> members = guests.values().stream().filter(Guest::member).toList();
    List<Guest> same = ofMember(members, memberId);
    if (same.size() >= limits.connections().ofMember()) {
      return Optional.of(replaceable(same, host));
    }
    if (members.size() < limits.connections().forMembers()) {
      return Optional.empty();
    }
    Frequent most = mostFrequent(members, guest -> guest.hello().memberId());
    if (most.count() == 1) {
      throw new OverLimitException(
          Limit.CONNECTIONS,
          "%d members are connected already; that is the most".formatted(members.size()));
    }
    return Optional.of(leastUsed(ofMember(members, most.value())));
  }

  private static List<Guest> ofMember(List<Guest> members, String memberId) {
    return members.stream().filter(each -> each.hello().memberId().equals(memberId)).toList();
  }

  private static Connection replaceable(List<Guest> same, String host) throws OverLimitException {
    Connection least = leastUsed(same);
    boolean used = System.nanoTime() - least.readAtNanos() < USED_NANOS;
    boolean fairer = count(same, least.hostGroup()) >= count(same, host) + 2;
    if (used && !fairer) {
      throw new OverLimitException(
          Limit.CONNECTIONS_OF_MEMBER,
          "%d connections say that they are of this member, and are used".formatted(same.size()));
    }
    return least;
  }

  private static long count(List<Guest> some, String host) {
    return some.stream().filter(each -> each.host().equals(host)).count();
  }

  private static Connection leastUsed(List<Guest> some) {
    String busiest = mostFrequent(some, Guest::host).value();
    long now = System.nanoTime();
    return some.stream()
        .filter(each -> each.host().equals(busiest))
        .map(Guest::connection)
        .max(Comparator.comparingLong(each -> now - each.readAtNanos()))
        .orElseThrow();
  }

  /** Called with the lock held. */
  private void requirePlaceForStranger(String host) throws OverLimitException {
    List<Guest> strangers = guests.values().stream().filter(each -> !each.member()).toList();
    Limits.Connections most = limits.connections();
    if (strangers.stream().filter(each -> each.host().equals(host)).count() >= most.ofHost()) {
      throw new OverLimitException(
          Limit.CONNECTIONS_OF_HOST,
          "%d connections from this host are open already; that is the most for those who are no known members"
              .formatted(most.ofHost()));
    }
    if (strangers.size() >= most.ofStrangers()) {
      throw new OverLimitException(
          Limit.CONNECTIONS_OF_STRANGERS,
          "%d connections are open already; that is the most for those who are no known members"
              .formatted(most.ofStrangers()));
    }
  }

  private record Frequent(String value, long count) {}

  private static <T> Frequent mostFrequent(Collection<T> some, Function<T, String> property) {
    return some.stream()
        .collect(Collectors.groupingBy(property, Collectors.counting()))
        .entrySet()
        .stream()
        .max(Map.Entry.comparingByValue())
        .map(entry -> new Frequent(entry.getKey(), entry.getValue()))
        .orElseThrow();
  }

  /**
   * Forgets a connection that has ended, in its handshake or later.
   *
   * @return others that its member had replaced by it; the caller closes them. The network has kept
   *     their ends from this side, and none may hide that the member is gone
   */
  List<Connection> leave(Connection connection) {
    lock.lock();
    try {
      handshakes.remove(connection);
      Guest gone = guests.remove(connection);
      if (gone == null || gone.hello().isOperator()) {
        return List.of();
      }
      List<Connection> replaced =
          guests.values().stream()
              .filter(each -> each.isReplacedBy(gone))
              .map(Guest::connection)
              .toList();
      replaced.forEach(guests::remove);
      return replaced;
    } finally {
      lock.unlock();
    }
  }

  /** Whether there is a connection of one who says that it is this member. */
  boolean isJoined(String memberId) {
    lock.lock();
    try {
      return guests.values().stream().anyMatch(each -> each.hello().memberId().equals(memberId));
    } finally {
      lock.unlock();
    }
  }

  /** Ends all connections, and lets no more in. */
  void close() {
    List<Connection> all;
    lock.lock();
    try {
      closed = true;
      all = new ArrayList<>(handshakes.keySet());
      all.addAll(guests.keySet());
    } finally {
      lock.unlock();
    }
    all.forEach(connection -> connection.close("the transport is closed"));
  }
}
