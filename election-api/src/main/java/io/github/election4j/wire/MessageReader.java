/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

import io.github.election4j.wire.ControlReply.Outcome;
import io.github.election4j.wire.ReplyHeader.Hints;
import io.github.election4j.wire.ReplyHeader.LeaderHint;
import io.github.election4j.wire.WireFormatException.Fault;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Reads the fields of each kind of message, in the order in which {@link MessageWriter} writes
 * them. The values check their own bounds and throw {@link IllegalArgumentException}.
 */
final class MessageReader {

  private static final Verdict[] VERDICTS = Verdict.values();
  private static final Outcome[] OUTCOMES = Outcome.values();
  private static final MemberRole[] ROLES = MemberRole.values();

  private final WireReader in;

  MessageReader(WireReader in) {
    this.in = in;
  }

  Message read(int kind) throws WireFormatException {
    return switch (kind) {
      case MessageKind.PRE_VOTE_REQUEST -> readPreVoteRequest();
      case MessageKind.VOTE_REQUEST -> readVoteRequest();
      case MessageKind.HEARTBEAT -> readHeartbeat();
      case MessageKind.TIMEOUT_NOW ->
          new PeerRequest.TimeoutNow(
              readRequestHeader(),
              readRelease(),
              in.readBoolean()
                  ? Optional.of(ConfigurationFormat.readMembers(in))
                  : Optional.empty());
      case MessageKind.PRE_VOTE_REPLY -> new PeerReply.PreVoteReply(readReplyHeader());
      case MessageKind.VOTE_REPLY -> new PeerReply.VoteReply(readReplyHeader(), in.readLong());
      case MessageKind.HEARTBEAT_REPLY ->
          new PeerReply.HeartbeatReply(readReplyHeader(), ConfigurationFormat.readId(in));
      case MessageKind.TIMEOUT_NOW_REPLY -> new PeerReply.TimeoutNowReply(readReplyHeader());
      case MessageKind.STATUS_REQUEST -> new ControlRequest.StatusRequest();
      case MessageKind.RESIGN_REQUEST -> new ControlRequest.ResignRequest();
      case MessageKind.TRANSFER_REQUEST ->
          new ControlRequest.TransferRequest(in.readName("successor"));
      case MessageKind.RESET_REQUEST -> new ControlRequest.ResetRequest();
      case MessageKind.UPDATE_MEMBERS_REQUEST ->
          new ControlRequest.UpdateMembersRequest(
              ConfigurationFormat.readMembers(in), ConfigurationFormat.readId(in), in.readLong());
      case MessageKind.PEERS_REQUEST -> new ControlRequest.PeersRequest();
      case MessageKind.PEERS_REPLY -> PeersFormat.read(in);
      case MessageKind.STATUS_REPLY -> readStatusReply();
      case MessageKind.ORDER_REPLY ->
          new ControlReply.OrderReply(
              readCode("outcome", OUTCOMES, Outcome::code),
              in.readText("detail", WireLimits.MAX_TEXT_BYTES),
              readOptionalName(in, "leader id"));
      default ->
          throw new WireFormatException(
              Fault.UNKNOWN_KIND,
              "kind of message is %d; expected one that this release knows; is the sender newer?"
                  .formatted(kind));
    };
  }

  private PeerRequest.PreVoteRequest readPreVoteRequest() throws WireFormatException {
    return new PeerRequest.PreVoteRequest(
        readRequestHeader(), in.readLong(), ConfigurationFormat.read(in));
  }

  private PeerRequest.VoteRequest readVoteRequest() throws WireFormatException {
    return new PeerRequest.VoteRequest(
        readRequestHeader(), ConfigurationFormat.read(in), in.readLong(), readOptionalRelease());
  }

  private PeerRequest.Heartbeat readHeartbeat() throws WireFormatException {
    return new PeerRequest.Heartbeat(
        readRequestHeader(),
        in.readLong(),
        ConfigurationFormat.readId(in),
        readOptionalConfiguration());
  }

  private ControlReply.StatusReply readStatusReply() throws WireFormatException {
    return new ControlReply.StatusReply(
        readSender(),
        readCode("role", ROLES, MemberRole::code),
        in.readLong(),
        readOptionalName(in, "leader id"),
        in.readBoolean(),
        in.readLong(),
        ConfigurationFormat.read(in));
  }

  private RequestHeader readRequestHeader() throws WireFormatException {
    return new RequestHeader(readSender(), in.readLong(), in.readLong());
  }

  private ReplyHeader readReplyHeader() throws WireFormatException {
    Sender sender = readSender();
    long term = in.readLong();
    long round = in.readLong();
    Verdict verdict = readCode("verdict", VERDICTS, Verdict::code);
    return new ReplyHeader(sender, term, round, verdict, readHints(verdict));
  }

  private Hints readHints(Verdict verdict) throws WireFormatException {
    Optional<LeaderHint> leader =
        in.readBoolean()
            ? Optional.of(new LeaderHint(in.readLong(), in.readName("leader id")))
            : Optional.empty();
    Optional<Configuration> configuration = readOptionalConfiguration();
    Optional<Long> incarnation =
        verdict == Verdict.STALE_INCARNATION && in.readBoolean()
            ? Optional.of(in.readLong())
            : Optional.empty();
    return leader.isEmpty() && configuration.isEmpty() && incarnation.isEmpty()
        ? Hints.NONE
        : new Hints(leader, configuration, incarnation);
  }

  private Sender readSender() throws WireFormatException {
    return new Sender(in.readName("sender id"), in.readLong(), in.readLong(), in.readInt());
  }

  private Optional<PeerRequest.Release> readOptionalRelease() throws WireFormatException {
    return in.readBoolean() ? Optional.of(readRelease()) : Optional.empty();
  }

  private PeerRequest.Release readRelease() throws WireFormatException {
    return new PeerRequest.Release(in.readName("leader id"), in.readLong());
  }

  private Optional<Configuration> readOptionalConfiguration() throws WireFormatException {
    return in.readBoolean() ? Optional.of(ConfigurationFormat.read(in)) : Optional.empty();
  }

  static Optional<String> readOptionalName(WireReader in, String what) throws WireFormatException {
    return in.readBoolean() ? Optional.of(in.readName(what)) : Optional.empty();
  }

  private <E> E readCode(String what, E[] values, ToIntFunction<E> codeOf)
      throws WireFormatException {
    int code = in.readByte();
    for (E value : values) {
      if (codeOf.applyAsInt(value) == code) {
        return value;
      }
    }
    throw new WireFormatException(
        Fault.BAD_VALUE,
        "%s is %d; expected a code of %s; is the sender newer?"
            .formatted(what, code, Arrays.toString(values)));
  }
}
