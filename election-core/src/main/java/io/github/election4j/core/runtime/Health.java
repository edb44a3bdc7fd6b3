/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.Member;
import io.github.election4j.PeerStatus;
import io.github.election4j.Role;
import io.github.election4j.core.machine.ElectionMachine;
import io.github.election4j.core.machine.Members;
import io.github.election4j.core.machine.NodeView;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.ConfigurationMember;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * How well this member does, for people: whom it reaches, who reaches it, why there is no leader.
 * It watches what the machine and its peers say to each other, decides nothing, and warns once of
 * each thing that an operator must see to.
 */
final class Health implements PeerContacts.News {

  private final Member self;
  private final Views views;
  private final long patienceNanos;
  private final Consumer<String> warning;
  private final PeerContacts contacts;
  private final Refusals refusals = new Refusals();
  private final Diagnosis diagnosis;
  private final HeartbeatWatch heartbeats;
  private final LeaseMargin margin = new LeaseMargin();
  private final Lateness lateness;

  /** The configuration that was looked at last. */
  private ConfigurationId looked = ConfigurationId.NONE;

  /** Where the others call this member, by the configuration that was looked at last. */
  private String calledAt;

  /**
   * All is well so far.
   *
   * @param warning is told what an operator must know, by any thread
   */
  Health(
      ElectionMachine machine,
      HostSettings settings,
      Views views,
      Timer timer,
      Consumer<String> warning) {
    self = machine.self();
    calledAt = self.address();
    this.views = views;
    this.warning = warning;
    patienceNanos = settings.longSilenceNanos();
    lateness = new Lateness(settings.settings());
    contacts = new PeerContacts(self.id(), patienceNanos, this);
    diagnosis = new Diagnosis(self, machine::sender, contacts, settings.settings().minimumQuorum());
    heartbeats = new HeartbeatWatch(timer, patienceNanos, this::explain, this::warnOfSilence);
  }

  PeerContacts contacts() {
    return contacts;
  }

  Refusals refusals() {
    return refusals;
  }

  /** Why a member that belongs to no cluster does not, if it looks for the founders of one. */
  void joinsBy(Supplier<String> search) {
    diagnosis.joinsBy(search);
  }

  // ---- what happens

  /** The view has changed. By one thread at a time. */
  void noted(NodeView view) {
    heartbeats.noted(view);
    margin.noted(view.lease(), System.nanoTime());
    Configuration configuration = view.cluster().configuration();
    if (!configuration.id().equals(looked)) {
      looked = configuration.id();
      noteOwnAddress(configuration);
    }
  }

  /** Whoever listens elsewhere than the others call it is heard, and hears nobody. */
  private void noteOwnAddress(Configuration configuration) {
    String address =
        configuration.member(self.id()).map(ConfigurationMember::address).orElse(self.address());
    if (!address.equals(calledAt)) {
      calledAt = address;
      if (!address.equals(self.address())) {
        warning.accept(
            "this member was given the address %s, and by configuration %s the others call it at %s; let it listen there, or, if it has moved, say so where the leader runs: %s"
                .formatted(
                    self.address(),
                    configuration.id(),
                    address,
                    OperatorAdvice.move(configuration, self)));
      }
    }
  }

  /** Takes note of a peer's request when it is answered; one more object for each request. */
  PeerAnswers.PeerAnswer noting(PeerRequest request, String origin, PeerAnswers.PeerAnswer answer) {
    return new Noting(request, origin, answer);
  }

  private final class Noting implements PeerAnswers.PeerAnswer {

    private final PeerRequest request;
    private final String origin;
    private final PeerAnswers.PeerAnswer answer;

    Noting(PeerRequest request, String origin, PeerAnswers.PeerAnswer answer) {
      this.request = request;
      this.origin = origin;
      this.answer = answer;
    }

    @Override
    public void reply(PeerReply reply) {
      answer.reply(reply);
      answered(request, origin, reply.header().verdict());
    }

    @Override
    public void refuse(String reason) {
      answer.refuse(reason);
    }
  }

  private void answered(PeerRequest request, String origin, Verdict verdict) {
    refusals.note(verdict);
    long now = System.nanoTime();
    Optional<PeerContact> contact = contacts.find(request.header().sender().id());
    contact.ifPresent(peer -> peer.asked(request.header().sender(), origin, verdict, now));
    if (request instanceof PeerRequest.Heartbeat && verdict == Verdict.GRANTED) {
      heartbeats.heard(now);
    }
  }

  // ---- what an operator is told

  /** The member's own timer woke up late. */
  void wokenLate(long nanos) {
    lateness.wokenLate(nanos).ifPresent(warning);
  }

  @Override
  public void answered(String peer, long tookNanos) {
    lateness.answered(peer, tookNanos).ifPresent(warning);
  }

  @Override
  public void missed(String peer, Duration since) {
    NodeView view = views.current();
    statusOf(peer, view)
        .ifPresent(
            status ->
                warning.accept(
                    "no answer for %d ms: %s%s"
                        .formatted(
                            since.toMillis(),
                            Diagnosis.describe(status),
                            movedAdvice(view.cluster().configuration(), peer))));
  }

  /** Whoever is not reached, and yet calls, listens somewhere else. */
  private String movedAdvice(Configuration configuration, String peer) {
    return contacts
        .find(peer)
        .filter(contact -> contact.calledWithin(patienceNanos, System.nanoTime()))
        .map(contact -> OperatorAdvice.moved(configuration, peer, contact.calledFrom()))
        .orElse("");
  }

  @Override
  public void back(String peer) {
    statusOf(peer, views.current())
        .ifPresent(
            status ->
                warning.accept(
                    "'%s' at %s answers again"
                        .formatted(status.member().id(), status.member().address())));
  }

  private Optional<PeerStatus> statusOf(String peer, NodeView view) {
    return peers(view).stream().filter(status -> status.member().id().equals(peer)).findFirst();
  }

  private void warnOfSilence(String why) {
    warning.accept(
        "no heartbeat for %d ms: %s"
            .formatted(heartbeats.silence(System.nanoTime()).toMillis(), why));
  }

  private Optional<String> explain() {
    NodeView view = views.current();
    return Views.isEnded(view) ? Optional.empty() : Optional.of(describe(view));
  }

  /** Why a member that takes part has no leader, or is not reached by it. */
  String describe(NodeView view) {
    return diagnosis.describe(view, System.nanoTime());
  }

  // ---- what the status says

  Optional<Duration> leaseMargin() {
    return margin.smallest();
  }

  /** How it sees each of the others. */
  List<PeerStatus> peers(NodeView view) {
    return diagnosis.peers(view.cluster().configuration(), System.nanoTime());
  }

  int missingVoters(NodeView view, List<PeerStatus> peers) {
    return diagnosis.missingVoters(view, peers);
  }

  /** Why all is not well; empty if it is. */
  Optional<String> trouble(NodeView view) {
    boolean unwell =
        view.leader().isEmpty()
            || Members.areGathering(view.cluster().configuration())
            || (view.role() != Role.LEADER && heartbeats.isSilent(System.nanoTime()));
    return unwell && !Views.isEnded(view) ? Optional.of(describe(view)) : Optional.empty();
  }
}
