/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.ConfigurationException;
import io.github.election4j.ElectionException;
import io.github.election4j.ElectionRecovery;
import io.github.election4j.Member;
import io.github.election4j.Recovered;
import io.github.election4j.core.machine.Recovery;
import io.github.election4j.core.store.FileVoteStore;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.ConfigurationMember;
import io.github.election4j.wire.VoteRecord;
import io.github.election4j.wire.VoteRecord.Ballot;
import io.github.election4j.wire.WireLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Offline recovery, for a cluster that has lost its majority for good,")
class OfflineRecoveryTest {

  private static final long MILLISECOND = 1_000_000;

  @TempDir Path directory;

  private static VoteRecord record(String self) {
    List<ConfigurationMember> members =
        List.of(
            new ConfigurationMember("a", "h:1", 1, true, 11),
            new ConfigurationMember("b", "h:2", 1, true, 12),
            new ConfigurationMember("c", "h:3", 1, true, 13));
    return new VoteRecord(
        new Ballot(7, Optional.of(self)),
        new Configuration(new ConfigurationId(7, 4), 99, members),
        150 * MILLISECOND,
        5,
        11);
  }

  private void save(String self) throws IOException {
    try (FileVoteStore store = FileVoteStore.open(directory, "g", self)) {
      store.save(record(self));
    }
  }

  private VoteRecord load(String self) throws IOException {
    try (FileVoteStore store = FileVoteStore.open(directory, "g", self)) {
      return store.load().orElseThrow();
    }
  }

  @Test
  @DisplayName("begins an era of terms that no fencing token of the lost cluster can reach")
  void termIsRaised() throws IOException {
    save("a");
    Recovered recovered =
        ElectionRecovery.replaceMembers(
            directory, List.of(Member.of("a", "h:1"), Member.of("d", "h:4")), Duration.ZERO);
    assertEquals("a", recovered.memberId());
    assertEquals("g", recovered.group());
    VoteRecord record = load("a");
    assertTrue(record.ballot().term() >= 1L << 40, () -> "term " + record.ballot().term());
    assertEquals(recovered.term(), record.ballot().term());
    assertEquals(Optional.empty(), record.ballot().vote());
    assertEquals(
        List.of("a", "d"),
        record.configuration().members().stream().map(ConfigurationMember::id).toList());
    assertEquals(99, record.configuration().origin());
    assertEquals(11, record.identity());
  }

  @Test
  @DisplayName("lets nobody be active while a promise of the lost cluster could last")
  void promiseIsRespected() throws IOException {
    save("a");
    List<Member> alone = List.of(Member.of("a", "h:1"));
    ElectionRecovery.replaceMembers(directory, alone, Duration.ofMillis(10));
    assertEquals(150 * MILLISECOND, load("a").longestPromiseNanos());
    ElectionRecovery.replaceMembers(directory, alone, Duration.ofMillis(900));
    assertEquals(900 * MILLISECOND, load("a").longestPromiseNanos());
  }

  @Test
  @DisplayName("gives survivors with the same members the same configuration")
  void survivorsAgree(@TempDir Path other) throws IOException {
    save("a");
    try (FileVoteStore store = FileVoteStore.open(other, "g", "b")) {
      store.save(record("b"));
    }
    List<Member> members = List.of(Member.of("a", "h:1"), Member.of("b", "h:2"));
    ElectionRecovery.replaceMembers(directory, members, Duration.ZERO);
    ElectionRecovery.replaceMembers(other, members, Duration.ZERO);
    try (FileVoteStore store = FileVoteStore.open(other, "g", "b")) {
      assertEquals(load("a").configuration(), store.load().orElseThrow().configuration());
    }
  }

  @Test
  @DisplayName("refuses members that leave out the owner of the directory, and says who that is")
  void ownerMustStay() throws IOException {
    save("a");
    VoteRecord before = load("a");
    ElectionException refused =
        assertThrows(
            ElectionException.class,
            () ->
                ElectionRecovery.replaceMembers(
                    directory, List.of(Member.of("d", "h:4")), Duration.ZERO));
    assertTrue(refused.getMessage().contains("'a'"), refused.getMessage());
    assertEquals(before, load("a"));
  }

