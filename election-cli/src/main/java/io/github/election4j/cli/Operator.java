/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli;

import io.github.election4j.Member;
import io.github.election4j.transport.socket.SocketTransport;
import io.github.election4j.wire.ControlReply.CommandReply;
import io.github.election4j.wire.ControlReply.Outcome;
import io.github.election4j.wire.ControlReply.StatusReply;
import io.github.election4j.wire.ControlRequest;
import io.github.election4j.wire.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Somebody who tells a member what to do, over the port that the member listens at. A member obeys
 * only where its option {@code --allow-admin} says so.
 *
 * @param members whom to ask who leads
 * @param group the name of the cluster
 * @param timeout how long to wait for the outcome
 */
record Operator(List<Member> members, String group, Duration timeout) {

  /** How a leader, active already or not, names its role in a status. */
  private static final String LEADER = "LEADER";

  /** What those who may give commands must know. */
  static final List<String> NOTES =
      List.of(
          "A member takes this from where its option --allow-admin says: by default from its own",
          "machine only.",
          "Exit status: 0 if done, 1 if not, with the reason, 2 if an option is wrong.");

  /**
   * Adds the options by which an operator is described to others.
   *
   * @param options the others
   * @return all of them
   */
  static Options addTo(Options options) {
    return options
        .values(MemberOption.NAME, MemberOption.PLACEHOLDER, "a member; repeat for each")
        .value("group", "NAME", "the cluster's name; default: default")
        .value("timeout", "TIME", "how long to wait for the outcome; default: 15s")
        .flag("json", "print one JSON object instead of a sentence");
  }

  /**
   * The operator that these options describe.
   *
   * @param arguments what was given
   * @return the operator
   * @throws UsageException if an option is missing or cannot be read
   */
  static Operator of(Arguments arguments) throws UsageException {
    return new Operator(
        MemberOption.read(arguments),
        arguments.get("group", Values::name, "default"),
        arguments.get("timeout", Values::duration, Duration.ofSeconds(15)));
  }

  /** What came of a command. */
  record Answer(String outcome, String detail, Optional<String> member) {

    boolean isDone() {
      return outcome.equals(word(Outcome.DONE));
    }

    /** Writes it where results or messages go, and says how the process is to end. */
    int print(String subcommand, boolean json, Terminal terminal) {
      if (json) {
        terminal.print(
            new JsonWriter()
                .put("command", subcommand)
                .put("member", member)
                .put("outcome", outcome)
                .put("detail", detail)
                .toString());
      } else if (isDone()) {
        terminal.print(detail);
      } else {
        terminal.tell("election " + subcommand + ": " + detail);
      }
      return isDone() ? Subcommand.EXIT_DONE : Subcommand.EXIT_NOT_DONE;
    }
  }

  /**
   * Tells the leader to do something. Blocks.
   *
   * @param request what it is to do
   * @return what came of it
   * @throws InterruptedException if interrupted
   */
  Answer tellLeader(ControlRequest request) throws InterruptedException {
    ClusterReport report = ClusterReport.ask(members, group, timeout);
    Optional<Member> leader = leader(report);
    return leader.isPresent()
        ? tell(leader.get(), request)
        : new Answer("no-leader", whyNoLeader(report), Optional.empty());
  }

  private String whyNoLeader(ClusterReport report) {
    return report.replies().isEmpty()
        ? "none of the members answers: " + String.join("; ", report.silent())
        : "no leader is known to those that answer; try again later";
  }

  /** Who says that it leads counts, and the latest term; else whom the others name as leader. */
  private Optional<Member> leader(ClusterReport report) {
    Comparator<StatusReply> byTerm = Comparator.comparingLong(StatusReply::term);
    Stream<StatusReply> claims =
        report.replies().stream().filter(reply -> reply.role().equals(LEADER));
    return claims
        .max(byTerm)
        .or(() -> report.replies().stream().filter(reply -> reply.leader().isPresent()).max(byTerm))
        .flatMap(reply -> reply.leader().flatMap(id -> MemberOption.find(known(reply), id)));
  }

  /** The members that the command line names first: their addresses are known to be reached. */
  private List<Member> known(StatusReply reply) {
    Stream<Member> configured =
        reply.tenure().configuration().members().stream()
            .map(member -> Member.of(member.id(), member.address()));
    return Stream.concat(members.stream(), configured).toList();
  }

  /**
   * Tells one member to do something. Blocks.
   *
   * @param member whom
   * @param request what it is to do
   * @return what came of it
   * @throws InterruptedException if interrupted
   */
  Answer tell(Member member, ControlRequest request) throws InterruptedException {
    Optional<String> id = Optional.of(member.id());
    try {
      Reply reply = SocketTransport.ask(member.address(), group, request, timeout);
      return reply instanceof CommandReply command
          ? new Answer(word(command.outcome()), command.detail(), id)
          : new Answer(
              "no-answer", "member '%s' did not say what became of it".formatted(member.id()), id);
    } catch (IOException noAnswer) {
      String reason = Optional.ofNullable(noAnswer.getMessage()).orElse(noAnswer.toString());
      return new Answer("no-answer", "member '%s': %s".formatted(member.id(), reason), id);
    }
  }

  private static String word(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
