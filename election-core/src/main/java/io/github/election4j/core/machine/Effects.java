/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.ElectionEvent;
import io.github.election4j.Role;
import io.github.election4j.core.machine.DurableState.Parts;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.ReplyHeader;
import io.github.election4j.wire.ReplyHeader.Hints;
import io.github.election4j.wire.Verdict;
import io.github.election4j.wire.VoteRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Collects the effects of a step, in order, and keeps back those that must wait for the disk. A
 * disk is a peer that answers: a write is begun by an effect, and its end is an input.
 */
final class Effects {

  /** A disk that does not answer must not gather all that is asked meanwhile. */
  private static final int MOST_WAITING = 1_024;

  private static final Parts BALLOT_AND_CONFIGURATION = Parts.BALLOT.and(Parts.CONFIGURATION);
  private static final Parts BALLOT_AND_PROMISE = Parts.BALLOT.and(Parts.PROMISE);

  private final DurableState durable;
  private final List<Effect> effects = new ArrayList<>();

  /** These leave when the write under way has ended. */
  private List<Effect> untilWritten = List.of();

  /** And these when the one after that has. */
  private List<Effect> untilNextWrite = List.of();

  Effects(DurableState durable) {
    this.durable = durable;
  }

  /**
   * The one place where durability comes before anything that others can see (Raft, figure 2:
   * "updated on stable storage before responding to RPCs").
   */
  void tell(Effect effect) {
    if (effect instanceof Effect.Respond respond
        && untilWritten.size() + untilNextWrite.size() >= MOST_WAITING) {
      refuse(respond);
      return;
    }
    switch (durable.waitFor(restsOn(effect))) {
      case NONE -> effects.add(effect);
      case WRITE_UNDER_WAY -> untilWritten = with(untilWritten, effect);
      case NEXT_WRITE -> untilNextWrite = with(untilNextWrite, effect);
    }
  }

  private Parts restsOn(Effect effect) {
    return switch (effect) {
      case Effect.Respond respond -> restsOn(respond.reply());
      // Two majorities of a term share a voter. The only one whose vote a crash could take back is
      // the candidate, and it does not count its own vote before that is durable.
      case Effect.Call call when call.request() instanceof PeerRequest.VoteRequest vote ->
          isOfDurableStart(vote) ? Parts.NONE : Parts.BALLOT;
      // A loss is real whatever becomes of the disk.
      case Effect.Announce told when told.event() instanceof ElectionEvent.LeadershipLost ->
          Parts.NONE;
      // It comes first, and shows what was loaded.
      case Effect.Announce told when told.event() instanceof ElectionEvent.Started -> Parts.NONE;
      case Effect.Announce told when told.event() instanceof ElectionEvent.MembersChanged ->
          BALLOT_AND_CONFIGURATION;
      // Whatever shows a term waits until a restart cannot go back behind it.
      case Effect.Call ignored -> Parts.BALLOT;
      case Effect.Announce ignored -> Parts.BALLOT;
      case Effect.Publish ignored -> Parts.NONE;
      case Effect.HandOverEnded ignored -> Parts.NONE;
      case Effect.MembersProgress ignored -> Parts.NONE;
      case Effect.Persist ignored -> Parts.NONE;
      case Effect.ArmTimer ignored -> Parts.NONE;
      case Effect.EndTasks ignored -> Parts.NONE;
    };
  }

  /** Another start would show the same number again after a crash (design, section 3 rule 1). */
  private boolean isOfDurableStart(PeerRequest request) {
    return request.header().sender().incarnation() == durable.durable().incarnation();
  }

  private Parts restsOn(PeerReply reply) {
    return switch (reply) {
      // Term, vote and configuration go into one record; the promise is part of what is granted.
      case PeerReply.VoteReply vote when vote.granted() -> Parts.ALL;
      // A confirmation is of what it names; it may name less than what is being written.
      case PeerReply.HeartbeatReply heartbeat when heartbeat.granted() ->
          heartbeat.configurationId().equals(durable.durable().configuration().id())
              ? BALLOT_AND_PROMISE
              : Parts.ALL;
      default -> Parts.BALLOT;
    };
  }

  /** Answers at once that there is no answer, and shows no more than a restart would know. */
  void refuse(Effect.Respond respond) {
    PeerReply reply = respond.reply();
    ReplyHeader header =
        new ReplyHeader(
            durable.sender(),
            durable.durable().ballot().term(),
            reply.header().round(),
            Verdict.UNAVAILABLE,
            Hints.NONE);
    effects.add(
        new Effect.Respond(
            respond.number(),
            switch (reply) {
              case PeerReply.PreVoteReply ignored -> new PeerReply.PreVoteReply(header);
              case PeerReply.VoteReply ignored -> new PeerReply.VoteReply(header, 0);
              case PeerReply.HeartbeatReply ignored ->
                  new PeerReply.HeartbeatReply(header, durable.durable().configuration().id());
              case PeerReply.TimeoutNowReply ignored -> new PeerReply.TimeoutNowReply(header);
            }));
  }

  /**
   * A peer is asked once when the disk has answered, however often it would have been till then.
   */
  private static List<Effect> with(List<Effect> some, Effect one) {
    List<Effect> all = new ArrayList<>(some);
    if (one instanceof Effect.Call call) {
      all.removeIf(earlier -> earlier instanceof Effect.Call before && isAskedAgain(before, call));
    }
    all.add(one);
    return List.copyOf(all);
  }

  private static boolean isAskedAgain(Effect.Call before, Effect.Call call) {
    return before.peer().equals(call.peer())
        && before.request().getClass() == call.request().getClass();
  }

  /** The write under way has ended: what waited for it leaves first. */
  Parts onDurable() {
    effects.addAll(untilWritten);
    untilWritten = List.of();
    return durable.endWrite();
  }

  /**
   * Ends the step. A write is begun first, so that the disk works while the rest is done; nothing
   * that is handed out now rests on it.
   */
  List<Effect> drain() {
    Optional<VoteRecord> begun = durable.beginWrite();
    if (begun.isPresent()) {
      effects.addFirst(new Effect.Persist(begun.get()));
      untilWritten = untilNextWrite;
      untilNextWrite = List.of();
    }
    List<Effect> handedOut = List.copyOf(effects);
    effects.clear();
    return handedOut;
  }

  /**
   * Drops what the step had wanted done. What it reported stays: a loss of leadership that was
   * announced is never dropped.
   */
  void keepReports() {
    effects.removeIf(
        effect ->
            !(effect instanceof Effect.Announce
                || effect instanceof Effect.Publish
                || effect instanceof Effect.HandOverEnded
                || effect instanceof Effect.MembersProgress));
  }

  /** Drops what waits for the disk, for good: those who wait for a reply are refused. */
  void dropWaiting() {
    List<Effect> waiting = new ArrayList<>(untilWritten);
    waiting.addAll(untilNextWrite);
    untilWritten = List.of();
    untilNextWrite = List.of();
    for (Effect effect : waiting) {
      if (effect instanceof Effect.Respond respond) {
        refuse(respond);
      }
    }
  }

  /** The role that was told last, if the changes since wait for the disk. */
  Optional<Role> roleToldLast() {
    for (List<Effect> waiting : List.of(untilWritten, untilNextWrite)) {
      for (Effect effect : waiting) {
        if (effect instanceof Effect.Announce told
            && told.event() instanceof ElectionEvent.RoleChanged changed) {
          return Optional.of(changed.from());
        }
      }
    }
    return Optional.empty();
  }
}
