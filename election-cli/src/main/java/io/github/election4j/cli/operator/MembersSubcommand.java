/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.operator;

import io.github.election4j.Member;
import io.github.election4j.cli.console.Arguments;
import io.github.election4j.cli.console.ClusterOptions;
import io.github.election4j.cli.console.Options;
import io.github.election4j.cli.console.Spelling;
import io.github.election4j.cli.console.Subcommand;
import io.github.election4j.cli.console.Terminal;
import io.github.election4j.cli.console.UsageException;
import io.github.election4j.cli.console.Values;
import io.github.election4j.wire.ControlReply.StatusReply;
import io.github.election4j.wire.WireLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code election members}: shows the members of a running cluster, and changes them. */
public final class MembersSubcommand implements Subcommand {

  private static final List<String> VERBS = List.of("list", "add", "remove", "move", "set");

  private static final String EXPECTED =
      "expected list, add ID=HOST:PORT, remove ID, move ID=HOST:PORT or set ID=HOST:PORT ...";

  @Override
  public String name() {
    return "members";
  }

  @Override
  public String summary() {
    return "shows, adds, removes and moves the members of a running cluster";
  }

  @Override
  public String synopsis() {
    return "list | add ID=HOST:PORT [--observer] [--priority N] | remove ID | move ID=HOST:PORT"
        + " | set ID=HOST:PORT ... --member ID=HOST:PORT ... [--group G] [--timeout 15s] [--json]";
  }

  @Override
  public Options options() {
    return Operator.addTo(Options.COMMON)
        .flag("observer", "add: it listens and does not vote")
        .value("priority", "N", "add: rank among candidates, 0 for a witness; default: 1")
        .words();
  }

  @Override
  public List<String> notes() {
    List<String> notes =
        new ArrayList<>(
            List.of(
                "list    shows who belongs to the cluster, as the leader says.",
                "add     takes in a member, which is started with election run --joining. For a"
                    + " member of the same address it sets vote and priority anew.",
                "remove  lets a member go, the leader too: it hands over first, and stays as an"
                    + " observer until its process is ended.",
                "move    says where a member is now that was given another address; start it with"
                    + " that, or with --bind, before or after.",
                "set     wants exactly these members. Those that are members already keep their"
                    + " vote and priority, and move if the address is another one.",
                "",
                "One --member is enough to find the leader, which does the work: one voter at a"
                    + " step, each confirmed by a quorum before the next. Each step is printed when"
                    + " it is confirmed. If it is not finished in time nothing is undone: the"
                    + " leader goes on, and the same can be asked again. If somebody else changes"
                    + " the members meanwhile, the change is made anew from theirs.",
                ""));
    notes.addAll(Operator.NOTES);
    return notes;
  }

  @Override
  public int run(Arguments arguments, Terminal terminal)
      throws UsageException, InterruptedException {
    String verb = verb(arguments.words());
    List<String> operands = arguments.words().subList(1, arguments.words().size());
    requireOptionsOfAddOnly(verb, arguments);
    Operator operator = Operator.of(arguments);
    boolean json = arguments.has("json");
    return switch (verb) {
      case "list" -> list(operands, operator, json, terminal);
      case "add" -> {
        MembersOrder order =
            new MembersOrder.Add(
                ClusterOptions.readOne("add", one(verb, "ID=HOST:PORT", operands))
                    .withPriority(priority(arguments)),
                arguments.has("observer"));
        yield change(order, operator, json, terminal);
      }
      case "remove" -> {
        String id = idOf(one(verb, "ID", operands));
        yield change(new MembersOrder.Remove(id), operator, json, terminal);
      }
      case "move" -> {
        Member moved = ClusterOptions.readOne("move", one(verb, "ID=HOST:PORT", operands));
        yield change(new MembersOrder.Move(moved), operator, json, terminal);
      }
      default -> {
        if (operands.isEmpty()) {
          throw new UsageException("set is followed by nothing; expected set ID=HOST:PORT ...");
        }
        MembersOrder order = new MembersOrder.Replace(ClusterOptions.readAll("set", operands));
        yield change(order, operator, json, terminal);
      }
    };
  }

  /** First of all: without it nobody can say what else is missing. */
  private static String verb(List<String> words) throws UsageException {
    if (words.isEmpty()) {
      throw new UsageException("what to do is missing; " + EXPECTED);
    }
    String verb = words.get(0);
    if (!VERBS.contains(verb)) {
      String nearest = Spelling.nearest(verb, VERBS);
      throw new UsageException(
          nearest.isEmpty()
              ? "'%s' is unknown; %s".formatted(verb, EXPECTED)
              : "'%s' is unknown; did you mean %s?".formatted(verb, nearest));
    }
    return verb;
  }

  private static String idOf(String word) throws UsageException {
    try {
      return Values.name(word);
    } catch (IllegalArgumentException noName) {
      throw new UsageException("ID is '%s'; expected %s".formatted(word, noName.getMessage()));
    }
  }

  private static int priority(Arguments arguments) throws UsageException {
    return arguments.get("priority", Values.wholeNumber(0, WireLimits.MAX_PRIORITY), 1);
  }

  private static void requireOptionsOfAddOnly(String verb, Arguments arguments)
      throws UsageException {
    for (String name : List.of("observer", "priority")) {
      if (arguments.has(name) && !verb.equals("add")) {
        throw new UsageException("--%s is for add, and not for %s".formatted(name, verb));
      }
    }
  }

  private static String one(String verb, String placeholder, List<String> operands)
      throws UsageException {
    if (operands.size() != 1) {
      throw new UsageException(
          "%s is followed by %d words; expected %s %s"
              .formatted(verb, operands.size(), verb, placeholder));
    }
    return operands.get(0);
  }

  private int list(List<String> operands, Operator operator, boolean json, Terminal terminal)
      throws UsageException, InterruptedException {
    if (!operands.isEmpty()) {
      throw new UsageException(
          "list is followed by '%s'; expected nothing".formatted(operands.get(0)));
    }
    Operator.Finding finding = operator.find();
    Optional<StatusReply> leader = Optional.empty();
    if (finding.leader().isPresent()) {
      leader = operator.askLeader(finding.leader().get());
    }
    Optional<StatusReply> source = leader.or(finding::newest);
    if (source.isEmpty()) {
      return finding.noLeader().print(name(), json, terminal);
    }
    MembersReport report = new MembersReport(source.get());
    terminal.print(json ? report.toJson() : report.toText());
    return leader.isPresent() ? EXIT_DONE : EXIT_NOT_DONE;
  }

  private int change(MembersOrder order, Operator operator, boolean json, Terminal terminal)
      throws InterruptedException {
    StepPrinter steps = new StepPrinter(json, terminal);
    return new MembersChange(operator, order, steps).run().print(name(), json, terminal);
  }
}
