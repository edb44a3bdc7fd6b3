/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Election;
import io.github.election4j.ElectionBuilder;
import io.github.election4j.ElectionSettings.AllowAdmin;
import io.github.election4j.spi.RequestHandler;
import io.github.election4j.spi.RequestHandler.Origin;
import io.github.election4j.spi.RequestRefusedException;
import io.github.election4j.spi.Speaker;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.ConfigurationMember;
import io.github.election4j.wire.ControlReply.OrderReply;
import io.github.election4j.wire.ControlReply.Outcome;
import io.github.election4j.wire.ControlReply.PeersReply;
import io.github.election4j.wire.ControlReply.StatusReply;
import io.github.election4j.wire.ControlRequest;
import io.github.election4j.wire.ControlRequest.PeersRequest;
import io.github.election4j.wire.ControlRequest.ResetRequest;
import io.github.election4j.wire.ControlRequest.ResignRequest;
import io.github.election4j.wire.ControlRequest.StatusRequest;
import io.github.election4j.wire.ControlRequest.TransferRequest;
import io.github.election4j.wire.ControlRequest.UpdateMembersRequest;
import io.github.election4j.wire.MemberRole;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerReport;
import io.github.election4j.wire.PeerRequest.PreVoteRequest;
import io.github.election4j.wire.Reply;
import io.github.election4j.wire.Request;
import io.github.election4j.wire.RequestHeader;
import io.github.election4j.wire.Sender;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A member that is asked over its transport")
class NodeRequestsTest {

  private static final Origin HERE = new Origin("127.0.0.1:50000", true, new Speaker.Anonymous());
  private static final Origin FAR = far(new Speaker.Anonymous());
  private static final Origin MEMBER = far(new Speaker.Proved(Set.of("b"), false));
  private static final Origin PROVED = far(new Speaker.Proved(Set.of(), true));

  private static final List<ControlRequest> ORDERS =
      List.of(
          new ResignRequest(),
          new TransferRequest("b"),
          new ResetRequest(),
          new UpdateMembersRequest(List.of(), ConfigurationId.NONE, 1_000_000));

  private static Origin far(Speaker speaker) {
    return new Origin("192.0.2.1:50000", false, speaker);
  }

  private final HangingTransport transport = new HangingTransport();

  private ElectionBuilder member(String... ids) {
    ElectionBuilder builder = Election.builder("a").transport(transport).volatileVotes();
    List.of(ids).forEach(id -> builder.member(id, id));
    return builder;
  }

  private Election leading() {
    Election election = member("a").start();
    Await.until("it leads", election::isLeader);
    // It acts already while its configuration is still written under its term, and confirmed.
    Await.until(
        "its configuration is of its term",
        () ->
            election.status().configurationId().term() == election.status().term()
                && election.status().configurationId().version() > 1);
    return election;
  }

  private OrderReply order(ControlRequest request, Origin origin) throws Exception {
    return assertInstanceOf(OrderReply.class, transport.handler().handle(request, origin));
  }

  private StatusReply status(Origin origin) throws Exception {
    return assertInstanceOf(
        StatusReply.class, transport.handler().handle(new StatusRequest(), origin));
  }

  @Test
  @DisplayName("tells its status to anyone")
  void tellsStatus() throws Exception {
    try (Election election = leading()) {
      StatusReply reply = status(FAR);
      assertEquals("a", reply.sender().id());
      assertEquals(MemberRole.LEADER, reply.role());
      assertEquals(election.status().term(), reply.term());
      assertEquals(Optional.of("a"), reply.leader());
      assertTrue(reply.active());
      assertTrue(reply.leaseRemainingNanos() > 0);
      assertTrue(reply.configuration().isVoter("a"));
    }
  }

  @Test
  @DisplayName("tells nobody what members are known by, and strangers not where they are")
  void keepsToItself() throws Exception {
    try (Election election = leading()) {
      assertTrue(election.isLeader());
      for (Origin origin : List.of(HERE, FAR, MEMBER, PROVED)) {
        StatusReply reply = status(origin);
        assertEquals(0, reply.sender().incarnation());
        assertEquals(0, reply.sender().identity());
        ConfigurationMember self = reply.configuration().member("a").orElseThrow();
        assertEquals(0, self.identity());
        boolean told = origin.equals(HERE) || origin.equals(PROVED);
        assertEquals(told ? "a" : "", self.address());
      }
    }
  }

