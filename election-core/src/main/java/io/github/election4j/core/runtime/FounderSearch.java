/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static java.util.Objects.requireNonNull;

import io.github.election4j.ConfigurationException.Fault;
import io.github.election4j.Member;
import io.github.election4j.MembershipRules;
import io.github.election4j.core.log.Log;
import io.github.election4j.core.machine.Input;
import io.github.election4j.core.machine.Members;
import io.github.election4j.core.machine.NodeView;
import io.github.election4j.spi.ElectionPlan;
import io.github.election4j.spi.ElectionPlan.ExpectedMembers;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Looks for the founders of a cluster that was given no list of them, until this member belongs to
 * one (design, section 5 rule 16). It believes what the supplier has said twice in a row.
 */
final class FounderSearch {

  /** Longer than a name service is worth waiting for that has news. */
  private static final Duration LONGEST = Duration.ofSeconds(1);

  /** In longest election timeouts: so many pass between two looks, if that is not too long. */
  private static final int TIMEOUTS = 3;

  private static final Duration WORD_EVERY = Duration.ofSeconds(30);

  private final MachineHost host;
  private final Member self;
  private final ExpectedMembers expected;
  private final Duration every;
  private Deadline nextWord = Deadline.in(WORD_EVERY);
  private volatile String words;

  FounderSearch(MachineHost host, ElectionPlan plan, ExpectedMembers expected) {
    this.host = host;
    this.self = plan.self();
    this.expected = expected;
    Duration patience = plan.settings().timing().maxElectionTimeout().multipliedBy(TIMEOUTS);
    every = patience.compareTo(LONGEST) < 0 ? patience : LONGEST;
    words =
        "member '%s' looks for %d founders, itself included".formatted(self.id(), expected.count());
  }

  void start() {
    host.health().joinsBy(this::words);
    host.threads().start(host.threads().virtual("discovery", this::run));
  }

  /** How far it has come, for a person. */
  String words() {
    return words;
  }

  private void run() {
    List<Member> before = List.of();
    try {
      while (maySearch(host.views().current())) {
        List<Member> found = look();
        if (found.size() >= expected.count() && found.equals(before)) {
          host.perform(new Input.FoundersGathered(founders(found)));
        }
        before = found;
        tellNowAndThen();
        if (host.views().await(Views::isEnded, Deadline.in(every)).isPresent()) {
          return;
        }
      }
    } catch (InterruptedException closing) {
      Log.debug(() -> "the search for founders ended");
    }
  }

  private static boolean maySearch(NodeView view) {
    return !Views.isEnded(view) && Members.mayGather(view.cluster().configuration());
  }

  /** Whom the supplier names, ordered by id; nobody if it cannot say. */
  private List<Member> look() {
    try {
      List<Member> found =
          requireNonNull(expected.supplier().get(), "the members that the supplier returned")
              .stream()
              .distinct()
              .sorted(Comparator.comparing(Member::id))
              .toList();
      List<Fault> faults = MembershipRules.faults(found, 1);
      if (faults.isEmpty()) {
        note(describe(found));
        return found;
      }
      note("the supplier names no members of one cluster: " + faults);
    } catch (RuntimeException | Error unknown) {
      note("the founders cannot be looked for: " + unknown.getMessage());
    }
    return List.of();
  }

  /** Nobody knows who will appear, so all agree best on who comes first by id. */
  private List<Member> founders(List<Member> found) {
    return found.subList(0, expected.count());
  }

  private String describe(List<Member> found) {
    String names = names(found);
    if (found.stream().noneMatch(member -> member.id().equals(self.id()))) {
      return "member '%s' is not among those that were found (%s); expected one of them: start it under the id by which it is found, or let it be found"
          .formatted(self.id(), names);
    }
    if (found.size() < expected.count()) {
      return "member '%s' looks for %d founders, itself included, and has found %d (%s): %d more must be started"
          .formatted(
              self.id(), expected.count(), found.size(), names, expected.count() - found.size());
    }
    List<Member> founders = founders(found);
    boolean own = founders.stream().anyMatch(member -> member.id().equals(self.id()));
    return own
        ? "member '%s' has found %s; the cluster is founded when all of them have found the same %d"
            .formatted(self.id(), names(founders), expected.count())
        : "member '%s' has found %d members where %d were looked for, and the first by id found the cluster (%s); it joins: where that leads, add it with: election members add %s=%s"
            .formatted(
                self.id(),
                found.size(),
                expected.count(),
                names(founders),
                self.id(),
                self.address());
  }

  private static String names(List<Member> members) {
    return members.stream()
        .map(member -> "%s at %s".formatted(member.id(), member.address()))
        .collect(Collectors.joining(", "));
  }

  private void note(String news) {
    if (!news.equals(words)) {
      words = news;
      Log.info(news);
    }
  }

  private void tellNowAndThen() {
    if (nextWord.remainingNanos() <= 0) {
      nextWord = Deadline.in(WORD_EVERY);
      host.warn(words);
    }
  }
}
