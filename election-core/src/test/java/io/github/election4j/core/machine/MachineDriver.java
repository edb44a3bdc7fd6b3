/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.Activation;
import io.github.election4j.ElectionEvent;
import io.github.election4j.Member;
import io.github.election4j.Role;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.ReplyHeader;
import io.github.election4j.wire.ReplyHeader.Hints;
import io.github.election4j.wire.RequestHeader;
import io.github.election4j.wire.Sender;
import io.github.election4j.wire.Verdict;
import io.github.election4j.wire.VoteRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * One machine, a clock advanced by hand, and its peers played by the test: what the tests of single
 * rules are written in. Times are in milliseconds.
 */
final class MachineDriver {

  static final long MILLISECOND = 1_000_000;
  static final long HEARTBEAT = 50;
  static final long MIN_ELECTION = 150;
  static final long MAX_ELECTION = 300;
  static final long PROMISE = 150;
  static final long HAND_OVER = 1_300;
  static final ConfigurationId FOUNDED = new ConfigurationId(0, 2);

  /** 150 ms times 0.9 / 1.1. */
  static final long LEASE = 122;

  private final ElectionMachine machine;
  private final List<Member> members;
  private long nowNanos = 1_000 * MILLISECOND;
  private List<Effect> last = new ArrayList<>();
  private boolean diskAnswers = true;
  private long gainedAtNanos;
  private long requests;
  private long rounds;
  private final List<Effect> all = new ArrayList<>();
  private Optional<Long> timerNanos = Optional.empty();

  MachineDriver(
      List<Member> members,
      Configuration first,
      MachineSettings settings,
      Optional<VoteRecord> loaded) {
    this.members = members;
    this.machine =
        new ElectionMachine(
            new NodeIdentity(members.getFirst(), 7, 99),
            settings,
            loaded,
            first,
            new SplittableRandom(1));
    step(new Input.Started());
  }

  /** A started machine named by the first id, in a cluster of all ids, on its first start. */
  static MachineDriver of(String... ids) {
    return of(membersOf(ids), settings(Activation.WHEN_EXCLUSIVE, 1), Optional.empty());
  }

  static MachineDriver of(
      List<Member> members, MachineSettings settings, Optional<VoteRecord> loaded) {
    return new MachineDriver(members, founded(members), settings, loaded);
  }

  /** A first configuration that was confirmed long ago, which is what most rules are about. */
  static Configuration founded(List<Member> members) {
    return Members.founding(members).withId(FOUNDED);
  }

  static MachineDriver of(List<Member> members) {
    return of(members, settings(Activation.WHEN_EXCLUSIVE, 1), Optional.empty());
  }

  /** A machine that is started again on what it had written, of term and vote as given. */
  static MachineDriver restarted(long term, Optional<String> vote, String... ids) {
    return restarted(new VoteRecord.Ballot(term, vote), PROMISE, ids);
  }

  static MachineDriver restarted(VoteRecord.Ballot ballot, long longestPromise, String... ids) {
    List<Member> members = membersOf(ids);
    VoteRecord record =
        new VoteRecord(ballot, founded(members), longestPromise * MILLISECOND, 7, 99);
    return of(members, settings(Activation.WHEN_EXCLUSIVE, 1), Optional.of(record));
  }

  /** The machine of the first id, elected by as many of the others as it needs, and active. */
  static MachineDriver leading(String... ids) {
    MachineDriver driver = of(ids);
    return driver.elect(driver.others().toArray(String[]::new));
  }

  /** Likewise, once all others have confirmed the configuration. */
  static MachineDriver confirmed(String... ids) {
    MachineDriver driver = leading(ids);
    ConfigurationId before;
    do {
      before = driver.configurationId();
      driver.others().forEach(driver::acknowledge);
    } while (!driver.configurationId().equals(before));
    return driver;
  }

