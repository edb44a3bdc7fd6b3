/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Election;
import io.github.election4j.ElectionBuilder;
import io.github.election4j.ElectionEvent.Warning;
import io.github.election4j.ElectionStatus;
import io.github.election4j.Leader;
import io.github.election4j.PeerStatus;
import io.github.election4j.wire.ConfigurationId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What a member says of a cluster that is not well")
class DiagnosisTest {

  private final LocalCluster cluster = new LocalCluster(LocalCluster.QUICK, "a", "b", "c");

  @TempDir Path directory;

  @AfterEach
  void end() {
    cluster.close();
  }

  @Test
  @DisplayName(
      "names what is missing for a quorum, and each peer, where somebody waits for a leader")
  void awaitLeader() {
    cluster.start("a");
    Election alone = cluster.member("a");
    Await.until(
        "both peers were asked",
        () -> alone.status().peers().stream().allMatch(peer -> peer.trouble().isPresent()),
        alone::status);
    TimeoutException why =
        assertThrows(TimeoutException.class, () -> alone.awaitLeader(Duration.ofMillis(1)));
    assertContains(
        why.getMessage(),
        "no leader was known within 1 ms: no leader is known to 'a'",
        "2 of 3 voters are needed, 1 answer, so 1 more must",
        "'b' at b: ",
        "'c' at c: ",
        "never met");
    ElectionStatus status = alone.status();
    assertEquals(1, status.missingVoters());
    assertTrue(status.diagnosis().isPresent());
    assertEquals(
        List.of("b", "c"), status.peers().stream().map(peer -> peer.member().id()).toList());
  }

  @Test
  @DisplayName("warns once of no leader, and of each peer that is silent, and once when it is back")
  void silentPeers() throws Exception {
    cluster.start("a");
    awaitWarning("a", "no heartbeat for ");
    awaitWarning("a", "no answer for [0-9]+ ms: 'b' at b: ");
    awaitWarning("a", "no answer for [0-9]+ ms: 'c' at c: ");
    cluster.start("b");
    Leader first = cluster.awaitAgreement("a", "b");
    assertEquals(0, cluster.member(first.id()).status().missingVoters());
    assertEquals(Optional.empty(), cluster.member(first.id()).status().diagnosis());
    awaitWarning("a", "'b' at b answers again");
    Await.holdsFor(
        Duration.ofMillis(200),
        "one warning for each",
        () -> count("a", "no answer for ") == 2 && count("a", "'b' at b answers") == 1,
        () -> cluster.recorder("a"));
  }

  @Test
  @DisplayName("says of each peer when it was met, and how long its answers take")
  void healthyPeers() {
    for (String id : List.of("a", "b", "c")) {
      cluster.start(id);
    }
    Leader leader = cluster.awaitAgreement();
    Election leading = cluster.member(leader.id());
    Await.until(
        "the leader has heard of both",
        () -> leading.status().peers().stream().allMatch(PeerStatus::isOfUse),
        leading::status);
    for (PeerStatus peer : leading.status().peers()) {
      assertTrue(peer.sinceContact().isPresent() && peer.roundTrip().isPresent(), peer::toString);
    }
  }

  @Test
  @DisplayName("helps a member that has moved: it, and the leader, say where it is and what to do")
  void movedMember() throws Exception {
    Map<String, Recorder> told = new HashMap<>();
    Map<String, Election> members = new HashMap<>();
    try {
      for (String id : List.of("a", "b", "c")) {
        told.put(id, new Recorder());
        members.put(id, onDisk(id, id, directory.resolve(id)).listener(told.get(id)).start());
      }
      String leader = members.get("a").awaitLeader(Duration.ofSeconds(20)).id();
      String moved = leader.equals("b") ? "c" : "b";
      Await.until(
          "all confirm", () -> confirmed(members.get(moved)), () -> members.get(moved).status());
      members.remove(moved).close();
      Recorder itself = new Recorder();
      members.put(
          moved, onDisk(moved, "elsewhere", directory.resolve(moved)).listener(itself).start());
      Await.until(
          "it says that nothing reaches it",
          () -> anyWarning(itself, "others answer member '%s' that ".formatted(moved)),
          itself::toString);
      String calls = "; yet it calls from .*elsewhere.*election members move %s=HOST:PORT --member";
      Await.until(
          "others say that it calls from elsewhere",
          () -> told.values().stream().anyMatch(each -> anyWarning(each, calls.formatted(moved))),
          told::toString);
    } finally {
      members.values().forEach(Election::close);
    }
  }

  @Test
  @DisplayName("tells a member that joins alone that nobody has founded or added it")
  void loneJoiner() {
    Recorder recorder = new Recorder();
    try (Election joiner =
        Election.builder("d")
            .settings(LocalCluster.QUICK)
            .transport(cluster.network.transport())
            .volatileVotes()
            .joining("d")
            .listener(recorder)
            .start()) {
      Await.until(
          "it says so",
          () -> anyWarning(recorder, "nobody has founded one yet"),
          recorder::toString);
      TimeoutException why =
          assertThrows(TimeoutException.class, () -> joiner.awaitLeader(Duration.ofMillis(1)));
      assertContains(why.getMessage(), "election members add d=d --member LEADER=HOST:PORT");
    }
  }