  @Test
  @DisplayName("tells those only how it sees the others whose orders it takes: it tells addresses")
  void tellsOfPeers() throws Exception {
    try (Election alone = member("a", "b").start()) {
      PeersReply reply =
          assertInstanceOf(PeersReply.class, transport.handler().handle(new PeersRequest(), HERE));
      assertEquals(List.of("b"), reply.peers().stream().map(PeerReport::id).toList());
      assertEquals(alone.status().memberId(), reply.memberId());
      for (Origin origin : List.of(FAR, MEMBER, PROVED)) {
        assertEquals(Outcome.NOT_ALLOWED, order(new PeersRequest(), origin).outcome());
      }
    }
  }

  @Test
  @DisplayName("takes orders from its own machine only, unless something else was chosen")
  void loopbackOnly() throws Exception {
    try (Election election = leading()) {
      for (ControlRequest order : ORDERS) {
        for (Origin origin : List.of(FAR, MEMBER, PROVED)) {
          OrderReply reply = order(order, origin);
          assertEquals(Outcome.NOT_ALLOWED, reply.outcome());
          assertTrue(reply.detail().contains("its own machine"), reply::detail);
          assertTrue(reply.detail().contains(origin.address()), reply::detail);
        }
      }
      assertTrue(election.isLeader());
      assertEquals(Outcome.DONE, order(new ResetRequest(), HERE).outcome());
    }
  }

  @Test
  @DisplayName("takes orders from those only who have proved to be operators, if so chosen")
  void provedOnly() throws Exception {
    try (Election election = member("a").allowAdmin(AllowAdmin.TLS).start()) {
      Await.until("it leads", election::isLeader);
      assertEquals(Outcome.NOT_ALLOWED, order(new ResetRequest(), MEMBER).outcome());
      assertEquals(Outcome.NOT_ALLOWED, order(new ResetRequest(), HERE).outcome());
      assertEquals(Outcome.DONE, order(new ResetRequest(), PROVED).outcome());
    }
  }

  @Test
  @DisplayName("takes orders from nobody, if so chosen")
  void fromNobody() throws Exception {
    try (Election election = member("a").allowAdmin(AllowAdmin.NONE).start()) {
      Await.until("it leads", election::isLeader);
      for (Origin origin : List.of(HERE, FAR, MEMBER, PROVED)) {
        assertEquals(Outcome.NOT_ALLOWED, order(new ResignRequest(), origin).outcome());
      }
      assertTrue(election.isLeader());
    }
  }

  @Test
  @DisplayName("resigns, and answers when the next leader is known")
  void resigns() throws Exception {
    try (Election election = leading()) {
      long term = election.status().term();
      OrderReply reply = order(new ResignRequest(), HERE);
      assertEquals(Outcome.DONE, reply.outcome(), reply::detail);
      assertEquals(Optional.of("a"), reply.leader());
      assertTrue(election.status().term() > term);
    }
  }

  @Test
  @DisplayName("says why it does not hand over to a stranger, and goes on leading")
  void transferToStranger() throws Exception {
    try (Election election = leading()) {
      OrderReply reply = order(new TransferRequest("nobody"), HERE);
      assertEquals(Outcome.INVALID, reply.outcome());
      assertTrue(reply.detail().contains("'nobody'"), reply::detail);
      assertTrue(election.isLeader());
    }
  }

  @Test
  @DisplayName("changes the members, one after another, and says what is in force")
  void updatesMembers() throws Exception {
    try (Election election = leading()) {
      OrderReply reply =
          order(
              new UpdateMembersRequest(
                  List.of(
                      new ConfigurationMember("a", "a", 1, true, 0),
                      new ConfigurationMember("watcher", "w", 1, false, 0)),
                  ConfigurationId.NONE,
                  Duration.ofSeconds(20).toNanos()),
              HERE);
      assertEquals(Outcome.DONE, reply.outcome(), reply::detail);
      assertTrue(reply.detail().contains("watcher"), reply::detail);
      assertEquals(2, election.status().members().size());
    }
  }

  @Test
  @DisplayName("does not change members that somebody else has changed since the operator looked")
  void outdatedChange() throws Exception {
    try (Election election = leading()) {
      List<ConfigurationMember> alone = List.of(new ConfigurationMember("a", "a", 1, true, 0));
      List<ConfigurationMember> two =
          List.of(alone.get(0), new ConfigurationMember("watcher", "w", 1, false, 0));
      long patience = Duration.ofSeconds(20).toNanos();
      ConfigurationId seen = status(HERE).configuration().id();
      assertEquals(
          Outcome.DONE, order(new UpdateMembersRequest(two, seen, patience), HERE).outcome());

      OrderReply reply = order(new UpdateMembersRequest(alone, seen, patience), HERE);
      assertEquals(Outcome.OUTDATED, reply.outcome(), reply::detail);
      assertTrue(reply.detail().contains("made from configuration " + seen), reply::detail);
      assertTrue(reply.detail().contains("in force here: a, watcher (observer)"), reply::detail);
      assertEquals(2, election.status().members().size());
    }
  }

