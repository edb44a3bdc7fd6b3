/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.ConfigurationException.Fault;
import io.github.election4j.ElectionSettings.AllowAdmin;
import io.github.election4j.spi.ElectionPlan;
import io.github.election4j.spi.ElectionPlan.Storage;
import io.github.election4j.spi.TransportProvider;
import io.github.election4j.wire.WireLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The builder")
class ElectionBuilderTest {

  private static final Path DIRECTORY = Path.of("state");

  @Test
  @DisplayName("hands what it was told to the engine")
  void planOfAFounder() {
    ElectionListener listener = (at, event) -> {};
    PlainTransport transport = new PlainTransport();
    ElectionPlan plan =
        plan(
            Election.builder("b")
                .member("a", "place-1")
                .members(List.of(Member.of("b", "place-2"), Member.of("c", "place-3").asObserver()))
                .priority(7)
                .transport(transport)
                .stateDirectory(DIRECTORY)
                .listener(listener));

    assertEquals(Member.of("b", "place-2").withPriority(7), plan.self());
    assertEquals(
        List.of(Member.of("a", "place-1"), plan.self(), Member.of("c", "place-3").asObserver()),
        plan.founders());
    assertEquals(ElectionSettings.DEFAULTS, plan.settings());
    assertEquals(transport, plan.seams().transport());
    assertEquals(new Storage.Directory(DIRECTORY), plan.seams().storage());
    assertEquals(List.of(listener), plan.users().listeners());
  }

  @Test
  @DisplayName("gives a joining member no founders")
  void planOfAJoiner() {
    ElectionPlan plan =
        plan(
            Election.builder("d")
                .joining("place-4")
                .transport(new PlainTransport())
                .volatileVotes());

    assertEquals(Member.of("d", "place-4"), plan.self());
    assertEquals(List.of(), plan.founders());
    assertEquals(new Storage.Volatile(), plan.seams().storage());
  }

  @Test
  @DisplayName("gives a member that finds the founders none, and hands on whom to ask")
  void planOfOneThatExpectsOthers() {
    Supplier<List<Member>> supplier = List::of;
    ElectionPlan plan = plan(expecting(3, supplier).priority(7));

    assertEquals(Member.of("a", "place-1").withPriority(7), plan.self());
    assertEquals(List.of(), plan.founders());
    assertEquals(
        Optional.of(new ElectionPlan.ExpectedMembers(3, supplier)), plan.users().expected());
    assertEquals(Optional.empty(), plan(valid()).users().expected());
  }

  private static ElectionBuilder expecting(int count, Supplier<List<Member>> supplier) {
    return Election.builder("a")
        .member("a", "place-1")
        .expectMembers(count, supplier)
        .transport(new PlainTransport())
        .volatileVotes();
  }

  @Test
  @DisplayName("sets each setting without touching the others")
  void everySetting() {
    ElectionSettings settings =
        plan(valid()
                .group("billing")
                .heartbeatInterval(Duration.ofMillis(20))
                .electionTimeout(Duration.ofMillis(200), Duration.ofMillis(400))
                .rpcTimeout(Duration.ofMillis(60))
                .lease(Duration.ofMillis(180))
                .maxClockDrift(0.2)
                .activation(Activation.WHEN_ELECTED)
                .refusedMeansDead(true)
                .minimumQuorum(2)
                .taskGrace(Duration.ofMillis(300))
                .closeTimeout(Duration.ofMillis(900))
                .handOverOnShutdown(true)
                .allowAdmin(AllowAdmin.NONE))
            .settings();

    assertEquals(
        new ElectionSettings(
            "billing",
            new ElectionSettings.Timing(
                Duration.ofMillis(20),
                Duration.ofMillis(200),
                Duration.ofMillis(400),
                Duration.ofMillis(60)),
            new ElectionSettings.Lease(Duration.ofMillis(180), 0.2, Activation.WHEN_ELECTED, true),
            2,
            new ElectionSettings.HandOver(
                Duration.ofMillis(300), Duration.ofMillis(900), true, AllowAdmin.NONE)),
        settings);
  }

  @Test
  @DisplayName("reports all faults together, each with its setting, value and rule")
  void allFaultsTogether() {
    ElectionBuilder builder =
        Election.builder("x")
            .member("a", "nowhere")
            .member("a", "place-1")
            .group("")
            .rpcTimeout(Duration.ZERO)
            .transport(new PlainTransport());

    ConfigurationException refusal = assertThrows(ConfigurationException.class, builder::start);

    assertEquals(
        List.of(
            "engine", "id", "address of member 'a'", "member id", "group", "rpcTimeout", "storage"),
        refusal.faults().stream().map(Fault::setting).toList());
    for (Fault fault : refusal.faults()) {
      assertTrue(refusal.getMessage().contains(fault.toString()), refusal.getMessage());
      assertTrue(fault.rule().startsWith("expected"), fault.rule());
    }
  }

