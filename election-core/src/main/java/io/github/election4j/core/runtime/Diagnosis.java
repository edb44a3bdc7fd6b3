/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.Leader;
import io.github.election4j.Member;
import io.github.election4j.PeerStatus;
import io.github.election4j.core.machine.Members;
import io.github.election4j.core.machine.NodeView;
import io.github.election4j.core.machine.NodeView.OtherFounders;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationMember;
import io.github.election4j.wire.Sender;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Why there is no leader, in words; and how this member sees each of the others. */
final class Diagnosis {

  private final Member self;
  private final Supplier<Sender> ownSender;
  private final PeerContacts contacts;
  private final int minimumQuorum;
  private volatile Optional<Supplier<String>> search = Optional.empty();

  /**
   * Knows nobody yet.
   *
   * @param self this member, with the address that it was given
   * @param ownSender this member as it speaks to others
   * @param minimumQuorum no election with fewer votes
   */
  Diagnosis(Member self, Supplier<Sender> ownSender, PeerContacts contacts, int minimumQuorum) {
    this.self = self;
    this.ownSender = ownSender;
    this.contacts = contacts;
    this.minimumQuorum = minimumQuorum;
  }

  /** Says how a member that belongs to no cluster looks for one. */
  void joinsBy(Supplier<String> founderSearch) {
    search = Optional.of(founderSearch);
  }

  /** Each of the others, ordered by id. */
  List<PeerStatus> peers(Configuration configuration, long nowNanos) {
    return configuration.members().stream()
        .filter(member -> !member.id().equals(self.id()))
        .map(member -> peer(member, nowNanos))
        .toList();
  }

  private PeerStatus peer(ConfigurationMember member, long nowNanos) {
    PeerContact contact = contacts.find(member.id()).orElseGet(PeerContact::new);
    return new PeerStatus(
        Members.member(member),
        contact.sinceMetNanos(nowNanos).stream().mapToObj(Duration::ofNanos).findFirst(),
        contact.roundTripNanos().stream().mapToObj(Duration::ofNanos).findFirst(),
        PeerTroubles.of(member, contact));
  }

  /** How many more voters must answer before there can be a leader; 0 while one is known. */
  int missingVoters(NodeView view, List<PeerStatus> peers) {
    if (view.leader().isPresent() || view.cluster().configuration().members().isEmpty()) {
      return 0;
    }
    return Math.max(
        0,
        needed(view.cluster().configuration()) - answering(view.cluster().configuration(), peers));
  }

  private int needed(Configuration configuration) {
    return Math.max(minimumQuorum, configuration.quorum());
  }

  private int answering(Configuration configuration, List<PeerStatus> peers) {
    long others = peers.stream().filter(peer -> peer.member().voter() && peer.isOfUse()).count();
    return (int) others + (hasVote(configuration) ? 1 : 0);
  }

  private boolean hasVote(Configuration configuration) {
    return configuration
        .member(self.id())
        .filter(ConfigurationMember::voter)
        .filter(own -> !isOtherDisk(own))
        .isPresent();
  }

  private boolean isOtherDisk(ConfigurationMember own) {
    return own.isIdentified() && own.identity() != ownSender.get().identity();
  }

  /** Why no leader is known, or why the leader that is known does not reach this member. */
  String describe(NodeView view, long nowNanos) {
    Configuration configuration = view.cluster().configuration();
    if (configuration.members().isEmpty()) {
      return search.map(Supplier::get).orElseGet(this::joiner);
    }
    List<PeerStatus> peers = peers(configuration, nowNanos);
    String others = peers.stream().map(Diagnosis::describe).collect(Collectors.joining("; "));
    return view.leader()
            .map(leader -> withLeader(leader, configuration))
            .orElseGet(() -> noLeader(view, peers))
        + otherFounders(view)
        + (others.isEmpty() ? "" : ". " + others)
        + ownFaults(configuration);
  }

  private String joiner() {
    return "member '%s' joins, and nobody has told it of a cluster: nobody has founded one yet, for founders are started with the list of all of them and do not join; or nobody has added this member there, which is done with: election members add %s=%s --member LEADER=HOST:PORT"
        .formatted(self.id(), self.id(), self.address());
  }

  /** What differs where founders keep one another from an election, or from founding a cluster. */
  private static String otherFounders(NodeView view) {
    List<OtherFounders> others = view.cluster().otherFounders();
    return others.isEmpty()
        ? ""
        : others.stream()
            .map(other -> "by the word of '%s', %s".formatted(other.member(), other.differences()))
            .collect(
                Collectors.joining(
                    "; ", ". Founders differ, and elect nobody before they agree: ", ""));
  }

  private String withLeader(Leader leader, Configuration configuration) {
    return Members.areGathering(configuration)
        ? "'%s' leads term %d, and is not active before all %d founders hold the list of them"
            .formatted(leader.id(), leader.term(), configuration.members().size())
        : unreached(leader, configuration);
  }

  private String unreached(Leader leader, Configuration configuration) {
    return "others answer member '%s' that '%s' leads term %d, but nothing that the leader sends reaches it; the leader calls it at %s, and it was given %s: let it listen where it is called, or let nothing keep the leader from it"
        .formatted(
            self.id(), leader.id(), leader.term(), ownAddress(configuration), self.address());
  }

  private String ownAddress(Configuration configuration) {
    return configuration
        .member(self.id())
        .map(ConfigurationMember::address)
        .orElse("no address, since it is no member");
  }

  private String noLeader(NodeView view, List<PeerStatus> peers) {
    Configuration configuration = view.cluster().configuration();
    int missing = missingVoters(view, peers);
    return "no leader is known to '%s' (%s, term %d): %d of %d voters are needed, %d answer%s"
        .formatted(
            self.id(),
            view.role(),
            view.term(),
            needed(configuration),
            configuration.voters().size(),
            answering(configuration, peers),
            missing > 0 ? ", so %d more must".formatted(missing) : "");
  }

  private String ownFaults(Configuration configuration) {
    return configuration
        .member(self.id())
        .filter(this::isOtherDisk)
        .map(
            own ->
                ". This member has no vote: its state directory is another than the one that it"
                    + " first confirmed with; restore that one, or start it under a new id")
        .orElse("");
  }

  /** One of the others, for a person. */
  static String describe(PeerStatus peer) {
    String met =
        peer.sinceContact()
            .map(since -> "last met %d ms ago".formatted(since.toMillis()))
            .orElse("never met");
    String state =
        peer.trouble()
            .map(trouble -> "%s (%s)".formatted(trouble.detail(), met))
            .orElseGet(
                () ->
                    peer.roundTrip()
                        .map(
                            trip -> "answers within %d ms (%s)".formatted(trip.toMillis() + 1, met))
                        .orElse("not asked yet (%s)".formatted(met)));
    return "'%s' at %s: %s".formatted(peer.member().id(), peer.member().address(), state);
  }
}