  @Test
  @DisplayName("refuses what only a leader can do while it does not lead")
  void notLeading() throws Exception {
    try (Election election = member("a", "b", "c").start()) {
      for (ControlRequest order : List.of(new ResignRequest(), new TransferRequest("b"))) {
        OrderReply reply = order(order, HERE);
        assertEquals(Outcome.NOT_LEADER, reply.outcome());
        assertEquals(Optional.empty(), reply.leader());
        assertTrue(reply.detail().contains("'a' does not lead"), reply::detail);
      }
      assertTrue(election.leader().isEmpty());
    }
  }

  @Test
  @DisplayName("answers a peer, and refuses it when it is closed or has failed")
  void answersPeers() throws Exception {
    TestStore store = new TestStore();
    Election election =
        Election.builder("a").transport(transport).voteStore(store).member("a", "a").start();
    Await.until("it leads", election::isLeader);
    PreVoteRequest request = preVoteOf("b", status(HERE).configuration());
    assertInstanceOf(PeerReply.class, transport.handler().handle(request, MEMBER));
    store.fail();
    assertThrows(IllegalStateException.class, () -> election.resign(Duration.ofSeconds(20)));
    assertEquals(MemberRole.FAILED, status(FAR).role());
    assertRefused(request, MEMBER, "takes no part");
    election.close();
    assertRefused(request, MEMBER, "takes no part");
    assertRefused(new ResignRequest(), HERE, "has failed");
  }

  @Test
  @DisplayName("takes a peer's request from nobody but that peer")
  void whoSpeaks() throws Exception {
    try (Election election = leading()) {
      PreVoteRequest request = preVoteOf("b", status(HERE).configuration());
      Speaker another = new Speaker.Greeted("c");
      Speaker provedAnother = new Speaker.Proved(Set.of("c"), true);
      for (Origin origin : List.of(HERE, FAR, PROVED, far(another), far(provedAnother))) {
        assertRefused(request, origin, "a request of member 'b'");
        assertTrue(refusalOf(request, origin).contains(origin.address()));
      }
      assertInstanceOf(
          PeerReply.class, transport.handler().handle(request, far(new Speaker.Greeted("b"))));
      assertInstanceOf(PeerReply.class, transport.handler().handle(request, MEMBER));
      assertTrue(election.isLeader());
    }
  }

  @Test
  @DisplayName("counts what it refuses to peers, by the reason")
  void countsRefusals() throws Exception {
    try (Election election = leading()) {
      PreVoteRequest request = preVoteOf("b", status(HERE).configuration());
      assertRefused(request, FAR, "a request of member 'b'");
      transport.handler().handle(request, far(new Speaker.Greeted("b")));
      transport.handler().handle(request, MEMBER);
      transport
          .handler()
          .handle(preVoteOf("a", status(HERE).configuration()), far(new Speaker.Greeted("a")));

      assertEquals(1, election.status().counters().get("refused-other-speaker"));
      Await.until(
          "the answers are noted",
          () -> election.status().counters().get("refused-no-member") == 3);
      assertEquals(0, election.status().counters().get("refused-implausible"));
      assertEquals(0, election.status().counters().get("refused-already-heard"));
    }
  }

  private static PreVoteRequest preVoteOf(String id, Configuration configuration) {
    return new PreVoteRequest(new RequestHeader(new Sender(id, 1, 2), 0, 1), 1, configuration);
  }

  /** What a transport is told that does not block. */
  private String refusalOf(Request request, Origin origin) {
    CompletableFuture<String> refusal = new CompletableFuture<>();
    transport
        .handler()
        .receive(
            request,
            origin,
            new RequestHandler.Answer() {
              @Override
              public void reply(Reply reply) {
                refusal.completeExceptionally(new AssertionError(reply));
              }

              @Override
              public void refuse(String reason) {
                refusal.complete(reason);
              }
            });
    return refusal.orTimeout(20, TimeUnit.SECONDS).join();
  }

  private void assertRefused(Request request, Origin origin, String why) {
    RequestRefusedException refused =
        assertThrows(
            RequestRefusedException.class, () -> transport.handler().handle(request, origin));
    assertTrue(refused.getMessage().contains(why), refused::getMessage);
  }
}
