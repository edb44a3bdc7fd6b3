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
import io.github.election4j.core.log.Log;
import io.github.election4j.core.machine.Input;
import io.github.election4j.core.machine.Members;
import io.github.election4j.spi.RequestHandler.Origin;
import io.github.election4j.spi.RequestRefusedException;
import io.github.election4j.wire.ControlReply;
import io.github.election4j.wire.ControlReply.OrderReply;
import io.github.election4j.wire.ControlReply.Outcome;
import io.github.election4j.wire.ControlRequest;
import io.github.election4j.wire.WireLimits;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** What operators tell a member to do, and whether they may. */
final class OperatorOrders {

  private final MachineHost host;
  private final Orders orders;
  private final HandOver settings;
  private final AtomicLong refusedOrders = new AtomicLong();

  OperatorOrders(MachineHost host, Orders orders, HandOver settings) {
    this.host = host;
    this.orders = orders;
    this.settings = settings;
  }

  /** Carries out an order, if whoever gives it may; blocks for as long as that takes. */
  OrderReply take(ControlRequest order, Origin origin) throws RequestRefusedException {
    return isAllowed(origin) ? obey(order) : refuse(order, origin);
  }

  /** How this member sees the others; not for anybody, since it tells where they are. */
  ControlReply peers(Origin origin) {
    return isAllowed(origin)
        ? PeerReports.of(host)
        : reply(Outcome.NOT_ALLOWED, allowed(settings.allowAdmin()));
  }

  private boolean isAllowed(Origin origin) {
    return switch (settings.allowAdmin()) {
      case LOOPBACK -> origin.loopback();
      case TLS -> SpeakerCheck.isOperator(origin);
      case NONE -> false;
    };
  }

  private OrderReply refuse(ControlRequest order, Origin origin) {
    String name = order.getClass().getSimpleName();
    long count = refusedOrders.incrementAndGet();
    String detail =
        "member '%s' takes orders %s; this one came from %s"
            .formatted(self(), allowed(settings.allowAdmin()), origin.address());
    Log.warning("%s refused (%d so far): %s".formatted(name, count, detail));
    return reply(Outcome.NOT_ALLOWED, detail);
  }

  private static String allowed(AllowAdmin allowAdmin) {
    return switch (allowAdmin) {
      case LOOPBACK -> "from its own machine only (allow-admin loopback)";
      case TLS -> "from those only who prove to be operators by a certificate (allow-admin tls)";
      case NONE -> "from nobody (allow-admin none)";
    };
  }

  /** What became of it stands where the member's own people look, too. */
  private OrderReply obey(ControlRequest order) throws RequestRefusedException {
    Log.info("%s: operator's order %s".formatted(self(), order));
    OrderReply reply = execute(order);
    Log.info("%s: operator's order: %s: %s".formatted(self(), reply.outcome(), reply.detail()));
    return reply;
  }

  private OrderReply execute(ControlRequest order) throws RequestRefusedException {
    try {
      return switch (order) {
        case ControlRequest.StatusRequest ignored -> reply(Outcome.INVALID, "a status is no order");
        case ControlRequest.PeersRequest ignored -> reply(Outcome.INVALID, "this is no order");
        case ControlRequest.ResignRequest ignored -> handOver(Optional.empty());
        case ControlRequest.TransferRequest transfer -> handOver(Optional.of(transfer.successor()));
        case ControlRequest.ResetRequest ignored -> reset();
        case ControlRequest.UpdateMembersRequest update -> updateMembers(update);
      };
    } catch (NotLeaderException elsewhere) {
      return new OrderReply(
          Outcome.NOT_LEADER, clip(text(elsewhere)), elsewhere.leader().map(Leader::id));
    } catch (Orders.OutdatedException meanwhile) {
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
    Leader next = orders.handOver(successor, settings.closeTimeout());
    return new OrderReply(
        Outcome.DONE,
        clip("'%s' leads term %d".formatted(next.id(), next.term())),
        Optional.of(next.id()));
  }

  private OrderReply reset() {
    host.perform(new Input.ResetAsked());
    return reply(Outcome.DONE, "member '%s' waits for an election".formatted(self()));
  }

  private OrderReply updateMembers(ControlRequest.UpdateMembersRequest update)
      throws InterruptedException, TimeoutException {
    List<Member> unused =
        orders.changeMembers(
            update.members().stream().map(Members::member).toList(),
            update.basedOn(),
            Duration.ofNanos(update.timeoutNanos()));
    return reply(Outcome.DONE, orders.inForce());
  }

  private OrderReply reply(Outcome outcome, String detail) {
    return new OrderReply(outcome, clip(detail), host.views().current().leader().map(Leader::id));
  }

  private static String text(Exception fault) {
    return Objects.requireNonNullElse(fault.getMessage(), fault.toString());
  }

  private static String clip(String text) {
    return MessageText.cut(text, WireLimits.MAX_TEXT_BYTES);
  }

  private String self() {
    return host.self();
  }
}