  @Test
  @DisplayName("refuses a directory that is in use, and one without a record")
  void directoryMustBeFreeAndUsed() throws IOException {
    List<Member> alone = List.of(Member.of("a", "h:1"));
    assertThrows(
        ElectionException.class,
        () -> ElectionRecovery.replaceMembers(directory, alone, Duration.ZERO));
    save("a");
    try (FileVoteStore running = FileVoteStore.open(directory, "g", "a")) {
      assertTrue(running.load().isPresent());
      assertThrows(
          ElectionException.class,
          () -> ElectionRecovery.replaceMembers(directory, alone, Duration.ZERO));
    }
  }

  @Test
  @DisplayName("works on the last term there is, if a person names the era, and says so if not")
  void lastTerm() throws IOException {
    List<Member> alone = List.of(Member.of("a", "h:1"));
    spoil(WireLimits.MAX_TERM, record("a").configuration(), 150 * MILLISECOND);
    VoteRecord before = load("a");
    ElectionException refused =
        assertThrows(
            ElectionException.class,
            () -> ElectionRecovery.replaceMembers(directory, alone, Duration.ZERO));
    assertTrue(refused.getMessage().contains("name the era"), refused.getMessage());
    assertEquals(before, load("a"));
    Recovered recovered =
        ElectionRecovery.replaceMembersInEra(directory, alone, Duration.ofMillis(200), 1);
    assertEquals(1L << 40, recovered.term());
    assertEquals(1L << 40, load("a").ballot().term());
    assertEquals(11, load("a").identity());
  }

  @Test
  @DisplayName("works on members that were never this cluster's, and gives the new ones an origin")
  void strangeMembers() throws IOException {
    List<ConfigurationMember> x = List.of(new ConfigurationMember("x", "h:9", 1, true, 0));
    spoil(7, new Configuration(new ConfigurationId(7, 5), x), 150 * MILLISECOND);
    List<Member> alone = List.of(Member.of("a", "h:1"));
    ElectionRecovery.replaceMembers(directory, alone, Duration.ZERO);
    Configuration after = load("a").configuration();
    assertEquals(List.of("a"), after.members().stream().map(ConfigurationMember::id).toList());
    assertTrue(after.origin() != Configuration.UNKNOWN_ORIGIN);
  }

  @Test
  @DisplayName("keeps a promise of an hour, unless a person says that it was never made")
  void longPromise() throws IOException {
    spoil(7, record("a").configuration(), WireLimits.MAX_PROMISE_NANOS);
    List<Member> alone = List.of(Member.of("a", "h:1"));
    ElectionRecovery.replaceMembers(directory, alone, Duration.ofMillis(200));
    assertEquals(WireLimits.MAX_PROMISE_NANOS, load("a").longestPromiseNanos());
    ElectionRecovery.replaceMembersInEra(directory, alone, Duration.ofMillis(200), 2);
    assertEquals(200 * MILLISECOND, load("a").longestPromiseNanos());
    assertEquals(2L << 40, load("a").ballot().term());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, ElectionRecovery.LAST_ERA + 1})
  @DisplayName("refuses an era that no recovery can begin")
  void noEra(int era) throws IOException {
    save("a");
    List<Member> alone = List.of(Member.of("a", "h:1"));
    ConfigurationException refused =
        assertThrows(
            ConfigurationException.class,
            () -> ElectionRecovery.replaceMembersInEra(directory, alone, Duration.ZERO, era));
    assertEquals("era", refused.faults().get(0).setting());
  }

  @Test
  @DisplayName("knows the last era that the machine knows")
  void lastEra() {
    assertEquals(Recovery.LAST_ERA, ElectionRecovery.LAST_ERA);
  }

  private void spoil(long term, Configuration configuration, long promise) throws IOException {
    try (FileVoteStore store = FileVoteStore.open(directory, "g", "a")) {
      store.save(new VoteRecord(new Ballot(term, Optional.empty()), configuration, promise, 5, 11));
    }
  }
}
