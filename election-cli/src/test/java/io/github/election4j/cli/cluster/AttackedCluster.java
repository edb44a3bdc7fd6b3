/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Election;
import io.github.election4j.ElectionBuilder;
import io.github.election4j.ElectionStatus;
import io.github.election4j.Leader;
import io.github.election4j.Member;
import io.github.election4j.cli.testkit.Await;
import io.github.election4j.cli.testkit.Unshown;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationMember;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.Sender;
import io.github.election4j.wire.WireCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Three members on loopback, and a stranger who reaches them all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AttackedCluster {

  @RegisterExtension static final Unshown WARNINGS = new Unshown();

  static final String GROUP = "default";

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** The founders' version, the first leader's, and the one that names the disks. */
  private static final long WITH_DISKS = 3;

  private static final List<String> IDS = List.of("a", "b", "c");

  @TempDir static Path folder;

  private final List<Member> members = new ArrayList<>();
  private final Map<String, Election> running = new LinkedHashMap<>();
  private ServerSocket trap;

  /** Lets members speak as the cluster is to. */
  abstract void secure(ElectionBuilder builder, String id) throws Exception;

  /** Connects to a member as a stranger can. */
  abstract Socket connect(Member member) throws Exception;

  void prepare() throws Exception {}

  @BeforeAll
  void startAll() throws Exception {
    prepare();
    trap = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    trap.setSoTimeout(1);
    List<Integer> ports = LoopbackPorts.find(IDS.size());
    for (int at = 0; at < IDS.size(); at++) {
      members.add(Member.of(IDS.get(at), "127.0.0.1:" + ports.get(at)));
    }
    open();
  }

  @AfterAll
  void close() throws IOException {
    running.values().forEach(Election::close);
    trap.close();
  }

  private void open() throws Exception {
    for (String id : IDS) {
      ElectionBuilder builder =
          Election.builder(id)
              .members(members)
              .stateDirectory(folder.resolve(getClass().getSimpleName() + id))
              .heartbeatInterval(Duration.ofMillis(200))
              .electionTimeout(Duration.ofSeconds(1), Duration.ofSeconds(2))
              .lease(Duration.ofSeconds(1));
      secure(builder, id);
      running.put(id, builder.start());
    }
    Leader leader = running.get("a").awaitLeader(PATIENCE);
    for (Election election : running.values()) {
      Await.until("all follow " + leader, () -> election.leader().equals(Optional.of(leader)));
    }
    // The leader first gives the configuration its own term, then writes down who has which disk.
    Await.until(
        "the members are confirmed",
        () ->
            statuses().stream().map(ElectionStatus::configurationId).distinct().count() == 1
                && statuses().getFirst().configurationId().term() == leader.term()
                && statuses().getFirst().configurationId().version() >= WITH_DISKS);
    // One that has just been started again waits for what may have been promised before.
    Await.until("the leader is active", () -> running.get(leader.id()).isLeader());
  }

  private List<ElectionStatus> statuses() {
    return running.values().stream().map(Election::status).toList();
  }

  /** What a stranger may not change. */
  private List<String> view() {
    return statuses().stream()
        .map(
            status ->
                "%s %s %s %s %s %s %s"
                    .formatted(
                        status.memberId(),
                        status.role(),
                        status.term(),
                        status.leader().map(Leader::id),
                        status.configurationId(),
                        status.members(),
                        status.failure()))
        .toList();
  }

  /** The configuration as a stranger knows it; this one is told nothing, and guesses. */
  Configuration known(List<Member> reached) throws Exception {
    List<ConfigurationMember> guessed =
        reached.stream()
            .map(
                member ->
                    new ConfigurationMember(
                        member.id(),
                        member.address(),
                        1,
                        true,
                        ConfigurationMember.UNKNOWN_IDENTITY))
            .toList();
    return new Configuration(running.get("a").status().configurationId(), guessed);
  }

  private Attack.Told told(long start) throws Exception {
    ElectionStatus status = running.get("a").status();
    return new Attack.Told(
        status.leader().orElseThrow().id(),
        status.term(),
        known(members),
        "127.0.0.1:" + trap.getLocalPort(),
        start);
  }

  private void expectNothingOf(Attack attack) throws Exception {
    List<String> before = view();
    String leader = running.get("a").leader().orElseThrow().id();
    for (long start : Attack.Told.LATER_STARTS) {
      for (PeerRequest request : attack.requests(told(start))) {
        sendToOthers(request);
      }
    }
    assertEquals(before, view());
    // Whoever was to campaign, to call somebody or to fall silent has had time for it.
    long heard = heartbeats();
    Await.until("heartbeats went on", () -> heartbeats() > heard);
    assertEquals(before, view());
    assertTrue(running.get(leader).isLeader());
    assertEquals(1, running.values().stream().filter(Election::isLeader).count());
  }

  /** Rises with each heartbeat that is answered: the lease then ends later. */
  private long heartbeats() {
    return System.nanoTime()
        + running.values().stream()
            .mapToLong(election -> election.status().leaseRemaining().toNanos())
            .max()
            .orElseThrow();
  }

  private void sendToOthers(PeerRequest request) throws Exception {
    for (Member member : members) {
      if (!member.id().equals(request.header().sender().id())) {
        send(member, request);
      }
    }
  }

  private void send(Member member, PeerRequest request) throws Exception {
    try (Socket socket = connect(member)) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      Sender sender = request.header().sender();
      bytes.write(FloodKinds.hello(GROUP, sender.id(), sender.incarnation()));
      bytes.write(FloodKinds.request(new WireCodec(GROUP).encode(request)));
      socket.getOutputStream().write(bytes.toByteArray());
      awaitAnswer(socket.getInputStream());
    } catch (SocketTimeoutException open) {
      throw new AssertionError("no answer, and no end", open);
    } catch (IOException turnedAway) {
      // As it should be.
    }
  }

  /** A hello and a reply or a refusal, or the end. */
  private static void awaitAnswer(InputStream in) throws IOException {
    for (int frame = 0; frame < 2; frame++) {
      byte[] length = in.readNBytes(Integer.BYTES);
      if (length.length < Integer.BYTES) {
        return;
      }
      in.skipNBytes(ByteBuffer.wrap(length).getInt());
    }
  }

  @Test
  @DisplayName("cannot have two members active at once")
  void twoLeaders() throws Exception {
    expectNothingOf(Attack.TWO_LEADERS);
  }

  @Test
  @DisplayName("cannot end members by the heartbeat of a second leader")
  void secondLeader() throws Exception {
    expectNothingOf(Attack.SECOND_LEADER);
  }

  @Test
  @DisplayName("cannot spoil disks by the last term")
  void lastTerm() throws Exception {
    expectNothingOf(Attack.LAST_TERM);
  }

  @Test
  @DisplayName("cannot bring other members in a request that is refused")
  void otherConfiguration() throws Exception {
    expectNothingOf(Attack.OTHER_CONFIGURATION);
  }

  @Test
  @DisplayName("cannot have a promise of an hour made")
  void longPromise() throws Exception {
    expectNothingOf(Attack.LONG_PROMISE);
  }

  @Test
  @DisplayName("cannot have members call an address of its choice")
  void otherAddress() throws Exception {
    expectNothingOf(Attack.OTHER_ADDRESS);
    try (Socket caller = trap.accept()) {
      throw new AssertionError("a member has called from " + caller);
    } catch (SocketTimeoutException nobody) {
      // As it should be.
    }
  }

  @Test
  @DisplayName("cannot keep the members from starting again with the disks that they have")
  void disks() throws Exception {
    for (Attack attack : Attack.values()) {
      expectNothingOf(attack);
    }
    long term = running.get("a").status().term();
    running.values().forEach(Election::close);
    running.clear();
    open();
    assertTrue(running.get("a").status().term() > term);
  }
}
