/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The one thread that waits for all sockets of a transport, and does what is to be done when one is
 * ready or a time has come. Nothing that blocks may run on it. It survives whatever is thrown by
 * what it runs; if it cannot wait any more it says so before it dies.
 *
 * <p>Nobody interrupts it. All methods may be called from any thread unless they say otherwise.
 */
final class EventLoop {

  /** What comes in from one socket at a time; longer frames are put together of several parts. */
  private static final int INPUT_BYTES = 64 << 10;

  /** So many turns in a row that fail end the thread; with the pause after each, a few seconds. */
  private static final int MAX_FAILED_TURNS = 100;

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /**
   * So long those that can wait are served in a turn. A leader that is late by 70 ms loses its
   * lease with the shortest times that there are, and a hundred strangers who ask all the time are
   * served for longer than that.
   */
  private static final long WAITING_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /** Is told when its socket is ready, on the loop's thread. */
  interface Ready {

    /** The socket is ready for what the key says. */
    void ready(SelectionKey key) throws IOException;

    /** {@link #ready} has thrown something. */
    void failed(Throwable fault);

    /** Whether others go first, whom a lease may depend on. */
    default boolean canWait() {
      return false;
    }
  }

  private final Selector selector;
  private final Thread thread;
  private final Alarms alarms = new Alarms();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final ByteBuffer input = ByteBuffer.allocateDirect(INPUT_BYTES);

  /** Those that can wait and are ready, in the order in which they became so. */
  private final Set<SelectionKey> waiting = new LinkedHashSet<>();

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Consumer<String> whenDead;
  private volatile boolean closing;

  /** Used by the thread alone. */
  private Optional<String> hopeless = Optional.empty();

  private final AtomicLong turns = new AtomicLong();

  /**
   * Does nothing before {@link #start}.
   *
   * @param name of the thread
   * @param threads makes it
   * @param whenDead is told why, if the thread ends without having been closed; on that thread
   */
  EventLoop(String name, ThreadFactory threads, Consumer<String> whenDead) throws IOException {
    this.whenDead = whenDead;
    this.thread = threads.newThread(this::run);
    this.selector = Selector.open();
    thread.setName(name);
  }

  /**
   * Begins.
   *
   * @throws IOException if there can be no thread
   */
  void start() throws IOException {
    try {
      thread.start();
    } catch (OutOfMemoryError noThread) {
      selector.close();
      throw new IOException(
          "no thread can be started (%s); let the process have more threads or more memory"
              .formatted(noThread.getMessage()),
          noThread);
    }
  }

  boolean ownsCurrent() {
    return Thread.currentThread().equals(thread);
  }

  /** The name of the thread, if it has not ended. */
  List<String> names() {
    return ended.getCount() > 0 ? List.of(thread.getName()) : List.of();
  }

  /** How many sockets it waits for. */
  int sockets() {
    try {
      return selector.keys().size();
    } catch (ClosedSelectorException closed) {
      return 0;
    }
  }

  /** Takes from it what it waits with, as a fault of the system might; for tests. */
  void breakSelector() throws IOException {
    selector.close();
  }

  /** How often the thread has gone round: once for each time that it was woken. */
  long turns() {
    return turns.get();
  }

  /** Has something done by the thread, soon. Dropped if it has ended. */
  void execute(Runnable task) {
    tasks.add(task);
    wake();
  }

  private void wake() {
    if (!ownsCurrent()) {
      selector.wakeup();
    }
  }

  /** Has something done by the thread at some time, at most a millisecond or two later. */
  Alarms.Alarm at(Deadline time, Runnable action) {
    Alarms.Added added = alarms.add(time.atNanos(), action);
    if (added.wake()) {
      wake();
    }
    return added.alarm();
  }

  void cancel(Alarms.Alarm alarm) {
    alarms.cancel(alarm);
  }

  /**
   * Waits for a socket from now on, or for something else or for somebody else than before. Called
   * on the loop's thread.
   */
  SelectionKey register(SelectableChannel channel, int operations, Ready ready) throws IOException {
    return channel.register(selector, operations, ready);
  }

  /** Waits for writability too. */
  void addInterest(SelectionKey key, int operation) {
    int unused = key.interestOpsOr(operation);
    wake();
  }

  /** Where whoever is called from {@link Ready#ready} may read into. It is empty at first. */
  ByteBuffer input() {
    return input.clear();
  }

  private void run() {
    String reason = "the thread that serves its connections has ended";
    try {
      turnUntilClosed();
      reason = hopeless.orElse(reason);
    } catch (Throwable fatal) {
      reason = "the thread that serves its connections has failed: " + fatal;
      if (!closing) {
        Log.SHARED.warning("A transport has failed for good", fatal);
      }
    } finally {
      // First, so that whoever must stop something before the sockets close can.
      if (!closing) {
        tellOfDeath(reason);
      }
      release();
      ended.countDown();
    }
  }

