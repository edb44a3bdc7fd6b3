/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import io.github.election4j.spi.Evidence;
import io.github.election4j.spi.RequestHandler;
import java.lang.System.Logger.Level;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
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

    /** Whether it could not be reached when that was last tried, since it was last met. */
    private boolean unreachable;

    /** Since it was last met. */
    private final Set<Evidence> reported = EnumSet.noneOf(Evidence.class);
  }

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
   * suspect a healthy leader.
   */
  void seen(String memberId) {
    lock.lock();
    try {
      note(contactOf(memberId));
    } finally {
      lock.unlock();
    }
  }

  /** Called with the lock held. */
  private static void note(Contact contact) {
    contact.met = true;
    contact.unreachable = false;
    contact.reported.clear();
  }

  /**
   * A connection has been made to where a peer is, or it has proved that it is the peer; a later
   * incarnation of it is reported.
   */
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
  void unreachable(String memberId, boolean refused) {
    noteUnreachable(memberId);
    // Only now: a connection that ends meanwhile is then seen either here or where it ends.
    if (connected.test(memberId)) {
      return;
    }
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

  private void noteUnreachable(String memberId) {
    lock.lock();
    try {
      contactOf(memberId).unreachable = true;
    } finally {
      lock.unlock();
    }
  }

  /** Called with the lock held. */
  private Contact contactOf(String memberId) {
    return contacts.computeIfAbsent(memberId, absent -> new Contact());
  }

  private void report(String memberId, Evidence evidence) {
    Log.SHARED.add(
        Level.DEBUG, () -> "Evidence about %s: %s".formatted(Printable.of(memberId), evidence));
    try {
      handler.ifPresent(taker -> taker.suspect(memberId, evidence));
    } catch (RuntimeException | Error failed) {
      Log.SHARED.warning("The handler failed on evidence", failed);
    }
  }
}
