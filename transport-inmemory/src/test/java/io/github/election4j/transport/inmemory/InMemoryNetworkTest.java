/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.inmemory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.election4j.Member;
import io.github.election4j.spi.Transport;
import io.github.election4j.spi.TransportContext;
import io.github.election4j.wire.PeerRequest.Heartbeat;
import io.github.election4j.wire.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The in-memory network")
class InMemoryNetworkTest {

  private static final Duration FOR_EVER = Duration.ofHours(1);

  private final InMemoryNetwork network = new InMemoryNetwork(1);
  private Node a;
  private Node b;
  private Node c;

  @BeforeEach
  void open() throws IOException {
    a = new Node(network, "a");
    b = new Node(network, "b");
    c = new Node(network, "c");
  }

  @AfterEach
  void closeWithoutTrace() {
    network.close();
    assertEquals(List.of(), network.liveThreads());
  }

  @Test
  @DisplayName("shares nothing by reference: what arrives is equal and not the same")
  void nothingIsShared() throws Exception {
    Heartbeat request = Node.heartbeat(7);
    a.transport.call(Member.of("b", "b"), request, Node.LONG);
    assertEquals(request, b.received.element());
    assertNotSame(request, b.received.element());
  }

  @Test
  @DisplayName(
      "lets a caller know that a handler has failed, by an Error too, before its time is up")
  void handlerFails() throws Exception {
    Member broken = Member.of("broken", "broken");
    Transport transport = network.transport().open(new TransportContext("group", broken, 1));
    transport.serve(
        (request, origin) -> {
          throw new StackOverflowError("a fault of the handler, for the test");
        });
    IOException failed =
        assertThrows(
            IOException.class, () -> a.transport.call(broken, Node.heartbeat(1), Node.LONG));
    assertTrue(failed.getMessage().contains("its handler failed"), failed.getMessage());
  }

  @Test
  @DisplayName("cuts two members off from each other, and no other pair, until it is healed")
  void cutBothDirections() throws Exception {
    network.cut("a", "b");
    assertTrue(a.misses(b));
    assertTrue(b.misses(a));
    assertEquals(List.of(), a.receivedRounds());
    assertEquals(List.of(), b.receivedRounds());
    assertTrue(a.reaches(c));
    assertTrue(c.reaches(b));

    network.heal("a", "b");
    assertTrue(a.reaches(b));
    assertTrue(b.reaches(a));
  }

  @Test
  @DisplayName(
      "cuts one direction: requests that way are lost, and so are replies to requests the other"
          + " way")
  void cutOneDirection() throws Exception {
    network.cutOneWay("a", "b");
    assertTrue(a.misses(b));
    assertEquals(List.of(), b.receivedRounds());

    assertTrue(b.misses(a));
    awaitThat(() -> a.receivedRounds().equals(List.of(1L)));

    network.heal();
    assertTrue(a.reaches(b));
  }

  @Test
  @DisplayName("isolates a member from all others, those that come later included")
  void isolate() throws Exception {
    network.isolate("a");
    Node later = new Node(network, "later");
    assertTrue(a.misses(b));
    assertTrue(c.misses(a));
    assertTrue(later.misses(a));
    assertTrue(b.reaches(later));
    assertTrue(a.reaches(a));

    network.heal();
    assertTrue(a.reaches(later));
  }

  @Test
  @DisplayName("heals one link of an isolated member and leaves the others cut")
  void healOneLinkOfAnIsolatedMember() throws Exception {
    network.isolate("a");
    network.heal("a", "b");
    assertTrue(a.reaches(b));
    assertTrue(b.reaches(a));
    assertTrue(a.misses(c));

    network.isolate("a");
    assertTrue(a.misses(b));
  }

  @Test
  @DisplayName("loses what is under way when a link is cut")
  void cutLosesWhatIsUnderWay() throws Exception {
    network.quality("a", "b", LinkQuality.PERFECT.withDelay(FOR_EVER, Duration.ZERO));
    FutureTask<Reply> underWay = a.callAsync(b, 1, Node.LONG);
    awaitThat(() -> network.liveThreads().size() == 1);

    network.cut("a", "b");
    awaitThat(() -> network.liveThreads().isEmpty());
    network.heal();
    network.quality(LinkQuality.PERFECT);
    assertTrue(a.reaches(c));
    assertEquals(List.of(), b.receivedRounds());
    assertTrue(underWay.cancel(true));
  }

  @Test
  @DisplayName("delays requests and replies")
  void delay() throws Exception {
    Duration oneWay = Duration.ofMillis(20);
    network.quality(LinkQuality.PERFECT.withDelay(oneWay, Duration.ZERO));
    long start = System.nanoTime();
    assertTrue(a.reaches(b));
    assertTrue(System.nanoTime() - start >= 2 * oneWay.toNanos(), "a reply came before it could");
  }

  @Test
  @DisplayName("loses requests, or replies alone, of one direction")
  void loss() throws Exception {
    network.quality("a", "b", LinkQuality.PERFECT.withLoss(1));
    assertTrue(a.misses(b));
    assertEquals(List.of(), b.receivedRounds());
    assertTrue(b.misses(a));
    awaitThat(() -> a.receivedRounds().equals(List.of(1L)));
    assertTrue(a.reaches(c));
  }

