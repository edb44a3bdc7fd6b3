/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.ConfigurationException.Fault;
import io.github.election4j.ElectionException;
import io.github.election4j.Leader;
import io.github.election4j.Member;
import io.github.election4j.MembershipRules;
import io.github.election4j.NotLeaderException;
import io.github.election4j.Role;
import io.github.election4j.core.machine.Effect.HandOverEnded;
import io.github.election4j.core.machine.Effect.HandOverOutcome;
import io.github.election4j.core.machine.Effect.MembersProgress;
import io.github.election4j.core.machine.Members;
import io.github.election4j.core.machine.NodeView;
import io.github.election4j.spi.TransportProvider;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.ConfigurationMember;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a leader can be told to do, by its program or by an operator, and waited for. */
final class Orders {

  private final MachineHost host;
  private final TransportProvider transports;

  /** One change of the members at a time, so that each caller learns what became of its own. */
  private final ReentrantLock changing = new ReentrantLock();

  Orders(MachineHost host, TransportProvider transports) {
    this.host = host;
    this.transports = transports;
  }

  /**
   * Hands over, and waits until somebody leads a later term; that is this member itself if nobody
   * else can.
   */
  Leader handOver(Optional<String> successor, Duration timeout)
      throws InterruptedException, TimeoutException {
    Deadline deadline = Deadline.in(timeout);
    NodeView before = host.openView();
    requireLeader(before);
    if (successor.equals(Optional.of(host.self()))) {
      // Whoever repeats a transfer whose answer was lost finds it done.
      return before.leader().orElseThrow(host::ended);
    }
    if (host.tasks().isCurrentThreadABody()) {
      return handOverFromTask(before, successor, deadline);
    }
    HandOverEnded ended = host.handOver(successor, deadline);
    NodeView now = host.openView();
    if (ended.outcome() == HandOverOutcome.NOT_LEADER && !leads(now, before.term())) {
      throw notLeader(now);
    }
    if (successor.isPresent() && now.role() == Role.LEADER && now.term() == before.term()) {
      throw new ElectionException(ended.detail());
    }
    Leader next =
        host.views()
            .await(view -> leads(view, before.term()) || Views.isEnded(view), deadline)
            .orElseThrow(
                () ->
                    new TimeoutException(
                        "no new leader is known; expected one by now; look again later: "
                            + ended.detail()))
            .leader()
            .orElseThrow(host::ended);
    if (successor.isPresent() && !successor.get().equals(next.id())) {
      throw new ElectionException(
          "leader of term %d is '%s'; expected '%s': %s"
              .formatted(next.term(), next.id(), successor.get(), ended.detail()));
    }
    return next;
  }

  /**
   * The hand-over waits until the tasks have ended, so that a task which waited for it would wait
   * for itself, until the grace is over. So it waits only until the hand-over has begun, or will
   * not: then this member is not active any more, or goes on.
   */
  private Leader handOverFromTask(NodeView before, Optional<String> successor, Deadline deadline)
      throws InterruptedException, TimeoutException {
    CompletableFuture<HandOverEnded> answer = host.beginHandOver(successor);
    CompletableFuture<Void> unusedWakeUp = answer.thenRun(host.views()::wakeAll);
    try {
      NodeView unused =
          host.views()
              .await(
                  view -> answer.isDone() || !NodeLeadership.isTenure(view, before.term()),
                  deadline)
              .orElseThrow(() -> new TimeoutException("the hand-over has not begun yet"));
    } catch (InterruptedException interrupted) {
      if (NodeLeadership.isTenure(host.views().current(), before.term())) {
        throw interrupted;
      }
      // The hand-over's own interrupt of the task, which is for what the task does next.
      Thread.currentThread().interrupt();
    }
    if (answer.isDone() && NodeLeadership.isTenure(host.views().current(), before.term())) {
      throw new ElectionException(answer.join().detail());
    }
    return before.leader().orElseThrow(host::ended);
  }

  private static boolean leads(NodeView view, long afterTerm) {
    return view.leader().filter(leader -> leader.term() > afterTerm).isPresent();
  }

  /** Changes the members one step at a time, and waits until the last one is confirmed. */
  List<Member> changeMembers(List<Member> wanted, Duration timeout)
      throws InterruptedException, TimeoutException {
    return changeMembers(wanted, ConfigurationId.NONE, timeout);
  }

