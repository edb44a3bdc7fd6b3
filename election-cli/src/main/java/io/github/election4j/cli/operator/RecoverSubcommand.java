/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.operator;

import io.github.election4j.ConfigurationException;
import io.github.election4j.ConfigurationException.Fault;
import io.github.election4j.ElectionException;
import io.github.election4j.ElectionRecovery;
import io.github.election4j.ElectionSettings;
import io.github.election4j.Member;
import io.github.election4j.Recovered;
import io.github.election4j.cli.console.Arguments;
import io.github.election4j.cli.console.ClusterOptions;
import io.github.election4j.cli.console.Failures;
import io.github.election4j.cli.console.JsonWriter;
import io.github.election4j.cli.console.Options;
import io.github.election4j.cli.console.Subcommand;
import io.github.election4j.cli.console.Terminal;
import io.github.election4j.cli.console.UsageException;
import io.github.election4j.cli.console.Values;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code election recover}: gives other members, offline, to a cluster that has lost its majority
 * for good.
 */
public final class RecoverSubcommand implements Subcommand {

  private static final String CONSENT = "yes-i-understand-this-can-split-the-cluster";

  /** What the library calls a setting, and what this subcommand calls it. */
  private static final Map<String, String> OPTIONS =
      Map.of("members", "--members", "longestLease", "--lease", "era", "--era");

  @Override
  public String name() {
    return "recover";
  }

  @Override
  public String summary() {
    return "gives other members, offline, to a cluster that has lost its majority for good";
  }

  @Override
  public String synopsis() {
    return "--state DIR --members ID=HOST:PORT,... --"
        + CONSENT
        + " [--lease 150ms] [--era N] [--json]";
  }

  @Override
  public Options options() {
    return Options.COMMON
        .value("state", "DIR", "the state directory of a member that is not running")
        .values("members", "ID=HOST:PORT,...", "all members from now on, that one among them")
        .value("lease", "TIME", "the longest --lease of any lost member; default: 150ms")
        .value(
            "era",
            "N",
            "the era of terms to begin, if the state holds values that no member ever had: neither"
                + " its term nor its longest promise is then believed; default: the next one")
        .flag(CONSENT, "a majority of the old members is gone, and will never come back")
        .flag("json", "print one JSON object instead of a sentence");
  }

  @Override
  public List<String> notes() {
    return List.of(
        "Only for a cluster whose majority will never come back, as only a person can know: if it"
            + " does come back, both halves elect a leader. While a majority can be reached, use"
            + " election members instead.",
        "",
        "1.  Make sure that all processes of the old members have ended.",
        "2.  Do this on one survivor, or on several with the same --members.",
        "3.  Start the survivors with their old options; the members in their state count.",
        "4.  Start the others with election run --joining; each needs an empty state directory.",
        "",
        "All members from now on are voters of priority 1; election members changes that later."
            + " The term is raised so far that no fencing token of the lost cluster can be newer.",
        "",
        "Terms come in eras of 2^40; a cluster begins in era 0, and each recovery begins the next"
            + " one. A state whose term leaves no later era, or whose promise is an hour, did not"
            + " get there by elections: then say --era 1, or one more for each recovery before, the"
            + " same on all survivors, and --lease. If a leader of the lost cluster did have a term"
            + " of that era, its fencing tokens may be newer than those to come.",
        "",
        "Exit status: 0 if done, 1 if the directory cannot be used, 2 if an option is wrong.");
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws UsageException {
    Path state = arguments.required("state", Values::directory);
    List<Member> members = members(arguments);
    Duration lease =
        arguments.get("lease", Values::duration, ElectionSettings.DEFAULTS.lease().promise());
    Optional<Integer> era =
        arguments.optional("era", Values.wholeNumber(1, ElectionRecovery.LAST_ERA));
    if (!arguments.has(CONSENT)) {
      throw new UsageException(
          "--%s is missing; this is only for a majority that is lost for good, since both halves elect a leader if it comes back, and nothing was changed"
              .formatted(CONSENT));
    }
    try {
      Recovered recovered =
          era.isPresent()
              ? ElectionRecovery.replaceMembersInEra(state, members, lease, era.get())
              : ElectionRecovery.replaceMembers(state, members, lease);
      terminal.print(
          arguments.has("json") ? json(recovered, members) : sentence(recovered, members));
      return EXIT_DONE;
    } catch (ConfigurationException refused) {
      throw new UsageException(
          refused.faults().stream()
              .map(RecoverSubcommand::inWordsOfOptions)
              .collect(Collectors.joining("; ")));
    } catch (ElectionException failed) {
      terminal.tell("election recover: " + Failures.describe(failed));
      return EXIT_NOT_DONE;
    }
  }

  private static String inWordsOfOptions(Fault fault) {
    return fault.toText(setting -> OPTIONS.getOrDefault(setting, setting));
  }

  private static List<Member> members(Arguments arguments) throws UsageException {
    List<String> words = new ArrayList<>();
    for (String value : arguments.values("members")) {
      words.addAll(List.of(value.split(",", -1)));
    }
    if (words.isEmpty()) {
      throw new UsageException("--members is missing; expected --members ID=HOST:PORT,...");
    }
    return ClusterOptions.readAll("--members", words);
  }

  private static String sentence(Recovered recovered, List<Member> members) {
    return "member '%s' of group '%s' goes on in term %d with configuration %s: %s; start it, then let the others join"
        .formatted(
            recovered.memberId(),
            recovered.group(),
            recovered.term(),
            recovered.configurationId(),
            String.join(", ", members.stream().map(Member::id).toList()));
  }

  private static String json(Recovered recovered, List<Member> members) {
    return new JsonWriter()
        .put("member", recovered.memberId())
        .put("group", recovered.group())
        .put("term", recovered.term())
        .put("configuration", recovered.configurationId())
        .put(
            "members",
            members.stream()
                .map(
                    member ->
                        new JsonWriter().put("id", member.id()).put("address", member.address()))
                .toList())
        .toString();
  }
}
