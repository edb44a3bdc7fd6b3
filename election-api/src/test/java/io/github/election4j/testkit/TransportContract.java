/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Member;
import io.github.election4j.spi.Evidence;
import io.github.election4j.spi.NonBlockingTransport;
import io.github.election4j.spi.Transport;
import io.github.election4j.spi.TransportContext;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@link Transport}, {@link io.github.election4j.spi.TransportProvider} and, on the
 * transport's side, {@link io.github.election4j.spi.RequestHandler}: a test for each sentence of
 * their documentation.
 *
 * <p>You have written a transport and want to know that an election can run on it: take the
 * test-jar of {@code election-api} with scope {@code test}, extend this class, and implement the
 * methods of {@link TransportHarness} that are abstract. All tests must pass; none may be
 * overridden or disabled. A transport that has less to offer than TCP is fine (it may lose, delay,
 * duplicate and reorder messages when its network does), but the network that these tests are given
 * must work: a call that nothing stands in the way of is expected to be answered.
 *
 * <pre>{@code
 * class PigeonTransportTest extends TransportContract {
 *   private final PigeonLoft loft = new PigeonLoft();
 *
 *   protected TransportProvider provider() { return loft.transport(); }
 *   protected String freshAddress() { return loft.emptyNest(); }
 *   protected String malformedAddress() { return "not a nest"; }
 *   protected Set<Evidence> reportedEvidence() { return Set.of(); }
 *   protected Collection<String> liveThreads() { return platformThreads("pigeon-"); }
 * }
 * }</pre>
 */
public abstract class TransportContract extends TransportCallContract {

  @Test
  @DisplayName("One that sends without blocking keeps the contract of such transports, too")
  void keepsTheContractOfItsKind() throws Exception {
    boolean sends = serve("a").transport() instanceof NonBlockingTransport;
    assertEquals(sends, this instanceof NonBlockingTransportContract);
  }

  // The provider.

  @Test
  @DisplayName("The name is short, in lower case and always the same")
  void nameIsStable() {
    String name = provider().name();
    assertFalse(name.isBlank());
    assertTrue(name.length() <= 32, name);
    assertEquals(name.toLowerCase(Locale.ROOT), name);
    assertEquals(name, provider().name());
  }

  @Test
  @DisplayName(
      "An address that can be opened has no fault, a malformed one is told what was expected")
  void addressFaultJudgesTheForm() {
    assertEquals(Optional.empty(), provider().addressFault(freshAddress()));
    String rule = provider().addressFault(malformedAddress()).orElseThrow();
    assertTrue(rule.startsWith("expected "), rule);
  }

  @Test
  @DisplayName("The form of an address is judged without regard to who has taken it")
  void addressFaultDoesNotLookAtTheNetwork() throws Exception {
    Peer taken = serve("a");
    assertEquals(Optional.empty(), provider().addressFault(taken.member().address()));
  }

  @Test
  @DisplayName("Each open gives a new transport")
  void openGivesANewTransport() throws Exception {
    assertNotSame(serve("a").transport(), serve("b").transport());
  }

  @Test
  @DisplayName(
      "An address is taken when open returns: a second open of it throws an IOException that says"
          + " what to do")
  void addressIsTakenOnceOpen() throws Exception {
    Peer first = serve("a");
    TransportContext second = new TransportContext(GROUP, first.member(), 2);
    IOException refused = assertThrows(IOException.class, () -> open(second));
    assertTrue(
        refused.getMessage().contains(first.member().address()),
        "the message names the address: " + refused.getMessage());
    Peer caller = serve("b");
    assertEquals(5, round(callUntilAnswered(caller, first.member(), heartbeat(5))));
  }

  // Serving.

