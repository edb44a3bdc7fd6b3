/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.ElectionEvent;
import io.github.election4j.ElectionListener;
import io.github.election4j.Member;
import io.github.election4j.Role;
import io.github.election4j.core.log.Log;
import io.github.election4j.core.machine.Effect;
import io.github.election4j.core.machine.Effect.HandOverEnded;
import io.github.election4j.core.machine.Effect.HandOverOutcome;
import io.github.election4j.core.machine.Effect.MembersOutcome;
import io.github.election4j.core.machine.Effect.MembersProgress;
import io.github.election4j.core.machine.ElectionMachine;
import io.github.election4j.core.machine.Input;
import io.github.election4j.core.machine.Lease;
import io.github.election4j.core.machine.NodeView;
import io.github.election4j.spi.Transport;
import io.github.election4j.spi.VoteStore;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.Sender;
import io.github.election4j.wire.VoteRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs the machine: one lock around each step, and the step's effects executed in their order while
 * it is held. Whatever leaves the node (requests, events, tasks) is only queued under the lock, and
 * done by other threads.
 */
final class MachineHost {

  /**
   * Fair, so that after a pause of the process the requests and replies that queued first are taken
   * in before a timer that has just woken up.
   */
  private final ReentrantLock lock = new ReentrantLock(true);

  private final ElectionMachine machine;
  private final String self;
  private final NodeThreads threads;
  private final Clocks clocks;
  private final Transport transport;
  private final StoreWriter store;
  private final SuspensionWatch suspensions;
  private final WakeUps wakeUps;
  private final Calls calls;
  private final AddressBook addresses = new AddressBook();
  private final Views views;
  private final Listeners listeners;
  private final Tasks tasks;
  private final OrderedThread deliveries;
  private final Announcements announcements;
  private final Queue<CompletableFuture<HandOverEnded>> handOvers = new ConcurrentLinkedQueue<>();
  private final Queue<CompletableFuture<MembersProgress>> memberChanges =
      new ConcurrentLinkedQueue<>();
  private volatile boolean abandoned;

  /**
   * What a member has opened.
   *
   * @param store keeps its record
   * @param transport carries its messages
   */
  record Opened(VoteStore store, Transport transport) {}

  /**
   * How a member wants it.
   *
   * @param rpcTimeout how long one request may take
   * @param taskGrace how long tasks may take to end after their interrupt
   * @param suspensionTolerance how far the wall clock may run ahead of the monotonic clock
   * @param listeners told of every event from the first on
   */
  record HostSettings(
      Duration rpcTimeout,
      Duration taskGrace,
      Duration suspensionTolerance,
      List<ElectionListener> listeners) {}

  MachineHost(ElectionMachine machine, Opened opened, HostSettings settings, Clocks clocks) {
    this.machine = machine;
    this.clocks = clocks;
    self = machine.sender().id();
    threads = new NodeThreads(self);
    transport = opened.transport();
    store = new StoreWriter(opened.store(), self);
    suspensions = new SuspensionWatch(clocks, settings.suspensionTolerance().toNanos());
    wakeUps = new WakeUps(self, clocks, () -> step(new Input.TimerFired()));
    calls = new Calls(threads, transport, settings.rpcTimeout(), addresses::find, this::step);
    views = new Views(machine.view());
    tasks = new Tasks(threads, settings.taskGrace(), wakeUps, new TaskReports());
    listeners = new Listeners(threads, settings.listeners());
    deliveries = new OrderedThread(threads, "deliveries");
    announcements = new Announcements(self, views, tasks, listeners, deliveries);
  }

  /** Lets the node take part. The first step; what it needs of the transport is open already. */
  void start() {
    learn(machine.view().cluster().configuration());
    step(new Input.Started());
  }

  // ---- steps

  /** Takes an input; returns when all of its effects that are of this node alone are done. */
  void step(Input input) {
    Optional<PeerReply> unused = answer(input);
  }