  @Test
  @DisplayName("refuses an id that occurs twice")
  void duplicateId() {
    assertFault(
        valid().member("a", "place-9"),
        "member id",
        "'a'",
        "expected to occur once among the members");
  }

  @Test
  @DisplayName("refuses an address that belongs to two members")
  void duplicateAddress() {
    assertFault(
        valid().member("d", "place-1"),
        "address of member 'd'",
        "'place-1'",
        "expected another than that of member 'a'");
  }

  @Test
  @DisplayName("refuses an own id that is not among the members, and names them")
  void ownIdIsMissing() {
    ElectionBuilder builder =
        members(Election.builder("z")).transport(new PlainTransport()).volatileVotes();
    assertFault(builder, "id", "'z'", "expected one of the members [a, b, c]");
  }

  @Test
  @DisplayName("refuses ids that are empty, oversized or hold other than the allowed characters")
  void illegalIds() {
    for (String id : List.of("", "n".repeat(129), "a b", "a=b", "ü", "-n")) {
      assertFault(valid().member(id, "place-9"), "member id", "'" + id + "'", WireLimits.NAME_RULE);
    }
  }

  @Test
  @DisplayName(
      "refuses an address that the transport does not understand, with the transport's rule")
  void addressesAreJudgedByTheTransport() {
    assertFault(
        valid().member("d", "nowhere"), "address of member 'd'", "'nowhere'", PlainTransport.RULE);
    ElectionBuilder joining =
        Election.builder("d").joining("nowhere").transport(new PlainTransport()).volatileVotes();
    assertFault(joining, "address of member 'd'", "'nowhere'", PlainTransport.RULE);
  }

  @Test
  @DisplayName("refuses an address that is empty or longer than what a message can carry")
  void addressesAreBounded() {
    String rule = "expected 1 to 512 bytes of UTF-8";
    assertFault(valid().member("d", ""), "address of member 'd'", "''", rule);
    String oversized = "place-" + "1".repeat(507);
    assertFault(
        valid().member("d", oversized), "address of member 'd'", "'" + oversized + "'", rule);
  }

  @Test
  @DisplayName("refuses a transport that fails instead of judging an address")
  void transportThatFails() {
    TransportProvider failing =
        new PlainTransport(
            address -> {
              throw new IllegalStateException("no judgement");
            });
    List<Fault> faults = faults(valid().transport(failing));
    assertEquals(3, faults.size());
    assertTrue(faults.get(0).rule().contains("no judgement"), faults.get(0).rule());
  }

  @Test
  @DisplayName("refuses a priority that is negative or beyond the bound")
  void priorityInBounds() {
    String rule = "expected 0 (a witness, which votes and never leads) to 1000000";
    assertFault(valid().priority(-1), "priority of member 'a'", "-1", rule);
    assertFault(valid().priority(1_000_001), "priority of member 'a'", "1000001", rule);
  }

  @Test
  @DisplayName("refuses a cluster in which nobody can lead")
  void nobodyCanLead() {
    ElectionBuilder builder =
        Election.builder("a")
            .member(Member.of("a", "place-1").withPriority(0))
            .member(Member.of("b", "place-2").asObserver())
            .transport(new PlainTransport())
            .volatileVotes();
    assertEquals(List.of("members"), settingsOf(faults(builder)));
  }

  @Test
  @DisplayName("refuses a minimum quorum of more than the voters")
  void minimumQuorumWithinVoters() {
    assertEquals(List.of(), faults(valid().minimumQuorum(3)));
    assertFault(
        valid().minimumQuorum(4),
        "minimumQuorum",
        "4",
        "expected at most the number of voters (3)");
  }

  @Test
  @DisplayName("refuses a description without members, and one with more than a message can carry")
  void numberOfMembers() {
    ElectionBuilder alone = Election.builder("a").transport(new PlainTransport()).volatileVotes();
    assertEquals(List.of("members"), settingsOf(faults(alone)));
    ElectionBuilder crowd = valid();
    for (int i = 0; i < 253; i++) {
      crowd.member("more-" + i, "place-more-" + i);
    }
    assertFault(crowd, "number of members", "256", "expected at most 255");
  }

  @Test
  @DisplayName("refuses a joining member that names members")
  void joiningWithMembers() {
    assertFault(
        valid().joining("place-1"),
        "joining",
        "'place-1'",
        "expected no members beside it: a joining member learns them from the leader");
  }

