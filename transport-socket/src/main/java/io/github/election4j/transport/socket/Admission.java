/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The connections that others have made, and how many there may be.
 *
 * <p>If too many are in their handshake the oldest of these goes: a member is done within
 * milliseconds, so that those who only hold a place cannot keep members out. A new connection of a
 * member replaces the one that it had. What arrived later is new, not what was greeted later: a
 * process that was stopped for a while finds connections waiting that were given up long ago.
 */
final class Admission {

  /** The connection of a member, and its number in the order of arrival. */
  private record Joined(Hello hello, long arrival, Connection connection) {

    /** Why another connection of the same member may not replace this one, if it may not. */
    Optional<String> objectionTo(Hello other, long otherArrival) {
      if (hello.incarnation() > other.incarnation()) {
        return Optional.of(
            "a process of member '%s' that was started later is connected"
                .formatted(Printable.of(hello.memberId())));
      }
      return arrival > otherArrival && hello.equals(other)
          ? Optional.of("the member has connected anew")
          : Optional.empty();
    }
  }

  private final Limits limits;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Connection, Long> handshakes = new LinkedHashMap<>();
  private final Set<Connection> connections = new HashSet<>();
  private final Map<String, Joined> members = new HashMap<>();
  private long arrivals;
  private boolean closed;

  Admission(Limits limits) {
    this.limits = limits;
  }

  /**
   * Lets a connection begin its handshake. Called in the order in which they arrive.
   *
   * @return another one that has to go for it; the caller closes that
   * @throws ProtocolException if there is no place for it
   * @throws IOException if no more are let in
   */
  Optional<Connection> enter(Connection connection) throws IOException {
    lock.lock();
    try {
      if (closed) {
        throw new IOException("the transport is closed");
      }
      if (handshakes.size() + connections.size() >= limits.connections()) {
        throw new ProtocolException(
            "%d connections are open already; that is the most".formatted(limits.connections()));
      }
      Optional<Connection> evicted =
          handshakes.size() < limits.handshakes()
              ? Optional.empty()
              : handshakes.keySet().stream().findFirst();
      evicted.ifPresent(handshakes::remove);
      handshakes.put(connection, ++arrivals);
      return evicted;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets a connection go on after its handshake.
   *
   * @throws IOException if it may not; the message says why
   */
  void join(Connection connection, Hello hello) throws IOException {
    Optional<Joined> replaced = Optional.empty();
    lock.lock();
    try {
      Long arrival = handshakes.remove(connection);
      if (closed || arrival == null) {
        throw new IOException("the transport is closed, or others need the place");
      }
      if (!hello.isOperator()) {
        replaced = Optional.ofNullable(members.get(hello.memberId()));
        Optional<String> objection = replaced.flatMap(old -> old.objectionTo(hello, arrival));
        if (objection.isPresent()) {
          throw new IOException(objection.get());
        }
        members.put(hello.memberId(), new Joined(hello, arrival, connection));
      }
      connections.add(connection);
    } finally {
      lock.unlock();
    }
    replaced.ifPresent(old -> old.connection.close("the member has connected anew"));
  }

  /** Ends the handshake of a connection that did not join. */
  void leave(Connection connection) {
    lock.lock();
    try {
      handshakes.remove(connection);
    } finally {
      lock.unlock();
    }
  }

  /** Forgets a connection that has ended. */
  void leave(Connection connection, Hello hello) {
    lock.lock();
    try {
      connections.remove(connection);
      Joined joined = members.get(hello.memberId());
      if (joined != null && joined.connection.equals(connection)) {
        members.remove(hello.memberId());
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether a member has a connection that is past its handshake. */
  boolean isJoined(String memberId) {
    lock.lock();
    try {
      return members.containsKey(memberId);
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
      all.addAll(connections);
    } finally {
      lock.unlock();
    }
    all.forEach(connection -> connection.close("the transport is closed"));
  }
}
