/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Election;
import io.github.election4j.ElectionBuilder;
import io.github.election4j.ElectionSettings.AllowAdmin;
import io.github.election4j.Member;
import io.github.election4j.Role;
import io.github.election4j.cli.cluster.LoopbackPorts;
import io.github.election4j.cli.console.CommandLine;
import io.github.election4j.cli.console.Terminal;
import io.github.election4j.cli.testkit.Await;
import io.github.election4j.cli.testkit.Unshown;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("election members")
class MembersSubcommandTest {

  @RegisterExtension static final Unshown WARNINGS = new Unshown();

  private static final Duration LEASE = Duration.ofMillis(600);

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream messages = new ByteArrayOutputStream();
  private final CommandLine commandLine =
      new CommandLine(List.of(new MembersSubcommand()), new Terminal(output, messages));
  private final Map<String, String> addresses = new TreeMap<>();
  private final Map<String, Election> running = new TreeMap<>();

  @TempDir private Path folder;
  private AllowAdmin allowAdmin = AllowAdmin.LOOPBACK;
  private int minimumQuorum = 1;

  @BeforeEach
  void chooseAddresses() throws Exception {
    String ids = "abcd";
    for (int port : LoopbackPorts.find(ids.length())) {
      addresses.put(Character.toString(ids.charAt(addresses.size())), "127.0.0.1:" + port);
    }
  }

  @AfterEach
  void closeAll() {
    running.values().forEach(Election::close);
  }

  private void start(String id, ElectionBuilder builder) {
    running.put(
        id,
        builder
            .transport("socket")
            .stateDirectory(folder.resolve(id))
            .allowAdmin(allowAdmin)
            .minimumQuorum(minimumQuorum)
            .electionTimeout(LEASE, LEASE.multipliedBy(2))
            .lease(LEASE)
            .start());
  }

  private void found(String... ids) {
    for (String id : ids) {
      ElectionBuilder builder = Election.builder(id);
      for (String member : List.of("a", "b", "c")) {
        builder.member(member, addresses.get(member));
      }
      // It is told who leads by its rank, so that the tests need not ask.
      start(id, builder.priority(id.equals("a") ? 9 : 2));
    }
  }

  private void join(String id) {
    start(id, Election.builder(id).joining(addresses.get(id)));
  }

  /** The leader, when all that run know it. */
  private Election leader() {
    Await.until("one leads", () -> running.values().stream().anyMatch(this::isKnownLeader));
    return running.values().stream().filter(Election::isLeader).findFirst().orElseThrow();
  }

  private boolean isKnownLeader(Election election) {
    return election.isLeader()
        && running.values().stream()
            .filter(other -> other.status().role() == Role.FOLLOWER)
            .allMatch(other -> other.leader().equals(election.leader()));
  }

  private static String id(Election election) {
    return election.status().memberId();
  }

  private static List<String> members(Election election) {
    return election.status().members().stream()
        .map(member -> member.id() + (member.voter() ? "" : " (observer)"))
        .toList();
  }

  private String text(String id) {
    return id + "=" + addresses.get(id);
  }

  @Test
  @DisplayName("list shows who belongs to the cluster, as the leader says")
  void lists() throws Exception {
    found("a", "b", "c");
    Election leader = leader();
    assertEquals(0, run("list"), this::messages);
    List<String> lines = output().lines().toList();
    assertEquals(List.of("ID", "ADDRESS", "KIND", "PRIORITY"), List.of(lines.get(0).split(" +")));
    assertTrue(lines.get(2).startsWith("b   " + addresses.get("b") + "  voter"), this::output);
    assertTrue(
        lines
            .get(4)
            .endsWith("says %s, which leads term %d".formatted(id(leader), leader.status().term())),
        this::output);

    output.reset();
    assertEquals(0, run("list", "--json"));
    assertTrue(output().startsWith("{\"leader\":\"" + id(leader) + "\",\"term\":"), this::output);
    assertTrue(output().contains("\"kind\":\"voter\""), this::output);
  }

