/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.member;

import io.github.election4j.Activation;
import io.github.election4j.Election;
import io.github.election4j.ElectionBuilder;
import io.github.election4j.ElectionSettings;
import io.github.election4j.Member;
import io.github.election4j.cli.console.Arguments;
import io.github.election4j.cli.console.ClusterOptions;
import io.github.election4j.cli.console.LineQueue;
import io.github.election4j.cli.console.Options;
import io.github.election4j.cli.console.Subcommand;
import io.github.election4j.cli.console.Terminal;
import io.github.election4j.cli.console.UsageException;
import io.github.election4j.cli.console.Values;
import io.github.election4j.cli.event.EventLine;
import io.github.election4j.cli.security.TlsOptions;
import io.github.election4j.cli.supervision.ProgramPlan;
import io.github.election4j.spi.TransportProvider;
import io.github.election4j.transport.socket.SocketTransport;
import io.github.election4j.wire.WireLimits;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code election run}: one member, until the process is asked to end. */
public final class RunSubcommand implements Subcommand {

  @Override
  public String name() {
    return "run";
  }

  @Override
  public String summary() {
    return "runs one member, and a program while it leads, until SIGTERM or SIGINT";
  }

  @Override
  public String synopsis() {
    return "--id ID (--member ID=HOST:PORT ... [--joining] | --expect N --discover NAME:PORT)"
        + " --state DIR [options] [-- PROGRAM ARG ...]";
  }

  @Override
  public Options options() {
    Options identity =
        ClusterOptions.addTo(
                Options.COMMON.value("id", "ID", "which of the members this one is"),
                "a member; repeat for each, this one too")
            .flag("joining", "join a running cluster; --member then names this one alone")
            .value("state", "DIR", "where term and vote are kept; never shared, never deleted")
            .value(
                "bind",
                "HOST:PORT",
                "where to listen, if not at the member's own address: 0.0.0.0:7400, say, in a"
                    + " container or behind a router");
    Options member =
        TimingOptions.addTo(TlsOptions.addTo(DiscoveryOptions.addTo(identity)))
            .value("priority", "N", "rank among candidates, higher first, 0 for never; default: 1")
            .value("minimum-quorum", "N", "elect with no fewer voters than this; default: 1");
    return LeadingOptions.addTo(member)
        .flag("json", "print events as JSON lines")
        .flag("stop-on-eof", "end as on SIGTERM when standard input ends");
  }

  @Override
  public List<String> notes() {
    return List.of(
        "Each event is one line on standard output: started, role-changed, leader-elected,"
            + " leadership-gained (active from now on), leadership-lost, members-changed, warning,"
            + " program-started, program-ended, stopped. The member waits for no reader: while a"
            + " thousand lines are not read, all but leadership-gained, leadership-lost and stopped"
            + " are left out, and one line, events-left-out, says there how many.",
        "",
        "PROGRAM is started when leadership is gained, with ELECTION_ID, ELECTION_GROUP and"
            + " ELECTION_TERM (the fencing token) in its environment and an empty standard input."
            + " When leadership is lost, it and all processes below it get SIGTERM, after --grace"
            + " SIGKILL; in a hand-over nobody else leads before they are dead. Those that cannot"
            + " be ended are named, nothing is handed over, and another member leads beside them"
            + " when the lease has run out. They end as well if this process is killed or stopped."
            + " When PROGRAM ends by itself the member hands over and exits with its status; with"
            + " --restart it stays, and runs PROGRAM when it leads again. Standard output and"
            + " standard error are PROGRAM's; events go to standard error then, or with --json to"
            + " standard output, each in one piece.",
        "",
        DiscoveryOptions.NOTE,
        "",
        "TIME is a number with us, ms, s or m.",
        "",
        "Exit status: 0 after SIGTERM or SIGINT, 1 if the member failed, 2 if it could not start,"
            + " PROGRAM's if that ended by itself (127 if it cannot be started), 3 if there is no"
            + " memory, 4 if PROGRAM, or what it has started, cannot be ended or may be hidden from"
            + " this process.");
  }

