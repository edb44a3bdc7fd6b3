/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import io.github.election4j.wire.ControlReply;
import io.github.election4j.wire.ControlRequest;
import io.github.election4j.wire.PeerReply.HeartbeatReply;
import io.github.election4j.wire.PeerReply.PreVoteReply;
import io.github.election4j.wire.PeerReply.TimeoutNowReply;
import io.github.election4j.wire.PeerReply.VoteReply;
import io.github.election4j.wire.PeerRequest.Heartbeat;
import io.github.election4j.wire.PeerRequest.PreVoteRequest;
import io.github.election4j.wire.PeerRequest.TimeoutNow;
import io.github.election4j.wire.PeerRequest.VoteRequest;
import io.github.election4j.wire.Reply;
import io.github.election4j.wire.Request;

/** Which kind of reply answers which kind of request. */
final class Replies {

  private Replies() {}

  static boolean answers(Reply reply, Request request) {
    return switch (request) {
      case PreVoteRequest preVote -> reply instanceof PreVoteReply;
      case VoteRequest vote -> reply instanceof VoteReply;
      case Heartbeat heartbeat -> reply instanceof HeartbeatReply;
      case TimeoutNow timeoutNow -> reply instanceof TimeoutNowReply;
      case ControlRequest control -> reply instanceof ControlReply;
    };
  }
}
