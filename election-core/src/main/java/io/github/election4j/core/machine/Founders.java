/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.ElectionEvent;
import io.github.election4j.core.machine.Founding.Disagreement;
import io.github.election4j.core.machine.Founding.Ground;
import io.github.election4j.core.machine.RoleState.Candidate;
import io.github.election4j.core.machine.RoleState.Leader;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationMember;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.Sender;
import io.github.election4j.wire.Verdict;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A cluster's first election is special: founders that were given other lists could elect two
 * leaders, in the same term. So they agree before anybody is active (design, section 5 rule 12).
 */
final class Founders {

  /**
   * For so many heartbeats a founder listens after its first start before it votes: if a leader
   * names it already, it has heard it by then.
   */
  private static final int LISTENING_HEARTBEATS = 2;

  private final Node node;
  private final StepDown stepDown;
  private final Gathering gathering;

  Founders(Node node, StepDown stepDown, Gathering gathering) {
    this.node = node;
    this.stepDown = stepDown;
    this.gathering = gathering;
  }

  /** Whether the first configuration is not known to be confirmed by a quorum. */
  boolean isOpen() {
    return Founding.isOpen(node.configuration()) && !node.isStaging();
  }

  /** Whether this node takes no part, because of somebody else's list. */
  boolean isAside() {
    return !node.founding().disagreements().isEmpty()
        && node.founding().disagreements().values().stream().anyMatch(this::keepsAside);
  }

  /**
   * Who has gathered a list waits for all on it, so that those who have gathered another one need
   * not be kept aside: they look again.
   */
  private boolean keepsAside(Disagreement disagreement) {
    return !Founding.isGathered(node.configuration()) || !Founding.isGathered(disagreement.list());
  }

  /**
   * Whether a pre-vote that is won makes a candidate. A list that was gathered is not begun before
   * all on it have shown it: one that some of them replace would bind the others in vain.
   */
  boolean letCampaign() {
    return !isAside() && (!gathering.isReplaceable() || haveAllAgreed());
  }

  /**
   * Forgets who has shown a gathered list, when all are asked again: who showed it earlier may have
   * replaced it since, and a candidate would then bind others to a list that not all of it hold.
   */
  void askAnew() {
    if (gathering.isReplaceable()) {
      node.found(node.founding().withNobodyAgreed());
    }
  }

  /** How long a founder listens that starts for the first time; 0 if it need not. */
  long listeningNanos() {
    return isOpen() ? LISTENING_HEARTBEATS * node.settings.timing().heartbeatNanos() : 0;
  }

  /** Forgets what is over: all of it once the first configuration is confirmed. */
  void forget(long nowNanos) {
    Founding now = node.founding();
    node.found(isOpen() ? now.at(nowNanos) : now.withoutList());
  }

  // ---- what others say

  /**
   * Takes a list that somebody who asks has shown, and that is not ours.
   *
   * @return whether it concerns us: the first configuration is not confirmed, and we name that
   *     member or its list names us
   */
  boolean meets(String peer, Configuration theirs, long nowNanos) {
    boolean named = node.configuration().names(peer);
    if (!isOpen() || !(named || theirs.names(node.self))) {
      return false;
    }
    differ(peer, theirs, named ? Ground.MEMBER : Ground.STRANGER, nowNanos);
    return true;
  }

  /**
   * Takes an answer that shows a list which is not ours: that of who answers, or one it has met.
   */
  void isTold(PeerReply reply, Configuration theirs, long nowNanos) {
    Sender sender = reply.header().sender();
    // Who belongs to a founded cluster does not tell others which start of it this is.
    boolean stale =
        sender.incarnation() != Incarnations.NO_START && node.incarnations().isStale(sender);
    if (isOpen() && !stale) {
      boolean own = reply.header().verdict() == Verdict.FOUNDERS_DIFFER;
      differ(sender.id(), theirs, own ? Ground.MEMBER : Ground.PASSED_ON, nowNanos);
    }
  }

  private void differ(String peer, Configuration theirs, Ground ground, long nowNanos) {
    if (ground != Ground.PASSED_ON && gathering.yieldsTo(peer, theirs, nowNanos)) {
      return;
    }
    Optional<Disagreement> known =
        Optional.ofNullable(node.founding().disagreements().get(peer))
            .filter(before -> before.list().origin() == theirs.origin());
    String differences =
        known
            .map(Disagreement::differences)
            .orElseGet(() -> Differences.between(node.configuration(), theirs));
    long until = nowNanos + 2 * node.settings.timing().maxElectionNanos();
    Disagreement disagreement = new Disagreement(theirs, differences, ground, until);
    node.found(node.founding().with(peer, disagreement));
    if (known.isEmpty() && keepsAside(disagreement)) {
      String warning = Differences.warning(differences, peer, ground);
      node.tell(new Effect.Announce(new ElectionEvent.Warning(node.term(), warning)));
      standDown(nowNanos);
    }
  }

