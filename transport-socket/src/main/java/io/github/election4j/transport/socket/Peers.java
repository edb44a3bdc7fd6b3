/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import io.github.election4j.Member;
import io.github.election4j.spi.ReplyReceiver;
import io.github.election4j.wire.Reply;
import io.github.election4j.wire.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The peers that are called. Those that were named are kept connected; others may be called all the
 * same, and are forgotten when their last call has ended. Until peers are named for the first time
 * all are remembered.
 */
final class Peers {

  /** A peer that moves is another one to connect to. */
  private record Key(String memberId, String address) {

    static Key of(Member member) {
      return new Key(member.id(), member.address());
    }
  }

  /** A peer and how many calls use it. Guarded by the lock. */
  private static final class Entry {
    private final Peer peer;
    private int calls;
    private boolean remembered;

    Entry(Peer peer, boolean remembered) {
      this.peer = peer;
      this.remembered = remembered;
    }

    boolean unused() {
      return calls == 0 && !remembered;
    }
  }

  /** Tells a receiver which call it was that failed. */
  private record Named(Member member, ReplyReceiver receiver) implements ReplyReceiver {

    @Override
    public void replied(Reply reply) {
      receiver.replied(reply);
    }

    @Override
    public void failed(IOException reason) {
      receiver.failed(
          new IOException(
              "call of member '%s' at %s failed: %s"
                  .formatted(member.id(), member.address(), Failures.describe(reason)),
              reason));
    }
  }

  private final Function<Member, Peer> maker;
  private final EventLoop loop;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Key, Entry> entries = new HashMap<>();
  private boolean named;
  private boolean closed;

  Peers(Function<Member, Peer> maker, EventLoop loop) {
    this.maker = maker;
    this.loop = loop;
  }

  /**
   * As {@code NonBlockingTransport.send}.
   *
   * @return the call, which may be over already
   */
  Call send(Member member, Request request, Deadline deadline, ReplyReceiver receiver) {
    Key key = Key.of(member);
    Optional<Peer> peer = enter(key, member);
    Call call = new Call(request, new Named(member, receiver), () -> leave(key));
    if (peer.isEmpty()) {
      call.fail(new IOException("the transport is closed"));
      return call;
    }
    Alarms.Alarm timeout = loop.at(deadline, call::timeUp);
    call.cancelsAlarm(() -> loop.cancel(timeout));
    peer.get().send(call);
    return call;
  }

  private Optional<Peer> enter(Key key, Member member) {
    lock.lock();
    try {
      if (closed) {
        return Optional.empty();
      }
      Entry entry = entries.computeIfAbsent(key, absent -> new Entry(maker.apply(member), !named));
      entry.calls++;
      return Optional.of(entry.peer);
    } finally {
      lock.unlock();
    }
  }

  private void leave(Key key) {
    List<Peer> dropped = new ArrayList<>();
    lock.lock();
    try {
      Entry entry = entries.get(key);
      if (entry != null) {
        entry.calls--;
        dropUnused(dropped);
      }
    } finally {
      lock.unlock();
    }
    dropped.forEach(Peer::close);
  }

  /** Called with the lock held. */
  private void dropUnused(List<Peer> dropped) {
    entries
        .values()
        .removeIf(
            entry -> {
              boolean drop = entry.unused();
              if (drop) {
                dropped.add(entry.peer);
              }
              return drop;
            });
  }

  /** As {@code Transport.peersChanged}. */
  void name(Collection<Member> members) {
    Map<Key, Member> wanted =
        members.stream().collect(Collectors.toMap(Key::of, Function.identity(), (a, b) -> a));
    List<Peer> keep = new ArrayList<>();
    List<Peer> dropped = new ArrayList<>();
    lock.lock();
    try {
      if (closed) {
        return;
      }
      named = true;
      entries.forEach((key, entry) -> entry.remembered = wanted.containsKey(key));
      wanted.forEach(
          (key, member) ->
              keep.add(
                  entries.computeIfAbsent(key, absent -> new Entry(maker.apply(member), true))
                      .peer));
      dropUnused(dropped);
    } finally {
      lock.unlock();
    }
    dropped.forEach(Peer::close);
    keep.forEach(Peer::keep);
  }

  /** Whether it was said who the peers are. */
  boolean areNamed() {
    lock.lock();
    try {
      return named;
    } finally {
      lock.unlock();
    }
  }

  /** A member as it is called: none if it is unknown, more than one only while it moves. */
  List<Peer> of(String memberId) {
    lock.lock();
    try {
      return entries.values().stream()
          .map(entry -> entry.peer)
          .filter(peer -> peer.memberId().equals(memberId))
          .toList();
    } finally {
      lock.unlock();
    }
  }

  /** Gives all up. Does not block. */
  void close() {
    List<Peer> all;
    lock.lock();
    try {
      closed = true;
      all = entries.values().stream().map(entry -> entry.peer).toList();
      entries.clear();
    } finally {
      lock.unlock();
    }
    all.forEach(Peer::close);
  }
}
