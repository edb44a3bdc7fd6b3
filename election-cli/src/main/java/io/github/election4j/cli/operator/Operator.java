/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.operator;

import io.github.election4j.Member;
import io.github.election4j.cli.console.Arguments;
import io.github.election4j.cli.console.ClusterOptions;
import io.github.election4j.cli.console.Columns;
import io.github.election4j.cli.console.JsonWriter;
import io.github.election4j.cli.console.Options;
import io.github.election4j.cli.console.Subcommand;
import io.github.election4j.cli.console.Terminal;
import io.github.election4j.cli.console.UsageException;
import io.github.election4j.cli.console.Values;
import io.github.election4j.cli.security.TlsOptions;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationMember;
import io.github.election4j.wire.ControlReply.OrderReply;
import io.github.election4j.wire.ControlReply.Outcome;
import io.github.election4j.wire.ControlReply.StatusReply;
import io.github.election4j.wire.ControlRequest;
import io.github.election4j.wire.MemberRole;
import io.github.election4j.wire.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Somebody who tells a member what to do, over the port that the member listens at. A member obeys
 * only where its option {@code --allow-admin} says so.
 *
 * @param members whom to ask who leads
 * @param caller how they are reached
 * @param timeout how long to wait for the outcome
 */
record Operator(List<Member> members, Caller caller, Duration timeout) {

  /** The outcome where nobody is known to lead. */
  static final String NO_LEADER = "no-leader";

  /** The outcome where a member was told, and nobody knows what became of it. */
  static final String NO_ANSWER = "no-answer";

  /** A member that is silent for longer does not keep the others from being told. */
  private static final Duration LONGEST_QUESTION = Duration.ofSeconds(2);

  /** What those who may give orders must know. */
  static final List<String> NOTES =
      List.of(
          "A member takes this from where its option --allow-admin says: by default from its own"
              + " machine only, with tls from those whose certificate is an operator's.",
          "",
          "Exit status: 0 if done, 1 if not, with the reason, 2 if an option is wrong.");

  /**
   * Adds the options by which an operator is described to others.
   *
   * @param options the others
   * @return all of them
   */
  static Options addTo(Options options) {
    return TlsOptions.addTo(ClusterOptions.addTo(options, "a member; repeat for each"))
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
        ClusterOptions.read(arguments),
        Caller.of(arguments),
        arguments.get("timeout", Values::duration, Duration.ofSeconds(15)));
  }

  /** What came of an order. */
  record Answer(String outcome, String detail, Optional<String> member) {

    boolean isDone() {
      return outcome.equals(word(Outcome.DONE));
    }

    /** Writes it where results or messages go, and says how the process is to end. */
    int print(String subcommand, boolean json, Terminal terminal) {
      if (json) {
        terminal.print(
            new JsonWriter()
                .put("subcommand", subcommand)
                .put("member", member)
                .put("outcome", outcome)
                .put("detail", detail)
                .toString());
      } else if (isDone()) {
        terminal.print(Columns.fit(detail, 2));
      } else {
        terminal.tell(Columns.fit("election " + subcommand + ": " + detail, 2));
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
    Finding finding = find();
    return finding.leader().isPresent()
        ? tell(finding.leader().get(), request)
        : finding.noLeader();
  }

  /**
   * Who leads, as far as the members that were asked can tell.
   *
   * @param report what they say
   * @param leader whom to ask for more
   */
  record Finding(ClusterReport report, Optional<Member> leader) {

    /** Whether there is nobody to ask at all. */
    boolean isSilence() {
      return report.replies().isEmpty();
    }

    /** Who holds the newest configuration. */
    Optional<StatusReply> newest() {
      return report.replies().stream()
          .max(Comparator.comparing(reply -> reply.configuration().id()));
    }

    /** Why the leader cannot be told anything. */
    Answer noLeader() {
      String why =
          isSilence()
              ? "none of the members answers: "
                  + Stream.concat(report.silent().stream(), report.remedies().keySet().stream())
                      .collect(Collectors.joining("; "))
              : "no leader is known to those that answer; try again later";
      return new Answer(NO_LEADER, why, Optional.empty());
    }
  }

  /**
   * Asks the members who leads. Blocks.
   *
   * @return what they say
   * @throws InterruptedException if interrupted
   */
  Finding find() throws InterruptedException {
    ClusterReport report = ClusterReport.ask(members, caller, patience());
    return new Finding(report, leader(report));
  }

  /**
   * Asks a member for its status. Blocks.
   *
   * @param leader the member
   * @return its status, if it answers and says that it leads
   * @throws InterruptedException if interrupted
   */
  Optional<StatusReply> askLeader(Member leader) throws InterruptedException {
    return MemberAnswer.ask(leader, caller, patience()) instanceof MemberAnswer.Reached reached
            && saysThatItLeads(reached.status())
        ? Optional.of(reached.status())
        : Optional.empty();
  }

  private Duration patience() {
    return timeout.compareTo(LONGEST_QUESTION) < 0 ? timeout : LONGEST_QUESTION;
  }

  /**
   * Whether a member leads by its own word.
   *
   * @param status its status
   * @return true for a leader, active already or not
   */
  static boolean saysThatItLeads(StatusReply status) {
    return status.role() == MemberRole.LEADER;
  }

  /**
   * The same operator with less time, who knows more members.
   *
   * @param configuration whom to ask besides
   * @param left how long to wait for the outcome
   * @return the operator
   */
  Operator with(Configuration configuration, Duration left) {
    return new Operator(known(configuration), caller, left);
  }

  /** Who says that it leads counts, and the latest term; else whom the others name as leader. */
  private Optional<Member> leader(ClusterReport report) {
    Comparator<StatusReply> byTerm = Comparator.comparingLong(StatusReply::term);
    Stream<StatusReply> claims = report.replies().stream().filter(Operator::saysThatItLeads);
    return claims
        .max(byTerm)
        .or(() -> report.replies().stream().filter(reply -> reply.leader().isPresent()).max(byTerm))
        .flatMap(
            reply ->
                reply
                    .leader()
                    .flatMap(id -> ClusterOptions.find(known(reply.configuration()), id)));
  }

  /** The members that the command line names first: their addresses are known to be reached. */
  private List<Member> known(Configuration configuration) {
    List<Member> known = new ArrayList<>(members);
    for (ConfigurationMember member : configuration.members()) {
      if (ClusterOptions.find(known, member.id()).isEmpty()) {
        known.add(Member.of(member.id(), member.address()));
      }
    }
    return known;
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
      Reply reply = caller.ask(member, request, timeout);
      return reply instanceof OrderReply order
          ? new Answer(word(order.outcome()), order.detail(), id)
          : new Answer(
              NO_ANSWER, "member '%s' did not say what became of it".formatted(member.id()), id);
    } catch (IOException noAnswer) {
      String reason = NoAnswer.of(noAnswer).sentence();
      return new Answer(NO_ANSWER, "member '%s': %s".formatted(member.id(), reason), id);
    }
  }

  /**
   * What an outcome is called.
   *
   * @param outcome as a member tells it
   * @return in lower case with hyphens
   */
  static String word(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
