/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.ElectionEvent;
import io.github.election4j.Role;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.ConfigurationMember;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.PeerRequest.Release;
import io.github.election4j.wire.ReplyHeader.Hints;
import io.github.election4j.wire.RequestHeader;
import io.github.election4j.wire.Sender;
import io.github.election4j.wire.Verdict;
import io.github.election4j.wire.WireLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What somebody who only says to be a member can do: design, section 3 rule 1. */
class StrangersTest {

  private static final Input.Caller STRANGER = new Input.Caller("192.0.2.66:7", false);

  private static final Set<Verdict> REFUSALS =
      Set.of(
          Verdict.NOT_A_MEMBER,
          Verdict.WRONG_IDENTITY,
          Verdict.FOUNDERS_DIFFER,
          Verdict.IMPLAUSIBLE,
          Verdict.STALE_INCARNATION,
          Verdict.ANOTHER_ALIVE);

  private static MachineDriver following() {
    MachineDriver a = MachineDriver.of("a", "b", "c").identified("a", "b", "c");
    a.heartbeat("b", 1);
    return a;
  }

  @Test
  @DisplayName("What is refused changes nothing: afterwards the node does what its like does")
  void refusedChangesNothing() {
    LongStream.rangeClosed(1, 200)
        .forEach(
            seed -> {
              MachineDriver attacked = following();
              MachineDriver like = following();
              SplittableRandom random = new SplittableRandom(seed);
              for (int message = 0; message < 20; message++) {
                PeerRequest request = anyRequest(random, attacked);
                PeerReply reply = attacked.request(request, STRANGER);
                Verdict verdict = reply.header().verdict();
                assertTrue(REFUSALS.contains(verdict), () -> seed + ": " + request + verdict);
              }
              assertEquals(afterwards(like), afterwards(attacked), () -> "seed " + seed);
            });
  }

  private static PeerRequest anyRequest(SplittableRandom random, MachineDriver a) {
    String id = List.of("a", "b", "c", "x").get(random.nextInt(4));
    Sender sender = new Sender(id, anyNumber(random), 1_000 + random.nextInt(9), 1);
    RequestHeader header = new RequestHeader(sender, anyNumber(random), anyNumber(random));
    Configuration configuration = anyConfiguration(random, a, sender);
    Release release =
        new Release(List.of("a", "b", "c", "x").get(random.nextInt(4)), anyNumber(random));
    long promise = Math.min(anyNumber(random), WireLimits.MAX_PROMISE_NANOS);
    return switch (random.nextInt(4)) {
      case 0 -> new PeerRequest.PreVoteRequest(header, anyNumber(random), configuration);
      case 1 ->
          new PeerRequest.VoteRequest(
              header,
              configuration,
              promise,
              random.nextBoolean() ? Optional.of(release) : Optional.empty());
      case 2 ->
          new PeerRequest.Heartbeat(
              header,
              promise,
              configuration.id(),
              random.nextBoolean() ? Optional.of(configuration) : Optional.empty());
      default -> new PeerRequest.TimeoutNow(header, release, Optional.empty());
    };
  }

  private static long anyNumber(SplittableRandom random) {
    return random.nextBoolean() ? random.nextLong(4) : WireLimits.MAX_TERM >> random.nextInt(62);
  }

  private static Configuration anyConfiguration(
      SplittableRandom random, MachineDriver a, Sender sender) {
    ConfigurationId id = new ConfigurationId(anyNumber(random), anyNumber(random));
    List<ConfigurationMember> members =
        List.of(new ConfigurationMember(sender.id(), "x:1", 1, true, sender.identity()));
    return switch (random.nextInt(3)) {
      case 0 -> a.configuration();
      case 1 -> new Configuration(id, a.configuration().origin(), members);
      default -> new Configuration(id, members);
    };
  }

