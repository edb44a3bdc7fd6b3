/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package benchmarks;

import java.io.ByteArrayInputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jgroups.Address;
import org.jgroups.JChannel;
import org.jgroups.protocols.raft.Role;
import org.jgroups.raft.RaftHandle;
import org.jgroups.raft.StateMachine;

/** jgroups-raft over TCP, with its own default election. */
final class JGroupsMember {

  private JGroupsMember() {}

  public static void main(String[] args) throws Exception {
    Member member = new Member(args);
    JChannel channel = new JChannel(new ByteArrayInputStream(stack(member)));
    channel.setName(member.name());
    RaftHandle raft = new RaftHandle(channel, new Nothing());
    raft.addRoleListener(
        role ->
            member.callback(
                state(role == Role.Leader, role == Role.Leader ? member.name() : null)));
    member.ask(
        () -> {
          Address leader = raft.leader();
          return state(raft.isLeader(), leader == null ? null : leader.toString());
        });
    channel.connect("benchmark");
    member.serve(
        Map.of(
            "stop",
            () -> {
              channel.close();
              member.callback(new Member.State(Member.DOWN, null));
            }));
  }

  private static Member.State state(boolean leads, String leader) {
    return new Member.State(leads ? Member.LEADER : Member.FOLLOWER, leader);
  }

  private static byte[] stack(Member member) throws IOException {
    int[] ports = member.ports();
    try (InputStream in = JGroupsMember.class.getResourceAsStream("/stack.xml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("${port}", Integer.toString(member.port()))
          .replace(
              "${hosts}", joined(IntStream.of(ports).mapToObj(port -> "127.0.0.1[" + port + "]")))
          .replace("${members}", joined(IntStream.range(0, ports.length).mapToObj(Member::name)))
          .replace("${id}", member.name())
          .replace("${data}", member.data().toString())
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  private static String joined(Stream<String> parts) {
    return parts.collect(Collectors.joining(","));
  }

  /** Nothing is replicated. */
  private static final class Nothing implements StateMachine {
    @Override
    public byte[] apply(byte[] data, int offset, int length, boolean serialize) {
      return new byte[0];
    }

    @Override
    public void readContentFrom(DataInput in) {}

    @Override
    public void writeContentTo(DataOutput out) {}
  }
}
