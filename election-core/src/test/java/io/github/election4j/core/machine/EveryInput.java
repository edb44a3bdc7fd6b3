/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.PeerRequest.Release;
import io.github.election4j.wire.ReplyHeader;
import io.github.election4j.wire.ReplyHeader.Hints;
import io.github.election4j.wire.RequestHeader;
import io.github.election4j.wire.Sender;
import io.github.election4j.wire.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every input that a machine can be given, in its present state: sensible, late or absurd. */
final class EveryInput {

  private static final List<String> SENDERS = List.of("b", "c", "x", "a");
  private static final List<Long> TERMS_AHEAD = List.of(-1L, 0L, 1L, 7L);

  private static final List<Verdict> VERDICTS =
      List.of(Verdict.GRANTED, Verdict.STALE_TERM, Verdict.LEADER_ALIVE, Verdict.NOT_A_MEMBER);

  private final MachineDriver machine;
  private final List<Input> inputs = new ArrayList<>();

  private EveryInput(MachineDriver machine) {
    this.machine = machine;
  }

  static List<Input> of(MachineDriver machine) {
    EveryInput every = new EveryInput(machine);
    every.addRequests();
    every.addReplies();
    every.addFailures();
    every.addCommands();
    return every.inputs;
  }

  // ---- requests

  private void addRequests() {
    for (String sender : SENDERS) {
      for (long ahead : TERMS_AHEAD) {
        long term = Math.max(0, machine.term() + ahead);
        for (PeerRequest request : requests(machine.header(sender, term))) {
          inputs.add(new Input.RequestReceived(1, request));
        }
      }
    }
  }

  private List<PeerRequest> requests(RequestHeader header) {
    String sender = header.sender().id();
    return List.of(
        new PeerRequest.PreVoteRequest(header, header.term() + 1, machine.configuration()),
        new PeerRequest.VoteRequest(header, machine.configuration(), 1, Optional.empty()),
        new PeerRequest.VoteRequest(
            header,
            machine.configuration(),
            1,
            Optional.of(new Release(sender, Math.max(0, header.term() - 1)))),
        new PeerRequest.Heartbeat(header, 1, machine.configurationId(), Optional.empty()),
        new PeerRequest.TimeoutNow(header, new Release(sender, header.term()), Optional.empty()));
  }

  // ---- replies

  private void addReplies() {
    for (PeerRequest request : ownRequests()) {
      for (String sender : SENDERS) {
        for (long ahead : TERMS_AHEAD) {
          for (Verdict verdict : VERDICTS) {
            ReplyHeader header =
                new ReplyHeader(
                    machine.peer(sender),
                    Math.max(0, machine.term() + ahead),
                    request.header().round(),
                    verdict,
                    Hints.NONE);
            inputs.add(new Input.ReplyReceived(sender, request, reply(request, header)));
          }
        }
      }
    }
  }

  /** Those that it has really sent, and some that it has not. */
  private List<PeerRequest> ownRequests() {
    Sender self = machine.machine().sender();
    List<PeerRequest> all = new ArrayList<>(requests(new RequestHeader(self, machine.term(), 99)));
    for (Effect.Call call : machine.effects(Effect.Call.class)) {
      all.add(call.request());
    }
    return all;
  }

  private PeerReply reply(PeerRequest request, ReplyHeader header) {
    return switch (request) {
      case PeerRequest.PreVoteRequest ignored -> new PeerReply.PreVoteReply(header);
      case PeerRequest.VoteRequest ignored -> new PeerReply.VoteReply(header, 5);
      case PeerRequest.Heartbeat ignored ->
          new PeerReply.HeartbeatReply(header, machine.configurationId());
      case PeerRequest.TimeoutNow ignored -> new PeerReply.TimeoutNowReply(header);
    };
  }

  private void addFailures() {
    for (PeerRequest request : ownRequests()) {
      for (String sender : SENDERS) {
        inputs.add(new Input.CallFailed(sender, request));
      }
    }
    SENDERS.forEach(sender -> inputs.add(new Input.PeerSuspected(sender)));
    SENDERS.forEach(sender -> inputs.add(new Input.ProcessDead(sender, 1)));
    inputs.add(new Input.ClockJumped(60_000_000_000L));
    inputs.add(new Input.StoreFailed("the disk is full"));
  }

  // ---- commands and timers

  private void addCommands() {
    inputs.add(new Input.Started());
    inputs.add(new Input.TimerFired());
    inputs.add(new Input.ResignAsked(Optional.empty()));
    SENDERS.forEach(sender -> inputs.add(new Input.ResignAsked(Optional.of(sender))));
    for (long ahead : TERMS_AHEAD) {
      inputs.add(new Input.TasksEnded(machine.term() + ahead));
      inputs.add(new Input.TasksOverran(machine.term() + ahead));
    }
    inputs.add(new Input.MembersProposed(List.of()));
    inputs.add(new Input.MembersProposed(MachineDriver.membersOf("a", "b")));
    inputs.add(new Input.MembersProposed(MachineDriver.membersOf("b", "c", "d:observer")));
    inputs.add(new Input.FoundersGathered(MachineDriver.membersOf("a", "b")));
    inputs.add(new Input.ResetAsked());
    inputs.add(new Input.CloseAsked());
  }
}
