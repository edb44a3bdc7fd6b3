/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

/** What each kind of message is called on the wire. A number, once published, never changes. */
final class MessageKind {

  static final int PRE_VOTE_REQUEST = 0x01;
  static final int VOTE_REQUEST = 0x02;
  static final int HEARTBEAT = 0x03;
  static final int TIMEOUT_NOW = 0x04;

  static final int PRE_VOTE_REPLY = 0x11;
  static final int VOTE_REPLY = 0x12;
  static final int HEARTBEAT_REPLY = 0x13;
  static final int TIMEOUT_NOW_REPLY = 0x14;

  static final int STATUS_REQUEST = 0x21;
  static final int RESIGN_REQUEST = 0x22;
  static final int TRANSFER_REQUEST = 0x23;
  static final int RESET_REQUEST = 0x24;
  static final int UPDATE_MEMBERS_REQUEST = 0x25;

  static final int PEERS_REQUEST = 0x26;

  static final int STATUS_REPLY = 0x31;
  static final int ORDER_REPLY = 0x32;
  static final int PEERS_REPLY = 0x33;

  private MessageKind() {}

  static int of(Message message) {
    return switch (message) {
      case PeerRequest.PreVoteRequest request -> PRE_VOTE_REQUEST;
      case PeerRequest.VoteRequest request -> VOTE_REQUEST;
      case PeerRequest.Heartbeat request -> HEARTBEAT;
      case PeerRequest.TimeoutNow request -> TIMEOUT_NOW;
      case PeerReply.PreVoteReply reply -> PRE_VOTE_REPLY;
      case PeerReply.VoteReply reply -> VOTE_REPLY;
      case PeerReply.HeartbeatReply reply -> HEARTBEAT_REPLY;
      case PeerReply.TimeoutNowReply reply -> TIMEOUT_NOW_REPLY;
      case ControlRequest.StatusRequest request -> STATUS_REQUEST;
      case ControlRequest.ResignRequest request -> RESIGN_REQUEST;
      case ControlRequest.TransferRequest request -> TRANSFER_REQUEST;
      case ControlRequest.ResetRequest request -> RESET_REQUEST;
      case ControlRequest.UpdateMembersRequest request -> UPDATE_MEMBERS_REQUEST;
      case ControlRequest.PeersRequest request -> PEERS_REQUEST;
      case ControlReply.StatusReply reply -> STATUS_REPLY;
      case ControlReply.OrderReply reply -> ORDER_REPLY;
      case ControlReply.PeersReply reply -> PEERS_REPLY;
    };
  }
}
