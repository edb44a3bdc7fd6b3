/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.inmemory;

import io.github.election4j.spi.Transport;
import io.github.election4j.spi.TransportContext;
import io.github.election4j.spi.TransportProvider;
import io.github.election4j.wire.WireLimits;
import java.io.IOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A network inside this JVM that breaks when it is told to. Members are called by their addresses,
 * which may be any text; {@link InMemoryCluster} uses the member ids.
 *
 * <p>Calls really block, each message is really encoded and decoded, and each request is handled on
 * a virtual thread of its own, as over TCP. A message that is lost, or that meets a cut, leaves its
 * call waiting until the timeout. Faults take effect at once, for messages under way too. Requests
 * may overtake each other even when nothing is held back on purpose.
 *
 * <p>The faults are drawn from a seed: the n-th message from one address to another meets the same
 * fate whenever the seed and the qualities are the same. Which message is the n-th is up to the
 * threads that send them.
 *
 * <p>All methods may be called from any thread, and none but {@link #close} blocks. No argument may
 * be null.
 *
 * @since 0.1
 */
public final class InMemoryNetwork implements AutoCloseable {

  private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final long seed;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Topology topology;
  private final Map<String, InMemoryTransport> transports = new HashMap<>();
  private final Map<InMemoryTransport, Set<InMemoryTransport>> connections = new HashMap<>();
  private final Set<Thread> travelling = new HashSet<>();
  private boolean reportsEvidence;
  private boolean closed;

  /** Makes a perfect network with a seed drawn at random; {@link #seed} tells it. */
  public InMemoryNetwork() {
    this(new SplittableRandom().nextLong());
  }

  /**
   * Makes a perfect network.
   *
   * @param seed what the faults are drawn from
   */
  public InMemoryNetwork(long seed) {
    this.seed = seed;
    this.topology = new Topology(seed);
  }

  /**
   * What the faults are drawn from. Print it when a test fails, and give it to the constructor to
   * draw the same faults again.
   *
   * @return the seed
   */
  public long seed() {
    return seed;
  }

  /**
   * The transport over this network, to be given to {@code ElectionBuilder.transport}.
   *
   * @return a provider whose transports reach each other through this network, and no others
   */
  public TransportProvider transport() {
    return new Provider();
  }

  /**
   * Cuts two members off from each other, in both directions.
   *
   * @param a the address of one
   * @param b the address of the other
   */
  public void cut(String a, String b) {
    Direction direction = new Direction(a, b);
    change(
        () -> {
          topology.cut(direction);
          topology.cut(direction.reversed());
        });
  }

  /**
   * Cuts one direction: what is sent this way is lost, requests and replies alike. A call in the
   * other direction is handled, and its reply is lost.
   *
   * @param from the address whose messages are lost
   * @param to the address that they do not reach
   */
  public void cutOneWay(String from, String to) {
    change(() -> topology.cut(new Direction(from, to)));
  }

  /**
   * Cuts a member off from all others, those that come later included.
   *
   * @param address the address of the member
   */
  public void isolate(String address) {
    change(() -> topology.isolate(address));
  }

  /** Undoes every cut and isolation. The qualities of the links stay as they are. */
  public void heal() {
    change(topology::heal);
  }

  /**
   * Undoes the cuts between two members, in both directions. If one of them is isolated, it can
   * reach this one and no other.
   *
   * @param a the address of one
   * @param b the address of the other
   */
  public void heal(String a, String b) {
    Direction direction = new Direction(a, b);
    change(
        () -> {
          topology.heal(direction);
          topology.heal(direction.reversed());
        });
  }

  /**
   * Sets how well all messages travel from now on, whatever was set for single links.
   *
   * @param quality delay, loss, duplication and reordering
   */
  public void quality(LinkQuality quality) {
    change(() -> topology.quality(quality));
  }

  /**
   * Sets how well messages travel in one direction from now on.
   *
   * @param from the sender's address
   * @param to the receiver's address
   * @param quality delay, loss, duplication and reordering
   */
  public void quality(String from, String to, LinkQuality quality) {
    change(() -> topology.quality(new Direction(from, to), quality));
  }

  /**
   * Whether members learn at once, as over TCP, that a peer's process is gone: that it closed its
   * transport, that nobody is at the address that is called, or that another incarnation answers. A
   * cut keeps the news away like anything else. Off by default: then a peer that is gone is merely
   * silent.
   *
   * @param reports true to report evidence from now on
   */
  public void reportEvidence(boolean reports) {
    change(() -> reportsEvidence = reports);
  }

  /**
   * Takes a member off the network, as if its process had been killed: closes the transport at the
   * address, if there is one, under the member's hands.
   *
   * @param address the address of the member
   */
  public void kill(String address) {
    transportAt(address).ifPresent(InMemoryTransport::close);
  }

  /**
   * Closes every transport that is still open, and ends all threads. Bounded: a second for the
   * handlers of each transport. Idempotent. A transport cannot be opened on this network
   * afterwards.
   */
  @Override
  public void close() {
    Collection<InMemoryTransport> open;
    lock.lock();
    try {
      closed = true;
      open = List.copyOf(transports.values());
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    open.forEach(InMemoryTransport::close);
    awaitTravellers();
  }

  @Override
  public String toString() {
    return "InMemoryNetwork[seed=" + seed + "]";
  }

  /** Whether evidence is to be reported, and can be: a cut keeps it away. */
  boolean reportsEvidence(Direction direction) {
    lock.lock();
    try {
      return reportsEvidence && topology.isOpen(direction);
    } finally {
      lock.unlock();
    }
  }

  Optional<InMemoryTransport> transportAt(String address) {
    lock.lock();
    try {
      return Optional.ofNullable(transports.get(address));
    } finally {
      lock.unlock();
    }
  }

  Fate nextFate(Direction direction) {
    lock.lock();
    try {
      return topology.nextFate(direction);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets a message travel: blocks for its delay, and finds out where it arrives. It is lost if the
   * direction is cut when it is sent or when it arrives, or if its sender is closed meanwhile.
   *
   * @return the transport at the other end, or empty if the message is lost
   */
  Optional<InMemoryTransport> travel(InMemoryTransport sender, String to, long delayNanos) {
    Direction direction = new Direction(sender.address(), to);
    long start = System.nanoTime();
    lock.lock();
    try {
      while (isUsable(sender, direction)) {
        long remaining = delayNanos - (System.nanoTime() - start);
        if (remaining <= 0) {
          return Optional.ofNullable(transports.get(to));
        }
        long unused = changed.awaitNanos(remaining);
      }
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Remembers that two transports have heard each other, so that the end of one is evidence to the
   * other.
   */
  void connected(InMemoryTransport one, InMemoryTransport other) {
    lock.lock();
    try {
      if (transports.get(one.address()) == one
          && transports.get(other.address()) == other
          && one != other) {
        connections.computeIfAbsent(one, key -> new HashSet<>()).add(other);
        connections.computeIfAbsent(other, key -> new HashSet<>()).add(one);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Frees the address of a transport and returns those that were connected with it. The second time
   * it does nothing.
   */
  Set<InMemoryTransport> remove(InMemoryTransport transport) {
    lock.lock();
    try {
      transports.remove(transport.address(), transport);
      Set<InMemoryTransport> peers = connections.getOrDefault(transport, Set.of());
      connections.remove(transport);
      peers.forEach(peer -> connections.getOrDefault(peer, new HashSet<>()).remove(transport));
      changed.signalAll();
      return peers;
    } finally {
      lock.unlock();
    }
  }

  /** Runs something that travels on a virtual thread of its own. */
  void start(String name, Runnable travel) {
    Thread thread =
        Thread.ofVirtual()
            .name(name)
            .unstarted(
                () -> {
                  try {
                    travel.run();
                  } finally {
                    ended(Thread.currentThread());
                  }
                });
    lock.lock();
    try {
      if (closed) {
        return;
      }
      travelling.add(thread);
    } finally {
      lock.unlock();
    }
    boolean started = false;
    try {
      thread.start();
      started = true;
    } finally {
      if (!started) {
        ended(thread);
      }
    }
  }

  /** The names of the threads that have not ended, for tests. */
  List<String> liveThreads() {
    lock.lock();
    try {
      return travelling.stream().map(Thread::getName).toList();
    } finally {
      lock.unlock();
    }
  }

  private boolean isUsable(InMemoryTransport sender, Direction direction) {
    return !closed && transports.get(sender.address()) == sender && topology.isOpen(direction);
  }

  private void ended(Thread thread) {
    lock.lock();
    try {
      travelling.remove(thread);
      if (closed) {
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void awaitTravellers() {
    long start = System.nanoTime();
    lock.lock();
    try {
      travelling.remove(Thread.currentThread());
      while (!travelling.isEmpty() && System.nanoTime() - start < CLOSE_NANOS) {
        long unused = changed.awaitNanos(CLOSE_NANOS - (System.nanoTime() - start));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /** Opens transports on the network. */
  private final class Provider implements TransportProvider {

    @Override
    public String name() {
      return InMemoryTransportProvider.NAME;
    }

    @Override
    public Optional<String> addressFault(String address) {
      boolean fits =
          address.getBytes(StandardCharsets.UTF_8).length <= WireLimits.MAX_ADDRESS_BYTES;
      boolean clean = !address.isEmpty() && address.codePoints().noneMatch(c -> c <= ' ');
      return fits && clean
          ? Optional.empty()
          : Optional.of(
              "expected any name of 1 to %d bytes without blanks"
                  .formatted(WireLimits.MAX_ADDRESS_BYTES));
    }

    @Override
    public Transport open(TransportContext context) throws IOException {
      InMemoryTransport transport = new InMemoryTransport(InMemoryNetwork.this, context);
      String address = transport.address();
      lock.lock();
      try {
        if (closed) {
          throw new IOException(
              "the in-memory network is closed; open '%s' on another one".formatted(address));
        }
        InMemoryTransport present = transports.putIfAbsent(address, transport);
        if (present != null) {
          throw new BindException(
              "address '%s' is taken by member '%s'; close that one first, or choose another address"
                  .formatted(address, present.memberId()));
        }
        changed.signalAll();
        return transport;
      } finally {
        lock.unlock();
      }
    }
  }
}