  @Test
  @DisplayName("add takes in an observer, makes a voter of it, and shows each step")
  void adds() throws Exception {
    found("a", "b", "c");
    join("d");
    Election leader = leader();
    assertEquals(0, run("add", text("d"), "--observer", "--timeout", "60s"), this::messages);
    assertEquals(List.of("a", "b", "c", "d (observer)"), members(leader));
    assertTrue(
        output()
            .lines()
            .reduce((one, next) -> next)
            .orElseThrow()
            .endsWith("is in force here: a, b, c, d (observer)"),
        this::output);
    assertEquals(leader.status().leader(), running.get("d").status().leader());

    output.reset();
    assertEquals(0, run("add", text("d"), "--priority", "7", "--timeout", "60s"), this::messages);
    assertEquals(List.of("a", "b", "c", "d"), members(leader));
    assertTrue(
        leader.status().members().contains(Member.of("d", addresses.get("d")).withPriority(7)));

    output.reset();
    assertEquals(0, run("remove", "d", "--json", "--timeout", "60s"), this::messages);
    assertEquals(List.of("a", "b", "c"), members(leader));
    assertTrue(
        output().lines().allMatch(line -> line.startsWith("{\"subcommand\":\"members\",")),
        this::output);
    assertTrue(output().contains("\"outcome\":\"done\""), this::output);
  }

  @Test
  @DisplayName("remove lets the leader go, too, after it has handed over")
  void removesTheLeader() throws Exception {
    found("a", "b", "c");
    Election old = leader();
    assertEquals(0, run("remove", id(old), "--timeout", "60s"), this::messages);
    assertFalse(old.isLeader());
    assertEquals(Role.OBSERVER, old.status().role());
    assertFalse(members(leader()).contains(id(old)));
  }

  @Test
  @DisplayName("set wants exactly these, moves them, and leaves vote and priority alone")
  void sets() throws Exception {
    found("a", "b", "c");
    Election leader = leader();
    join("d");
    String moved = id(leader).equals("b") ? "c" : "b";
    assertEquals(
        0,
        run("set", text(id(leader)), moved + "=127.0.0.1:9", text("d"), "--timeout", "60s"),
        this::messages);
    assertEquals(3, members(leader).size());
    Member there =
        leader.status().members().stream()
            .filter(member -> member.id().equals(moved))
            .findFirst()
            .orElseThrow();
    assertEquals("127.0.0.1:9", there.address());
    assertTrue(there.voter());
    assertTrue(members(leader).contains("d"));
    assertTrue(leader.isLeader());
  }

  @Test
  @DisplayName("move corrects the address of one, and leaves all else alone")
  void moves() throws Exception {
    found("a", "b", "c");
    Election leader = leader();
    String moved = id(leader).equals("b") ? "c" : "b";
    Await.until(
        "the record has the priority that each was given",
        () -> leader.status().members().stream().allMatch(member -> member.priority() > 1));
    List<Member> before = leader.status().members();
    assertEquals(0, run("move", moved + "=127.0.0.1:9", "--timeout", "60s"), this::messages);
    assertEquals(
        before.stream().map(each -> at(each, moved, "127.0.0.1:9")).toList(),
        leader.status().members());
    assertTrue(leader.isLeader());
  }

  private static Member at(Member member, String moved, String address) {
    return member.id().equals(moved)
        ? Member.of(moved, address).withPriority(member.priority())
        : member;
  }

  @Test
  @DisplayName("that is not finished in time says what is in force and who does not answer")
  void unfinished() throws Exception {
    found("a", "b", "c");
    Election leader = leader();
    assertEquals(1, run("add", text("d"), "--timeout", "2s"));
    assertTrue(
        messages().startsWith("election members: the change of the members is not finished"));
    assertTrue(messages().contains("in force here: a, b, c, d (observer)"), this::messages);
    assertTrue(messages().contains("no answer from member 'd': "), this::messages);
    assertEquals(0, run("remove", "d", "--timeout", "60s"), this::messages);
    assertEquals(List.of("a", "b", "c"), members(leader));
  }

