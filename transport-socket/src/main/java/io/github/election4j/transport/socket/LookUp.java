/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/**
 * Finds what the name of one peer stands for, without blocking the loop's thread. The name service
 * is asked by a platform thread, of which there is at most one: a name service that never answers
 * holds that thread, and no other. Used on the loop's thread.
 */
final class LookUp {

  /** Is told what was found, on the loop's thread. */
  interface Found {

    void found(List<InetSocketAddress> addresses);

    void notFound(IOException reason);
  }

  private final EventLoop loop;
  private final ThreadFactory threads;
  private final Consumer<List<InetSocketAddress>> watch;
  private Optional<Found> waiting = Optional.empty();
  private volatile boolean asking;

  /**
   * Has asked nobody yet.
   *
   * @param watch is told of all that is found, on the loop's thread
   */
  LookUp(EventLoop loop, ThreadFactory threads, Consumer<List<InetSocketAddress>> watch) {
    this.loop = loop;
    this.threads = threads;
    this.watch = watch;
  }

  /**
   * Finds what an address stands for. Who waited before is told no more: his time is over. Whoever
   * is told late, or not at all if the name service never answers, has a deadline of his own.
   *
   * @param found is told, during this call if nobody need be asked
   */
  void find(Address address, Found found) throws IOException {
    Optional<List<InetSocketAddress>> literal = address.literal();
    if (literal.isPresent()) {
      watch.accept(literal.get());
      found.found(literal.get());
      return;
    }
    waiting = Optional.of(found);
    if (!asking) {
      begin(address);
    }
  }

  private void begin(Address address) {
    boolean begun = false;
    asking = true;
    try {
      Thread thread = threads.newThread(() -> ask(address));
      thread.setName("election-socket-name-" + address.host());
      thread.start();
      begun = true;
    } finally {
      // As when there is no native thread left: the next attempt asks again.
      asking = begun && asking;
    }
  }

  private void ask(Address address) {
    Runnable told = () -> tell(found -> found.notFound(new IOException("the look-up failed")));
    try {
      List<InetSocketAddress> addresses = address.lookUp();
      told = () -> found(addresses);
    } catch (IOException | RuntimeException | Error failed) {
      told = () -> tell(found -> found.notFound(Failures.of(failed)));
    } finally {
      asking = false;
      loop.execute(told);
    }
  }

  private void found(List<InetSocketAddress> addresses) {
    watch.accept(addresses);
    tell(found -> found.found(addresses));
  }

  private void tell(Consumer<Found> telling) {
    Optional<Found> told = waiting;
    waiting = Optional.empty();
    told.ifPresent(telling);
  }
}
