/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Election;
import io.github.election4j.ElectionEvent.LeadershipLost;
import io.github.election4j.ElectionEvent.MembersChanged;
import io.github.election4j.ElectionEvent.MembersConfirmed;
import io.github.election4j.ElectionException;
import io.github.election4j.ElectionSettings;
import io.github.election4j.Leader;
import io.github.election4j.Member;
import io.github.election4j.NotLeaderException;
import io.github.election4j.Role;
import io.github.election4j.transport.inmemory.InMemoryCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@DisplayName("A change of the members")
@Execution(ExecutionMode.CONCURRENT)
class MembersChangeTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration FOR_EVER = Duration.ofHours(1);
  private static final Duration TOO_SHORT = Duration.ofMillis(200);

  /** A leader that is lost would fail the change that is tested: longer than elsewhere. */
  private static final ElectionSettings PATIENT =
      LocalCluster.CALM
          .withTiming(
              new ElectionSettings.Timing(
                  Duration.ofMillis(50),
                  Duration.ofMillis(2_500),
                  Duration.ofMillis(2_700),
                  Duration.ofMillis(200)))
          .withLease(
              new ElectionSettings.Lease(
                  Duration.ofMillis(2_500), 0.1, LocalCluster.CALM.lease().activation()));

  /** Nobody answers there until it joins. */
  private static final Member ABSENT = Member.of("n4", "n4");

  private final Map<String, Recorder> recorders = new ConcurrentHashMap<>();
  private InMemoryCluster cluster;
  private Leader first;
  private Election leader;

  @BeforeEach
  void elect() throws Exception {
    elect(PATIENT);
  }

  private void elect(ElectionSettings settings) throws Exception {
    cluster =
        InMemoryCluster.builder()
            .members(3)
            .each(
                (id, builder) ->
                    builder
                        .settings(settings)
                        .listener(recorders.computeIfAbsent(id, key -> new Recorder())))
            .start();
    first = cluster.awaitLeader(PATIENCE);
    leader = cluster.member(first.id());
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  private static List<Member> voters(String... ids) {
    return List.of(ids).stream().map(id -> Member.of(id, id)).toList();
  }

  /** The founders as somebody changes them. */
  private static List<Member> founders(Member changed) {
    return voters("n1", "n2", "n3").stream()
        .map(member -> member.id().equals(changed.id()) ? changed : member)
        .toList();
  }

  private static List<Member> foundersAnd(Member another) {
    List<Member> members = new ArrayList<>(voters("n1", "n2", "n3"));
    members.add(another);
    return members;
  }

  private String follower() {
    return first.id().equals("n1") ? "n2" : "n1";
  }

  private Set<Member> members() {
    return Set.copyOf(leader.status().members());
  }

  @Test
  @DisplayName("is refused by a follower, which names the leader")
  void onFollower() {
    Election follower = cluster.member(follower());
    Await.until("it knows the leader", () -> follower.leader().isPresent());
    NotLeaderException refused =
        assertThrows(
            NotLeaderException.class, () -> follower.updateMembers(voters("n1", "n2"), PATIENCE));
    assertEquals(first, refused.leader().orElseThrow());
    assertTrue(refused.getMessage().contains("'" + first.id() + "' at"), refused::getMessage);
    assertEquals(3, members().size());
  }

  @Test
  @DisplayName("is reported step by step, each once when it is confirmed, and by its result")
  void reported() throws Exception {
    cluster.join("n4");
    List<Member> inForce = leader.updateMembers(foundersAnd(ABSENT), PATIENCE);
    assertEquals(Set.copyOf(foundersAnd(ABSENT)), Set.copyOf(inForce));
    Recorder recorder = recorders.get(first.id());
    String last = leader.status().configurationId().toString();
    Await.until(
        "the last step is reported",
        () -> recorder.events(MembersConfirmed.class).stream().anyMatch(event -> isOf(event, last)),
        recorder::toString);
    List<String> confirmed =
        recorder.events(MembersConfirmed.class).stream()
            .map(MembersConfirmed::configurationId)
            .toList();
    List<String> changed =
        recorder.events(MembersChanged.class).stream()
            .map(MembersChanged::configurationId)
            .toList();
    assertTrue(confirmed.size() >= 2, confirmed::toString);
    // One step more, which records who the newcomer is, may have begun since.
    int from = changed.indexOf(confirmed.getFirst());
    assertEquals(confirmed, changed.subList(from, from + confirmed.size()));
  }

  private static boolean isOf(MembersConfirmed event, String configuration) {
    return event.configurationId().equals(configuration);
  }

  @Test
  @DisplayName("that takes too long ends with what is in force, and the leader goes on with it")
  void late() throws Exception {
    TimeoutException late =
        assertThrows(
            TimeoutException.class, () -> leader.updateMembers(foundersAnd(ABSENT), TOO_SHORT));
    // How far it has come by then is a matter of how busy the machine is.
    String message = String.valueOf(late.getMessage());
    assertTrue(
        message.matches(".*configuration \\d+\\.\\d+ is in force here.*n1, n2, n3.*"), message);
    cluster.join("n4");
    Await.until("the newcomer votes", () -> members().equals(Set.copyOf(foundersAnd(ABSENT))));
  }

  @Test
  @DisplayName("that is cancelled ends with what is in force, and can be asked for again")
  void cancelled() throws Exception {
    FutureTask<List<Member>> change =
        new FutureTask<>(() -> leader.updateMembers(foundersAnd(ABSENT), FOR_EVER));
    Thread caller = Thread.startVirtualThread(change);
    Await.until("the newcomer is expected", () -> members().size() == 4);
    caller.interrupt();
    ExecutionException ended =
        assertThrows(
            ExecutionException.class, () -> change.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    assertSaysWhatIsInForce(assertInstanceOf(InterruptedException.class, ended.getCause()));
    cluster.join("n4");
    assertEquals(4, leader.updateMembers(foundersAnd(ABSENT), PATIENCE).size());
  }

  @Test
  @DisplayName("whose leader is lost half-way ends with what is in force; the next one finishes it")
  void leaderLost() throws Exception {
    FutureTask<List<Member>> change =
        new FutureTask<>(() -> leader.updateMembers(foundersAnd(ABSENT), FOR_EVER));
    Thread unused = Thread.startVirtualThread(change);
    Await.until("the newcomer is expected", () -> members().size() == 4);
    Await.until(
        "the others know it, too", () -> cluster.member(follower()).status().members().size() == 4);
    cluster.network().isolate(first.id());
    ExecutionException ended =
        assertThrows(
            ExecutionException.class, () -> change.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    NotLeaderException lost = assertInstanceOf(NotLeaderException.class, ended.getCause());
    assertSaysWhatIsInForce(lost);
    assertEquals(4, members().size(), "nothing is undone");

    Leader next = cluster.awaitLeaderOtherThan(first.id(), PATIENCE);
    cluster.network().heal();
    cluster.join("n4");
    assertEquals(4, cluster.member(next.id()).updateMembers(foundersAnd(ABSENT), PATIENCE).size());
  }

  private void assertSaysWhatIsInForce(Exception told) {
    String message = String.valueOf(told.getMessage());
    assertTrue(
        message.matches(
            ".*configuration \\d+\\.\\d+ is in force here.*n1, n2, n3, n4 \\(observer\\).*"),
        message);
  }

  @Test
  @DisplayName("that leaves out the leader is finished; it hands over and becomes an observer")
  void leaderRemoved() throws Exception {
    List<Member> others =
        voters("n1", "n2", "n3").stream()
            .filter(member -> !member.id().equals(first.id()))
            .toList();
    assertEquals(Set.copyOf(others), Set.copyOf(leader.updateMembers(others, PATIENCE)));
    assertFalse(leader.isLeader());
    assertEquals(Role.OBSERVER, leader.status().role());
    Leader next = cluster.awaitLeader(PATIENCE);
    assertNotEquals(first.id(), next.id());
    assertEquals(first.term() + 1, next.term(), "one hand-over");
    assertEquals(1, recorders.get(first.id()).events(LeadershipLost.class).size());
  }

  @Test
  @DisplayName("adds an observer, which knows the leader and never votes, and promotes it later")
  void observer() throws Exception {
    Election joined = cluster.join("n4");
    List<Member> inForce = leader.updateMembers(foundersAnd(ABSENT.asObserver()), PATIENCE);
    assertEquals(Set.copyOf(foundersAnd(ABSENT.asObserver())), Set.copyOf(inForce));
    assertEquals(first.id(), joined.awaitLeader(PATIENCE).id());
    assertEquals(Role.OBSERVER, joined.status().role());

    assertEquals(4, leader.updateMembers(foundersAnd(ABSENT), PATIENCE).size());
    Await.until("it votes", () -> joined.status().role() == Role.FOLLOWER);

    assertEquals(4, leader.updateMembers(foundersAnd(ABSENT.asObserver()), PATIENCE).size());
    Await.until("it votes no more", () -> joined.status().role() == Role.OBSERVER);
    assertTrue(leader.isLeader());
  }

  @Test
  @DisplayName("makes a witness of the leader, which hands over and never leads again")
  void leaderBecomesWitness() throws Exception {
    Member witness = Member.of(first.id(), first.id()).withPriority(0);
    assertTrue(leader.updateMembers(founders(witness), PATIENCE).contains(witness));
    assertEquals(Role.FOLLOWER, leader.status().role());
    assertNotEquals(first.id(), cluster.awaitLeader(PATIENCE).id());
  }

  @Test
  @DisplayName("gives a member another priority, which it keeps and all others learn")
  void priority() throws Exception {
    Member preferred = Member.of(follower(), follower()).withPriority(9);
    assertTrue(leader.updateMembers(founders(preferred), PATIENCE).contains(preferred));
    for (Election member : cluster.members()) {
      Await.until(
          "it is known", () -> member.status().members().contains(preferred), member::status);
    }
  }

  @Test
  @DisplayName("that would leave fewer voters than the minimum quorum is refused")
  void minimumQuorum() throws Exception {
    cluster.close();
    elect(PATIENT.withMinimumQuorum(3));
    ElectionException refused =
        assertThrows(
            ElectionException.class,
            () -> leader.updateMembers(voters(first.id(), follower()), PATIENCE));
    assertTrue(
        refused
            .getMessage()
            .contains("the minimum quorum is 3; expected at most the number of voters (2)"),
        refused::getMessage);
    assertEquals(3, members().size());

    cluster.join("n4");
    leader.updateMembers(foundersAnd(ABSENT), PATIENCE);
    List<Member> swapped = new ArrayList<>(foundersAnd(ABSENT));
    swapped.remove(Member.of(follower(), follower()));
    assertEquals(3, leader.updateMembers(swapped, PATIENCE).size());
    assertTrue(leader.isLeader());
  }

  @Test
  @DisplayName("with members that nobody can be is refused, and the leader leads on")
  void unusable() {
    for (Member wrong :
        List.of(Member.of("n 4", "n4"), Member.of("n4", ""), Member.of("n4", "n1"))) {
      ElectionException refused =
          assertThrows(
              ElectionException.class, () -> leader.updateMembers(foundersAnd(wrong), PATIENCE));
      assertFalse(refused instanceof NotLeaderException, refused::getMessage);
    }
    assertEquals(Set.copyOf(voters("n1", "n2", "n3")), members());
    assertTrue(leader.isLeader());
  }

  @Test
  @DisplayName("that a discovery service asks for is the matter of the leader alone")
  void followed() {
    Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    for (Election member : cluster.members()) {
      String id = member.status().memberId();
      asked.put(id, new AtomicInteger());
      member.syncMembers(
          () -> {
            asked.get(id).incrementAndGet();
            return foundersAnd(ABSENT.asObserver());
          },
          Duration.ofMillis(20));
    }
    Await.until("the observer is a member", () -> members().size() == 4);
    assertTrue(asked.get(first.id()).get() >= 2);
    if (recorders.get(first.id()).events(LeadershipLost.class).isEmpty()) {
      asked.forEach((id, count) -> assertEquals(id.equals(first.id()), count.get() > 0, id));
    }
  }
}
