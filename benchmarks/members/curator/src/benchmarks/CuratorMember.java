/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package benchmarks;

import java.util.Map;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.recipes.leader.LeaderLatch;
import org.apache.curator.framework.recipes.leader.LeaderLatchListener;
import org.apache.curator.retry.RetryForever;

/** Somebody who holds a latch of Curator; ZooKeeper runs in three further processes. */
final class CuratorMember {

  private CuratorMember() {}

  public static void main(String[] args) throws Exception {
    Member member = new Member(args);
    CuratorFramework client =
        CuratorFrameworkFactory.builder()
            .connectString(member.option("zookeeper", ""))
            .retryPolicy(new RetryForever(50))
            .sessionTimeoutMs(300)
            .connectionTimeoutMs(1_000)
            .build();
    client.start();
    LeaderLatch latch =
        new LeaderLatch(client, "/benchmark", member.name(), LeaderLatch.CloseMode.NOTIFY_LEADER);
    latch.addListener(new Listening(member));
    latch.start();
    member.ask(() -> state(member, latch.hasLeadership()));
    client.blockUntilConnected();
    member.mark(
        "session of " + client.getZookeeperClient().getZooKeeper().getSessionTimeout() + " ms");
    member.serve(
        Map.of(
            "stop",
            () -> {
              latch.close();
              client.close();
              member.callback(new Member.State(Member.DOWN, null));
            }));
  }

  private static Member.State state(Member member, boolean leads) {
    return new Member.State(leads ? Member.LEADER : Member.FOLLOWER, leads ? member.name() : null);
  }

  private record Listening(Member member) implements LeaderLatchListener {
    @Override
    public void isLeader() {
      member.callback(state(member, true));
    }

    @Override
    public void notLeader() {
      member.callback(state(member, false));
    }
  }
}
