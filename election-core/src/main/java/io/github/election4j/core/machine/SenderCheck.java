/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationMember;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.ReplyHeader;
import io.github.election4j.wire.ReplyHeader.Hints;
import io.github.election4j.wire.ReplyHeader.LeaderHint;
import io.github.election4j.wire.Sender;
import io.github.election4j.wire.Verdict;
import java.util.Optional;

/**
 * Decides whose messages count at all: those of members of the newest configuration, in their
 * latest incarnation, with the state directory that they first confirmed with (design, section 3
 * rule 1 and section 5).
 */
final class SenderCheck {

  private final Node node;
  private final ConfigurationInstaller installer;
  private final Campaign campaign;
  private final Plausibility plausibility;
  private final Warnings warnings;
  private final Founders founders;

  SenderCheck(
      Node node,
      ConfigurationInstaller installer,
      Campaign campaign,
      Warnings warnings,
      Founders founders) {
    this.node = node;
    this.installer = installer;
    this.campaign = campaign;
    plausibility = new Plausibility(node);
    this.warnings = warnings;
    this.founders = founders;
  }

  /**
   * Installs a newer configuration that the request brings, and says whether the rest of the
   * request is judged: GRANTED if so.
   */
  Verdict check(PeerRequest request, long nowNanos) {
    Sender sender = request.header().sender();
    Optional<Configuration> brought = Founders.listIn(request);
    boolean newer = brought.map(this::isNewer).orElse(false);
    Configuration judging = newer ? brought.orElseThrow() : node.configuration();
    if (brought.isPresent() && !isOfOurCluster(brought.get())) {
      if (!founders.meets(sender.id(), brought.get(), nowNanos)) {
        warnings.once(
            sender.id(),
            "founders differ",
            Differences.describe(node.configuration(), brought.get(), sender.id()));
      }
      return Verdict.FOUNDERS_DIFFER;
    }
    Verdict verdict = judge(sender, judging);
    if (verdict != Verdict.GRANTED) {
      return verdict;
    }
    if (isRefused(sender, plausibility.faultOf(request))) {
      return Verdict.IMPLAUSIBLE;
    }
    boolean leaderRestarted =
        node.incarnations().isRestart(sender)
            && node.leader().map(contact -> contact.id().equals(sender.id())).orElse(false);
    node.noteIncarnation(sender);
    if (brought.isPresent()) {
      founders.agrees(sender.id());
    }
    if (newer) {
      installer.install(judging, nowNanos);
    }
    if (leaderRestarted) {
      campaign.onSuspicion(sender.id(), nowNanos);
    }
    founders.forget(nowNanos);
    return founders.isAside() ? Verdict.UNAVAILABLE : Verdict.GRANTED;
  }

  /** Takes a reply that shows another list of founders, and says whether it does. */
  boolean showsOtherFounders(PeerReply reply, long nowNanos) {
    Optional<Configuration> theirs =
        reply.header().hints().configuration().filter(its -> !isOfOurCluster(its));
    theirs.ifPresent(list -> founders.isTold(reply, list, nowNanos));
    return theirs.isPresent();
  }

  /** A member that has judged what it was shown has the same list of founders. */
  void noteAgreement(PeerRequest request, PeerReply reply) {
    founders.answers(request, reply);
  }

  /** Whether a reply counts: of a member, or of one that a newer configuration in it names. */
  boolean accepts(PeerReply reply) {
    Sender sender = reply.header().sender();
    Optional<ConfigurationMember> member =
        newerIn(reply).orElse(node.configuration()).member(sender.id());
    boolean known = member.isPresent() ? isKnownDisk(member.get(), sender) : isMember(sender.id());
    return known
        && !node.incarnations().isStale(sender)
        && !isRefused(sender, plausibility.faultOf(reply));
  }

  /**
   * Whether a node's word counts: the configuration names it, or the configuration before it, while
   * the change is not confirmed.
   */
  private boolean isMember(String peer) {
    return node.configuration().names(peer)
        || (node.role() instanceof RoleState.Leader leading
            && leading.change().previous().map(before -> before.names(peer)).orElse(false));
  }

  /** Installs the configuration that a reply brings, if it is newer than ours. */
  void installNewer(PeerReply reply, long nowNanos) {
    newerIn(reply).ifPresent(newer -> installer.install(newer, nowNanos));
  }

