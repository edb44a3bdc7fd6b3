/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
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
 * member replaces the one that it had.
 */
final class Admission {

  private record Member(Hello hello, Connection connection) {}

  private final Limits limits;
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<Socket> handshakes = new LinkedHashSet<>();
  private final Set<Connection> connections = new HashSet<>();
  private final Map<String, Member> members = new HashMap<>();
  private boolean closed;

  Admission(Limits limits) {
    this.limits = limits;
  }

  /** Lets a connection begin its handshake; false if there is no place for it. */
  boolean enter(Socket socket) throws IOException {
    Optional<Socket> evicted = Optional.empty();
    lock.lock();
    try {
      if (closed || handshakes.size() + connections.size() >= limits.connections()) {
        return false;
      }
      if (handshakes.size() >= limits.handshakes()) {
        Iterator<Socket> oldest = handshakes.iterator();
        evicted = Optional.of(oldest.next());
        oldest.remove();
      }
      handshakes.add(socket);
    } finally {
      lock.unlock();
    }
    if (evicted.isPresent()) {
      evicted.get().close();
    }
    return true;
  }

  /**
   * Lets a connection go on after its handshake.
   *
   * @throws ProtocolException if a later process of the same member is connected
   * @throws IOException if the transport is closed
   */
  void join(Socket socket, Connection connection, Hello hello) throws IOException {
    Optional<Member> replaced = Optional.empty();
    lock.lock();
    try {
      handshakes.remove(socket);
      if (closed) {
        throw new IOException("the transport is closed");
      }
      if (!hello.isCommand()) {
        replaced = Optional.ofNullable(members.get(hello.memberId()));
        if (replaced.filter(old -> old.hello.incarnation() > hello.incarnation()).isPresent()) {
          throw new ProtocolException(
              "a process of member '%s' that was started later is connected"
                  .formatted(Printable.of(hello.memberId())));
        }
        members.put(hello.memberId(), new Member(hello, connection));
      }
      connections.add(connection);
    } finally {
      lock.unlock();
    }
    replaced.ifPresent(old -> old.connection.close("the member has connected anew"));
  }

  /** Ends the handshake of a connection that did not join. */
  void leave(Socket socket) {
    lock.lock();
    try {
      handshakes.remove(socket);
    } finally {
      lock.unlock();
    }
  }

  /** Forgets a connection that has ended. */
  void leave(Connection connection, Hello hello) {
    lock.lock();
    try {
      connections.remove(connection);
      members.remove(hello.memberId(), new Member(hello, connection));
    } finally {
      lock.unlock();
    }
  }

  /** Ends all connections, and lets no more in. */
  void close() throws IOException {
    List<Socket> unfinished;
    List<Connection> all;
    lock.lock();
    try {
      closed = true;
      unfinished = new ArrayList<>(handshakes);
      all = new ArrayList<>(connections);
    } finally {
      lock.unlock();
    }
    all.forEach(connection -> connection.close("the transport is closed"));
    for (Socket socket : unfinished) {
      socket.close();
    }
  }
}
