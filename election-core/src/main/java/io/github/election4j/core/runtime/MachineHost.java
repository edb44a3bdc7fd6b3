/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.ElectionEvent;
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
import io.github.election4j.spi.NonBlockingTransport;
import io.github.election4j.spi.Transport;
import io.github.election4j.spi.VoteStore;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.VoteRecord;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/**
 * Runs the machine: one step at a time, and the step's effects begun in their order. None of them
 * blocks, so that no step ever waits: not for the disk, the log, a listener, a task or a peer.
 */
final class MachineHost {

  private static final String TAKES_NO_PART = "this member takes no part any more";

  private final ElectionMachine machine;
  private final HostSettings settings;
  private final Clocks clocks;
  private final String self;
  private final SuspensionWatch suspensions;
  private final NodeThreads threads;
  private final Timer timer;
  private final Turns turns;
  private final HeapWatch heapWatch;
  private final StoreThread store;
  private final ForcedWrites writes;
  private final Peers peers;
  private final Views views;
  private final Tasks tasks;
  private final Listeners listeners;
  private final Announcements announcements;
  private final Health health;
  private final PeerAnswers answers = new PeerAnswers();
  private final Callers callers = new Callers();

  /** A member that cannot save its first record has not been started. */
  private final CompletableFuture<Void> firstWrite = new CompletableFuture<>();

  private volatile boolean writing;

  /** Set when a step has broken off: what it was to bring about may be missing. */
  private volatile boolean faulty;

  /**
   * What a member has opened.
   *
   * @param store keeps its record
   * @param transport carries its messages
   */
  record Opened(VoteStore store, Transport transport) {}

  MachineHost(ElectionMachine machine, Opened opened, HostSettings settings, Clocks clocks) {
    this.machine = machine;
    this.settings = settings;
    this.clocks = clocks;
    self = machine.sender().id();
    suspensions = new SuspensionWatch(clocks, settings.suspensionTolerance().toNanos());
    writes = new ForcedWrites(settings.settings());
    views = new Views(machine.view());
    threads = new NodeThreads(self, settings.users().threads());
    timer = new Timer(threads, new Wakes());
    turns = new Turns(timer::run);
    heapWatch =
        new HeapWatch(
            move -> timer.run(() -> turns.take(() -> failOrMove(move))),
            () -> faulty || HeapWatch.heapIsFull(),
            this::failForTheHeap);
    store =
        new StoreThread(
            threads, opened.store(), timer, settings.shortestElectionNanos(), new StoreResults());
    health = new Health(machine, settings, views, timer, this::warn);
    OrderedThread deliveries = OrderedThread.platform(threads, "delivery");
    peers =
        new Peers(
            health.contacts(),
            opened.transport(),
            calls(opened.transport()),
            deliveries,
            this::step);
    tasks = new Tasks(threads, settings.taskGrace(), timer, deliveries, new TaskResults());
    listeners = new Listeners(threads, settings.users().listeners());
    announcements = new Announcements(self, views, tasks, listeners, deliveries);
  }

  private Calls calls(Transport transport) {
    return transport instanceof NonBlockingTransport direct
        ? new DirectCalls(direct)
        : new BlockingCalls(threads, transport, timer, settings.threadPatienceNanos());
  }

  // ---- inputs

  /**
   * Lets the node take part. The first step; what it needs of the transport is open already.
   * Returns when the first write has ended, or is late: a disk that hangs is warned of, and not
   * waited for.
   */
  void start() {
    peers.learn(machine.view().cluster().configuration());
    heapWatch.start(threads, settings.lease());
    perform(new Input.Started());
    if (writing) {
      callers.awaitStep(firstWrite);
    }
  }

  /** Takes an input; returns at once. For threads of the runtime and of the transport. */
  void step(Input input) {
    turns.take(() -> run(input));
  }