  /** Takes an input without waiting for the lock. */
  void stepLater(Input input) {
    threads.start("input", () -> step(input));
  }

  /** Takes an input, and returns the reply if it was a request and is to be answered. */
  Optional<PeerReply> answer(Input input) {
    lock.lock();
    try {
      if (abandoned) {
        return Optional.empty();
      }
      return run(input);
    } finally {
      lock.unlock();
    }
  }

  /** Takes an input if the lock can be had by a deadline. */
  boolean stepWithin(Input input, Deadline deadline) throws InterruptedException {
    if (!lock.tryLock(Math.max(0, deadline.remainingNanos()), TimeUnit.NANOSECONDS)) {
      return false;
    }
    try {
      step(input);
      return true;
    } finally {
      lock.unlock();
    }
  }

  private Optional<PeerReply> run(Input input) {
    try {
      OptionalLong jump = suspensions.jump();
      if (jump.isPresent()) {
        Optional<PeerReply> unused = take(new Input.ClockJumped(jump.getAsLong()));
      }
      return take(input);
    } catch (Throwable fault) {
      // Whatever it was: the node fails, not the process (design, section 3 rule 9).
      fail("fault in the runtime at input %s: %s".formatted(input, fault), fault);
      return Optional.empty();
    }
  }

  private Optional<PeerReply> take(Input input) {
    return execute(machine.step(input, clocks.nanoTime()));
  }