  @Test
  @DisplayName("takes back the qualities of single links when a quality is set for all")
  void qualityForAll() throws Exception {
    network.quality("a", "b", LinkQuality.PERFECT.withLoss(1));
    network.quality(LinkQuality.PERFECT);
    assertTrue(a.reaches(b));
  }

  @Test
  @DisplayName("duplicates a request: it is handled twice, and the call gets one reply")
  void duplication() throws Exception {
    network.quality("a", "b", LinkQuality.PERFECT.withDuplication(1));
    assertTrue(a.reaches(b));
    awaitThat(() -> b.received.size() == 2);
    assertTrue(a.reaches(c));
  }

  @Test
  @DisplayName("holds a message back, so that a later one overtakes it")
  void reordering() throws Exception {
    network.quality(LinkQuality.PERFECT.withReordering(1, FOR_EVER));
    FutureTask<Reply> heldBack = a.callAsync(b, 1, Node.LONG);
    awaitThat(() -> network.liveThreads().size() == 1);
    network.quality(LinkQuality.PERFECT);
    a.call(b, 2, Node.LONG);
    assertEquals(List.of(2L), b.receivedRounds());
    assertTrue(heldBack.cancel(true));
  }

  @Test
  @DisplayName("loses the same messages of a link whenever the seed is the same")
  void seedDecidesWhichMessagesAreLost() throws Exception {
    List<Long> first = roundsThatArrive(42);
    assertEquals(first, roundsThatArrive(42));
    assertNotEquals(first, roundsThatArrive(43));
  }

  @Test
  @DisplayName("tells its seed, so that a failed test can be repeated")
  void tellsItsSeed() {
    try (InMemoryNetwork random = new InMemoryNetwork()) {
      assertTrue(random.toString().contains(Long.toString(random.seed())));
    }
    assertEquals(1, network.seed());
  }

  @Test
  @DisplayName("reports the end of a peer as evidence when it is told to, and not before")
  void evidence() throws Exception {
    a.reaches(b);
    a.reaches(c);
    network.kill("b");
    network.reportEvidence(true);
    network.kill("c");
    awaitThat(() -> a.suspicions.size() == 1);
    assertEquals(List.of("c CONNECTION_ENDED"), List.copyOf(a.suspicions));
  }

  @Test
  @DisplayName("keeps evidence away from a member that is cut off")
  void noEvidenceThroughACut() throws Exception {
    network.reportEvidence(true);
    a.reaches(b);
    a.reaches(c);
    network.cutOneWay("b", "a");
    network.kill("b");
    network.kill("c");
    awaitThat(() -> !a.suspicions.isEmpty());
    assertTrue(a.misses(b));
    assertEquals(List.of("c CONNECTION_ENDED"), List.copyOf(a.suspicions));
  }

  @Test
  @DisplayName(
      "kills the transport at an address under the member's hands, and does nothing if there is"
          + " none")
  void kill() throws Exception {
    FutureTask<Reply> call = callThatWaits();
    network.kill("a");
    network.kill("nobody");
    assertFails(call);
    assertTrue(b.misses(a));
    assertThrows(IOException.class, () -> a.call(b, 2, Node.LONG));
  }

  @Test
  @DisplayName(
      "closes: every transport is closed, what is under way is lost, and none can be opened any"
          + " more")
  void close() throws Exception {
    FutureTask<Reply> call = callThatWaits();
    network.close();
    assertFails(call);
    assertEquals(List.of(), network.liveThreads());
    IOException refused = assertThrows(IOException.class, () -> new Node(network, "d"));
    assertTrue(refused.getMessage().contains("closed"), refused.getMessage());
    network.close();
  }

  private FutureTask<Reply> callThatWaits() {
    network.quality("a", "b", LinkQuality.PERFECT.withDelay(FOR_EVER, Duration.ZERO));
    FutureTask<Reply> call = a.callAsync(b, 1, FOR_EVER);
    awaitThat(() -> network.liveThreads().size() == 1);
    return call;
  }

  private static List<Long> roundsThatArrive(long seed) throws Exception {
    try (InMemoryNetwork lossy = new InMemoryNetwork(seed)) {
      Node from = new Node(lossy, "from");
      Node to = new Node(lossy, "to");
      lossy.quality("from", "to", LinkQuality.PERFECT.withLoss(0.5));
      for (long round = 0; round < 64; round++) {
        sendAndForget(from, to, round);
      }
      awaitThat(() -> lossy.liveThreads().isEmpty());
      return to.receivedRounds().stream().sorted().toList();
    }
  }

  private static void sendAndForget(Node from, Node to, long round) throws InterruptedException {
    try {
      from.call(to, round, Duration.ofMillis(2));
    } catch (IOException lostOrSlow) {
      // What counts is whether the request arrives; whether its reply came in time does not.
    }
  }

  private static void assertFails(FutureTask<Reply> call) throws Exception {
    ExecutionException failed =
        assertThrows(ExecutionException.class, () -> call.get(20, TimeUnit.SECONDS));
    assertInstanceOf(IOException.class, failed.getCause());
  }

  private static void awaitThat(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > Node.LONG.toNanos()) {
        fail("the condition did not come true");
      }
      LockSupport.parkNanos(1_000_000);
    }
  }
}
