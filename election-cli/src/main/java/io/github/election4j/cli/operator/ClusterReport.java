/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.operator;

import io.github.election4j.Member;
import io.github.election4j.cli.console.Columns;
import io.github.election4j.cli.console.JsonWriter;
import io.github.election4j.cli.console.Table;
import io.github.election4j.wire.ControlReply.StatusReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;

/**
 * What the members say together: who leads, and how many of the voters agree.
 *
 * @param answers one for each member that was asked
 */
record ClusterReport(List<MemberAnswer> answers) {

  /** Copies the answers. */
  ClusterReport {
    answers = List.copyOf(answers);
  }

  /**
   * Asks every member, all at the same time. Blocks.
   *
   * @param members whom to ask
   * @param caller how they are reached
   * @param timeout how long to wait for each answer
   * @return what they say
   * @throws InterruptedException if interrupted
   */
  static ClusterReport ask(List<Member> members, Caller caller, Duration timeout)
      throws InterruptedException {
    List<FutureTask<MemberAnswer>> questions = new ArrayList<>();
    for (Member member : members) {
      FutureTask<MemberAnswer> question =
          new FutureTask<>(() -> MemberAnswer.ask(member, caller, timeout));
      Thread.ofVirtual().name("ask-" + member.id()).start(question);
      questions.add(question);
    }
    List<MemberAnswer> answers = new ArrayList<>();
    for (FutureTask<MemberAnswer> question : questions) {
      answers.add(Futures.get(question));
    }
    return new ClusterReport(answers);
  }

  /**
   * A member that says that it leads actively, and what the others say to that.
   *
   * @param claim the member's own answer
   * @param agreeing the ids of all that name it as the leader of that term, itself included
   */
  record Claim(StatusReply claim, Set<String> agreeing) {

    /**
     * Whether a majority of the voters, by the leader's own configuration, agrees.
     *
     * @return true if the cluster has this leader
     */
    boolean isConfirmed() {
      return claim.configuration().isQuorum(agreeing);
    }

    private String describe() {
      Set<String> voters = claim.configuration().voters();
      long voices = agreeing.stream().filter(voters::contains).count();
      return "%s leads term %d, say %d of %d voters"
          .formatted(claim.sender().id(), claim.term(), voices, voters.size());
    }
  }

  /**
   * The leader that a majority of the voters agrees on. There is at most one in a term, and the
   * latest term counts.
   *
   * @return the claim, or empty if there is no such leader
   */
  Optional<Claim> leader() {
    return claims().stream()
        .filter(Claim::isConfirmed)
        .reduce((one, other) -> one.claim().term() >= other.claim().term() ? one : other);
  }

  private List<Claim> claims() {
    return replies().stream()
        .filter(reply -> reply.active())
        .map(reply -> new Claim(reply, agreeingWith(reply)))
        .toList();
  }

  private Set<String> agreeingWith(StatusReply claim) {
    return replies().stream()
        .filter(reply -> reply.term() == claim.term())
        .filter(reply -> reply.leader().equals(Optional.of(claim.sender().id())))
        .map(reply -> reply.sender().id())
        .collect(Collectors.toSet());
  }

  /**
   * What those who answered said.
   *
   * @return in the order in which they were asked
   */
  List<StatusReply> replies() {
    return answers.stream()
        .filter(MemberAnswer.Reached.class::isInstance)
        .map(answer -> ((MemberAnswer.Reached) answer).status())
        .toList();
  }

  /**
   * Why those who did not answer did not.
   *
   * @return a sentence for each
   */
  List<String> silent() {
    return answers.stream()
        .filter(MemberAnswer.Unreachable.class::isInstance)
        .map(MemberAnswer.Unreachable.class::cast)
        .map(silent -> "member '%s': %s".formatted(silent.member().id(), silent.reason()))
        .toList();
  }

  /**
   * For a person.
   *
   * @return a table and the conclusion
   */
  String toText() {
    Table table = new Table();
    table.row("ID", "ADDRESS", "ROLE", "TERM", "LEADER", "CONFIG", "LEASE", "TRIP");
    answers.forEach(answer -> table.row(answer.cells()));
    return table + "\n" + Columns.fit(conclusion());
  }

  private String conclusion() {
    Optional<Claim> leader = leader();
    if (leader.isPresent()) {
      return leader.get().describe();
    }
    List<Claim> claims = claims();
    return claims.isEmpty()
        ? "no leader: none of the members that answered leads actively"
        : "no leader that a majority agrees on: "
            + claims.stream().map(Claim::describe).collect(Collectors.joining("; "));
  }

  /**
   * For a program.
   *
   * @return one JSON object on one line
   */
  String toJson() {
    Optional<Claim> leader = leader();
    JsonWriter json =
        new JsonWriter().put("leader", leader.map(claim -> claim.claim().sender().id()));
    leader.ifPresent(claim -> json.put("term", claim.claim().term()));
    return json.put("members", answers.stream().map(MemberAnswer::json).toList()).toString();
  }
}
