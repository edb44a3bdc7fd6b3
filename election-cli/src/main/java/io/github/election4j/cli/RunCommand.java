/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli;

import io.github.election4j.Election;
import io.github.election4j.ElectionBuilder;
import io.github.election4j.Member;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** {@code election run}: one member, until the process is asked to end. */
final class RunCommand implements Subcommand {

  @Override
  public String name() {
    return "run";
  }

  @Override
  public String summary() {
    return "runs one member until SIGTERM or SIGINT, on which it hands over";
  }

  @Override
  public String synopsis() {
    return "--id ID --member ID=HOST:PORT ... --state DIR [options]";
  }

  @Override
  public Options options() {
    Options identity =
        Options.COMMON
            .value("id", "ID", "which of the members this one is")
            .values(
                MemberOption.NAME,
                MemberOption.PLACEHOLDER,
                "a member; repeat for each, this one too")
            .value("state", "DIR", "where term and vote are kept; never shared, never deleted")
            .value("group", "NAME", "the cluster's name; default: default");
    return TimingOptions.addTo(identity)
        .value("priority", "N", "rank among candidates, higher first, 0 for never; default: 1")
        .value("minimum-quorum", "N", "elect with no fewer voters than this; default: 1")
        .flag("json", "print events as JSON lines")
        .flag("stop-on-eof", "end as on SIGTERM when standard input ends");
  }

  @Override
  public List<String> notes() {
    return List.of(
        "Each event is one line on standard output: started, role-changed, leader-elected,",
        "leadership-gained (active from now on), leadership-lost, members-changed, warning,"
            + " stopped.",
        "TIME is a whole number with us, ms, s or m.",
        "Exit status: 0 after SIGTERM or SIGINT, 1 if the member failed, 2 if it could not start.");
  }

  @Override
  public int run(Arguments arguments, Terminal terminal)
      throws UsageException, InterruptedException {
    String id = arguments.required("id", Values::name);
    List<Member> members = MemberOption.read(arguments);
    if (MemberOption.find(members, id).isEmpty()) {
      throw new UsageException(
          "--id is '%s'; expected one of the members: %s"
              .formatted(id, String.join(", ", members.stream().map(Member::id).toList())));
    }
    String group = arguments.get("group", Values::name, "default");
    EventPrinter printer =
        new EventPrinter(new EventLine.Source(id, group), arguments.has("json"), terminal);
    ElectionBuilder builder =
        Election.builder(id)
            .members(members)
            .transport("socket")
            .stateDirectory(arguments.required("state", Values::directory))
            .group(group)
            .listener(printer);
    TimingOptions.apply(arguments, builder);
    arguments.optional("priority", Values.wholeNumber(0, 1_000_000)).ifPresent(builder::priority);
    arguments
        .optional("minimum-quorum", Values.wholeNumber(1, 255))
        .ifPresent(builder::minimumQuorum);
    if (arguments.has("stop-on-eof")) {
      exitOnEndOfInput();
    }
    return new MemberRun(builder, printer, terminal).run();
  }

  /** A parent that dies takes its end of the pipe with it, however it dies. */
  private static void exitOnEndOfInput() {
    Thread.ofPlatform()
        .daemon()
        .name("await-end-of-input")
        .start(
            () -> {
              try {
                System.in.transferTo(OutputStream.nullOutputStream());
              } catch (IOException unreadable) {
                // There is nobody at the other end either.
              }
              System.exit(EXIT_DONE);
            });
  }
}