  @Test
  @DisplayName("refuses to expect too few members, and others beside this one")
  void expectedMembers() {
    assertFault(
        expecting(1, List::of),
        "expectMembers",
        "1",
        "expected at least 2 members that find one another");
    assertFault(
        expecting(3, List::of).minimumQuorum(4),
        "expectMembers",
        "3",
        "expected at least 4 members that find one another");
    assertFault(
        expecting(3, List::of).member("b", "place-2"),
        "members",
        "[a, b]",
        "expected this one alone beside expectMembers, which finds the others");
    assertFault(
        Election.builder("a")
            .joining("place-1")
            .expectMembers(3, List::of)
            .transport(new PlainTransport())
            .volatileVotes(),
        "joining",
        "'place-1'",
        "expected no members beside it: a joining member learns them from the leader");
  }

  @Test
  @DisplayName("wants the storage to be chosen exactly once")
  void storageOnce() {
    ElectionBuilder none = members(Election.builder("a")).transport(new PlainTransport());
    assertEquals(List.of("storage"), settingsOf(faults(none)));
    assertEquals(List.of("storage"), settingsOf(faults(valid().volatileVotes())));
    assertEquals(List.of("storage"), settingsOf(faults(valid().stateDirectory(DIRECTORY))));
  }

  @Test
  @DisplayName("says which module to add if no engine or no transport is installed")
  void nothingInstalled() {
    ConfigurationException refusal =
        assertThrows(
            ConfigurationException.class,
            () -> members(Election.builder("a")).volatileVotes().start());
    assertEquals(List.of("engine", "transport"), settingsOf(refusal.faults()));
    assertTrue(refusal.getMessage().contains("io.github.election4j.core"), refusal.getMessage());
    assertTrue(
        refusal.getMessage().contains("io.github.election4j.transport.socket"),
        refusal.getMessage());
    assertTrue(refusal.getMessage().contains("--add-modules"), refusal.getMessage());
  }

  @Test
  @DisplayName("refuses null at once and names the argument")
  void nullIsRefused() {
    ElectionBuilder builder = valid();
    assertNamed("id", () -> Election.builder(null));
    assertNamed("memberId", () -> builder.member(null, "place-1"));
    assertNamed("address", () -> builder.member("d", null));
    assertNamed("member", () -> builder.member(null));
    assertNamed("more", () -> builder.members((Collection<Member>) null));
    assertNamed("member", () -> builder.members(Collections.singletonList(null)));
    assertNamed("address", () -> builder.joining(null));
    assertNamed("supplier", () -> builder.expectMembers(3, null));
    assertNamed("group", () -> builder.group(null));
    assertNamed("interval", () -> builder.heartbeatInterval(null));
    assertNamed("min", () -> builder.electionTimeout(null, Duration.ZERO));
    assertNamed("max", () -> builder.electionTimeout(Duration.ZERO, null));
    assertNamed("timeout", () -> builder.rpcTimeout(null));
    assertNamed("promise", () -> builder.lease(null));
    assertNamed("activation", () -> builder.activation(null));
    assertNamed("grace", () -> builder.taskGrace(null));
    assertNamed("timeout", () -> builder.closeTimeout(null));
    assertNamed("from", () -> builder.allowAdmin(null));
    assertNamed("newSettings", () -> builder.settings(null));
    assertNamed("name", () -> builder.transport((String) null));
    assertNamed("provider", () -> builder.transport((TransportProvider) null));
    assertNamed("directory", () -> builder.stateDirectory(null));
    assertNamed("provider", () -> builder.voteStore(null));
    assertNamed("listener", () -> builder.listener(null));
    assertEquals(List.of(), faults(builder), "what was refused changed nothing");
  }

  private static ElectionBuilder members(ElectionBuilder builder) {
    return builder.member("a", "place-1").member("b", "place-2").member("c", "place-3");
  }

  private static ElectionBuilder valid() {
    return members(Election.builder("a")).transport(new PlainTransport()).volatileVotes();
  }

  private static ElectionPlan plan(ElectionBuilder builder) {
    Faults faults = new Faults();
    return builder.plan(faults).orElseThrow(() -> new AssertionError(faults.all().toString()));
  }

  private static List<Fault> faults(ElectionBuilder builder) {
    Faults faults = new Faults();
    assertEquals(builder.plan(faults).isEmpty(), !faults.all().isEmpty());
    return faults.all();
  }

  private static List<String> settingsOf(List<Fault> faults) {
    return faults.stream().map(Fault::setting).toList();
  }

  private static void assertFault(
      ElectionBuilder builder, String setting, String value, String rule) {
    assertEquals(List.of(new Fault(setting, value, rule)), faults(builder));
  }

  private static void assertNamed(String name, Runnable call) {
    assertEquals(name, assertThrows(NullPointerException.class, call::run).getMessage());
  }
}
