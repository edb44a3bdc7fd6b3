/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftGroupMemberId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.TransferLeadershipRequest;
import org.apache.ratis.server.DivisionInfo;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.util.TimeDuration;

/** Apache Ratis over gRPC, its default. */
final class RatisMember {

  private static final RaftGroupId GROUP =
      RaftGroupId.valueOf(UUID.fromString("00000000-0000-0000-0000-00000000beac"));

  private RatisMember() {}

  public static void main(String[] args) throws Exception {
    Member member = new Member(args);
    RaftServer server =
        RaftServer.newBuilder()
            .setServerId(RaftPeerId.valueOf(member.name()))
            .setGroup(RaftGroup.valueOf(GROUP, peers(member)))
            .setProperties(properties(member))
            .setStateMachine(new Listening(member))
            .setOption(RaftStorage.StartupOption.RECOVER)
            .build();
    member.ask(() -> state(server));
    server.start();
    member.serve(
        Map.of(
            "stop",
            () -> {
              server.close();
              member.callback(new Member.State(Member.DOWN, null));
            },
            "transfer",
            () -> transfer(server, Member.name(member.next()))));
  }

  private static RaftProperties properties(Member member) throws IOException {
    RaftProperties properties = new RaftProperties();
    properties.set("raft.rpc.type", "GRPC");
    properties.setInt("raft.grpc.server.port", member.port());
    properties.set("raft.grpc.server.host", "127.0.0.1");
    RaftServerConfigKeys.setStorageDir(
        properties, List.of(member.data().resolve("ratis").toFile()));
    // Its defaults, which are ours; its heartbeat is always half of the least, 75 ms.
    RaftServerConfigKeys.Rpc.setTimeoutMin(properties, TimeDuration.ONE_MILLISECOND.multiply(150));
    RaftServerConfigKeys.Rpc.setTimeoutMax(properties, TimeDuration.ONE_MILLISECOND.multiply(300));
    return properties;
  }

  private static List<RaftPeer> peers(Member member) {
    List<RaftPeer> peers = new ArrayList<>();
    int[] ports = member.ports();
    for (int number = 0; number < ports.length; number++) {
      peers.add(
          RaftPeer.newBuilder()
              .setId(Member.name(number))
              .setAddress("127.0.0.1:" + ports[number])
              .build());
    }
    return peers;
  }

  private static Member.State state(RaftServer server) {
    try {
      DivisionInfo info = server.getDivision(GROUP).getInfo();
      RaftPeerId leader = info.getLeaderId();
      return new Member.State(
          info.getCurrentRole().name(), leader == null ? null : leader.toString());
    } catch (IOException notUp) {
      return null;
    }
  }

  private static void transfer(RaftServer server, String to) throws IOException {
    RaftClientReply reply =
        server.transferLeadership(
            new TransferLeadershipRequest(
                ClientId.randomId(), server.getId(), GROUP, 1, RaftPeerId.valueOf(to), 3_000));
    if (!reply.isSuccess()) {
      throw new IllegalStateException(String.valueOf(reply.getException()));
    }
  }

  /** Nothing is replicated; it says who leads. */
  private static final class Listening extends BaseStateMachine {
    private final Member member;

    Listening(Member member) {
      this.member = member;
    }

    @Override
    public void notifyLeaderChanged(RaftGroupMemberId of, RaftPeerId leader) {
      String name = leader == null ? null : leader.toString();
      member.callback(
          new Member.State(member.name().equals(name) ? Member.LEADER : Member.FOLLOWER, name));
    }

    @Override
    public void notifyNotLeader(Collection<TransactionContext> pending) {
      member.callback(new Member.State(Member.FOLLOWER, null));
    }
  }
}