  @Test
  @DisplayName("Before serve, requests of peers are not served; after it, they are")
  void requestsAreServedFromServeOn() throws Exception {
    Member late = Member.of("late", freshAddress());
    Transport transport = open(new TransportContext(GROUP, late, 1));
    Peer caller = serve("a");
    assertFailsWithIo(callAsync(caller, late, heartbeat(1), SHORT));
    transport.serve(new ScriptedHandler(TransportHarness::granted));
    assertEquals(2, round(callUntilAnswered(caller, late, heartbeat(2))));
  }

  @Test
  @DisplayName("A second serve throws IllegalStateException, and the first handler goes on")
  void serveTwiceIsRefused() throws Exception {
    Peer peer = serve("a");
    Peer caller = serve("b");
    assertThrows(
        IllegalStateException.class,
        () -> peer.transport().serve(new ScriptedHandler(TransportHarness::granted)));
    callUntilAnswered(caller, peer.member(), heartbeat(1));
    assertTrue(peer.handler().begun.get() > 0);
  }

  @Test
  @DisplayName("serve after close throws IllegalStateException")
  void serveAfterCloseIsRefused() throws Exception {
    Transport transport = open(new TransportContext(GROUP, Member.of("a", freshAddress()), 1));
    transport.close();
    assertThrows(
        IllegalStateException.class,
        () -> transport.serve(new ScriptedHandler(TransportHarness::granted)));
  }

  // Changes of peers.

  @Test
  @DisplayName("Calls work to members that peersChanged names, no longer names, and never named")
  void peersChangedLimitsNoCall() throws Exception {
    Peer caller = serve("a");
    Peer named = serve("b");
    Peer unnamed = serve("c");
    caller.transport().peersChanged(List.of(named.member()));
    assertEquals(1, round(callUntilAnswered(caller, named.member(), heartbeat(1))));
    assertEquals(2, round(callUntilAnswered(caller, unnamed.member(), heartbeat(2))));
    caller.transport().peersChanged(List.of());
    assertEquals(3, round(callUntilAnswered(caller, named.member(), heartbeat(3))));
    assertEquals(4, round(callUntilAnswered(caller, unnamed.member(), heartbeat(4))));
  }

  @Test
  @DisplayName("peersChanged with peers that are not there throws nothing")
  void peersChangedWithAbsentPeers() throws Exception {
    Peer caller = serve("a");
    List<Member> absent = List.of(Member.of("x", freshAddress()), Member.of("y", freshAddress()));
    assertDoesNotThrow(() -> caller.transport().peersChanged(absent));
  }

  // Restarts and evidence.

  @Test
  @DisplayName(
      "A peer that restarts on its address with a new incarnation is reached again, and its old"
          + " process never")
  void restartOnTheSameAddress() throws Exception {
    Peer caller = serve("a");
    Peer before = serve("b");
    get(callAsync(caller, before.member(), heartbeat(1), LONG));
    before.transport().close();
    int seenBefore = before.handler().begun.get();
    serve(new TransportContext(GROUP, before.member(), 2), TransportHarness::granted);
    assertEquals(2, round(callUntilAnswered(caller, before.member(), heartbeat(2))));
    assertEquals(seenBefore, before.handler().begun.get());
  }

  @Test
  @DisplayName(
      "A peer that ends is suspected if the transport reports ended connections, and only then")
  void endedConnectionIsEvidence() throws Exception {
    Peer watcher = serve("a");
    Peer dying = serve("b");
    get(callAsync(watcher, dying.member(), heartbeat(1), LONG));
    get(callAsync(dying, watcher.member(), heartbeat(1), LONG));
    dying.transport().close();
    expectEvidence(watcher, "b", Evidence.CONNECTION_ENDED);
  }

  @Test
  @DisplayName(
      "A peer whose address refuses is suspected if the transport reports that, and only then")
  void refusedConnectIsEvidence() throws Exception {
    Peer watcher = serve("a");
    Member nobody = Member.of("b", freshAddress());
    watcher.transport().peersChanged(List.of(nobody));
    assertFailsWithIo(callAsync(watcher, nobody, heartbeat(1), SHORT));
    expectEvidence(watcher, "b", Evidence.CONNECT_REFUSED);
    assertEquals(List.of(), List.copyOf(watcher.handler().refusals), "nobody was met there");
  }