  private Optional<Configuration> newerIn(PeerReply reply) {
    return reply.header().hints().configuration().filter(this::isNewer);
  }

  private Verdict judge(Sender sender, Configuration judging) {
    if (sender.id().equals(node.self)) {
      warnings.once(
          sender.id(),
          "own id",
          "another process uses the member id '%s'; stop one of the two".formatted(node.self));
      return Verdict.NOT_A_MEMBER;
    }
    Optional<ConfigurationMember> member = judging.member(sender.id());
    if (member.isEmpty()) {
      return Verdict.NOT_A_MEMBER;
    }
    if (!isKnownDisk(member.get(), sender)) {
      return Verdict.WRONG_IDENTITY;
    }
    Optional<Long> newer = node.incarnations().newerThan(sender);
    newer.ifPresent(known -> warnOfStale(sender, known));
    return newer.isPresent() ? Verdict.STALE_INCARNATION : Verdict.GRANTED;
  }

  private void warnOfStale(Sender sender, long known) {
    warnings.once(
        sender.id(),
        "incarnation " + known,
        "member '%s' speaks as its start number %d, and its start number %d was met before; its messages are refused: stop the process of that id that was started earlier, and never restore a state directory from a copy"
            .formatted(sender.id(), sender.incarnation(), known));
  }

  /**
   * A member that comes back with another state directory has forgotten its votes and could vote
   * twice.
   */
  boolean isKnownDisk(ConfigurationMember member, Sender sender) {
    boolean known = !member.isIdentified() || member.identity() == sender.identity();
    if (!known) {
      warnings.once(
          sender.id(),
          "identity",
          "member '%s' came back with another state directory than the one it first confirmed with; its messages are refused: restore the directory, or remove the member and add it under a new id"
              .formatted(sender.id()));
    }
    return known;
  }

  private boolean isNewer(Configuration configuration) {
    return configuration.id().isNewerThan(node.configuration().id());
  }

  /**
   * Founders that were given different members are different clusters, whatever has become of their
   * configurations since; a node that joins takes any.
   */
  boolean isOfOurCluster(Configuration theirs) {
    long ours = node.configuration().origin();
    return ours == theirs.origin()
        || ours == Configuration.UNKNOWN_ORIGIN
        || theirs.origin() == Configuration.UNKNOWN_ORIGIN;
  }

  /**
   * What the asking node may not know: who leads, and a configuration that is newer than the one it
   * has.
   */
  ReplyHeader header(PeerRequest request, Verdict verdict) {
    Optional<LeaderHint> leader =
        verdict == Verdict.GRANTED
            ? Optional.empty()
            : node.leader().map(contact -> new LeaderHint(contact.term(), contact.id()));
    boolean behind =
        switch (request) {
          case PeerRequest.PreVoteRequest preVote -> isOlder(preVote.configuration());
          case PeerRequest.VoteRequest vote -> isOlder(vote.configuration());
          case PeerRequest.Heartbeat heartbeat ->
              node.configuration().id().isNewerThan(heartbeat.configurationId());
          case PeerRequest.TimeoutNow ignored -> false;
        };
    boolean tellsNews = behind && verdict != Verdict.FOUNDERS_DIFFER;
    Optional<Configuration> newer =
        founders
            .listFor(request, verdict)
            .or(() -> tellsNews ? Optional.of(node.configuration()) : Optional.empty());
    Optional<Long> incarnation =
        verdict == Verdict.STALE_INCARNATION
            ? node.incarnations().newerThan(request.header().sender())
            : Optional.empty();
    boolean nothing = leader.isEmpty() && newer.isEmpty() && incarnation.isEmpty();
    Hints hints = nothing ? Hints.NONE : new Hints(leader, newer, incarnation);
    return new ReplyHeader(node.sender(), node.term(), request.header().round(), verdict, hints);
  }

  boolean isOlder(Configuration configuration) {
    return node.configuration().id().isNewerThan(configuration.id());
  }

  private boolean isRefused(Sender sender, Optional<String> fault) {
    fault.ifPresent(
        what ->
            warnings.once(
                sender.id(),
                "implausible",
                "member '%s' said what no member says that keeps the rules, and was refused: %s"
                    .formatted(sender.id(), what)));
    return fault.isPresent();
  }
}