  @Test
  @DisplayName("says of a member whose disk was wiped that it has no vote")
  void wipedDisk() throws Exception {
    Map<String, Election> members = new HashMap<>();
    try {
      for (String id : List.of("a", "b", "c")) {
        members.put(id, onDisk(id, id, directory.resolve(id)).start());
      }
      String leader = members.get("a").awaitLeader(Duration.ofSeconds(20)).id();
      String wiped = leader.equals("b") ? "c" : "b";
      awaitDisksKnown(members.get(leader));
      members.remove(wiped).close();
      members.put(wiped, onDisk(wiped, wiped, directory.resolve("wiped")).start());
      Await.until(
          "the leader says so",
          () -> kindOf(members.get(leader), wiped).equals(Optional.of(PeerStatus.Kind.OTHER_DISK)),
          () -> members.get(leader).status());
    } finally {
      members.values().forEach(Election::close);
    }
  }

  @Test
  @DisplayName("compares the members that are given with those on record")
  void givenAndOnRecord() {
    try (Election first = sole("place-1").start()) {
      // Before its list is confirmed another one that is given counts.
      Await.until("its list is confirmed", () -> first.status().configurationId().version() > 1);
    }
    Recorder recorder = new Recorder();
    try (Election second = sole("place-2").member("b", "place-3").listener(recorder).start()) {
      Await.until(
          "it warns of both",
          () ->
              anyWarning(recorder, "on record, in configuration")
                  && anyWarning(recorder, "the others call it at"),
          recorder::toString);
      String told = recorder.events(Warning.class).toString();
      assertContains(
          told,
          "given a=place-2 b=place-3; on record, in configuration ",
          ", a=place-1. What is on record counts",
          "election members set a=place-2 b=place-3 --member a=place-1",
          "election recover --state " + directory,
          "this member was given the address place-2, and by configuration ",
          " the others call it at place-1");
      assertTrue(second.isLeader() || second.leader().isEmpty());
    }
  }

  @Test
  @DisplayName("says nothing of members that are the same, whatever their priorities")
  void sameMembers() throws IOException {
    try (Election first = sole("place-1").start()) {
      Await.until("it has led", first::isLeader);
    }
    assertTrue(Files.exists(directory));
    Recorder recorder = new Recorder();
    try (Election second = sole("place-1").priority(7).listener(recorder).start()) {
      Await.until("it leads again", second::isLeader);
      assertEquals(List.of(), recorder.events(Warning.class));
    }
  }

  private ElectionBuilder sole(String address) {
    return Election.builder("a")
        .settings(LocalCluster.QUICK)
        .transport(cluster.network.transport())
        .member("a", address)
        .stateDirectory(directory);
  }

  private ElectionBuilder onDisk(String id, String address, Path state) {
    ElectionBuilder builder =
        Election.builder(id)
            .settings(LocalCluster.QUICK)
            .transport(cluster.network.transport())
            .stateDirectory(state);
    List.of("a", "b", "c")
        .forEach(member -> builder.member(member, member.equals(id) ? address : member));
    return builder;
  }

  /**
   * A leader writes a configuration each time that it learns of further disks; when all have
   * answered for many heartbeats and it writes none, it knows all of them.
   */
  private static void awaitDisksKnown(Election leader) {
    AtomicReference<ConfigurationId> last = new AtomicReference<>(ConfigurationId.NONE);
    AtomicInteger looks = new AtomicInteger();
    Await.until(
        "the disks are known",
        () -> {
          boolean same = leader.status().configurationId().equals(last.get());
          boolean allAnswer = leader.status().peers().stream().allMatch(PeerStatus::isOfUse);
          last.set(leader.status().configurationId());
          looks.set(same && allAnswer && confirmed(leader) ? looks.get() + 1 : 0);
          return looks.get() > 100;
        },
        leader::status);
  }

  /** The first configuration of a leader is written again under its term. */
  private static boolean confirmed(Election member) {
    return member.status().configurationId().version() > 1;
  }

  private static Optional<PeerStatus.Kind> kindOf(Election member, String peer) {
    return member.status().peers().stream()
        .filter(status -> status.member().id().equals(peer))
        .flatMap(status -> status.trouble().stream())
        .map(PeerStatus.Trouble::kind)
        .findFirst();
  }

  private void awaitWarning(String id, String text) {
    Await.until(
        id + " warns: " + text,
        () -> anyWarning(cluster.recorder(id), text),
        () -> cluster.recorder(id));
  }

  private static boolean anyWarning(Recorder recorder, String text) {
    return recorder.events(Warning.class).stream()
        .anyMatch(warning -> Pattern.compile(text).matcher(warning.message()).find());
  }

  private long count(String id, String text) {
    return cluster.recorder(id).events(Warning.class).stream()
        .filter(warning -> warning.message().contains(text))
        .count();
  }

  private static void assertContains(String text, String... parts) {
    for (String part : parts) {
      assertTrue(text.contains(part), () -> "expected '%s' in: %s".formatted(part, text));
    }
  }
}