  @Override
  public int run(Arguments arguments, Terminal terminal)
      throws UsageException, InterruptedException {
    ElectionBuilder builder = describe(arguments);
    Optional<ProgramPlan> plan = LeadingOptions.apply(arguments, builder);
    EventLine.Source source =
        new EventLine.Source(
            arguments.required("id", Values::name), ClusterOptions.group(arguments));
    EventPrinter printer =
        new EventPrinter(
            source,
            arguments.has("json"),
            eventsTo(arguments, terminal),
            exclusiveLease(builder.settings().lease()));
    builder.listener(printer);
    if (arguments.has("stop-on-eof")) {
      exitOnEndOfInput();
    }
    Optional<LeaderProgram> program = Optional.empty();
    if (plan.isPresent()) {
      program = Optional.of(LeaderProgram.prepare(plan.get(), source, printer, terminal));
    }
    return new MemberRun(builder, printer, terminal, program).run();
  }

  /** The member, but for how it acts as the leader. */
  private static ElectionBuilder describe(Arguments arguments) throws UsageException {
    ElectionBuilder builder =
        describe(arguments.required("id", Values::name), arguments)
            .transport(transport(arguments))
            .stateDirectory(arguments.required("state", Values::directory))
            .group(ClusterOptions.group(arguments));
    TimingOptions.apply(arguments, builder);
    arguments
        .optional("priority", Values.wholeNumber(0, WireLimits.MAX_PRIORITY))
        .ifPresent(builder::priority);
    arguments
        .optional("minimum-quorum", Values.wholeNumber(1, 255))
        .ifPresent(builder::minimumQuorum);
    return builder;
  }

  /** A leader that acts as soon as it is elected keeps nobody out. */
  private static Optional<Duration> exclusiveLease(ElectionSettings.Lease lease) {
    return lease.activation() == Activation.WHEN_EXCLUSIVE
        ? Optional.of(lease.length())
        : Optional.empty();
  }

  private static TransportProvider transport(Arguments arguments) throws UsageException {
    SocketTransport.Builder builder = SocketTransport.builder();
    Optional<SocketTransport.Builder> unused =
        arguments.optional("bind", address -> bind(builder, address));
    TlsOptions.read(arguments).ifPresent(builder::tls);
    return builder.build();
  }

  private static SocketTransport.Builder bind(SocketTransport.Builder builder, String address) {
    try {
      return builder.bind(address);
    } catch (IllegalArgumentException noAddress) {
      throw new IllegalArgumentException(
          "HOST:PORT with an address of this machine, such as 0.0.0.0:7400", noAddress);
    }
  }

  /** A founder knows all members or finds them, and one that joins knows itself alone. */
  private static ElectionBuilder describe(String id, Arguments arguments) throws UsageException {
    Optional<ElectionBuilder> finding = DiscoveryOptions.describe(id, arguments);
    if (finding.isPresent()) {
      return finding.get();
    }
    List<Member> members = ClusterOptions.read(arguments);
    Member self = ClusterOptions.required(members, "id", id);
    if (!arguments.has("joining")) {
      return Election.builder(id).members(members);
    }
    if (members.size() > 1) {
      throw new UsageException(
          "--joining is given with %d members; expected --member of this one alone: the leader tells it who the others are, once it is added there with election members add %s=%s"
              .formatted(members.size(), id, self.address()));
    }
    return Election.builder(id).joining(self.address());
  }

  /** A program's output must stay what the program writes, unless lines of JSON are asked for. */
  private static LineQueue eventsTo(Arguments arguments, Terminal terminal) {
    boolean apart = !arguments.program().isEmpty() && !arguments.has("json");
    return apart ? terminal.messageQueue() : terminal.resultQueue();
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