  /** Likewise, but only if nobody else has changed them since somebody looked. */
  List<Member> changeMembers(List<Member> wanted, ConfigurationId basedOn, Duration timeout)
      throws InterruptedException, TimeoutException {
    Deadline deadline = Deadline.in(timeout);
    NodeView before = host.openView();
    requireLeader(before);
    checkMembers(wanted);
    if (!changing.tryLock(Math.max(0, deadline.remainingNanos()), TimeUnit.NANOSECONDS)) {
      throw new TimeoutException(
          "another change of the members is under way; expected none; try again when it has ended; "
              + inForce());
    }
    try {
      MembersProgress progress =
          host.changeMembers(List.copyOf(wanted), () -> requireInForce(basedOn), deadline);
      return finish(wanted, new Proposal(before.term(), progress), deadline);
    } catch (TimeoutException late) {
      TimeoutException told = new TimeoutException(notFinished());
      told.initCause(late);
      throw told;
    } catch (InterruptedException cancelled) {
      InterruptedException told = new InterruptedException(notFinished());
      told.initCause(cancelled);
      throw told;
    } finally {
      changing.unlock();
    }
  }

  /** The members were to be changed from others than those in force. */
  static final class OutdatedException extends ElectionException {

    private static final long serialVersionUID = 1L;

    private OutdatedException(String message) {
      super(message);
    }
  }

  private void requireInForce(ConfigurationId basedOn) {
    ConfigurationId current = host.views().current().cluster().configuration().id();
    if (!basedOn.equals(ConfigurationId.NONE) && !basedOn.equals(current)) {
      throw new OutdatedException(
          "the change was made from configuration %s, and nothing was changed: %s; look again"
              .formatted(basedOn, inForce()));
    }
  }

  private List<Member> finish(List<Member> wanted, Proposal proposal, Deadline deadline)
      throws InterruptedException, TimeoutException {
    MembersProgress progress = proposal.progress();
    NodeView now = host.openView();
    return switch (progress.outcome()) {
      case DONE, STEP_CONFIRMED -> membersInForce();
      case LEFT_TO_SUCCESSOR -> awaitInForce(wanted, proposal, deadline);
      case REFUSED -> throw new ElectionException(progress.detail());
      case NOT_LEADER -> throw lost(progress, now);
    };
  }

  /** What became of a proposal that was made in a term. */
  record Proposal(long term, MembersProgress progress) {

    /**
     * Whether the successor that was to finish the change did not win, or leads no more: nobody
     * goes on with it then. It campaigns in the term that follows at once.
     */
    boolean isAbandoned(NodeView view) {
      return view.leader()
          .filter(leader -> leader.term() > term)
          .filter(
              leader ->
                  leader.term() > term + 1
                      || !progress.successor().map(leader.id()::equals).orElse(true))
          .isPresent();
    }
  }

  private NotLeaderException lost(MembersProgress progress, NodeView now) {
    return new NotLeaderException(
        progress.detail() + "; members: " + describeMembers(), now.leader());
  }

  /** A leader that removes itself is the last one to be removed, and hears of it as an observer. */
  private List<Member> awaitInForce(List<Member> wanted, Proposal proposal, Deadline deadline)
      throws InterruptedException, TimeoutException {
    Set<Member> members = Set.copyOf(wanted);
    Predicate<NodeView> inForce =
        view -> members.equals(Set.copyOf(Members.of(view.cluster().configuration())));
    NodeView last =
        host.views()
            .await(
                view -> Views.isEnded(view) || inForce.test(view) || proposal.isAbandoned(view),
                deadline)
            .orElseThrow(() -> new TimeoutException(proposal.progress().detail()));
    if (Views.isEnded(last)) {
      throw host.ended();
    }
    if (!inForce.test(last)) {
      throw lost(proposal.progress(), last);
    }
    return membersInForce();
  }

  private void checkMembers(List<Member> wanted) {
    // One voter is a quorum here: the machine knows what is asked for, and judges that.
    List<Fault> faults = MembershipRules.faults(wanted, 1, transports::addressFault);
    if (!faults.isEmpty()) {
      throw new ElectionException(
          faults.stream().map(Fault::toString).collect(Collectors.joining("; ")));
    }
  }

  private List<Member> membersInForce() {
    return Members.of(host.views().current().cluster().configuration());
  }

  private String notFinished() {
    return "the change of the members is not finished; "
        + inForce()
        + ", and the leader goes on with it; nothing was undone, and the same can be asked again";
  }

  /** What is in force at this member, for a person. */
  String inForce() {
    return "configuration %s is in force here: %s"
        .formatted(host.views().current().cluster().configuration().id(), describeMembers());
  }

  private String describeMembers() {
    return host.views().current().cluster().configuration().members().stream()
        .map(ConfigurationMember::describe)
        .collect(Collectors.joining(", "));
  }

  private void requireLeader(NodeView view) {
    if (view.role() != Role.LEADER) {
      throw notLeader(view);
    }
  }

  private NotLeaderException notLeader(NodeView view) {
    String self = host.self();
    String whom =
        view.leader()
            .map(
                leader ->
                    "ask the leader, '%s' at %s (term %d)"
                        .formatted(leader.id(), leader.address(), leader.term()))
            .orElse("no leader is known at the moment; try again later");
    return new NotLeaderException(
        "member '%s' does not lead; its role is %s: %s".formatted(self, view.role(), whom),
        view.leader());
  }
}
