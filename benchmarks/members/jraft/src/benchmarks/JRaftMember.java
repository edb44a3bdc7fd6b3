/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package benchmarks;

import com.alipay.sofa.jraft.Iterator;
import com.alipay.sofa.jraft.Node;
import com.alipay.sofa.jraft.RaftGroupService;
import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.conf.Configuration;
import com.alipay.sofa.jraft.core.State;
import com.alipay.sofa.jraft.core.StateMachineAdapter;
import com.alipay.sofa.jraft.entity.LeaderChangeContext;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.option.NodeOptions;
import com.alipay.sofa.jraft.option.RaftOptions;
import java.io.IOException;
import java.util.Map;

/** SOFA JRaft with its own default RPC and log. */
final class JRaftMember {

  private JRaftMember() {}

  public static void main(String[] args) throws Exception {
    Member member = new Member(args);
    RaftGroupService service =
        new RaftGroupService("benchmark", new PeerId("127.0.0.1", member.port()), options(member));
    Node node = service.start();
    member.ask(() -> state(member, node));
    member.serve(
        Map.of(
            "stop",
            () -> {
              service.shutdown();
              service.join();
              member.callback(new Member.State(Member.DOWN, null));
            },
            "transfer",
            () -> {
              Status status = node.transferLeadershipTo(PeerId.ANY_PEER);
              if (!status.isOk()) {
                throw new IllegalStateException(status.toString());
              }
            }));
  }

  private static NodeOptions options(Member member) throws IOException {
    Configuration members = new Configuration();
    for (int port : member.ports()) {
      members.addPeer(new PeerId("127.0.0.1", port));
    }
    // An election timeout from 150 to 300 ms, and a third of the least for the heartbeat.
    RaftOptions raft = new RaftOptions();
    raft.setMaxElectionDelayMs(150);
    raft.setElectionHeartbeatFactor(3);
    NodeOptions options = new NodeOptions();
    options.setElectionTimeoutMs(150);
    options.setRaftOptions(raft);
    options.setInitialConf(members);
    options.setLogUri(member.data().resolve("log").toString());
    options.setRaftMetaUri(member.data().resolve("meta").toString());
    options.setFsm(new Listening(member));
    return options;
  }

  private static Member.State state(Member member, Node node) {
    PeerId leader = node.getLeaderId();
    String role =
        node.isLeader(false)
            ? Member.LEADER
            : node.getNodeState() == State.STATE_CANDIDATE ? Member.CANDIDATE : Member.FOLLOWER;
    return new Member.State(role, leader == null ? null : member.nameOf(leader.getPort()));
  }

  /** Nothing is replicated; it says who leads. */
  private static final class Listening extends StateMachineAdapter {
    private final Member member;

    Listening(Member member) {
      this.member = member;
    }

    @Override
    public void onApply(Iterator entries) {
      while (entries.hasNext()) {
        entries.next();
      }
    }

    @Override
    public void onLeaderStart(long term) {
      super.onLeaderStart(term);
      member.callback(new Member.State(Member.LEADER, member.name()));
    }

    @Override
    public void onLeaderStop(Status status) {
      super.onLeaderStop(status);
      member.callback(new Member.State(Member.FOLLOWER, null));
    }

    @Override
    public void onStartFollowing(LeaderChangeContext context) {
      super.onStartFollowing(context);
      member.callback(
          new Member.State(Member.FOLLOWER, member.nameOf(context.getLeaderId().getPort())));
    }

    @Override
    public void onStopFollowing(LeaderChangeContext context) {
      super.onStopFollowing(context);
      member.callback(new Member.State(Member.FOLLOWER, null));
    }
  }
}