  /** The machine of the first id, once the second one would vote for it. */
  static MachineDriver campaigning(String... ids) {
    MachineDriver driver = of(ids).untilPreCandidate();
    for (int i = 0; driver.role() == Role.PRE_CANDIDATE; i++) {
      driver.grantPreVote(driver.others().get(i));
    }
    return driver;
  }

  /** The machine of the first id, that has just heard the second one lead that term. */
  static MachineDriver following(long term, String... ids) {
    MachineDriver driver = of(ids);
    driver.heartbeat(driver.others().getFirst(), term);
    return driver;
  }

  /** Members in words: {@code b} is a voter, {@code b:2} has priority 2, {@code b:observer}. */
  static List<Member> membersOf(String... words) {
    return DriverWords.members(words);
  }

  static MachineSettings settings(Activation activation, int minimumQuorum) {
    return DriverWords.settings(activation, minimumQuorum);
  }

  // ---- driving

  List<Effect> step(Input input) {
    last = new ArrayList<>(machine.step(input, nowNanos));
    if (diskAnswers) {
      answerForTheDisk();
    }
    all.addAll(last);
    for (Effect effect : last) {
      if (effect instanceof Effect.ArmTimer timer) {
        timerNanos = Optional.of(timer.atNanos());
      } else if (effect instanceof Effect.Announce told
          && told.event() instanceof ElectionEvent.LeadershipGained) {
        gainedAtNanos = nowNanos;
      }
    }
    return last;
  }

  /**
   * A disk without a delay: what the step had begun to write is durable, and what follows comes.
   */
  private void answerForTheDisk() {
    for (int i = 0; i < last.size(); i++) {
      if (last.get(i) instanceof Effect.Persist) {
        last.addAll(machine.step(new Input.RecordDurable(), nowNanos));
      }
    }
  }

  /** From now on a write is done when {@link #diskAnswers()} is called. */
  MachineDriver withSlowDisk() {
    diskAnswers = false;
    return this;
  }

  /** The write under way is done; returns what follows. */
  List<Effect> diskAnswers() {
    return step(new Input.RecordDurable());
  }

  /** Lets time pass; the timer fires whenever it is due. */
  MachineDriver pass(long millis) {
    return passNanos(millis * MILLISECOND);
  }

  MachineDriver passNanos(long nanos) {
    long untilNanos = nowNanos + nanos;
    while (timerNanos.isPresent() && timerNanos.get() - untilNanos <= 0) {
      nowNanos = Moments.later(timerNanos.get(), nowNanos);
      timerNanos = Optional.empty();
      step(new Input.TimerFired());
    }
    nowNanos = untilNanos;
    return this;
  }

  /** Lets time pass without the machine noticing: the process stands still. */
  MachineDriver standStill(long millis) {
    nowNanos += millis * MILLISECOND;
    return this;
  }

  PeerReply request(PeerRequest request) {
    return request(request, Input.Caller.UNKNOWN);
  }

  PeerReply request(PeerRequest request, Input.Caller caller) {
    step(new Input.RequestReceived(++requests, request, caller));
    return only(Effect.Respond.class).reply();
  }

  void reply(PeerRequest request, PeerReply reply) {
    step(new Input.ReplyReceived(reply.header().sender().id(), request, reply));
  }

  // ---- what peers say

  /** Who a peer says that it is, its priority included. */
  Sender peer(String id) {
    int priority =
        members.stream()
            .filter(member -> member.id().equals(id))
            .mapToInt(Member::priority)
            .findFirst()
            .orElse(Member.DEFAULT_PRIORITY);
    return new Sender(id, 1, id.hashCode(), priority);
  }

  RequestHeader header(String from, long term) {
    return new RequestHeader(peer(from), term, ++rounds);
  }

  /** A member of the cluster passes on which identities the members are known by. */
  MachineDriver identified(String... ids) {
    Configuration known =
        configuration()
            .withId(new ConfigurationId(configurationId().term(), configurationId().version() + 1))
            .mapMembers(
                member ->
                    List.of(ids).contains(member.id())
                        ? member.withIdentity(
                            member.id().equals(machine.sender().id())
                                ? machine.sender().identity()
                                : peer(member.id()).identity())
                        : member);
    String bringer = others().getLast();
    request(new PeerRequest.PreVoteRequest(header(bringer, term()), term() + 1, known));
    return this;
  }

