/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

import io.github.election4j.wire.ControlReply.OrderReply;
import io.github.election4j.wire.ControlReply.Outcome;
import io.github.election4j.wire.ControlReply.StatusReply;
import io.github.election4j.wire.PeerRequest.Release;
import io.github.election4j.wire.ReplyHeader.Hints;
import io.github.election4j.wire.ReplyHeader.LeaderHint;
import io.github.election4j.wire.VoteRecord.Ballot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A message for each kind and shape, with fields that a person finds again in the bytes. */
final class PlainMessages {

  static final Configuration CONFIGURATION =
      new Configuration(
          new ConfigurationId(6, 3),
          0x0c0c0c0c0c0c0c0cL,
          List.of(
              new ConfigurationMember("a", "10.0.0.1:7400", 1, true, 0x0a0a0a0a0a0a0a0aL),
              new ConfigurationMember("b", "10.0.0.2:7400", 0, true, 0x0b0b0b0b0b0b0b0bL),
              new ConfigurationMember("c", "", 5, false, ConfigurationMember.UNKNOWN_IDENTITY)));

  private static final Sender SENDER = new Sender("a", 0x11, 0x0a0a0a0a0a0a0a0aL);
  private static final RequestHeader REQUEST = new RequestHeader(SENDER, 7, 0x22);
  private static final Release RELEASE = new Release("b", 6);
  private static final long NANOS = 150_000_000;

  private PlainMessages() {}

  static PeerReply.PreVoteReply preVoteReply() {
    return new PeerReply.PreVoteReply(reply(Verdict.GRANTED, Hints.NONE));
  }

  static OrderReply orderReply() {
    return new OrderReply(Outcome.NOT_LEADER, "Ask b, which leads.", Optional.of("b"));
  }

  static ControlReply.PeersReply peersReply() {
    return new ControlReply.PeersReply(
        "a",
        Optional.of("no leader is known"),
        List.of(
            new PeerReport(
                "b",
                "host:1",
                new PeerReport.Contact(OptionalLong.of(NANOS), OptionalLong.of(9)),
                Optional.empty(),
                false),
            new PeerReport(
                "c",
                "host:2",
                new PeerReport.Contact(OptionalLong.empty(), OptionalLong.empty()),
                Optional.of("Connection refused"),
                true)),
        Map.of("refused-implausible", 3L));
  }

  static ControlRequest.UpdateMembersRequest updateMembers() {
    return new ControlRequest.UpdateMembersRequest(
        CONFIGURATION.members(), CONFIGURATION.id(), NANOS);
  }

  static Map<String, Message> all() {
    Map<String, Message> messages = new LinkedHashMap<>();
    addPeerRequests(messages);
    addPeerReplies(messages);
    addControlMessages(messages);
    return messages;
  }

  static Map<String, VoteRecord> records() {
    Map<String, VoteRecord> records = new LinkedHashMap<>();
    records.put("first", new VoteRecord(Ballot.NONE, Configuration.NONE, 0, 1, -2));
    records.put(
        "voted",
        new VoteRecord(new Ballot(7, Optional.of("b")), CONFIGURATION, NANOS, 0x11, 0x0a0a0a0aL));
    return records;
  }

  private static void addPeerRequests(Map<String, Message> messages) {
    messages.put("pre-vote-request", new PeerRequest.PreVoteRequest(REQUEST, 8, CONFIGURATION));
    messages.put(
        "pre-vote-request-empty-configuration",
        new PeerRequest.PreVoteRequest(REQUEST, 8, Configuration.NONE));
    messages.put(
        "vote-request",
        new PeerRequest.VoteRequest(REQUEST, CONFIGURATION, NANOS, Optional.empty()));
    messages.put(
        "vote-request-with-release",
        new PeerRequest.VoteRequest(REQUEST, CONFIGURATION, NANOS, Optional.of(RELEASE)));
    messages.put(
        "heartbeat",
        new PeerRequest.Heartbeat(REQUEST, NANOS, CONFIGURATION.id(), Optional.empty()));
    messages.put(
        "heartbeat-with-configuration",
        new PeerRequest.Heartbeat(REQUEST, NANOS, CONFIGURATION.id(), Optional.of(CONFIGURATION)));
    messages.put("timeout-now", new PeerRequest.TimeoutNow(REQUEST, RELEASE, Optional.empty()));
    messages.put(
        "timeout-now-with-unfinished-change",
        new PeerRequest.TimeoutNow(REQUEST, RELEASE, Optional.of(CONFIGURATION.members())));
  }

  private static void addPeerReplies(Map<String, Message> messages) {
    Hints leader =
        new Hints(Optional.of(new LeaderHint(7, "b")), Optional.empty(), Optional.empty());
    Hints configuration = new Hints(Optional.empty(), Optional.of(CONFIGURATION), Optional.empty());
    Hints incarnation = new Hints(Optional.empty(), Optional.empty(), Optional.of(3L));
    messages.put("pre-vote-reply", preVoteReply());
    messages.put(
        "pre-vote-reply-with-leader",
        new PeerReply.PreVoteReply(reply(Verdict.LEADER_ALIVE, leader)));
    messages.put(
        "pre-vote-reply-with-incarnation",
        new PeerReply.PreVoteReply(reply(Verdict.STALE_INCARNATION, incarnation)));
    messages.put("vote-reply", new PeerReply.VoteReply(reply(Verdict.GRANTED, Hints.NONE), NANOS));
    messages.put(
        "vote-reply-with-configuration",
        new PeerReply.VoteReply(reply(Verdict.CONFIGURATION_OLDER, configuration), 0));
    messages.put(
        "heartbeat-reply",
        new PeerReply.HeartbeatReply(reply(Verdict.GRANTED, Hints.NONE), CONFIGURATION.id()));
    messages.put(
        "timeout-now-reply", new PeerReply.TimeoutNowReply(reply(Verdict.GRANTED, Hints.NONE)));
    for (Verdict verdict : Verdict.values()) {
      messages.put(
          "pre-vote-reply-" + verdict, new PeerReply.PreVoteReply(reply(verdict, Hints.NONE)));
    }
  }

  private static void addControlMessages(Map<String, Message> messages) {
    messages.put("status-request", new ControlRequest.StatusRequest());
    messages.put("resign-request", new ControlRequest.ResignRequest());
    messages.put("transfer-request", new ControlRequest.TransferRequest("b"));
    messages.put("reset-request", new ControlRequest.ResetRequest());
    messages.put("update-members-request", updateMembers());
    messages.put(
        "status-reply",
        new StatusReply(
            SENDER, MemberRole.LEADER, 7, Optional.of("a"), true, NANOS, CONFIGURATION));
    for (MemberRole role : MemberRole.values()) {
      messages.put(
          "status-reply-without-leader-" + role,
          new StatusReply(SENDER, role, 7, Optional.empty(), false, 0, Configuration.NONE));
    }
    messages.put("peers-request", new ControlRequest.PeersRequest());
    messages.put("peers-reply", peersReply());
    messages.put("order-reply", orderReply());
    for (Outcome outcome : Outcome.values()) {
      messages.put("order-reply-" + outcome, new OrderReply(outcome, "", Optional.empty()));
    }
  }

  private static ReplyHeader reply(Verdict verdict, Hints hints) {
    return new ReplyHeader(SENDER, 7, 0x22, verdict, hints);
  }
}