  /** Takes an input from any thread, one of the user's too, and returns when it is done. */
  void perform(Input input) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    turns.takeElsewhere(
        () -> {
          run(input);
          done.complete(null);
        });
    callers.awaitStep(done);
  }

  /** Ends the node; false if it has not ended by a deadline. */
  boolean close(Deadline deadline) throws InterruptedException {
    turns.takeElsewhere(() -> run(new Input.CloseAsked()));
    return views.await(Views::isEnded, deadline).isPresent();
  }

  /**
   * Takes a request of a peer, and returns at once. For threads of the transport.
   *
   * @param caller who brings it
   */
  void receive(PeerRequest request, Input.Caller caller, PeerAnswers.PeerAnswer answer) {
    long number = answers.expect(health.noting(request, caller.address(), answer));
    turns.take(() -> run(new Input.RequestReceived(number, request, caller)));
    if (hasEnded()) {
      // Nothing may come to the turn above any more.
      answers.refuseAll(TAKES_NO_PART);
    }
  }

  // ---- steps

  private void run(Input input) {
    try {
      if (hasEnded()) {
        return;
      }
      if (faulty) {
        failForAStep();
        return;
      }
      OptionalLong jump = suspensions.jump();
      if (jump.isPresent()) {
        take(new Input.ClockJumped(jump.getAsLong()));
      }
      take(input);
    } catch (Throwable fault) {
      // Whatever it was: the node fails, not the process (design, section 3 rule 9).
      faulty = true;
      fail("fault in the runtime at input %s: %s".formatted(input, fault), fault);
    } finally {
      if (hasEnded()) {
        release();
      }
    }
  }

  private boolean hasEnded() {
    return Views.isEnded(views.current());
  }

  private void take(Input input) {
    for (Effect effect : machine.step(input, clocks.nanoTime())) {
      begin(effect);
    }
    // Only now, so that whoever is told finds the view that belongs to it.
    callers.tell();
  }

  private void begin(Effect effect) {
    switch (effect) {
      case Effect.Persist persist -> persist(persist.record());
      case Effect.Respond respond -> answers.reply(respond.number(), respond.reply());
      case Effect.Call call -> peers.call(call.peer(), call.request(), patience(call));
      case Effect.ArmTimer alarm -> timer.arm(alarm.atNanos());
      case Effect.Publish publish -> publish(publish.view());
      case Effect.Announce announce -> announcements.announce(announce.event());
      case Effect.EndTasks end -> tasks.reportEnd(end.term());
      case HandOverEnded ended -> callers.note(ended);
      case MembersProgress progress -> callers.note(progress);
    }
  }

  private void persist(VoteRecord record) {
    peers.learn(record.configuration());
    writing = true;
    store.begin(record);
  }

  private Duration patience(Effect.Call call) {
    return call.patienceNanos() > 0
        ? Duration.ofNanos(call.patienceNanos())
        : settings.rpcTimeout();
  }

  private void publish(NodeView view) {
    peers.learn(view.cluster().configuration());
    announcements.publish(Views.isEnded(view) ? withoutLeader(view) : view);
    health.noted(view);
  }

  /** Tells an operator something; may be called by any thread. */
  void warn(String message) {
    turns.take(() -> announceWarning(message));
  }

  // ---- failure and end

  /** Who takes no part any more does not hear of changes either: what it knew is out of date. */
  private static NodeView withoutLeader(NodeView view) {
    return new NodeView(view.role(), view.term(), Optional.empty(), Lease.NONE, view.cluster());
  }

  /** Returns when nothing is done any more in the name of a leadership that is over. */
  void awaitLastActs() {
    new LastActs(views, tasks, settings.lease()).await();
  }

  private void fail(String reason, Throwable cause) {
    Log.warning(self + ": " + reason, cause);
    try {
      take(new Input.StoreFailed(reason));
    } catch (Throwable again) {
      Log.warning(self + ": the machine failed, too", again);
    }
    end(Role.FAILED, Optional.of(reason));
  }

  /** Ends the node although its machine did not, or cannot be asked; nothing if it has ended. */
  private void end(Role role, Optional<String> failure) {
    NodeView last = views.current();
    if (hasEnded()) {
      return;
    }
    NodeView.Cluster cluster = new NodeView.Cluster(last.cluster().configuration(), failure);
    publish(new NodeView(role, last.term(), Optional.empty(), Lease.NONE, cluster));
    announcements.announce(new ElectionEvent.Stopped(last.term(), failure));
  }

  /** Ends the node although a step that is under way does not end. */
  void abandon() {
    end(Role.CLOSED, Optional.empty());
    release();
  }

  /** For want of memory the failure could not be told when the step broke off. */
  private void failForAStep() {
    end(
        Role.FAILED,
        Optional.of(
            "a step broke off for want of memory; let the process have more memory (-Xmx), and"
                + " start it again"));
  }

  /** Shows the thread that watches the heap that steps are taken, and that none has broken off. */
  private void failOrMove(Runnable move) {
    if (faulty && !hasEnded()) {
      failForAStep();
      release();
    }
    move.run();
  }

  /** For the thread that watches the heap; not by a step, since there is none any more. */
  void failForTheHeap() {
    end(
        Role.FAILED,
        Optional.of(
            "the heap is full and nothing moved for five leases; let the process have more memory"
                + " (-Xmx), and start it again"));
    release();
  }

  /** Lets those go who wait, and what runs. Idempotent. */
  private void release() {
    heapWatch.close();
    callers.ended();
    answers.refuseAll(TAKES_NO_PART);
    peers.close();
    store.close();
    timer.close();
  }

  // ---- what callers wait for

  /** Asks the machine to hand over; what is returned tells what becomes of it. */
  CompletableFuture<HandOverEnded> beginHandOver(Optional<String> successor) {
    CompletableFuture<HandOverEnded> answer = new CompletableFuture<>();
    turns.takeElsewhere(
        () -> {
          callers.expectHandOver(answer);
          run(new Input.ResignAsked(successor));
        });
    return answer;
  }

  /** Asks the machine to hand over, and waits for what becomes of it. */
  HandOverEnded handOver(Optional<String> successor, Deadline deadline)
      throws InterruptedException, TimeoutException {
    return callers.await(
        beginHandOver(successor),
        new HandOverEnded(HandOverOutcome.NOT_LEADER, TAKES_NO_PART),
        deadline);
  }

  /**
   * Proposes members to the machine, and waits until they are in force or will not be.
   *
   * @param check throws if the proposal must not be made; what it looks at does not change before
   *     the proposal is taken
   */
  MembersProgress changeMembers(List<Member> members, Runnable check, Deadline deadline)
      throws InterruptedException, TimeoutException {
    CompletableFuture<MembersProgress> answer = new CompletableFuture<>();
    turns.takeElsewhere(
        () -> {
          try {
            check.run();
          } catch (RuntimeException refused) {
            answer.completeExceptionally(refused);
            return;
          }
          callers.expectChange(answer);
          run(new Input.MembersProposed(members));
        });
    return callers.await(
        answer, new MembersProgress(MembersOutcome.NOT_LEADER, TAKES_NO_PART), deadline);
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

  /** What the transport has counted, and what was refused to peers. */
  Map<String, Long> counters() {
    Map<String, Long> counters = new LinkedHashMap<>(health.refusals().toMap());
    counters.putAll(peers.counters());
    return counters;
  }

  NodeThreads threads() {
    return threads;
  }

  Health health() {
    return health;
  }

  Tasks tasks() {
    return tasks;
  }

  Listeners listeners() {
    return listeners;
  }

  String self() {
    return self;
  }

  /** The disk has answered, or has not for too long. */
  private final class StoreResults implements StoreThread.Results {

    @Override
    public void durable(long tookNanos) {
      turns.take(
          () -> {
            run(new Input.RecordDurable());
            writes.ended(tookNanos).ifPresent(MachineHost.this::announceWarning);
            firstWrite.complete(null);
          });
    }

    @Override
    public void failed(Throwable cause) {
      String reason =
          "the vote could not be made durable (%s): this member takes no part until the storage is repaired and the member is started again"
              .formatted(cause.getMessage());
      Log.warning(self + ": " + reason, cause);
      step(new Input.StoreFailed(reason));
    }

    @Override
    public void late(long sinceNanos) {
      turns.take(() -> writes.late(sinceNanos).ifPresent(MachineHost.this::announceWarning));
      firstWrite.complete(null);
    }
  }

  private final class Wakes implements Timer.Wakes {

    @Override
    public void wakeUp() {
      step(new Input.TimerFired());
    }

    @Override
    public void late(long nanos) {
      health.wokenLate(nanos);
    }
  }

  private void announceWarning(String message) {
    announcements.announce(new ElectionEvent.Warning(views.current().term(), message));
  }

  /** Turns what becomes of tasks into inputs and events. */
  private final class TaskResults implements TaskReports {

    @Override
    public void ended(long term) {
      step(new Input.TasksEnded(term));
    }

    @Override
    public void overran(long term, Duration sinceInterrupt) {
      announcements.announce(new ElectionEvent.TaskOverrun(term, sinceInterrupt));
    }

    @Override
    public void notEnded(long term) {
      step(new Input.TasksOverran(term));
    }
  }
}