  PeerReply heartbeat(String from, long term) {
    return heartbeat(from, term, PROMISE);
  }

  PeerReply heartbeat(String from, long term, long promiseMillis) {
    return request(
        new PeerRequest.Heartbeat(
            header(from, term),
            promiseMillis * MILLISECOND,
            configuration().id(),
            Optional.empty()));
  }

  PeerReply.VoteReply askVote(String from, long term) {
    return askVote(from, term, Optional.empty());
  }

  PeerReply.VoteReply askVote(String from, long term, Optional<PeerRequest.Release> release) {
    return (PeerReply.VoteReply)
        request(
            new PeerRequest.VoteRequest(
                header(from, term), configuration(), PROMISE * MILLISECOND, release));
  }

  PeerReply.PreVoteReply askPreVote(String from, long proposedTerm) {
    return (PeerReply.PreVoteReply)
        request(
            new PeerRequest.PreVoteRequest(
                header(from, proposedTerm - 1), proposedTerm, configuration()));
  }

  PeerReply timeoutNow(String from, long term) {
    return request(
        new PeerRequest.TimeoutNow(
            header(from, term), new PeerRequest.Release(from, term), Optional.empty()));
  }

  ReplyHeader answerHeader(String from, PeerRequest request, Verdict verdict) {
    return answerHeader(from, request, verdict, request.header().term());
  }

  ReplyHeader answerHeader(String from, PeerRequest request, Verdict verdict, long term) {
    return new ReplyHeader(peer(from), term, request.header().round(), verdict, Hints.NONE);
  }

  /** A peer refuses, in a term of its own. */
  void refuse(String from, PeerRequest request, Verdict verdict, long term) {
    ReplyHeader header = answerHeader(from, request, verdict, term);
    reply(
        request,
        switch (request) {
          case PeerRequest.PreVoteRequest ignored -> new PeerReply.PreVoteReply(header);
          case PeerRequest.VoteRequest ignored -> new PeerReply.VoteReply(header, 0);
          case PeerRequest.Heartbeat heartbeat ->
              new PeerReply.HeartbeatReply(header, heartbeat.configurationId());
          case PeerRequest.TimeoutNow ignored -> new PeerReply.TimeoutNowReply(header);
        });
  }

  void grantPreVote(String from) {
    PeerRequest.PreVoteRequest request = lastCall(from, PeerRequest.PreVoteRequest.class);
    reply(request, new PeerReply.PreVoteReply(answerHeader(from, request, Verdict.GRANTED)));
  }

  void grantVote(String from, long remainingMillis) {
    PeerRequest.VoteRequest request = lastCall(from, PeerRequest.VoteRequest.class);
    reply(
        request,
        new PeerReply.VoteReply(
            answerHeader(from, request, Verdict.GRANTED), remainingMillis * MILLISECOND));
  }

  void refuseVote(String from, Verdict verdict) {
    PeerRequest.VoteRequest request = lastCall(from, PeerRequest.VoteRequest.class);
    refuse(from, request, verdict, request.header().term());
  }

  void acknowledge(String from) {
    acknowledge(from, lastCall(from, PeerRequest.Heartbeat.class));
  }

  void acknowledge(String from, PeerRequest.Heartbeat request) {
    reply(
        request,
        new PeerReply.HeartbeatReply(
            answerHeader(from, request, Verdict.GRANTED), request.configurationId()));
  }

  /** Passes time until the machine asks for pre-votes. */
  MachineDriver untilPreCandidate() {
    for (long waited = 0; role() != Role.PRE_CANDIDATE && waited < 2 * MAX_ELECTION; waited++) {
      pass(1);
    }
    return this;
  }

