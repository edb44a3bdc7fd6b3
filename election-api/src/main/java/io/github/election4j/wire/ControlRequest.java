/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

import java.util.List;

/**
 * A request from an operator to a member: a question, or an order.
 *
 * @since 0.1
 */
public sealed interface ControlRequest extends Request {

  /**
   * Asks a member how it sees itself and the cluster.
   *
   * @since 0.1
   */
  record StatusRequest() implements ControlRequest {}

  /**
   * Asks a member how it sees each of the others, and why it has no leader if it has none. It is
   * answered to those whose orders are taken, since it tells addresses.
   *
   * @since 0.1
   */
  record PeersRequest() implements ControlRequest {}

  /**
   * Asks the leader to stop leading and to hand over to the best successor.
   *
   * @since 0.1
   */
  record ResignRequest() implements ControlRequest {}

  /**
   * Asks the leader to hand over to one member.
   *
   * @param successor the id of the member that is to lead
   * @since 0.1
   */
  record TransferRequest(String successor) implements ControlRequest {

    /** Checks the bounds. */
    public TransferRequest {
      WireLimits.requireName("successor", successor);
    }
  }

  /**
   * Asks a member to forget the leader that it follows and to wait for an election as if it had
   * just been started.
   *
   * @since 0.1
   */
  record ResetRequest() implements ControlRequest {}

  /**
   * Asks the leader to change the members.
   *
   * @param members the wanted voters and observers; identities are ignored
   * @param basedOn the configuration that the members were made from, so that of two operators who
   *     look and then change at the same time one does not undo the other's change without knowing
   *     it; {@link ConfigurationId#NONE} for members that are wanted whatever is in force
   * @param timeoutNanos how long the leader may take, in nanoseconds
   * @since 0.1
   */
  record UpdateMembersRequest(
      List<ConfigurationMember> members, ConfigurationId basedOn, long timeoutNanos)
      implements ControlRequest {

    /** Checks the bounds. */
    public UpdateMembersRequest {
      members = new Configuration(ConfigurationId.NONE, members).members();
      WireLimits.requirePromise("timeout", timeoutNanos);
    }
  }
}
