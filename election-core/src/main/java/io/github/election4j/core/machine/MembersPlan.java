/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.ConfigurationException.Fault;
import io.github.election4j.Member;
import io.github.election4j.MembershipRules;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationMember;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Finds the next step from the current members to the wanted ones. Each step adds or removes at
 * most one voter, so that quorums of neighbours share one (design, section 5). The order keeps the
 * cluster able to elect: newcomers listen before they vote, voters that do not answer go first, and
 * the leader goes last.
 */
final class MembersPlan {

  private final Configuration current;
  private final Map<String, ConfigurationMember> wanted = new LinkedHashMap<>();
  private final String leader;
  private final int minimumQuorum;
  private final Predicate<String> ready;

  /**
   * A plan.
   *
   * @param ready whether a member holds the current configuration and has answered lately
   */
  MembersPlan(
      Configuration current,
      List<ConfigurationMember> wanted,
      String leader,
      int minimumQuorum,
      Predicate<String> ready) {
    this.current = current;
    wanted.forEach(member -> this.wanted.put(member.id(), member));
    this.leader = leader;
    this.minimumQuorum = minimumQuorum;
    this.ready = ready;
  }

  /** What to do next. */
  sealed interface Next {}

  /** Write this configuration; its id is the writer's matter. */
  record Step(Configuration configuration) implements Next {}

  /** A newcomer must answer first, or so many voters that the next step cannot cost the quorum. */
  record Wait() implements Next {}

  /**
   * Only the leader's own removal, or its end as one that may lead, is left: it hands over, and its
   * successor does the rest.
   */
  record LeaveLast() implements Next {}

  /** Nothing is left. */
  record Done() implements Next {}

  /** What is wrong with wanted members, whatever the current ones are. */
  static Optional<String> faultOf(List<Member> wanted, int minimumQuorum) {
    List<Fault> faults = MembershipRules.faults(wanted, minimumQuorum);
    return faults.isEmpty()
        ? Optional.empty()
        : Optional.of(
            faults.stream().map(MembersPlan::forOperators).collect(Collectors.joining("; ")));
  }

  /** Operators read this at another member, and know settings by other names than the builder's. */
  private static String forOperators(Fault fault) {
    return fault.toText(
        setting -> setting.equals("minimumQuorum") ? "the minimum quorum" : setting);
  }

  Next next() {
    Configuration prepared = prepared();
    if (!prepared.equals(current)) {
      return new Step(prepared);
    }
    return unreachableLeaver()
        .or(this::readyNewcomer)
        .orElseGet(() -> awaitsNewcomer() ? new Wait() : leaverOrEnd());
  }

  /**
   * All that changes no voter, in one step: addresses, priorities, newcomers as observers, and
   * observers that go.
   */
  private Configuration prepared() {
    List<ConfigurationMember> members = new ArrayList<>();
    for (ConfigurationMember member : current.members()) {
      Optional<ConfigurationMember> target = Optional.ofNullable(wanted.get(member.id()));
      if (target.isPresent()) {
        members.add(moved(member, target.get()));
      } else if (member.voter()) {
        members.add(member);
      }
    }
    for (ConfigurationMember target : wanted.values()) {
      if (!current.names(target.id())) {
        members.add(
            new ConfigurationMember(
                target.id(), target.address(), target.priority(), false, target.identity()));
      }
    }
    return current.withMembers(current.id(), members);
  }

  /**
   * A priority that was asked for counts more than the one that a founder declares which has not
   * confirmed yet.
   */
  private ConfigurationMember moved(ConfigurationMember member, ConfigurationMember target) {
    boolean ranked = !member.id().equals(leader) && target.priority() != member.priority();
    boolean declared = member.identity() == ConfigurationMember.UNKNOWN_IDENTITY;
    return new ConfigurationMember(
        member.id(),
        target.address(),
        ranked ? target.priority() : member.priority(),
        member.voter(),
        ranked && declared ? target.identity() : member.identity());
  }

  private Optional<Next> unreachableLeaver() {
    return leavers().stream()
        .filter(member -> !ready.test(member.id()))
        .map(this::without)
        .filter(this::keepsQuorum)
        .findFirst()
        .map(Step::new);
  }

  private Optional<Next> readyNewcomer() {
    return newcomers().stream()
        .filter(member -> ready.test(member.id()))
        .findFirst()
        .map(member -> new Step(withVoter(member.id(), true)));
  }

  private boolean awaitsNewcomer() {
    return !newcomers().isEmpty();
  }

  private Next leaverOrEnd() {
    List<ConfigurationMember> leavers = leavers();
    if (!leavers.isEmpty()) {
      return leavers.stream()
          .map(this::without)
          .filter(this::keepsQuorum)
          .findFirst()
          .<Next>map(Step::new)
          .orElseGet(Wait::new);
    }
    ConfigurationMember self = current.member(leader).orElseThrow();
    ConfigurationMember target = wanted.get(leader);
    if (target == null || !target.mayLead()) {
      return new LeaveLast();
    }
    return target.priority() == self.priority()
        ? new Done()
        : new Step(withPriority(target.priority()));
  }

  /** Voters, the leader apart, that are to go or to become observers. */
  private List<ConfigurationMember> leavers() {
    return current.members().stream()
        .filter(
            member -> member.voter() && !member.id().equals(leader) && !isWantedVoter(member.id()))
        .toList();
  }

  /** Observers that are to vote. */
  private List<ConfigurationMember> newcomers() {
    return current.members().stream()
        .filter(member -> !member.voter() && isWantedVoter(member.id()))
        .toList();
  }

  private boolean isWantedVoter(String id) {
    ConfigurationMember target = wanted.get(id);
    return target != null && target.voter();
  }

  private Configuration without(ConfigurationMember voter) {
    if (wanted.containsKey(voter.id())) {
      return withVoter(voter.id(), false);
    }
    List<ConfigurationMember> members = new ArrayList<>(current.members());
    members.remove(voter);
    return current.withMembers(current.id(), members);
  }

  private Configuration withVoter(String id, boolean voter) {
    return current.mapMembers(member -> member.id().equals(id) ? member.asVoter(voter) : member);
  }

  private Configuration withPriority(int priority) {
    return current.mapMembers(
        member -> member.id().equals(leader) ? member.withPriority(priority) : member);
  }

  /**
   * Whether those who answer now are a quorum after the step, and there are enough voters for the
   * minimum quorum.
   */
  private boolean keepsQuorum(Configuration next) {
    Set<String> answering = new HashSet<>();
    answering.add(leader);
    for (ConfigurationMember member : next.members()) {
      if (ready.test(member.id())) {
        answering.add(member.id());
      }
    }
    return Quorum.isReached(next, minimumQuorum, answering);
  }
}