  @Test
  @DisplayName("that makes no sense for the members in force changes nothing, and says why")
  void nonsense() throws Exception {
    minimumQuorum = 3;
    found("a", "b", "c");
    Election leader = leader();
    refused("is at " + addresses.get("b") + " already", "add", "b=127.0.0.1:9");
    refused("is the address of member 'b'", "add", "e=" + addresses.get("b"));
    refused("is the address of member 'b'", "move", "c=" + addresses.get("b"));
    refused("'x' is no member, and nothing was changed; the members are a, b, c", "remove", "x");
    refused("'x' is no member, and nothing was changed; the", "move", "x=127.0.0.1:9");
    refused("the minimum quorum is 3; expected at most the number of voters (2)", "remove", "c");
    assertEquals(List.of("a", "b", "c"), members(leader));
    assertTrue(leader.isLeader());
  }

  private void refused(String reason, String... words) throws Exception {
    messages.reset();
    assertEquals(1, run(words), this::output);
    assertTrue(messages().contains(reason), this::messages);
    assertEquals("", output());
  }

  @Test
  @DisplayName("is refused by members that take no commands, while list is answered")
  void notAllowed() throws Exception {
    allowAdmin = AllowAdmin.NONE;
    found("a", "b", "c");
    Election leader = leader();
    refused("takes orders from nobody", "remove", "c");
    refused("takes orders from nobody", "add", text("d"));
    refused("takes orders from nobody", "set", text("a"));
    assertEquals(3, members(leader).size());
    assertEquals(0, run("list"));
  }

  @Test
  @DisplayName("without a leader says so; list shows what those who answer hold")
  void noLeader() throws Exception {
    found("a");
    assertEquals(1, run("list"));
    assertTrue(output().contains("no leader is known to those that answer"), this::output);
    output.reset();
    refused("no leader is known to those that answer", "remove", "c", "--timeout", "300ms");
    running.get("a").close();
    refused("none of the members answers: member 'a': ", "list");
    refused("none of the members answers: member 'a': ", "remove", "c");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "\"\", what to do is missing; expected list",
        "show, 'show' is unknown; expected list",
        "lst, 'lst' is unknown; did you mean list?",
        "list a, list is followed by 'a'",
        "add, add is followed by 0 words; expected add ID=HOST:PORT",
        "add a=h:1 b=h:2, add is followed by 2 words",
        "add d, add is 'd'; expected ID=HOST:PORT",
        "add d=h:0, add is 'd=h:0'; expected ID=HOST:PORT",
        "add d=h:1 --priority -1, --priority is '-1'; expected a whole number",
        "remove, remove is followed by 0 words; expected remove ID",
        "remove ?, ID is '?'; expected 1 to 128 of the characters",
        "move b, move is 'b'; expected ID=HOST:PORT",
        "move, move is followed by 0 words; expected move ID=HOST:PORT",
        "remove c --observer, --observer is for add",
        "set, set is followed by nothing; expected set ID=HOST:PORT ...",
        "set a=h:1 a=h:2, set: member id is 'a'; expected to occur once",
        "set a=h:1 b=h:1, set: address of member 'b' is 'h:1'; expected another than that of member"
            + " 'a'",
        "list --timeout never, --timeout is 'never'",
        "list -x, '-x' is not an option"
      })
  @DisplayName("with wrong words ends with what was expected and status 2")
  void wrong(String words, String reason) throws Exception {
    assertEquals(2, run(words.isEmpty() ? new String[0] : words.split(" ")));
    assertTrue(messages().startsWith("election members: " + reason), this::messages);
    assertEquals(1, messages().lines().count(), this::messages);
  }

  private int run(String... words) throws InterruptedException {
    List<String> all = new ArrayList<>(List.of("members"));
    all.addAll(List.of(words));
    all.addAll(List.of("--member", text("a")));
    return commandLine.run(all);
  }

  private String output() {
    return output.toString(StandardCharsets.UTF_8);
  }

  /** In one line each, however narrow the terminal is. */
  private String messages() {
    return messages.toString(StandardCharsets.UTF_8).replaceAll("\\n  +", " ");
  }
}
