/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.cluster;

import io.github.election4j.Member;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Strangers who want all that a member has, all at once, and anew when they are turned away. One
 * thread is all of them, and rests three times as long as it works: a flood of connections and
 * bytes, while the members need a processor too.
 */
final class Flood {

  private static final int REST = 3;
  private static final long LEAST_REST_NANOS = 3_000_000;

  /** So many connections of a kind are made in a second or two, whatever their number. */
  private static final int PASSES = 250;

  /** On so many of the newest connections of a kind more is sent in each pass. */
  private static final int BUSY = 8;

  /**
   * What strangers of a kind do.
   *
   * @param most how many connections of it are held; then the oldest goes for a new one
   * @param first what is sent on each, once
   * @param firstParts in how many parts, one in each pass
   * @param again what is sent after that, in each pass, on the newest connections
   */
  record Kind(int most, byte[] first, int firstParts, byte[] again) {

    static Kind that(int most, byte[] sends) {
      return new Kind(most, sends, 1, new byte[0]);
    }

    Kind inParts(int parts) {
      return new Kind(most, first, parts, again);
    }

    Kind andAgain(byte[] more) {
      return new Kind(most, first, firstParts, more);
    }
  }

  /** A connection. What its other side does with it is not looked at. */
  private static final class Visit {
    private final SocketChannel channel;
    private final Kind kind;
    private final ByteBuffer first;

    Visit(InetSocketAddress target, Kind kind) throws IOException {
      this.channel = SocketChannel.open();
      this.kind = kind;
      this.first = ByteBuffer.wrap(kind.first());
      channel.configureBlocking(false);
      boolean unused = channel.connect(target);
    }

    /** Whether all that it begins with has been sent. */
    boolean begin() throws IOException {
      if (!channel.finishConnect()) {
        return false;
      }
      int part = Math.ceilDiv(first.capacity(), kind.firstParts());
      first.limit(Math.min(first.capacity(), first.position() + part));
      int unused = channel.write(first);
      return first.position() == first.capacity();
    }

    void goOn() throws IOException {
      // What is not taken is cut off there: whoever reads it later has not wanted more.
      int unused = channel.write(ByteBuffer.wrap(kind.again()));
    }
  }

  /** Those of a kind. */
  private static final class Crowd {
    private final Kind kind;
    private final Deque<Visit> visits = new ArrayDeque<>();
    private final Deque<Visit> beginning = new ArrayDeque<>();
    private final CountDownLatch missing;

    Crowd(Kind kind) {
      this.kind = kind;
      this.missing = new CountDownLatch(kind.most());
    }

    void visit(InetSocketAddress target) throws IOException {
      for (int i = Math.ceilDiv(kind.most(), PASSES); i > 0; i--) {
        Visit visit = new Visit(target, kind);
        visits.add(visit);
        beginning.add(visit);
        if (visits.size() > kind.most()) {
          visits.remove().channel.close();
        }
      }
    }

    void sendMore() {
      for (int i = beginning.size(); i > 0; i--) {
        Visit visit = beginning.remove();
        try {
          if (visit.begin()) {
            missing.countDown();
          } else {
            beginning.add(visit);
          }
        } catch (IOException turnedAway) {
          // That is the other side's right; it has been there.
          missing.countDown();
        }
      }
      visits.reversed().stream().limit(BUSY).forEach(Crowd::goOn);
    }

    private static void goOn(Visit visit) {
      try {
        if (visit.channel.isConnected()) {
          visit.goOn();
        }
      } catch (IOException turnedAway) {
        return;
      }
    }
  }

  private final InetSocketAddress target;
  private final List<Crowd> crowds;
  private final AtomicBoolean leaving = new AtomicBoolean();
  private final Thread thread;

  private Flood(Member target, List<Kind> kinds) {
    String[] address = target.address().split(":", 2);
    this.target = new InetSocketAddress(address[0], Integer.parseInt(address[1]));
    this.crowds = kinds.stream().map(Crowd::new).toList();
    this.thread = Thread.ofPlatform().name("flood").start(this::run);
  }

  /** Begins to send all of it to one member. */
  static Flood of(Member target, List<Kind> kinds) {
    return new Flood(target, kinds);
  }

  private void run() {
    while (!leaving.get()) {
      long begin = System.nanoTime();
      for (Crowd crowd : crowds) {
        try {
          crowd.visit(target);
        } catch (IOException noConnection) {
          // Those that are there go on.
        }
        crowd.sendMore();
      }
      LockSupport.parkNanos(Math.max(LEAST_REST_NANOS, REST * (System.nanoTime() - begin)));
    }
  }

  /** Waits until of each kind as many as there are to be have come. */
  void awaitFull() throws InterruptedException {
    for (Crowd crowd : crowds) {
      crowd.missing.await();
    }
  }

  /** The strangers leave. Idempotent. */
  void leave() throws IOException, InterruptedException {
    leaving.set(true);
    thread.join();
    List<Visit> all = new ArrayList<>();
    crowds.forEach(crowd -> all.addAll(crowd.visits));
    for (Visit visit : all) {
      visit.channel.close();
    }
  }
}
