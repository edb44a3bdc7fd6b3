/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.cluster;

import io.github.election4j.Member;
import io.github.election4j.cli.event.EventLine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Some members on this machine, each a process of its own, speaking TCP on loopback. Used by one
 * thread; closing is safe from any, so that a shutdown hook can end all processes and delete all
 * files.
 */
public final class LocalCluster implements AutoCloseable {

  /** The name of the cluster. */
  public static final String GROUP = "demo";

  private static final Duration ORDERLY_END = Duration.ofSeconds(5);

  private final TemporaryFolder folder;
  private final List<Member> members;
  private final BlockingQueue<MemberProcess.Sighting> sightings = new LinkedBlockingQueue<>();
  private final Chronicle chronicle = new Chronicle();
  private final UnaryOperator<List<String>> launcher;
  private final Consumer<EventLine> listener;

  /** Guards what follows; held for moments only. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Map<String, MemberProcess> running = new TreeMap<>();
  private boolean closed;

  /** Held while the processes end. */
  private final ReentrantLock closing = new ReentrantLock();

  /**
   * Chooses addresses and a folder, and starts nobody yet.
   *
   * @param size how many members
   * @param launcher makes all words of a process of the arguments that follow the name of this
   *     program
   * @param listener is given each event as it is taken
   * @throws IOException if there are no free ports, or the folder cannot be made
   */
  public LocalCluster(int size, UnaryOperator<List<String>> launcher, Consumer<EventLine> listener)
      throws IOException {
    this.launcher = launcher;
    this.listener = listener;
    members = new ArrayList<>();
    for (int port : LoopbackPorts.find(size)) {
      String id = Character.toString('a' + members.size());
      members.add(Member.of(id, "127.0.0.1:" + port));
    }
    folder = new TemporaryFolder("election-demo-");
  }

  /**
   * Everybody, whether running or not.
   *
   * @return the members
   */
  public List<Member> members() {
    return List.copyOf(members);
  }

  /**
   * What is known from the events taken so far.
   *
   * @return the chronicle, which later calls go on with
   */
  public Chronicle chronicle() {
    return chronicle;
  }

  /**
   * The members whose process should be running.
   *
   * @return their ids
   */
  public Set<String> running() {
    lock.lock();
    try {
      return new TreeSet<>(running.keySet());
    } finally {
      lock.unlock();
    }
  }

  /**
   * Starts a member's process.
   *
   * @param id of a member that is not running
   * @return its process
   * @throws IOException if it cannot be started
   */
  public MemberProcess start(String id) throws IOException {
    Path state = folder.path().resolve(id);
    List<String> arguments =
        new ArrayList<>(List.of("run", "--id", id, "--state", state.toString()));
    for (Member member : members) {
      arguments.addAll(List.of("--member", member.id() + "=" + member.address()));
    }
    arguments.addAll(List.of("--group", GROUP, "--json", "--stop-on-eof"));
    Path messages = folder.path().resolve(id + ".messages");
    lock.lock();
    try {
      if (closed) {
        throw new IOException("the cluster is closed");
      }
      MemberProcess process =
          MemberProcess.start(id, launcher.apply(arguments), messages, sightings::add);
      running.put(id, process);
      return process;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets a member's process end: from now on it is no fault if it does, and closing does not end
   * it.
   *
   * @param id of a running member
   * @return its process
   */
  public MemberProcess release(String id) {
    lock.lock();
    try {
      MemberProcess process = running.remove(id);
      if (process == null) {
        throw new IllegalStateException("member " + id + " is not running");
      }
      return process;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Kills a member's process: SIGKILL. Its events up to then are taken before this returns.
   *
   * @param id of a running member
   * @throws IOException if the process does not end, or another one does by itself
   * @throws InterruptedException if interrupted
   */
  public void kill(String id) throws IOException, InterruptedException {
    MemberProcess process = release(id);
    process.kill();
    if (!takeUntil(() -> !chronicle.knows(id), ORDERLY_END)) {
      throw new IOException(
          "process %d of member %s cannot be killed".formatted(process.pid(), id));
    }
  }

  /**
   * Takes events until something is true.
   *
   * @param condition asked after each event
   * @param timeout how long to take events at most
   * @return whether it became true
   * @throws IOException if a process that should be running has ended; says what it told people
   * @throws InterruptedException if interrupted
   */
  public boolean takeUntil(BooleanSupplier condition, Duration timeout)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      long left = timeout.toNanos() - (System.nanoTime() - start);
      MemberProcess.Sighting sighting = sightings.poll(left, TimeUnit.NANOSECONDS);
      if (sighting == null) {
        return false;
      }
      take(sighting);
    }
    return true;
  }

  private void take(MemberProcess.Sighting sighting) throws IOException, InterruptedException {
    switch (sighting) {
      case MemberProcess.Sighting.Event event -> {
        chronicle.accept(event.line());
        listener.accept(event.line());
      }
      case MemberProcess.Sighting.Noise noise ->
          throw new IOException("member %s printed: %s".formatted(noise.id(), noise.text()));
      case MemberProcess.Sighting.Silence silence -> onSilence(silence.process());
    }
  }

  private void onSilence(MemberProcess process) throws IOException, InterruptedException {
    if (!endedByItself(process)) {
      chronicle.forget(process.id());
      return;
    }
    process.awaitEnd(ORDERLY_END);
    throw new IOException(
        "member %s ended with status %d by itself: %s"
            .formatted(process.id(), process.exitStatus(), String.join(" / ", process.messages())));
  }

  private boolean endedByItself(MemberProcess process) {
    lock.lock();
    try {
      return !closed && running.remove(process.id(), process);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends all processes, in order if they can, and deletes all files. Idempotent; waits if another
   * thread is at it.
   */
  @Override
  public void close() {
    closing.lock();
    try {
      List<MemberProcess> processes = takeRunning();
      processes.forEach(MemberProcess::terminate);
      processes.forEach(LocalCluster::awaitEndOrKill);
      folder.close();
    } finally {
      closing.unlock();
    }
  }

  private List<MemberProcess> takeRunning() {
    lock.lock();
    try {
      closed = true;
      List<MemberProcess> processes = List.copyOf(running.values());
      running.clear();
      return processes;
    } finally {
      lock.unlock();
    }
  }

  private static void awaitEndOrKill(MemberProcess process) {
    try {
      if (!process.awaitEnd(ORDERLY_END)) {
        process.kill();
        process.awaitEnd(ORDERLY_END);
      }
    } catch (InterruptedException noTimeLeft) {
      process.kill();
      Thread.currentThread().interrupt();
    }
  }
}