  private void standDown(long nowNanos) {
    if (node.role() instanceof Candidate || node.role() instanceof Leader) {
      stepDown.stepDown(nowNanos, "the founders were given different members");
    }
  }

  /** A member has shown our list by asking. */
  void agrees(String peer) {
    if (isOpen()) {
      node.found(node.founding().withAgreed(peer));
    }
  }

  /** A member has been shown our list, and has answered as only one does that has the same. */
  void answers(PeerRequest request, PeerReply reply) {
    boolean judged =
        reply.header().verdict() != Verdict.UNAVAILABLE
            && reply.header().verdict() != Verdict.FOUNDERS_DIFFER;
    // A gathered list may have been replaced meanwhile.
    boolean shown =
        listIn(request).filter(list -> list.origin() == node.configuration().origin()).isPresent();
    if (judged && shown) {
      agrees(reply.header().sender().id());
    }
  }

  /** The configuration that a request shows. */
  static Optional<Configuration> listIn(PeerRequest request) {
    return switch (request) {
      case PeerRequest.PreVoteRequest preVote -> Optional.of(preVote.configuration());
      case PeerRequest.VoteRequest vote -> Optional.of(vote.configuration());
      case PeerRequest.Heartbeat heartbeat -> heartbeat.configuration();
      case PeerRequest.TimeoutNow ignored -> Optional.empty();
    };
  }

  /** The list to show to who asks with another one, or to who has ours and must be warned. */
  Optional<Configuration> listFor(PeerRequest request, Verdict verdict) {
    return switch (verdict) {
      case FOUNDERS_DIFFER ->
          ownFor(request)
              .map(Founders::withoutIdentities)
              .map(list -> isOpen() ? list : withoutAddresses(list));
      case UNAVAILABLE -> firstMet().map(Founders::withoutIdentities);
      default -> Optional.empty();
    };
  }

  /** Nobody is told who our members are that neither is one nor claims us as one. */
  private Optional<Configuration> ownFor(PeerRequest request) {
    Configuration ours = node.configuration();
    boolean concerned =
        ours.names(request.header().sender().id())
            || listIn(request).filter(theirs -> theirs.names(node.self)).isPresent();
    return concerned ? Optional.of(ours) : Optional.empty();
  }

  /**
   * Only what this node has met itself is passed on: else two founders could keep each other aside
   * for ever.
   */
  private Optional<Configuration> firstMet() {
    return node.founding().disagreements().values().stream()
        .filter(disagreement -> disagreement.ground() != Ground.PASSED_ON)
        .map(Disagreement::list)
        .findFirst();
  }

  /** Once the cluster is founded, who says to belong to it may be anybody. */
  private static Configuration withoutAddresses(Configuration list) {
    return list.mapMembers(
        member ->
            new ConfigurationMember(
                member.id(), "", member.priority(), member.voter(), member.identity()));
  }

  /** Who has another list has no business with what our state directories are known by. */
  private static Configuration withoutIdentities(Configuration list) {
    return list.mapMembers(member -> member.withIdentity(ConfigurationMember.UNKNOWN_IDENTITY));
  }

  // ---- what a winner waits for

  /**
   * Whether a leader may become active as far as the founders go: all have shown the same list, or
   * had the longest election timeout to show another; a list that was gathered must be kept by all.
   */
  boolean letBegin(Leader leading, long nowNanos) {
    if (!isOpen()) {
      return true;
    }
    OptionalLong until = waitUntil(leading.tenure().start().electedAtNanos());
    return until.isEmpty()
        ? gathering.isKeptByAll(leading)
        : haveAllAgreed() || Moments.isDue(until.getAsLong(), nowNanos);
  }

  /** When a leader has waited long enough; it never has for those who gathered a list. */
  OptionalLong waitUntil(long electedAtNanos) {
    return Founding.isGathered(node.configuration())
        ? OptionalLong.empty()
        : OptionalLong.of(electedAtNanos + node.settings.timing().maxElectionNanos());
  }

  private boolean haveAllAgreed() {
    for (ConfigurationMember member : node.configuration().members()) {
      boolean other = !member.id().equals(node.self);
      if (other && !node.founding().agreed().contains(member.id())) {
        return false;
      }
    }
    return true;
  }
}
