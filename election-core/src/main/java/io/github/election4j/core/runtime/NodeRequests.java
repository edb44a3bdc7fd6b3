/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.ElectionException;
import io.github.election4j.ElectionSettings.AllowAdmin;
import io.github.election4j.ElectionSettings.HandOver;
import io.github.election4j.Leader;
import io.github.election4j.Member;
import io.github.election4j.NotLeaderException;
import io.github.election4j.core.machine.Input;
import io.github.election4j.core.machine.Members;
import io.github.election4j.core.machine.NodeView;
import io.github.election4j.spi.Evidence;
import io.github.election4j.spi.RequestHandler;
import io.github.election4j.spi.RequestRefusedException;
import io.github.election4j.wire.ControlReply;
import io.github.election4j.wire.ControlReply.OrderReply;
import io.github.election4j.wire.ControlReply.Outcome;
import io.github.election4j.wire.ControlReply.StatusReply;
import io.github.election4j.wire.ControlRequest;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.Reply;
import io.github.election4j.wire.Request;
import io.github.election4j.wire.WireLimits;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** What the transport delivers: requests of peers for the machine, and operators' commands. */
final class NodeRequests implements RequestHandler {

  private static final Logger LOGGER = System.getLogger(CoreElectionEngine.LOGGER_NAME);

  private final MachineHost host;
  private final Commands commands;
  private final HandOver settings;
  private final AtomicLong refusedCommands = new AtomicLong();

  NodeRequests(MachineHost host, Commands commands, HandOver settings) {
    this.host = host;
    this.commands = commands;
    this.settings = settings;
  }

  @Override
  public Reply handle(Request request, Origin origin) throws RequestRefusedException {
    return switch (request) {
      case PeerRequest peer -> answer(peer);
      case ControlRequest.StatusRequest ignored -> status();
      case ControlRequest command -> isAllowed(origin) ? obey(command) : refuse(command, origin);
    };
  }

  @Override
  public void suspect(String memberId, Evidence evidence) {
    LOGGER.log(Level.DEBUG, () -> "%s: '%s': %s".formatted(self(), memberId, evidence));
    host.stepLater(new Input.PeerSuspected(memberId));
  }

  private Reply answer(PeerRequest request) throws RequestRefusedException {
    if (Views.isEnded(host.views().current())) {
      throw new RequestRefusedException("member '%s' takes no part any more".formatted(self()));
    }
    return host.answer(new Input.RequestReceived(request))
        .orElseThrow(
            () -> new RequestRefusedException("member '%s' has just failed".formatted(self())));
  }

  private StatusReply status() {
    NodeView view = host.views().current();
    long now = System.nanoTime();
    return new StatusReply(
        host.sender(),
        view.role().name(),
        view.term(),
        view.leader().map(Leader::id),
        new ControlReply.Tenure(
            view.isActive(now),
            NodeLeadership.remainingNanos(view, now),
            view.cluster().configuration()));
  }

  // ---- commands

  private boolean isAllowed(Origin origin) {
    return switch (settings.allowAdmin()) {
      case LOOPBACK -> origin.loopback();
      case TLS -> origin.authenticated();
      case NONE -> false;
    };
  }

  private OrderReply refuse(ControlRequest command, Origin origin) {
    String name = command.getClass().getSimpleName();
    long count = refusedCommands.incrementAndGet();
    String detail =
        "member '%s' takes commands %s; this one came from %s"
            .formatted(self(), allowed(settings.allowAdmin()), origin.address());
    LOGGER.log(Level.WARNING, "{0} refused ({1,number,#} so far): {2}", name, count, detail);
    return reply(Outcome.NOT_ALLOWED, detail);
  }

  private static String allowed(AllowAdmin allowAdmin) {
    return switch (allowAdmin) {
      case LOOPBACK -> "from its own machine only (allow-admin loopback)";
      case TLS -> "from those only who prove who they are by a certificate (allow-admin tls)";
      case NONE -> "from nobody (allow-admin none)";
    };
  }

  /** What became of it stands where the member's own people look, too. */
  private OrderReply obey(ControlRequest command) throws RequestRefusedException {
    LOGGER.log(Level.INFO, "{0}: operator''s command {1}", self(), command);
    OrderReply reply = execute(command);
    LOGGER.log(
        Level.INFO, "{0}: operator''s command: {1}: {2}", self(), reply.outcome(), reply.detail());
    return reply;
  }

  private OrderReply execute(ControlRequest command) throws RequestRefusedException {
    try {
      return switch (command) {
        case ControlRequest.StatusRequest ignored ->
            reply(Outcome.INVALID, "a status is no command");
        case ControlRequest.ResignRequest ignored -> handOver(Optional.empty());
        case ControlRequest.TransferRequest transfer -> handOver(Optional.of(transfer.successor()));
        case ControlRequest.ResetRequest ignored -> reset();
        case ControlRequest.UpdateMembersRequest update -> updateMembers(update);
      };
    } catch (NotLeaderException elsewhere) {
      return new OrderReply(
          Outcome.NOT_LEADER, clip(text(elsewhere)), elsewhere.leader().map(Leader::id));
    } catch (Commands.OutdatedException meanwhile) {
      return reply(Outcome.OUTDATED, text(meanwhile));
    } catch (ElectionException impossible) {
      return reply(Outcome.INVALID, text(impossible));
    } catch (TimeoutException late) {
      return reply(Outcome.NOT_FINISHED, text(late));
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
      throw new RequestRefusedException("the transport ends");
    } catch (IllegalStateException ended) {
      throw new RequestRefusedException(text(ended));
    }
  }

  private OrderReply handOver(Optional<String> successor)
      throws InterruptedException, TimeoutException {
    Leader next = commands.handOver(successor, settings.closeTimeout());
    return new OrderReply(
        Outcome.DONE,
        clip("'%s' leads term %d".formatted(next.id(), next.term())),
        Optional.of(next.id()));
  }

  private OrderReply reset() {
    host.step(new Input.ResetAsked());
    return reply(Outcome.DONE, "member '%s' waits for an election".formatted(self()));
  }

  private OrderReply updateMembers(ControlRequest.UpdateMembersRequest update)
      throws InterruptedException, TimeoutException {
    Collection<Member> unused =
        commands.changeMembers(
            update.members().stream().map(Members::member).toList(),
            update.basedOn(),
            Duration.ofNanos(update.timeoutNanos()));
    return reply(Outcome.DONE, commands.inForce());
  }

  private OrderReply reply(Outcome outcome, String detail) {
    return new OrderReply(outcome, clip(detail), host.views().current().leader().map(Leader::id));
  }

  private static String text(Exception fault) {
    return Objects.requireNonNullElse(fault.getMessage(), fault.toString());
  }

  /** A text that fits into a message, however many bytes its characters take. */
  private static String clip(String text) {
    int longest = WireLimits.MAX_TEXT_BYTES / 4;
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
  }

  private String self() {
    return host.sender().id();
  }
}
