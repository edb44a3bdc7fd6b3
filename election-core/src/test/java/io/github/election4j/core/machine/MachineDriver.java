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

  /** 150 ms times 0.9 / 1.1. */
  static final long LEASE = 122;

  private final ElectionMachine machine;
  private final List<Member> members;
  private long nowMillis = 1_000;
  private List<Effect> last = List.of();
  private final List<Effect> all = new ArrayList<>();
  private Optional<Long> timerNanos = Optional.empty();

  private MachineDriver(
      List<Member> members, MachineSettings settings, Optional<VoteRecord> loaded) {
    this.members = members;
    this.machine =
        new ElectionMachine(
            new NodeIdentity(members.getFirst(), 7, 99),
            settings,
            loaded,
            Members.founding(members),
            new SplittableRandom(1));
  }

  /** A started machine named by the first id, in a cluster of all ids, on its first start. */
  static MachineDriver of(String... ids) {
    return of(membersOf(ids), settings(Activation.WHEN_EXCLUSIVE, 1), Optional.empty());
  }

  static MachineDriver of(
      List<Member> members, MachineSettings settings, Optional<VoteRecord> loaded) {
    MachineDriver driver = new MachineDriver(members, settings, loaded);
    driver.step(new Input.Started());
    return driver;
  }

  static List<Member> membersOf(String... ids) {
    List<Member> members = new ArrayList<>();
    for (String id : ids) {
      members.add(Member.of(id, id + ":1"));
    }
    return members;
  }

  static MachineSettings settings(Activation activation, int minimumQuorum) {
    return new MachineSettings(
        new MachineSettings.Timing(
            HEARTBEAT * MILLISECOND, MIN_ELECTION * MILLISECOND, MAX_ELECTION * MILLISECOND),
        PROMISE * MILLISECOND,
        0.1,
        minimumQuorum,
        activation);
  }

  // ---- driving

  List<Effect> step(Input input) {
    last = machine.step(input, nowNanos());
    all.addAll(last);
    for (Effect effect : last) {
      if (effect instanceof Effect.ArmTimer timer) {
        timerNanos = Optional.of(timer.atNanos());
      }
    }
    return last;
  }

  /** Lets time pass; the timer fires whenever it is due. */
  MachineDriver pass(long millis) {
    long untilNanos = nowNanos() + millis * MILLISECOND;
    long endMillis = nowMillis + millis;
    while (timerNanos.isPresent() && timerNanos.get() - untilNanos <= 0) {
      long due = timerNanos.get();
      timerNanos = Optional.empty();
      List<Effect> effects = machine.step(new Input.TimerFired(), due);
      last = effects;
      all.addAll(effects);
      for (Effect effect : effects) {
        if (effect instanceof Effect.ArmTimer timer) {
          timerNanos = Optional.of(timer.atNanos());
        }
      }
    }
    nowMillis = endMillis;
    return this;
  }

  /** Lets time pass without the machine noticing: the process stands still. */
  MachineDriver standStill(long millis) {
    nowMillis += millis;
    return this;
  }

  PeerReply request(PeerRequest request) {
    step(new Input.RequestReceived(request));
    return only(Effect.Respond.class).reply();
  }

  void reply(PeerRequest request, PeerReply reply) {
    step(new Input.ReplyReceived(reply.header().sender().id(), request, reply));
  }

  // ---- what peers say

  Sender peer(String id) {
    return new Sender(id, 1, id.hashCode());
  }

  RequestHeader header(String from, long term) {
    return new RequestHeader(peer(from), term, 1);
  }

  PeerReply heartbeat(String from, long term) {
    return request(
        new PeerRequest.Heartbeat(
            header(from, term), PROMISE * MILLISECOND, configuration().id(), Optional.empty()));
  }

  PeerReply.VoteReply askVote(String from, long term) {
    return (PeerReply.VoteReply)
        request(
            new PeerRequest.VoteRequest(
                header(from, term), configuration(), PROMISE * MILLISECOND, Optional.empty()));
  }

  PeerReply.PreVoteReply askPreVote(String from, long term) {
    return (PeerReply.PreVoteReply)
        request(new PeerRequest.PreVoteRequest(header(from, term - 1), term, configuration()));
  }

  ReplyHeader answerHeader(String from, PeerRequest request, Verdict verdict) {
    return new ReplyHeader(
        peer(from), request.header().term(), request.header().round(), verdict, Hints.NONE);
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
    reply(request, new PeerReply.VoteReply(answerHeader(from, request, verdict), 0));
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
    return nowMillis * MILLISECOND;
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

  ConfigurationId configurationId() {
    return configuration().id();
  }

  boolean isActive() {
    return machine.view().isActive(nowNanos());
  }

  ElectionMachine machine() {
    return machine;
  }

  List<Member> members() {
    return members;
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
