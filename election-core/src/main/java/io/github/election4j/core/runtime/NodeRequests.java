/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.Leader;
import io.github.election4j.core.log.Log;
import io.github.election4j.core.machine.Input;
import io.github.election4j.core.machine.NodeView;
import io.github.election4j.core.runtime.PeerAnswers.PeerAnswer;
import io.github.election4j.spi.Evidence;
import io.github.election4j.spi.RequestHandler;
import io.github.election4j.spi.RequestHandler.Origin;
import io.github.election4j.spi.RequestRefusedException;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationMember;
import io.github.election4j.wire.ControlReply.StatusReply;
import io.github.election4j.wire.ControlRequest;
import io.github.election4j.wire.MemberRole;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.Reply;
import io.github.election4j.wire.Request;
import io.github.election4j.wire.Sender;
import io.github.election4j.wire.WireLimits;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** What the transport delivers: requests of peers for the machine, orders, and evidence. */
final class NodeRequests implements RequestHandler {

  private final MachineHost host;
  private final OperatorOrders orders;
  private final SpeakerCheck speakers;
  private final boolean refusedMeansDead;

  /**
   * Delivers to a member.
   *
   * @param refusedMeansDead whether the user has stated that a refusal proves a process dead
   */
  NodeRequests(MachineHost host, OperatorOrders orders, boolean refusedMeansDead) {
    this.host = host;
    this.orders = orders;
    this.refusedMeansDead = refusedMeansDead;
    speakers = new SpeakerCheck(host.self(), host.health().refusals());
  }

  @Override
  public Reply handle(Request request, Origin origin) throws RequestRefusedException {
    return switch (request) {
      case PeerRequest peer -> answer(peer, origin);
      case ControlRequest.StatusRequest ignored -> status(origin);
      case ControlRequest.PeersRequest ignored -> orders.peers(origin);
      case ControlRequest order -> orders.take(order, origin);
    };
  }

  @Override
  public void receive(Request request, Origin origin, Answer answer) {
    switch (request) {
      case PeerRequest peer ->
          speakers
              .objectionTo(peer, origin)
              .ifPresentOrElse(
                  answer::refuse,
                  () -> host.receive(peer, SpeakerCheck.caller(origin), new Direct(answer)));
      case ControlRequest.StatusRequest ignored -> answer.reply(status(origin));
      case ControlRequest.PeersRequest ignored -> answer.reply(orders.peers(origin));
      case ControlRequest order -> answer.workOut(() -> orders.take(order, origin));
    }
  }

  @Override
  public void suspect(String memberId, Evidence evidence) {
    Log.debug(() -> "%s: '%s': %s".formatted(host.self(), memberId, evidence));
    host.step(new Input.PeerSuspected(memberId));
  }

  @Override
  public void refused(String memberId, long incarnation) {
    if (refusedMeansDead) {
      Log.debug(
          () ->
              "%s: start %d of '%s' is dead: its host refuses"
                  .formatted(host.self(), incarnation, memberId));
      host.step(new Input.ProcessDead(memberId, incarnation));
    }
  }

  @Override
  public void failed(String reason) {
    host.step(
        new Input.StoreFailed(
            "the transport has failed (%s): this member takes no part until it is started again"
                .formatted(reason)));
    // Others may take the step: this thread must not let go of the port before it is taken.
    host.awaitLastActs();
  }

  private Reply answer(PeerRequest request, Origin origin) throws RequestRefusedException {
    Optional<String> objection = speakers.objectionTo(request, origin);
    if (objection.isPresent()) {
      throw new RequestRefusedException(objection.get());
    }
    Awaited answer = new Awaited();
    host.receive(request, SpeakerCheck.caller(origin), answer);
    try {
      return answer.reply.get();
    } catch (ExecutionException refused) {
      throw new RequestRefusedException(
          "member '%s': %s".formatted(host.self(), reasonOf(refused)));
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
      throw new RequestRefusedException("the transport ends");
    }
  }

  private static String reasonOf(ExecutionException refused) {
    Throwable cause = refused.getCause();
    return cause == null ? refused.toString() : String.valueOf(cause.getMessage());
  }

  /**
   * What anybody may know. By its identity a member is known to the others, so nobody is told it,
   * nor a number of starts; where the members are is told on their own machines, and to who has
   * proved to be an operator.
   */
  private StatusReply status(Origin origin) {
    NodeView view = host.views().current();
    long now = System.nanoTime();
    return new StatusReply(
        new Sender(host.self(), 0, ConfigurationMember.UNKNOWN_IDENTITY),
        roleOf(view),
        view.term(),
        view.leader().map(Leader::id),
        view.isActive(now),
        Math.min(NodeLeadership.remainingNanos(view, now), WireLimits.MAX_PROMISE_NANOS),
        toldTo(origin, view.cluster().configuration()));
  }

  private static Configuration toldTo(Origin origin, Configuration configuration) {
    boolean where = origin.loopback() || SpeakerCheck.isOperator(origin);
    return configuration.mapMembers(
        member ->
            new ConfigurationMember(
                member.id(),
                where ? member.address() : "",
                member.priority(),
                member.voter(),
                ConfigurationMember.UNKNOWN_IDENTITY));
  }

  private static MemberRole roleOf(NodeView view) {
    return switch (view.role()) {
      case FOLLOWER -> MemberRole.FOLLOWER;
      case PRE_CANDIDATE -> MemberRole.PRE_CANDIDATE;
      case CANDIDATE -> MemberRole.CANDIDATE;
      case LEADER -> MemberRole.LEADER;
      case OBSERVER -> MemberRole.OBSERVER;
      case CLOSED -> MemberRole.CLOSED;
      case FAILED -> MemberRole.FAILED;
    };
  }

  /** For a transport that does not block. */
  private record Direct(Answer answer) implements PeerAnswer {

    @Override
    public void reply(PeerReply reply) {
      answer.reply(reply);
    }

    @Override
    public void refuse(String reason) {
      answer.refuse(reason);
    }
  }

  /** For one that does: its thread waits for the machine, which may wait for the disk. */
  private static final class Awaited implements PeerAnswer {

    private final CompletableFuture<PeerReply> reply = new CompletableFuture<>();

    @Override
    public void reply(PeerReply answer) {
      reply.complete(answer);
    }

    @Override
    public void refuse(String reason) {
      reply.completeExceptionally(new IOException(reason));
    }
  }
}
