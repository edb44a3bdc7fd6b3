/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.cluster;

import io.github.election4j.ElectionBuilder;
import io.github.election4j.Member;
import io.github.election4j.transport.socket.SocketTransport;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ControlReply.StatusReply;
import io.github.election4j.wire.ControlRequest.StatusRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

@DisplayName("A stranger who reaches the members of a cluster without TLS")
class PlainAttackTest extends AttackedCluster {

  @Override
  void secure(ElectionBuilder builder, String id) {
    ElectionBuilder unused = builder.transport("socket");
  }

  @Override
  Socket connect(Member member) throws IOException {
    return connectPlainly(member);
  }

  /** Members tell anybody who the others are, and no more than is good for them. */
  @Override
  Configuration known(List<Member> reached) throws Exception {
    StatusReply told =
        (StatusReply)
            SocketTransport.ask(
                reached.getFirst().address(), GROUP, new StatusRequest(), Duration.ofMinutes(1));
    return told.configuration();
  }

  static Socket connectPlainly(Member member) throws IOException {
    int port = Integer.parseInt(member.address().substring(member.address().indexOf(':') + 1));
    return new Socket(InetAddress.getLoopbackAddress(), port);
  }
}
