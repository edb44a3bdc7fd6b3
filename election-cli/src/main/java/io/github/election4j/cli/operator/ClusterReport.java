/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.operator;

import io.github.election4j.Member;
import io.github.election4j.cli.console.Columns;
import io.github.election4j.cli.console.JsonWriter;
import io.github.election4j.cli.console.Table;
import io.github.election4j.wire.ControlReply.PeersReply;
import io.github.election4j.wire.ControlReply.StatusReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the members say together: who leads, and how many of the voters agree.
 *
 * @param answers one for each member that was asked
 */
record ClusterReport(List<MemberAnswer> answers) {

  private static final int MOST_ROUNDS = 3;

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
    return new ClusterReport(answers(members, member -> MemberAnswer.ask(member, caller, timeout)));
  }

  /**
   * Asks every member, and all others that these tell of, each also how it sees the others. Blocks.
   *
   * @param members whom to ask first
   * @param caller how they are reached
   * @param timeout how long to wait for each answer
   * @return what they say
   * @throws InterruptedException if interrupted
   */
  static ClusterReport survey(List<Member> members, Caller caller, Duration timeout)
      throws InterruptedException {
    Map<String, MemberAnswer> answers = new LinkedHashMap<>();
    List<Member> next = members;
    // Whoever is found may know more; a cluster that keeps on growing is not followed for ever.
    for (int round = 0; round < MOST_ROUNDS && !next.isEmpty(); round++) {
      List<MemberAnswer> told =
          answers(next, member -> MemberAnswer.askAll(member, caller, timeout));
      told.forEach(answer -> answers.put(answer.member().id(), answer));
      next =
          reached(told)
              .flatMap(answer -> answer.knows().stream())
              .filter(member -> !answers.containsKey(member.id()))
              .collect(
                  Collectors.toMap(
                      Member::id, member -> member, (one, other) -> one, LinkedHashMap::new))
              .values()
              .stream()
              .toList();
    }
    return new ClusterReport(List.copyOf(answers.values()));
  }

  /** A question to one member. */
  private interface Question {

    MemberAnswer ask(Member member) throws InterruptedException;
  }

  private static List<MemberAnswer> answers(List<Member> members, Question toEach)
      throws InterruptedException {
    List<FutureTask<MemberAnswer>> questions = new ArrayList<>();
    for (Member member : members) {
      FutureTask<MemberAnswer> question = new FutureTask<>(() -> toEach.ask(member));
      Thread.ofVirtual().name("ask-" + member.id()).start(question);
      questions.add(question);
    }
    List<MemberAnswer> answers = new ArrayList<>();
    for (FutureTask<MemberAnswer> question : questions) {
      answers.add(Futures.get(question));
    }
    return answers;
  }

  private static Stream<MemberAnswer.Reached> reached(List<MemberAnswer> answers) {
    return answers.stream()
        .filter(MemberAnswer.Reached.class::isInstance)
        .map(MemberAnswer.Reached.class::cast);
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
    return reached(answers)
        .filter(answer -> answer.status().active())
        .map(answer -> new Claim(answer.status(), agreeingWith(answer)))
        .toList();
  }

  /** One whose vote does not count agrees in vain. */
  private Set<String> agreeingWith(MemberAnswer.Reached claimant) {
    StatusReply claim = claimant.status();
    return replies().stream()
        .filter(reply -> !claimant.deniesVoteOf(reply.sender().id()))
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
    return reached(answers).map(MemberAnswer.Reached::status).toList();
  }

  /**
   * Why those who did not answer did not.
   *
   * @return a sentence for each
   */
  List<String> silent() {
    return unreachable()
        .map(silent -> "member '%s': %s".formatted(silent.member().id(), silent.why().reason()))
        .toList();
  }

  /**
   * What to see to where members did not answer.
   *
   * @return for each remedy who needs it, in the order in which they were asked
   */
  Map<String, List<String>> remedies() {
    Map<String, List<String>> needing = new LinkedHashMap<>();
    unreachable()
        .forEach(
            silent ->
                silent
                    .why()
                    .remedy()
                    .ifPresent(
                        remedy ->
                            needing
                                .computeIfAbsent(remedy, none -> new ArrayList<>())
                                .add(silent.member().id())));
    return needing;
  }

  private Stream<MemberAnswer.Unreachable> unreachable() {
    return answers.stream()
        .filter(MemberAnswer.Unreachable.class::isInstance)
        .map(MemberAnswer.Unreachable.class::cast);
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
    StringBuilder text = new StringBuilder(table + "\n" + Columns.fit(conclusion()));
    remedies()
        .forEach(
            (remedy, ids) ->
                text.append('\n').append(Columns.fit(String.join(", ", ids) + ": " + remedy, 2)));
    complaints().forEach(complaint -> text.append('\n').append(Columns.fit(complaint, 2)));
    reached(answers)
        .flatMap(answer -> answer.refusals().stream())
        .forEach(refusals -> text.append('\n').append(Columns.fit(refusals, 2)));
    return text.toString();
  }

  /**
   * What is not well: where there is a leader, it knows best; else each says why it has none. What
   * others say of members that a leader hears is out of date.
   */
  private List<String> complaints() {
    Optional<String> leader = leader().map(claim -> claim.claim().sender().id());
    return reached(answers)
        .filter(
            answer ->
                leader.map(answer.status().sender().id()::equals).orElse(true)
                    || answer.peers().flatMap(PeersReply::diagnosis).isPresent())
        .flatMap(answer -> answer.complaints().stream())
        .toList();
  }

  private String conclusion() {
    Optional<Claim> leader = leader();
    if (leader.isPresent()) {
      return leader.get().describe();
    }
    if (replies().isEmpty()) {
      return "no leader known: none of the members that were asked has answered";
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