  /** An election that is won, a leadership, and all that is told meanwhile. */
  private static List<Object> afterwards(MachineDriver a) {
    List<Object> seen = new ArrayList<>();
    seen.add(a.heartbeat("b", 1));
    seen.add(a.askPreVote("c", 2));
    a.elect("c", "b");
    seen.add(a.role());
    a.untilActive("c");
    seen.add(a.view());
    seen.add(a.durable());
    seen.add(a.machine().sender());
    seen.add(a.lastCall("b", PeerRequest.Heartbeat.class));
    return seen;
  }

  @Test
  @DisplayName("A configuration of no cluster, in a pre-vote that is refused, is not installed")
  void configurationOfNoCluster() {
    MachineDriver a = following();
    Configuration spoiling =
        new Configuration(
            new ConfigurationId(1, 9), List.of(new ConfigurationMember("x", "x:1", 1, true, 0)));
    Sender x = new Sender("x", 1, 1);
    a.request(new PeerRequest.PreVoteRequest(new RequestHeader(x, 1, 1), 2, spoiling), STRANGER);
    assertTrue(a.configuration().names("a"));
  }

  @Test
  @DisplayName("A member's request that is refused for a living leader installs nothing either")
  void refusedForALivingLeader() {
    MachineDriver a = following();
    Configuration newer = a.configuration().withId(new ConfigurationId(2, 9));

    PeerReply reply =
        a.request(new PeerRequest.PreVoteRequest(a.header("c", 2), 3, newer), STRANGER);

    assertEquals(Verdict.LEADER_ALIVE, reply.header().verdict());
    assertTrue(newer.id().isNewerThan(a.configurationId()));
    assertEquals(1, a.term());
  }

  @Test
  @DisplayName("Who is not known to be a member is told no identity, start, address or member")
  void toldNothing() {
    MachineDriver a = following();
    Sender asB = new Sender("b", 1, 666);
    for (Sender sender : List.of(asB, new Sender("x", 1, 1))) {
      PeerReply reply =
          a.request(
              new PeerRequest.PreVoteRequest(
                  new RequestHeader(sender, 1, 1),
                  2,
                  a.configuration().withId(ConfigurationId.FIRST)),
              STRANGER);
      Sender told = reply.header().sender();
      assertEquals(new Sender("a", 0, ConfigurationMember.UNKNOWN_IDENTITY), told);
      Hints hints = reply.header().hints();
      assertEquals(Optional.empty(), hints.configuration());
      assertEquals(Optional.empty(), hints.incarnation());
      assertEquals(Optional.of("b"), hints.leader().map(leader -> leader.id()));
    }
  }

  @Test
  @DisplayName("A start number of who has proved nothing silences nobody, whoever it says to be")
  void silencesNobody() {
    MachineDriver a = MachineDriver.following(1, "a", "b", "c");
    Sender absurd = new Sender("c", 1_000_000, 666);
    a.request(
        new PeerRequest.PreVoteRequest(new RequestHeader(absurd, 1, 1), 2, a.configuration()),
        STRANGER);
    a.pass(MachineDriver.MIN_ELECTION);
    assertTrue(a.askVote("c", 2).granted());
  }

  @Test
  @DisplayName("A stranger's release does not make a successor of a living leader's follower")
  void releaseOfAStranger() {
    MachineDriver a = following();
    Sender asB = new Sender("b", 9, 666);
    a.request(
        new PeerRequest.TimeoutNow(
            new RequestHeader(asB, 1, 1), new Release("b", 1), Optional.empty()),
        STRANGER);
    assertEquals(Role.FOLLOWER, a.role());
    assertEquals(1, a.term());
  }

  @Test
  @DisplayName("A second leader of a term is refused and named; it ends nobody")
  void secondLeader() {
    MachineDriver follower = following();
    MachineDriver leader = MachineDriver.confirmed("a", "b", "c");
    for (MachineDriver a : List.of(follower, leader)) {
      assertEquals(Verdict.IMPLAUSIBLE, a.heartbeat("c", 1).header().verdict());
      String warning = a.events(ElectionEvent.Warning.class).getLast().message();
      assertTrue(warning.startsWith("member 'c' says that it leads term 1"), warning);
    }
    assertEquals(Role.FOLLOWER, follower.role());
    assertTrue(leader.isActive());
  }
}