  /** Wins pre-vote and vote with the help of the peers. */
  MachineDriver elect(String... helpers) {
    untilPreCandidate();
    for (String helper : helpers) {
      if (role() == Role.PRE_CANDIDATE) {
        grantPreVote(helper);
      }
    }
    for (String helper : helpers) {
      if (role() == Role.CANDIDATE) {
        grantVote(helper, 0);
      }
    }
    return this;
  }

  // ---- looking

  long nowNanos() {
    return nowNanos;
  }

  Role role() {
    return machine.view().role();
  }

  long term() {
    return machine.view().term();
  }

  NodeView view() {
    return machine.view();
  }

  Configuration configuration() {
    return machine.view().cluster().configuration();
  }

  /** A configuration of the same cluster with other members. */
  Configuration changed(long term, long version, String... ids) {
    return configuration()
        .withMembers(
            new ConfigurationId(term, version), Members.founding(membersOf(ids)).members());
  }

  ConfigurationId configurationId() {
    return configuration().id();
  }

  /** Lets time pass, with every heartbeat answered by one peer, until it is active; says when. */
  long untilActive(String acknowledging) {
    for (int heartbeats = 0; !isActive() && heartbeats < 1_000; heartbeats++) {
      acknowledge(acknowledging);
      pass(HEARTBEAT);
    }
    return gainedAtNanos;
  }

  boolean isActive() {
    return machine.view().isActive(nowNanos);
  }

  ElectionMachine machine() {
    return machine;
  }

  List<Member> members() {
    return members;
  }

  List<String> others() {
    return members.stream().skip(1).map(Member::id).toList();
  }

  List<Effect> lastEffects() {
    return last;
  }

  <T extends Effect> List<T> every(Class<T> type) {
    return last.stream().filter(type::isInstance).map(type::cast).toList();
  }

  <T extends Effect> T only(Class<T> type) {
    List<T> found = every(type);
    if (found.size() != 1) {
      throw new AssertionError("expected one " + type.getSimpleName() + " in " + last);
    }
    return found.getFirst();
  }

  Optional<VoteRecord> durable() {
    return all.stream()
        .filter(Effect.Persist.class::isInstance)
        .map(effect -> ((Effect.Persist) effect).record())
        .reduce((earlier, later) -> later);
  }

  /** Where an effect stands among those of the last step; for what must come before what. */
  int position(Class<? extends Effect> type) {
    for (int i = 0; i < last.size(); i++) {
      if (type.isInstance(last.get(i))) {
        return i;
      }
    }
    throw new AssertionError("expected " + type.getSimpleName() + " in " + last);
  }

  /** Whom the last step asks. */
  List<String> asked(Class<? extends PeerRequest> type) {
    return every(Effect.Call.class).stream()
        .filter(call -> type.isInstance(call.request()))
        .map(Effect.Call::peer)
        .toList();
  }

  <T extends PeerRequest> List<T> calls(Class<T> type) {
    return last.stream()
        .filter(Effect.Call.class::isInstance)
        .map(effect -> ((Effect.Call) effect).request())
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  <T extends PeerRequest> T lastCall(String peer, Class<T> type) {
    return all.stream()
        .filter(Effect.Call.class::isInstance)
        .map(Effect.Call.class::cast)
        .filter(call -> call.peer().equals(peer) && type.isInstance(call.request()))
        .map(call -> type.cast(call.request()))
        .reduce((earlier, later) -> later)
        .orElseThrow(
            () -> new AssertionError("no " + type.getSimpleName() + " was sent to " + peer));
  }

  /** All effects of a type since the start. */
  <T extends Effect> List<T> effects(Class<T> type) {
    return all.stream().filter(type::isInstance).map(type::cast).toList();
  }

  <T extends ElectionEvent> List<T> events(Class<T> type) {
    return all.stream()
        .filter(Effect.Announce.class::isInstance)
        .map(effect -> ((Effect.Announce) effect).event())
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }
}