  /** Until it is told: whoever does not learn of it is deaf and does not know. */
  private void tellOfDeath(String reason) {
    boolean told = false;
    while (!told) {
      try {
        whenDead.accept(reason);
        told = true;
      } catch (OutOfMemoryError noMemory) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private void turnUntilClosed() {
    int failures = 0;
    while (!closing && hopeless.isEmpty()) {
      try {
        turn();
        failures = 0;
      } catch (ClosedSelectorException closed) {
        return;
      } catch (IOException | RuntimeException | Error fault) {
        failures++;
        endIfHopeless(failures, fault);
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  /** As when the process has no memory or no file descriptor left: it may have some again soon. */
  private static void endIfHopeless(int failures, Throwable fault) {
    if (failures >= MAX_FAILED_TURNS) {
      throw new IllegalStateException("it cannot wait for its sockets any more", fault);
    }
    if (failures == 1) {
      Log.SHARED.warning("Sockets cannot be waited for; trying on", fault);
    }
  }

  private void turn() throws IOException {
    awaitReady();
    turns.incrementAndGet();
    // Handlers that the thread calls may have left an interrupt, with which no wait would wait.
    boolean unused = Thread.interrupted();
    for (SelectionKey key : List.copyOf(selector.selectedKeys())) {
      if (closing) {
        return;
      }
      if (key.attachment() instanceof Ready ready && ready.canWait()) {
        waiting.add(key);
      } else {
        tell(key);
      }
    }
    selector.selectedKeys().clear();
    tellWaiting();
    runTasks();
    for (Alarms.Alarm alarm : alarms.due(System.nanoTime())) {
      runSafely(alarm::ring);
    }
  }

  private void tellWaiting() {
    long start = System.nanoTime();
    Iterator<SelectionKey> next = waiting.iterator();
    while (next.hasNext() && !closing && System.nanoTime() - start < WAITING_NANOS) {
      SelectionKey key = next.next();
      next.remove();
      tell(key);
    }
  }

  private void awaitReady() throws IOException {
    long nanos = alarms.untilNextNanos(System.nanoTime());
    if (nanos <= 0 || !tasks.isEmpty() || !waiting.isEmpty()) {
      int unused = selector.selectNow();
    } else if (nanos == Alarms.FOR_EVER) {
      int unused = selector.select();
    } else {
      // Rounded up: rather late than in vain.
      int unused = selector.select(nanos / 1_000_000 + 1);
    }
  }

  private void tell(SelectionKey key) {
    if (!(key.attachment() instanceof Ready ready) || !key.isValid()) {
      return;
    }
    try {
      ready.ready(key);
    } catch (IOException | RuntimeException | Error fault) {
      runSafely(() -> ready.failed(fault));
    }
  }

  private void runTasks() {
    Runnable task = tasks.poll();
    while (task != null && !closing) {
      runSafely(task);
      task = tasks.poll();
    }
  }

  /**
   * Lets the thread end as one that has failed. Called on it.
   *
   * @param reason why it cannot serve any more
   */
  void giveUp(String reason) {
    hopeless = Optional.of(reason);
  }

  private static void runSafely(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException | Error fault) {
      Log.SHARED.warning("A fault of the transport, or of what it has called", fault);
    }
  }

  /** Lets the thread end, without waiting for it. */
  void beginClose() {
    closing = true;
    if (ownsCurrent()) {
      release();
    } else {
      selector.wakeup();
    }
  }

  /**
   * Waits until the thread has ended, after {@link #beginClose}; not if it is the calling one.
   * Afterwards the ports are free.
   *
   * @return whether it has ended, by the deadline
   */
  boolean awaitEnd(Deadline deadline) throws InterruptedException {
    if (ownsCurrent()) {
      return true;
    }
    boolean inTime = ended.await(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
    if (!inTime) {
      release();
    }
    return inTime;
  }

  /** Closes all sockets: a channel that is registered keeps its port until the selector lets go. */
  private void release() {
    if (!selector.isOpen()) {
      return;
    }
    try {
      for (SelectionKey key : List.copyOf(selector.keys())) {
        key.channel().close();
      }
    } catch (IOException | RuntimeException alreadyBroken) {
      Log.SHARED.add(Level.DEBUG, () -> "A socket failed to close: " + alreadyBroken);
    }
    try {
      selector.close();
    } catch (IOException alreadyBroken) {
      Log.SHARED.add(Level.DEBUG, () -> "A selector failed to close: " + alreadyBroken);
    }
  }
}