  @Test
  @DisplayName(
      "A host that refuses where a peer was met is reported, if the transport reports refusals,"
          + " before that, with the start that was met, and once")
  void refusalNamesTheStart() throws Exception {
    Peer watcher = serve("a");
    Peer dying =
        serve(
            new TransportContext(GROUP, Member.of("b", freshAddress()), 7),
            TransportHarness::granted);
    watcher.transport().peersChanged(List.of(dying.member()));
    callUntilAnswered(watcher, dying.member(), heartbeat(1));
    dying.transport().close();
    for (int round = 2; round < 5; round++) {
      assertFailsWithIo(callAsync(watcher, dying.member(), heartbeat(round), SHORT));
    }
    expectEvidence(watcher, "b", Evidence.CONNECT_REFUSED);
    boolean reports = reportedEvidence().contains(Evidence.CONNECT_REFUSED);
    List<TransportHarness.Refusal> expected = reports ? List.of(new Refusal("b", 7)) : List.of();
    assertEquals(expected, List.copyOf(watcher.handler().refusals).stream().distinct().toList());
  }

  @Test
  @DisplayName(
      "A peer that answers with a later incarnation is suspected if the transport reports that, and"
          + " only then")
  void newIncarnationIsEvidence() throws Exception {
    Peer watcher = serve("a");
    Peer before = serve("b");
    get(callAsync(watcher, before.member(), heartbeat(1), LONG));
    before.transport().close();
    serve(new TransportContext(GROUP, before.member(), 2), TransportHarness::granted);
    callUntilAnswered(watcher, before.member(), heartbeat(2));
    expectEvidence(watcher, "b", Evidence.NEW_INCARNATION);
  }

  @Test
  @DisplayName("A peer that answers is not suspected")
  void noEvidenceAgainstAHealthyPeer() throws Exception {
    Peer a = serve("a");
    Peer b = serve("b");
    a.transport().peersChanged(List.of(b.member()));
    b.transport().peersChanged(List.of(a.member()));
    for (int round = 0; round < 50; round++) {
      get(callAsync(a, b.member(), heartbeat(round), LONG));
      get(callAsync(b, a.member(), heartbeat(round), LONG));
    }
    assertEquals(List.of(), List.copyOf(a.handler().suspicions));
    assertEquals(List.of(), List.copyOf(b.handler().suspicions));
  }

  @Test
  @DisplayName("What is counted has short names that stay the same, and no count goes back")
  void counters() throws Exception {
    Peer counting = serve("a");
    Peer caller = serve("b");
    Map<String, Long> before = counting.transport().counters();
    callUntilAnswered(caller, counting.member(), heartbeat(1));
    Map<String, Long> after = counting.transport().counters();
    assertEquals(List.copyOf(before.keySet()), List.copyOf(after.keySet()));
    after.forEach(
        (name, count) -> {
          assertTrue(name.matches("[a-z]+(-[a-z]+)*"), name);
          assertTrue(count >= before.get(name), name);
        });
    counting.transport().close();
    assertEquals(after.keySet(), counting.transport().counters().keySet());
  }

  private void expectEvidence(Peer watcher, String memberId, Evidence kind) {
    Suspicion expected = new Suspicion(memberId, kind);
    if (reportedEvidence().contains(kind)) {
      awaitThat(
          "%s was reported; there was %s".formatted(expected, watcher.handler().suspicions),
          () -> watcher.handler().suspicions.contains(expected));
    }
    for (Suspicion suspicion : watcher.handler().suspicions) {
      assertTrue(
          reportedEvidence().contains(suspicion.evidence()),
          suspicion + " is not said to be reported");
      assertEquals(memberId, suspicion.memberId());
    }
  }
}
