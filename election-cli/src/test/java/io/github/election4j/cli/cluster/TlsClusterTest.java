/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.election4j.Election;
import io.github.election4j.ElectionSettings.AllowAdmin;
import io.github.election4j.Leader;
import io.github.election4j.Member;
import io.github.election4j.cli.testkit.Await;
import io.github.election4j.cli.testkit.Unshown;
import io.github.election4j.spi.Transport;
import io.github.election4j.spi.TransportContext;
import io.github.election4j.spi.TransportProvider;
import io.github.election4j.testkit.TestAuthority;
import io.github.election4j.testkit.TestAuthority.Issued;
import io.github.election4j.transport.socket.SocketTls;
import io.github.election4j.transport.socket.SocketTransport;
import io.github.election4j.wire.ControlReply.OrderReply;
import io.github.election4j.wire.ControlReply.Outcome;
import io.github.election4j.wire.ControlRequest.ResetRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A cluster with TLS")
class TlsClusterTest {

  @RegisterExtension static final Unshown WARNINGS = new Unshown();

  private static final String GROUP = "default";
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final List<String> IDS = List.of("a", "b", "c");

  /** Remembers the transports that it opens, by the ids of their members. */
  private record Severed(TransportProvider provider, Map<String, Transport> opened)
      implements TransportProvider {

    @Override
    public String name() {
      return provider.name();
    }

    @Override
    public Optional<String> addressFault(String address) {
      return provider.addressFault(address);
    }

    @Override
    public Transport open(TransportContext context) throws IOException {
      Transport transport = provider.open(context);
      opened.put(context.self().id(), transport);
      return transport;
    }
  }

  @TempDir private Path folder;

  private final List<Member> members = new ArrayList<>();
  private final Map<String, Election> running = new LinkedHashMap<>();
  private final Map<String, Transport> transports = new ConcurrentHashMap<>();
  private TestAuthority authority;

  @BeforeEach
  void prepare() throws Exception {
    authority = TestAuthority.named("first");
    List<Integer> ports = LoopbackPorts.find(IDS.size());
    for (int at = 0; at < IDS.size(); at++) {
      members.add(Member.of(IDS.get(at), "127.0.0.1:" + ports.get(at)));
    }
    trust(authority);
    for (String id : IDS) {
      give(authority, id);
    }
  }

  private void startAll() throws Exception {
    for (String id : IDS) {
      start(id, tls(id));
    }
  }

  @AfterEach
  void close() {
    running.values().forEach(Election::close);
  }

  private void trust(TestAuthority... authorities) throws Exception {
    TestAuthority.trust(folder.resolve("new"), authorities);
    replace(folder.resolve("ca.pem"));
  }

  private void give(TestAuthority giver, String id) throws Exception {
    giver.issue("election://%s/%s".formatted(GROUP, id)).write(folder.resolve("new"));
    replace(folder.resolve(id + ".pem"));
  }

  private void replace(Path file) throws IOException {
    Files.move(folder.resolve("new"), file, StandardCopyOption.REPLACE_EXISTING);
  }

  private SocketTls tls(String name) throws IOException {
    Path pair = folder.resolve(name + ".pem");
    return SocketTls.builder().certificate(pair, pair).authority(folder.resolve("ca.pem")).build();
  }

  private void start(String id, SocketTls tls) throws Exception {
    Election election =
        Election.builder(id)
            .members(members)
            .transport(new Severed(SocketTransport.builder().tls(tls).build(), transports))
            .stateDirectory(folder.resolve("state-" + id))
            .heartbeatInterval(Duration.ofMillis(200))
            .electionTimeout(Duration.ofSeconds(1), Duration.ofSeconds(2))
            .lease(Duration.ofSeconds(1))
            .allowAdmin(AllowAdmin.TLS)
            .start();
    running.put(id, election);
  }

  private Leader awaitLeader() throws Exception {
    Leader leader = running.get("a").awaitLeader(PATIENCE);
    for (Election election : running.values()) {
      Await.until("all follow " + leader, () -> election.leader().equals(Optional.of(leader)));
    }
    return leader;
  }

  private OrderReply reset(Member member, String name) throws Exception {
    return (OrderReply) SocketTransport.ask(member, GROUP, new ResetRequest(), PATIENCE, tls(name));
  }

  @Test
  @DisplayName("keeps its leader while certificates and their authority are replaced")
  void rotation() throws Exception {
    startAll();
    Leader leader = awaitLeader();
    TestAuthority second = TestAuthority.named("second");
    trust(authority, second);
    for (String id : IDS) {
      give(second, id);
    }
    trust(second);

    String follower = IDS.stream().filter(id -> !id.equals(leader.id())).findFirst().orElseThrow();
    running.remove(follower).close();
    start(follower, tls(follower));

    assertEquals(leader, awaitLeader());
    authority.issue("election://default?role=operator").write(folder.resolve("old.pem"));
    Member asked = members.get(IDS.indexOf(follower));
    IOException refused = assertThrows(IOException.class, () -> reset(asked, "old"));
    assertEquals(true, refused.getMessage().contains("certificate"), refused.getMessage());
  }

  @Test
  @DisplayName("elects after the death of its leader without a single handshake")
  void noHandshake() throws Exception {
    CountedHandshakes handshakes = new CountedHandshakes();
    for (String id : IDS) {
      Issued issued = authority.issue("election://%s/%s".formatted(GROUP, id));
      start(
          id,
          SocketTls.builder()
              .context(handshakes.context(issued, folder.resolve("ca.pem")))
              .build());
    }
    Leader leader = awaitLeader();
    // One for each pair and direction, at both ends.
    int connections = 2 * IDS.size() * (IDS.size() - 1);
    Await.until("all are connected", () -> handshakes.finished() >= connections);
    long before = handshakes.finished();

    // As the end of its process is seen by others; its listener goes as well.
    transports.get(leader.id()).close();

    List<Election> others =
        running.entrySet().stream()
            .filter(entry -> !entry.getKey().equals(leader.id()))
            .map(Map.Entry::getValue)
            .toList();
    Await.until("another one leads", () -> others.stream().anyMatch(Election::isLeader));
    assertEquals(before, handshakes.finished());
  }

  @Test
  @DisplayName("takes orders from operators, and not from members")
  void orders() throws Exception {
    startAll();
    Leader leader = awaitLeader();
    Member asked = members.get(IDS.indexOf(leader.id()));
    OrderReply refused = reset(asked, "b");
    assertEquals(Outcome.NOT_ALLOWED, refused.outcome(), refused::detail);
    authority.issue("election://default?role=operator").write(folder.resolve("operator.pem"));
    assertEquals(Outcome.DONE, reset(asked, "operator").outcome());
  }
}
