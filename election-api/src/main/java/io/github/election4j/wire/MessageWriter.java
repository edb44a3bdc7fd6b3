/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

import io.github.election4j.wire.ReplyHeader.Hints;
import io.github.election4j.wire.ReplyHeader.LeaderHint;
import java.util.Optional;

/**
 * Writes the fields of each kind of message. {@link MessageReader} reads them in the same order.
 */
final class MessageWriter {

  private final WireWriter out;

  MessageWriter(WireWriter out) {
    this.out = out;
  }

  void write(Message message) {
    switch (message) {
      case PeerRequest request -> writePeerRequest(request);
      case PeerReply reply -> writePeerReply(reply);
      case ControlRequest request -> writeControlRequest(request);
      case ControlReply reply -> writeControlReply(reply);
    }
  }

  private void writePeerRequest(PeerRequest message) {
    writeRequestHeader(message.header());
    switch (message) {
      case PeerRequest.PreVoteRequest request -> {
        out.writeLong(request.proposedTerm());
        ConfigurationFormat.write(out, request.configuration());
      }
      case PeerRequest.VoteRequest request -> {
        ConfigurationFormat.write(out, request.configuration());
        out.writeLong(request.promiseNanos());
        writeOptionalRelease(request.release());
      }
      case PeerRequest.Heartbeat request -> {
        out.writeLong(request.promiseNanos());
        ConfigurationFormat.writeId(out, request.configurationId());
        writeOptionalConfiguration(request.configuration());
      }
      case PeerRequest.TimeoutNow request -> {
        writeRelease(request.release());
        out.writeBoolean(request.unfinished().isPresent());
        request.unfinished().ifPresent(members -> ConfigurationFormat.writeMembers(out, members));
      }
    }
  }

  private void writePeerReply(PeerReply message) {
    writeReplyHeader(message.header());
    switch (message) {
      case PeerReply.VoteReply reply -> out.writeLong(reply.remainingPromiseNanos());
      case PeerReply.HeartbeatReply reply ->
          ConfigurationFormat.writeId(out, reply.configurationId());
      case PeerReply.PreVoteReply reply -> {}
      case PeerReply.TimeoutNowReply reply -> {}
    }
  }

  private void writeControlRequest(ControlRequest message) {
    switch (message) {
      case ControlRequest.TransferRequest request -> out.writeText(request.successor());
      case ControlRequest.UpdateMembersRequest request -> {
        ConfigurationFormat.writeMembers(out, request.members());
        ConfigurationFormat.writeId(out, request.basedOn());
        out.writeLong(request.timeoutNanos());
      }
      case ControlRequest.StatusRequest request -> {}
      case ControlRequest.PeersRequest request -> {}
      case ControlRequest.ResignRequest request -> {}
      case ControlRequest.ResetRequest request -> {}
    }
  }

  private void writeControlReply(ControlReply message) {
    switch (message) {
      case ControlReply.StatusReply reply -> {
        writeSender(reply.sender());
        out.writeByte(reply.role().code());
        out.writeLong(reply.term());
        writeOptionalName(out, reply.leader());
        out.writeBoolean(reply.active());
        out.writeLong(reply.leaseRemainingNanos());
        ConfigurationFormat.write(out, reply.configuration());
      }
      case ControlReply.OrderReply reply -> {
        out.writeByte(reply.outcome().code());
        out.writeText(reply.detail());
        writeOptionalName(out, reply.leader());
      }
      case ControlReply.PeersReply reply -> PeersFormat.write(out, reply);
    }
  }

  private void writeRequestHeader(RequestHeader header) {
    writeSender(header.sender());
    out.writeLong(header.term());
    out.writeLong(header.round());
  }

  private void writeReplyHeader(ReplyHeader header) {
    writeSender(header.sender());
    out.writeLong(header.term());
    out.writeLong(header.round());
    out.writeByte(header.verdict().code());
    writeHints(header.hints());
    if (header.verdict() == Verdict.STALE_INCARNATION) {
      out.writeBoolean(header.hints().incarnation().isPresent());
      header.hints().incarnation().ifPresent(out::writeLong);
    }
  }

  private void writeHints(Hints hints) {
    out.writeBoolean(hints.leader().isPresent());
    if (hints.leader().isPresent()) {
      LeaderHint leader = hints.leader().get();
      out.writeLong(leader.term());
      out.writeText(leader.id());
    }
    writeOptionalConfiguration(hints.configuration());
  }

  private void writeSender(Sender sender) {
    out.writeText(sender.id());
    out.writeLong(sender.incarnation());
    out.writeLong(sender.identity());
    out.writeInt(sender.priority());
  }

  private void writeOptionalRelease(Optional<PeerRequest.Release> release) {
    out.writeBoolean(release.isPresent());
    if (release.isPresent()) {
      writeRelease(release.get());
    }
  }

  private void writeRelease(PeerRequest.Release release) {
    out.writeText(release.leader());
    out.writeLong(release.term());
  }

  private void writeOptionalConfiguration(Optional<Configuration> configuration) {
    out.writeBoolean(configuration.isPresent());
    if (configuration.isPresent()) {
      ConfigurationFormat.write(out, configuration.get());
    }
  }

  static void writeOptionalName(WireWriter out, Optional<String> name) {
    out.writeBoolean(name.isPresent());
    if (name.isPresent()) {
      out.writeText(name.get());
    }
  }
}
