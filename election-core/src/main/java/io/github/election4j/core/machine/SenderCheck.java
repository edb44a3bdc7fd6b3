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
import io.github.election4j.wire.RequestHeader;
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
  private final Plausibility plausibility;
  private final Warnings warnings;
  private final Founders founders;
  private final EarlierStarts earlierStarts;

  SenderCheck(Node node, ConfigurationInstaller installer, Warnings warnings, Founders founders) {
    this.node = node;
    this.installer = installer;
    plausibility = new Plausibility(node);
    this.warnings = warnings;
    this.founders = founders;
    earlierStarts = new EarlierStarts(node);
  }

  /**
   * Whether a request is judged at all: GRANTED if so. It changes nothing but what is known of the
   * list that its sender was given, and of that nothing if it is refused.
   */
  Verdict check(PeerRequest request, Input.Caller caller, long nowNanos) {
    Sender sender = request.header().sender();
    if (sender.id().equals(node.self)) {
      warnOfTwin(sender, caller);
      return Verdict.NOT_A_MEMBER;
    }
    Optional<Configuration> others = Founders.listIn(request).filter(its -> !isOfOurCluster(its));
    if (others.isPresent()) {
      meet(sender.id(), others.get(), nowNanos);
      if (!isOfOurCluster(others.get())) {
        return Verdict.FOUNDERS_DIFFER;
      }
    }
    Configuration judging = judgedBy(request);
    Verdict verdict = judge(sender, judging, caller);
    if (verdict != Verdict.GRANTED) {
      return verdict;
    }
    if (isRefused(sender, plausibility.faultOf(request))) {
      return Verdict.IMPLAUSIBLE;
    }
    Verdict start = earlierStarts.judge(sender, nowNanos);
    if (start == Verdict.ANOTHER_ALIVE) {
      warnOfTwin(sender, caller);
    }
    if (start != Verdict.GRANTED) {
      return start;
    }
    if (Founders.listIn(request).isPresent()) {
      founders.agrees(sender.id());
    }
    founders.forget(nowNanos);
    return founders.isAside() && Founding.isOpen(judging) ? Verdict.UNAVAILABLE : Verdict.GRANTED;
  }

  /**
   * Takes note of who has sent a request that is judged. Which start it is of counts only if the
   * request is not turned away: else a copy of a state directory would outdate the member, which
   * lives, by asking in vain.
   */
  void note(Sender sender, Input.Caller caller, boolean turnedAway) {
    boolean known = caller.proved() || isIdentified(sender);
    node.noteIncarnation(sender, known && !turnedAway);
  }

  private void meet(String peer, Configuration others, long nowNanos) {
    if (!founders.meets(peer, others, nowNanos)) {
      warnings.once(
          peer, "founders differ", Differences.describe(node.configuration(), others, peer));
    }
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

  /** What a request is judged by: the configuration that it brings, if that is newer than ours. */
  Configuration judgedBy(PeerRequest request) {
    return Founders.listIn(request).filter(this::isNewer).orElse(node.configuration());
  }

  /** Puts in force what a request brought, once it is clear that the request is not refused. */
  void installNewer(PeerRequest request, long nowNanos) {
    Founders.listIn(request)
        .filter(this::isNewer)
        .ifPresent(newer -> installer.install(newer, nowNanos));
  }

  /** Whether a reply counts: of a member, or of one that a newer configuration in it names. */
  boolean accepts(PeerReply reply) {
    Sender sender = reply.header().sender();
    if (isBare(reply)) {
      return false;
    }
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

  /** Whether a reply says no more than that the request is refused, since we are not known. */
  private static boolean isBare(PeerReply reply) {
    return reply.header().sender().identity() == ConfigurationMember.UNKNOWN_IDENTITY;
  }

  /** Installs the configuration that a reply brings, if it is newer than ours. */
  void installNewer(PeerReply reply, long nowNanos) {
    newerIn(reply).ifPresent(newer -> installer.install(newer, nowNanos));
  }

  private Optional<Configuration> newerIn(PeerReply reply) {
    return reply.header().hints().configuration().filter(this::isNewer);
  }

  private Verdict judge(Sender sender, Configuration judging, Input.Caller caller) {
    boolean ours = judging.equals(node.configuration());
    if (!ours && !mayBring(sender, judging, caller)) {
      return node.configuration().names(sender.id())
          ? Verdict.WRONG_IDENTITY
          : Verdict.NOT_A_MEMBER;
    }
    Optional<ConfigurationMember> member = judging.member(sender.id());
    if (member.isEmpty()) {
      return Verdict.NOT_A_MEMBER;
    }
    if (!isKnownDisk(member.get(), sender)) {
      return Verdict.WRONG_IDENTITY;
    }
    Optional<Long> newer = node.incarnations().newerThan(sender);
    newer.ifPresent(known -> warnOfStale(sender, known, caller));
    return newer.isPresent() ? Verdict.STALE_INCARNATION : Verdict.GRANTED;
  }

  /**
   * Whether a newer configuration is taken from a sender: from a member of the one in force; from
   * one that has proved to be the member that it says, or that knows this node's own identity,
   * which only members are told: all that it knew may have been replaced while it slept. A node
   * that joins, or was removed, takes any.
   */
  private boolean mayBring(Sender sender, Configuration newer, Input.Caller caller) {
    Configuration inForce = node.configuration();
    return !inForce.names(node.self)
        || caller.proved()
        || inForce.member(sender.id()).filter(member -> isKnownDisk(member, sender)).isPresent()
        || newer.member(node.self).filter(this::knowsOwnDisk).isPresent();
  }

  private boolean knowsOwnDisk(ConfigurationMember self) {
    return isSecret(self) && self.identity() == node.sender().identity();
  }

  /** Whether a sender shows the identity that the configuration in force has on record for it. */
  private boolean isIdentified(Sender sender) {
    return node.configuration()
        .member(sender.id())
        .filter(member -> isSecret(member) && member.identity() == sender.identity())
        .isPresent();
  }

  /** Memory cannot be told from other memory: everybody knows what volatile votes go by. */
  private static boolean isSecret(ConfigurationMember member) {
    return member.isIdentified() && member.identity() != ConfigurationMember.VOLATILE_IDENTITY;
  }

  private void warnOfStale(Sender sender, long known, Input.Caller caller) {
    warnings.once(
        sender.id(),
        "incarnation " + known,
        "member '%s' speaks from %s as its start number %d, and its start number %d was met before, of the member at %s; its messages are refused: stop the process of that id that was started earlier, and never restore a state directory from a copy"
            .formatted(
                sender.id(),
                caller.address(),
                sender.incarnation(),
                known,
                addressOf(sender.id())));
  }

  private void warnOfTwin(Sender sender, Input.Caller caller) {
    warnings.once(
        sender.id(),
        "twin",
        "another process uses the member id '%s': it speaks from %s, and the member at %s is alive; it is not heard: stop it, and never start a member on a copy of a state directory"
            .formatted(sender.id(), caller.address(), addressOf(sender.id())));
  }

  void warnOfSecondLeader(RequestHeader header, String first) {
    warnings.once(
        header.sender().id(),
        "second leader",
        "member '%s' says that it leads term %d, which '%s' leads; its heartbeats are refused: was a vote lost with a state directory, or are votes volatile?"
            .formatted(header.sender().id(), header.term(), first));
  }

  private String addressOf(String id) {
    return node.configuration()
        .member(id)
        .map(ConfigurationMember::address)
        .orElse("an unknown address");
  }

  /**
   * A member that comes back with another state directory has forgotten its votes and could vote
   * twice.
   */
  boolean isKnownDisk(ConfigurationMember member, Sender sender) {
    boolean known = !member.isIdentified() || member.identity() == sender.identity();
    if (!known && sender.identity() != ConfigurationMember.UNKNOWN_IDENTITY) {
      warnings.once(
          sender.id(),
          "identity",
          "member '%s' came back with another state directory than the one it first confirmed with; its messages are refused: restore the directory, or remove the member and add it under a new id"
              .formatted(sender.id()));
    }
    return known;
  }

  /**
   * A list that founders have only gathered is no news: each gathers its own, and who has given one
   * up would else get it back from the others on it.
   */
  private boolean isNewer(Configuration configuration) {
    return configuration.id().isNewerThan(node.configuration().id())
        && !Gathering.isReplaceable(configuration);
  }

  /**
   * Founders that were given different members are different clusters, whatever has become of their
   * configurations since; a node that joins takes any.
   */
  boolean isOfOurCluster(Configuration theirs) {
    long ours = node.configuration().origin();
    return ours == theirs.origin() || node.configuration().equals(Configuration.NONE);
  }

  /**
   * What somebody is told whose request is refused unread: that, the term, and who leads. What the
   * members are known by, and where they are, is for members alone: over a plain connection a
   * stranger who knew it could say to be one of them.
   */
  ReplyHeader bareHeader(PeerRequest request, Verdict verdict) {
    // While a cluster is founded those who were given other founders must learn it from somebody.
    long start = founders.isOpen() ? node.sender().incarnation() : 0;
    Sender unnamed = new Sender(node.self, start, ConfigurationMember.UNKNOWN_IDENTITY);
    return new ReplyHeader(
        unnamed,
        node.term(),
        request.header().round(),
        verdict,
        new Hints(leaderHint(), founders.listFor(request, verdict), Optional.empty()));
  }

  private Optional<LeaderHint> leaderHint() {
    return node.leader().map(contact -> new LeaderHint(contact.term(), contact.id()));
  }

  /**
   * What the asking node may not know: who leads, and a configuration that is newer than the one it
   * has.
   */
  ReplyHeader header(PeerRequest request, Verdict verdict) {
    Optional<LeaderHint> leader = verdict == Verdict.GRANTED ? Optional.empty() : leaderHint();
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
