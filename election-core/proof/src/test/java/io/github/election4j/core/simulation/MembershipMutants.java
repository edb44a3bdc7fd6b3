/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import java.util.List;

/** The deliberate faults in how members change. */
final class MembershipMutants {

  private MembershipMutants() {}

  static List<Mutant> preconditions() {
    return List.of(
        Mutant.of(
            "changes members though no quorum holds the configuration",
            "Membership",
            "return leading.rounds().isHeldBy(peer, node.configuration().id());",
            "return leading.rounds().answerOf(peer).isPresent();"),
        Mutant.of(
                "changes members though a quorum is in a later term",
                "Terms",
                "if (term > node.term()) {",
                "if (term > node.term() && !(node.role() instanceof RoleState.Leader)) {")
            .and(
                "LeaderDuties",
                "if (!reply.granted() || round.isEmpty()) {",
                "if (round.isEmpty()) {")
            .and(
                "LeaderDuties",
                "round.get().sentAtNanos(), nowNanos,",
                "reply.granted() ? round.get().sentAtNanos()"
                    + " : nowNanos - 2 * node.settings.promiseNanos(), nowNanos,"),
        Mutant.of(
            "keeps the confirmations across a change",
            "Membership",
            "return leading.rounds().isHeldBy(peer, node.configuration().id());",
            "return leading.rounds().answerOf(peer)"
                + ".filter(answer -> answer.held().version()"
                + " >= node.configuration().id().version() - 1)"
                + ".isPresent();"),
        Mutant.of(
            "lets an observer confirm",
            "Quorum",
            "if (member.voter() && agreeing.contains(member.id())) {",
            "if (agreeing.contains(member.id())) {"),
        Mutant.of(
                "still counts a member that was removed",
                "Membership",
                "for (ConfigurationMember member : node.configuration().members()) { if"
                    + " (holdsCurrent",
                "for (ConfigurationMember member : leading.change().previous()"
                    + ".orElse(node.configuration()).members()) { if (holdsCurrent")
            .and(
                "Membership",
                "return Quorum.isReached(node.configuration(), node.settings.minimumQuorum(),"
                    + " confirming);",
                "return Quorum.isReached(leading.change().previous().orElse(node.configuration()),"
                    + " node.settings.minimumQuorum(), confirming);"));
  }

  static List<Mutant> steps() {
    return List.of(
        Mutant.of(
            "adds two voters in a step",
            "MembersPlan",
            ".map(member -> new Step(withVoter(member.id(), true)));",
            ".map(member -> new Step(current.mapMembers(each -> isWantedVoter(each.id()) ?"
                + " each.asVoter(true) : each)));"),
        Mutant.of(
            "removes two voters in a step",
            "MembersPlan",
            "members.remove(voter);",
            "members.removeIf(each -> !each.id().equals(leader) && !isWantedVoter(each.id()));"),
        Mutant.of(
            "does not write the configuration again as a new leader",
            "LeaderDuties",
            "node.configure(underNewTerm());",
            ""),
        Mutant.of(
            "votes without looking at the candidate's configuration",
            "Voter",
            "if (senders.isOlder(theirs)) {",
            "if (false) {"),
        Mutant.of(
            "does not persist a configuration",
            "DurableState",
            "configuration = newer; staged = staged.filter(waiting ->"
                + " waiting.id().isNewerThan(newer.id())); change(Parts.CONFIGURATION);",
            "configuration = newer;"),
        Mutant.of(
                "installs a configuration without its term",
                "ConfigurationInstaller",
                "if (newer.id().term() > node.term()) {",
                "if (false) {")
            .and(
                "DurableState",
                "newer.id().term() <= ballot.term(),",
                "newer.id().term() <= ballot.term() || true,"));
  }

  static List<Mutant> leasesAndDisks() {
    return List.of(
        Mutant.of(
            "carries the lease over a change of the voters",
            "Acknowledgements",
            "return answerOf(peer).filter(answer -> answer.round >= electorateSince);",
            "return answerOf(peer);"),
        Mutant.of(
                "hears a member whose disk was wiped",
                "SenderCheck",
                "boolean known = !member.isIdentified() || member.identity() == sender.identity();",
                "boolean known = true;")
            .and(
                "Node",
                "return !member.isIdentified() || member.identity() == sender().identity();",
                "return true;"));
  }
}
