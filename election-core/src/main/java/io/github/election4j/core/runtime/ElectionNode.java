/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static java.util.Objects.requireNonNull;

import io.github.election4j.Election;
import io.github.election4j.ElectionException;
import io.github.election4j.ElectionListener;
import io.github.election4j.ElectionStatus;
import io.github.election4j.Leader;
import io.github.election4j.LeadershipTask;
import io.github.election4j.Member;
import io.github.election4j.PeerStatus;
import io.github.election4j.Registration;
import io.github.election4j.core.machine.Input;
import io.github.election4j.core.machine.Members;
import io.github.election4j.core.machine.NodeView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** A running member, as its program sees it. */
final class ElectionNode implements Election {

  private final MachineHost host;
  private final Orders orders;
  private final Closing closing;
  private final String group;
  private Optional<Thread> shutdownHook = Optional.empty();

  ElectionNode(MachineHost host, Orders orders, Closing closing, String group) {
    this.host = host;
    this.orders = orders;
    this.closing = closing;
    this.group = group;
  }

  /** Closes this member when the process is asked to end. Called before the node is handed out. */
  void closeOnShutdown() {
    Thread hook =
        Thread.ofPlatform().name("election-" + host.self() + "-shutdown").unstarted(closing::close);
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException processIsEnding) {
      throw new ElectionException(
          "member '%s' cannot start: the process is ending".formatted(host.self()),
          processIsEnding);
    }
    shutdownHook = Optional.of(hook);
  }

  @Override
  public boolean isLeader() {
    return host.views().current().isActive(System.nanoTime());
  }

  @Override
  public Optional<Leader> leader() {
    return host.views().current().leader();
  }

  @Override
  public ElectionStatus status() {
    NodeView view = host.views().current();
    long now = System.nanoTime();
    List<PeerStatus> peers = host.health().peers(view);
    return new ElectionStatus(
        host.self(),
        group,
        view.role(),
        view.term(),
        view.leader(),
        view.isActive(now),
        Duration.ofNanos(NodeLeadership.remainingNanos(view, now)),
        host.health().leaseMargin(),
        view.cluster().configuration().id(),
        Members.of(view.cluster().configuration()),
        peers,
        host.health().missingVoters(view, peers),
        host.health().trouble(view),
        host.counters(),
        view.cluster().failure());
  }

  @Override
  public Leader awaitLeader(Duration timeout) throws InterruptedException, TimeoutException {
    return host.views()
        .await(
            view -> view.leader().isPresent() || Views.isEnded(view),
            Deadline.in(requireNonNull(timeout, "timeout")))
        .orElseThrow(
            () ->
                new TimeoutException(
                    "no leader was known within %d ms: %s"
                        .formatted(
                            Deadline.millis(timeout),
                            host.health().describe(host.views().current()))))
        .leader()
        .orElseThrow(host::ended);
  }

  @Override
  public Registration whileLeader(LeadershipTask task) {
    requireOpen();
    return host.tasks().add(requireNonNull(task, "task"), false);
  }

  @Override
  public Registration whileLeaderOnce(LeadershipTask task) {
    requireOpen();
    return host.tasks().add(requireNonNull(task, "task"), true);
  }

  @Override
  public Registration addListener(ElectionListener listener) {
    requireOpen();
    return host.listeners().add(requireNonNull(listener, "listener"));
  }

  @Override
  public Leader resign(Duration timeout) throws InterruptedException, TimeoutException {
    return orders.handOver(Optional.empty(), requireNonNull(timeout, "timeout"));
  }

  @Override
  public Leader transferTo(String successor, Duration timeout)
      throws InterruptedException, TimeoutException {
    return orders.handOver(
        Optional.of(requireNonNull(successor, "successor")), requireNonNull(timeout, "timeout"));
  }

  @Override
  public void reset() {
    requireOpen();
    host.perform(new Input.ResetAsked());
  }

  @Override
  public List<Member> updateMembers(List<Member> members, Duration timeout)
      throws InterruptedException, TimeoutException {
    return orders.changeMembers(
        requireNonNull(members, "members"), requireNonNull(timeout, "timeout"));
  }

  @Override
  public Registration syncMembers(Supplier<List<Member>> members, Duration every) {
    requireNonNull(members, "members");
    if (!requireNonNull(every, "every").isPositive()) {
      throw new IllegalArgumentException("every is %s; expected a positive time".formatted(every));
    }
    requireOpen();
    Discovery discovery = new Discovery(host, orders, members, every);
    discovery.start();
    return discovery;
  }

  /** The names of its virtual threads that have not ended, for tests. */
  List<String> liveThreads() {
    return host.threads().live();
  }

  /** What runs when the process is asked to end, for tests. */
  Optional<Thread> shutdownHook() {
    return shutdownHook;
  }

  private void requireOpen() {
    NodeView unused = host.openView();
  }

  @Override
  public void close() {
    shutdownHook.ifPresent(ElectionNode::removeHook);
    closing.close();
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException processIsEnding) {
      // The hook runs already, or will find the member closed.
      return;
    }
  }
}