  private Optional<PeerReply> execute(List<Effect> effects) {
    Optional<PeerReply> reply = Optional.empty();
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.Persist persist -> {
          if (!persist(persist.record())) {
            return Optional.empty();
          }
        }
        case Effect.Respond respond -> reply = Optional.of(respond.reply());
        case Effect.Call call -> calls.start(call.peer(), call.request());
        case Effect.ArmTimer timer -> wakeUps.arm(timer.atNanos());
        case Effect.Publish publish -> publish(publish.view());
        case Effect.Announce announce -> announcements.announce(announce.event());
        case Effect.EndTasks end -> deliveries.submit(() -> tasks.reportEnd(end.term()));
        case HandOverEnded ended -> complete(handOvers, ended);
        case MembersProgress progress -> onProgress(progress);
      }
    }
    return reply;
  }

  /** False if the rest of the step must not happen. */
  private boolean persist(VoteRecord record) {
    learn(record.configuration());
    try {
      store.save(record);
      return !abandoned;
    } catch (IOException failed) {
      if (abandoned) {
        return false;
      }
      fail(
          "the vote could not be made durable (%s): this member takes no part until the storage is repaired and the member is started again"
              .formatted(failed.getMessage()),
          failed);
      return false;
    }
  }

  private void publish(NodeView view) {
    learn(view.cluster().configuration());
    announcements.publish(Views.isEnded(view) ? withoutLeader(view) : view);
    if (Views.isEnded(view)) {
      stopThreads();
      complete(
          handOvers, new HandOverEnded(HandOverOutcome.NOT_LEADER, "the member takes no part"));
      complete(
          memberChanges,
          new MembersProgress(MembersOutcome.NOT_LEADER, "the member takes no part"));
    }
  }

  private void learn(Configuration configuration) {
    if (addresses.update(configuration)) {
      List<Member> peers = addresses.others(self);
      deliveries.submit(() -> transport.peersChanged(peers));
    }
  }

  private void onProgress(MembersProgress progress) {
    if (progress.outcome() != MembersOutcome.STEP_CONFIRMED) {
      complete(memberChanges, progress);
    }
  }

  private static <T> void complete(Queue<CompletableFuture<T>> waiting, T result) {
    for (CompletableFuture<T> next = waiting.poll(); next != null; next = waiting.poll()) {
      next.complete(result);
    }
  }

  // ---- failure and end

  /** Who takes no part any more does not hear of changes either: what it knew is out of date. */
  private static NodeView withoutLeader(NodeView view) {
    return new NodeView(view.role(), view.term(), Optional.empty(), Lease.NONE, view.cluster());
  }

  private void fail(String reason, Throwable cause) {
    deliveries.submit(() -> Log.warning(self + ": " + reason, cause));
    try {
      Optional<PeerReply> unused = take(new Input.StoreFailed(reason));
    } catch (Throwable again) {
      deliveries.submit(() -> Log.warning(self + ": the machine failed, too", again));
    }
    if (!Views.isEnded(views.current())) {
      end(Role.FAILED, Optional.of(reason));
    }
  }

  /** Ends the node although its machine did not, or cannot be asked. */
  private void end(Role role, Optional<String> failure) {
    abandoned = true;
    NodeView last = views.current();
    NodeView.Cluster cluster = new NodeView.Cluster(last.cluster().configuration(), failure);
    publish(new NodeView(role, last.term(), Optional.empty(), Lease.NONE, cluster));
    announcements.announce(new ElectionEvent.Stopped(last.term(), failure));
  }

  /** Ends the node without its lock, which a write holds that does not come back. */
  void abandon() {
    end(Role.CLOSED, Optional.empty());
  }

  private void stopThreads() {
    wakeUps.close();
    calls.cancelAll();
    store.close();
  }

  // ---- what callers wait for

  /** Asks the machine to hand over. */
  HandOverEnded handOver(Optional<String> successor, Deadline deadline)
      throws InterruptedException, TimeoutException {
    return ask(handOvers, () -> {}, new Input.ResignAsked(successor), deadline);
  }

  /**
   * Proposes members to the machine.
   *
   * @param check throws if the proposal must not be made; what it looks at does not change before
   *     the proposal is taken
   */
  MembersProgress changeMembers(List<Member> members, Runnable check, Deadline deadline)
      throws InterruptedException, TimeoutException {
    return ask(memberChanges, check, new Input.MembersProposed(members), deadline);
  }

  private <T> T ask(
      Queue<CompletableFuture<T>> waiting, Runnable check, Input input, Deadline deadline)
      throws InterruptedException, TimeoutException {
    CompletableFuture<T> answer = new CompletableFuture<>();
    if (!lock.tryLock(Math.max(0, deadline.remainingNanos()), TimeUnit.NANOSECONDS)) {
      throw new TimeoutException("this member waits for its storage");
    }
    try {
      if (abandoned) {
        throw ended();
      }
      check.run();
      waiting.add(answer);
      step(input);
    } finally {
      lock.unlock();
    }
    try {
      return answer.get(Math.max(0, deadline.remainingNanos()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The newest view of a member that takes part. */
  NodeView openView() {
    NodeView view = views.current();
    if (Views.isEnded(view)) {
      throw ended();
    }
    return view;
  }

  /** What a caller is told after the end. */
  IllegalStateException ended() {
    return new IllegalStateException(
        views
            .current()
            .cluster()
            .failure()
            .map(reason -> "member '%s' has failed: %s".formatted(self, reason))
            .orElse("member '%s' is closed".formatted(self)));
  }

  Views views() {
    return views;
  }

  NodeThreads threads() {
    return threads;
  }

  Tasks tasks() {
    return tasks;
  }

  Listeners listeners() {
    return listeners;
  }

  Sender sender() {
    return machine.sender();
  }

  /** Turns what becomes of tasks into inputs and events. */
  private final class TaskReports implements Tasks.Reports {

    @Override
    public void ended(long term) {
      // Not on this thread: it is the deliveries, which must never wait for the lock, or a body.
      stepLater(new Input.TasksEnded(term));
    }

    @Override
    public void overran(long term, Duration sinceInterrupt) {
      announcements.announce(new ElectionEvent.TaskOverrun(term, sinceInterrupt));
    }

    @Override
    public void notEnded(long term) {
      stepLater(new Input.TasksOverran(term));
    }
  }
}
