/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli;

import io.github.election4j.Member;
import io.github.election4j.cli.Operator.Answer;
import io.github.election4j.cli.Operator.Finding;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ControlReply.Outcome;
import io.github.election4j.wire.ControlReply.StatusReply;
import io.github.election4j.wire.ControlRequest.UpdateMembersRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Carries out an order on the leader, and on the next leader if that one is lost half-way, until it
 * is done or the time is over. Used once, by one thread.
 */
final class MembersChange {

  /** How often a leader is looked for while there is none. */
  private static final Duration PAUSE = Duration.ofMillis(50);

  /** Too little to begin anything in. */
  private static final Duration TOO_LITTLE = Duration.ofMillis(100);

  /** A leader says so in time if it has not finished: its answer needs some of the time. */
  private static final int RESERVE = 10;

  private static final Set<String> PASSING =
      Set.of(
          Operator.NO_LEADER,
          Operator.NO_ANSWER,
          Operator.word(Outcome.NOT_LEADER),
          Operator.word(Outcome.OUTDATED));

  private final MembersOrder order;
  private final StepPrinter steps;
  private final long deadlineNanos;
  private Operator operator;
  private boolean begun;
  private boolean hopeless;

  /**
   * Does nothing yet; its time begins.
   *
   * @param operator who wants it, and for how long
   * @param order what is wanted
   * @param steps is shown what the leader holds
   */
  MembersChange(Operator operator, MembersOrder order, StepPrinter steps) {
    this.operator = operator;
    this.order = order;
    this.steps = steps;
    deadlineNanos = System.nanoTime() + operator.timeout().toNanos();
  }

  /**
   * Carries the order out. Blocks.
   *
   * @return what came of it
   * @throws InterruptedException if interrupted; a leader goes on with what it has begun
   */
  Answer run() throws InterruptedException {
    Answer answer = attempt();
    while (PASSING.contains(answer.outcome())
        && !hopeless
        && remaining().compareTo(TOO_LITTLE) > 0) {
      pause();
      answer = attempt();
    }
    return begun && PASSING.contains(answer.outcome()) ? uncertain(answer) : answer;
  }

  private static Answer uncertain(Answer answer) {
    return new Answer(
        answer.outcome(),
        answer.detail() + "; the change may be under way: see election members list",
        answer.member());
  }

  private Answer attempt() throws InterruptedException {
    Finding finding = operator.find();
    hopeless = finding.isSilence() && !begun;
    if (finding.leader().isEmpty()) {
      return finding.noLeader();
    }
    Member leader = finding.leader().get();
    Optional<StatusReply> status = operator.askLeader(leader);
    return status.isPresent() ? tell(leader, status.get()) : finding.noLeader();
  }

  private Answer tell(Member leader, StatusReply status) throws InterruptedException {
    Configuration current = status.tenure().configuration();
    Optional<String> id = Optional.of(leader.id());
    Optional<String> fault = begun ? Optional.empty() : order.faultFor(current);
    if (fault.isPresent()) {
      return new Answer(Operator.word(Outcome.INVALID), fault.get(), id);
    }
    steps.take(status);
    operator = operator.with(current, remaining());
    try {
      return tell(leader, request(current));
    } catch (IllegalArgumentException tooMuch) {
      return new Answer(
          Operator.word(Outcome.INVALID),
          Optional.ofNullable(tooMuch.getMessage()).orElse(tooMuch.toString()),
          id);
    }
  }

  private UpdateMembersRequest request(Configuration current) {
    Duration left = remaining();
    return new UpdateMembersRequest(
        order.from(current), current.id(), left.minus(left.dividedBy(RESERVE)).toNanos());
  }

  private Answer tell(Member leader, UpdateMembersRequest request) throws InterruptedException {
    LeaderWatch watch = LeaderWatch.start(operator, leader, steps);
    Answer answer;
    try {
      answer = operator.tell(leader, request);
    } finally {
      watch.end();
    }
    begun |= !answer.outcome().equals(Operator.word(Outcome.OUTDATED));
    if (answer.isDone()) {
      showTheRest();
    }
    return answer.outcome().equals(Operator.word(Outcome.NOT_FINISHED))
        ? withSilent(request, answer)
        : answer;
  }

  /** The last steps follow each other faster than anybody looks. */
  private void showTheRest() throws InterruptedException {
    Optional<Member> leader = operator.find().leader();
    if (leader.isPresent()) {
      operator.askLeader(leader.get()).ifPresent(steps::take);
    }
  }

  /** A change waits for newcomers above all: who does not answer is what an operator can see to. */
  private Answer withSilent(UpdateMembersRequest request, Answer answer)
      throws InterruptedException {
    List<Member> wanted =
        request.members().stream().map(to -> Member.of(to.id(), to.address())).toList();
    List<String> silent =
        ClusterReport.ask(wanted, operator.group(), Duration.ofSeconds(1)).silent();
    String who = silent.isEmpty() ? "" : "; no answer from " + String.join("; ", silent);
    return new Answer(answer.outcome(), answer.detail() + who, answer.member());
  }

  private Duration remaining() {
    return Duration.ofNanos(Math.max(1, deadlineNanos - System.nanoTime()));
  }

  private static void pause() throws InterruptedException {
    boolean unused = new CountDownLatch(1).await(PAUSE.toNanos(), TimeUnit.NANOSECONDS);
  }
}
