/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.operator;

import io.github.election4j.Member;
import io.github.election4j.cli.console.Failures;
import io.github.election4j.cli.operator.Operator.Answer;
import io.github.election4j.cli.operator.Operator.Finding;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationMember;
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

  /** Too little to ask a leader again that works on it. */
  private static final Duration ANOTHER_TURN = Duration.ofSeconds(1);

  /** So long a leader may work before it is looked whether it still leads. */
  private static final Duration TURN = Duration.ofSeconds(3);

  /** A leader says so in time if it has not finished: its answer needs some of the time. */
  private static final int RESERVE = 10;

  private static final Set<String> PASSING =
      Set.of(
          Operator.NO_LEADER,
          Operator.NO_ANSWER,
          Operator.word(Outcome.NOT_LEADER),
          Operator.word(Outcome.NOT_FINISHED),
          Operator.word(Outcome.OUTDATED));

  private final StepPrinter steps;
  private final long deadlineNanos;
  private MembersOrder order;
  private Operator operator;
  private List<ConfigurationMember> wanted = List.of();
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
        && remaining().compareTo(leastAfter(answer)) > 0) {
      pause();
      answer = attempt();
    }
    return explained(answer);
  }

  /** What the leader itself has said last is worth more than a question that it cannot answer. */
  private static Duration leastAfter(Answer answer) {
    return answer.outcome().equals(Operator.word(Outcome.NOT_FINISHED)) ? ANOTHER_TURN : TOO_LITTLE;
  }

  private Answer explained(Answer answer) throws InterruptedException {
    if (!begun || !PASSING.contains(answer.outcome())) {
      return answer;
    }
    return answer.outcome().equals(Operator.word(Outcome.NOT_FINISHED))
        ? with(answer, whoIsSilent())
        : with(answer, "; the change may be under way: see election members list");
  }

  private static Answer with(Answer answer, String more) {
    return new Answer(answer.outcome(), answer.detail() + more, answer.member());
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
    Configuration current = status.configuration();
    Optional<String> id = Optional.of(leader.id());
    Optional<String> fault = begun ? Optional.empty() : order.faultFor(current);
    if (fault.isPresent()) {
      return new Answer(Operator.word(Outcome.INVALID), fault.get(), id);
    }
    steps.take(status);
    operator = operator.with(current, atMost(TURN.multipliedBy(2)));
    try {
      if (!begun) {
        order = order.lookingAt(current);
      }
      wanted = order.from(current);
      return tell(leader, request(current));
    } catch (IllegalArgumentException tooMuch) {
      return new Answer(Operator.word(Outcome.INVALID), Failures.describe(tooMuch), id);
    }
  }

  private UpdateMembersRequest request(Configuration current) {
    Duration left = remaining();
    Duration turn = left.compareTo(TURN) < 0 ? left.minus(left.dividedBy(RESERVE)) : TURN;
    return new UpdateMembersRequest(wanted, current.id(), turn.toNanos());
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
    return answer;
  }

  /** The last steps follow each other faster than anybody looks. */
  private void showTheRest() throws InterruptedException {
    Optional<Member> leader = operator.find().leader();
    if (leader.isPresent()) {
      operator.askLeader(leader.get()).ifPresent(steps::take);
    }
  }

  /** A change waits for newcomers above all: who does not answer is what an operator can see to. */
  private String whoIsSilent() throws InterruptedException {
    List<Member> members = wanted.stream().map(to -> Member.of(to.id(), to.address())).toList();
    List<String> silent =
        ClusterReport.ask(members, operator.caller(), Duration.ofSeconds(1)).silent();
    return silent.isEmpty() ? "" : "; no answer from " + String.join("; ", silent);
  }

  private Duration remaining() {
    return Duration.ofNanos(Math.max(1, deadlineNanos - System.nanoTime()));
  }

  /** A leader that has stopped is not waited for until the end. */
  private Duration atMost(Duration longest) {
    return remaining().compareTo(longest) < 0 ? remaining() : longest;
  }

  private static void pause() throws InterruptedException {
    boolean unused = new CountDownLatch(1).await(PAUSE.toNanos(), TimeUnit.NANOSECONDS);
  }
}
