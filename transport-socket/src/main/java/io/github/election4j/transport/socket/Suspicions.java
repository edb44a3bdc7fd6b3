/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import io.github.election4j.spi.Evidence;
import io.github.election4j.spi.RequestHandler;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Decides what is evidence that a peer's process is gone, and hands it to the handler while there
 * is one to take it. A process that is gone has left no connection, and takes no new one. Less than
 * that is none: one connection that ends while that of the other direction goes on, one that can be
 * made again at once, an address that refuses while its member is connected to this side. One
 * broken link must not cost a healthy leader its leadership.
 *
 * <p>Any thread may call, with no lock of this transport held.
 */
final class Suspicions {

  private final Predicate<String> connected;
  private final ReentrantLock lock = new ReentrantLock();

  /** Guarded by the lock. */
  private final Map<String, Contact> contacts = new HashMap<>();

  private volatile Optional<RequestHandler> handler = Optional.empty();

  /** What is known of one peer. */
  private static final class Contact {
    private Optional<Long> incarnation = Optional.empty();
    private boolean met;

    /** Where this side has met which start of it last, by a connection that it has made. */
    private Optional<Meeting> meeting = Optional.empty();

    /** The start that was met where everything refuses now; until that is reported. */
    private Optional<Long> refusedAs = Optional.empty();

    /** Whether it could not be reached when that was last tried, since it was last met. */
    private boolean unreachable;

    /** Since it was last met. */
    private final Set<Evidence> reported = EnumSet.noneOf(Evidence.class);
  }

  /**
   * Where a peer was met.
   *
   * @param where the network address and port
   * @param incarnation which start of it
   */
  private record Meeting(InetSocketAddress where, long incarnation) {}

  /**
   * Knows of no peer yet.
   *
   * @param connected whether there is a connection with a member, in either direction
   */
  Suspicions(Predicate<String> connected) {
    this.connected = connected;
  }

  void reportTo(RequestHandler taker) {
    handler = Optional.of(taker);
  }

  void stop() {
    handler = Optional.empty();
  }

  /**
   * Somebody has connected who says that it is a peer. It is taken to be alive, and nothing else is
   * believed: whoever is no peer may say that it is a later incarnation, and would make members
   * suspect a healthy leader. That it may be one is enough to prove nothing of where the last one
   * was.
   */
  void seen(Hello hello) {
    lock.lock();
    try {
      Contact contact = contactOf(hello.memberId());
      note(contact);
      contact.meeting =
          contact.meeting.filter(meeting -> meeting.incarnation >= hello.incarnation());
    } finally {
      lock.unlock();
    }
  }

  /** Called with the lock held. */
  private static void note(Contact contact) {
    contact.met = true;
    contact.unreachable = false;
    contact.refusedAs = Optional.empty();
    contact.reported.clear();
  }

  /** A connection has been made to where a peer is; a later incarnation of it is reported. */
  void met(Hello hello, InetSocketAddress where) {
    met(hello);
    if (hello.incarnation() == Hello.NOT_TOLD) {
      return;
    }
    lock.lock();
    try {
      contactOf(hello.memberId()).meeting = Optional.of(new Meeting(where, hello.incarnation()));
    } finally {
      lock.unlock();
    }
  }

  /** Somebody has proved to be a peer; a later incarnation of it is reported. */
  void met(Hello hello) {
    boolean later;
    lock.lock();
    try {
      Contact contact = contactOf(hello.memberId());
      later = contact.incarnation.map(known -> known < hello.incarnation()).orElse(false);
      if (hello.incarnation() != Hello.NOT_TOLD && (later || contact.incarnation.isEmpty())) {
        contact.incarnation = Optional.of(hello.incarnation());
      }
      note(contact);
    } finally {
      lock.unlock();
    }
    if (later) {
      report(hello.memberId(), Evidence.NEW_INCARNATION);
    }
  }

  /**
   * A connection with a peer has ended, and is not there any more.
   *
   * @param triedAgain whether another one will be made without anybody's call; what comes of that
   *     is waited for
   */
  void ended(String memberId, boolean triedAgain) {
    if (connected.test(memberId)) {
      return;
    }
    reportRefusal(memberId);
    boolean evidence;
    lock.lock();
    try {
      Contact contact = contactOf(memberId);
      evidence =
          (contact.unreachable || !triedAgain) && contact.reported.add(Evidence.CONNECTION_ENDED);
    } finally {
      lock.unlock();
    }
    if (evidence) {
      report(memberId, Evidence.CONNECTION_ENDED);
    }
  }

  /** A connection with a peer could not be made. */
  void unreachable(String memberId, IOException reason) {
    boolean refused = reason instanceof ConnectException;
    noteUnreachable(
        memberId, reason instanceof HostRefusedException hosts ? hosts.where() : Set.of());
    // Only now: a connection that ends meanwhile is then seen either here or where it ends.
    if (connected.test(memberId)) {
      return;
    }
    reportRefusal(memberId);
    boolean lost;
    boolean evidence;
    lock.lock();
    try {
      Contact contact = contactOf(memberId);
      lost = contact.met && contact.reported.add(Evidence.CONNECTION_ENDED);
      evidence = refused && contact.reported.add(Evidence.CONNECT_REFUSED);
    } finally {
      lock.unlock();
    }
    if (lost) {
      report(memberId, Evidence.CONNECTION_ENDED);
    }
    if (evidence) {
      report(memberId, Evidence.CONNECT_REFUSED);
    }
  }

  /**
   * The latest start that is known was met at one of those that refuse, or nothing follows: at
   * another address it might have been another host that was asked.
   */
  private void noteUnreachable(String memberId, Set<InetSocketAddress> refusing) {
    lock.lock();
    try {
      Contact contact = contactOf(memberId);
      contact.unreachable = true;
      contact.refusedAs =
          contact
              .meeting
              .filter(meeting -> refusing.contains(meeting.where))
              .map(Meeting::incarnation)
              .filter(met -> contact.incarnation.equals(Optional.of(met)));
    } finally {
      lock.unlock();
    }
  }

  /** Before the evidence, so that whoever acts on that knows the more that there is to know. */
  private void reportRefusal(String memberId) {
    Optional<Long> refused;
    lock.lock();
    try {
      Contact contact = contactOf(memberId);
      refused = contact.refusedAs;
      contact.refusedAs = Optional.empty();
      // Once is enough: who is dead stays dead.
      contact.meeting = refused.isPresent() ? Optional.empty() : contact.meeting;
    } finally {
      lock.unlock();
    }
    refused.ifPresent(incarnation -> tell(taker -> taker.refused(memberId, incarnation)));
  }

  /** Called with the lock held. */
  private Contact contactOf(String memberId) {
    return contacts.computeIfAbsent(memberId, absent -> new Contact());
  }

  private void report(String memberId, Evidence evidence) {
    Log.SHARED.add(
        Level.DEBUG, () -> "Evidence about %s: %s".formatted(Printable.of(memberId), evidence));
    tell(taker -> taker.suspect(memberId, evidence));
  }

  private void tell(Consumer<RequestHandler> telling) {
    try {
      handler.ifPresent(telling);
    } catch (RuntimeException | Error failed) {
      Log.SHARED.warning("The handler failed on evidence", failed);
    }
  }
}
