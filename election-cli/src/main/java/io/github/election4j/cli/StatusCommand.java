/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli;

import io.github.election4j.Member;
import io.github.election4j.transport.socket.SocketTransport;
import io.github.election4j.wire.ControlReply.StatusReply;
import io.github.election4j.wire.ControlRequest.StatusRequest;
import io.github.election4j.wire.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;

/** {@code election status}: asks every member how it sees the cluster, all at the same time. */
final class StatusCommand implements Subcommand {

  @Override
  public String name() {
    return "status";
  }

  @Override
  public String summary() {
    return "asks each member who leads, and whether a majority agrees";
  }

  @Override
  public String synopsis() {
    return "--member ID=HOST:PORT ... [--group G] [--timeout 1s] [--json]";
  }

  @Override
  public Options options() {
    return Options.COMMON
        .values(MemberOption.NAME, MemberOption.PLACEHOLDER, "a member to ask; repeat for each")
        .value("group", "NAME", "the cluster's name; default: default")
        .value("timeout", "TIME", "how long to wait for each answer; default: 1s")
        .flag("json", "print one JSON object instead of a table");
  }

  @Override
  public List<String> notes() {
    return List.of(
        "Exit status: 0 if a majority of the voters agrees on one active leader, 1 if not, 2 if an"
            + " option is wrong.");
  }

  @Override
  public int run(Arguments arguments, Terminal terminal)
      throws UsageException, InterruptedException {
    List<Member> members = MemberOption.read(arguments);
    String group = arguments.get("group", Values::name, "default");
    Duration timeout = arguments.get("timeout", Values::duration, Duration.ofSeconds(1));

    ClusterReport report = new ClusterReport(askAll(members, group, timeout));
    terminal.print(arguments.has("json") ? report.toJson() : report.toText());
    return report.leader().isPresent() ? EXIT_DONE : EXIT_NOT_DONE;
  }

  private static List<MemberAnswer> askAll(List<Member> members, String group, Duration timeout)
      throws InterruptedException {
    List<FutureTask<MemberAnswer>> questions = new ArrayList<>();
    for (Member member : members) {
      FutureTask<MemberAnswer> question = new FutureTask<>(() -> ask(member, group, timeout));
      Thread.ofVirtual().name("ask-" + member.id()).start(question);
      questions.add(question);
    }
    List<MemberAnswer> answers = new ArrayList<>();
    for (FutureTask<MemberAnswer> question : questions) {
      answers.add(Futures.get(question));
    }
    return answers;
  }

  private static MemberAnswer ask(Member member, String group, Duration timeout)
      throws InterruptedException {
    long start = System.nanoTime();
    try {
      Reply reply = SocketTransport.ask(member.address(), group, new StatusRequest(), timeout);
      Duration roundTrip = Duration.ofNanos(System.nanoTime() - start);
      if (!(reply instanceof StatusReply status)) {
        return new MemberAnswer.Unreachable(member, "it did not answer with its status");
      }
      if (!status.sender().id().equals(member.id())) {
        String reason = "member '%s' answers at this address".formatted(status.sender().id());
        return new MemberAnswer.Unreachable(member, reason);
      }
      return new MemberAnswer.Reached(member, status, roundTrip);
    } catch (IOException noAnswer) {
      String reason = Optional.ofNullable(noAnswer.getMessage()).orElse(noAnswer.toString());
      return new MemberAnswer.Unreachable(member, reason);
    }
  }
}
