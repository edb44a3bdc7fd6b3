/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Member;
import io.github.election4j.wire.WireCodec;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Whoever sends something else than a member is disconnected and counted:")
class StrangersTest {

  private static final Hello PEER = new Hello(Node.GROUP, "x", 1);

  private final List<AutoCloseable> opened = new ArrayList<>();

  private Node serve(SocketTransport.Builder builder) throws IOException {
    Node node = Node.serve(builder.build(), Member.of("a", Ports.freeAddress()), 1);
    opened.add(node);
    return node;
  }

  private Node serve() throws IOException {
    return serve(SocketTransport.builder());
  }

  private Node serve(Limits limits) throws IOException {
    Node node =
        Node.serve(
            new SocketTransport(Options.DEFAULTS.withLimits(limits)),
            Member.of("a", Ports.freeAddress()),
            1);
    opened.add(node);
    return node;
  }

  private Stranger keep(Stranger stranger) {
    opened.add(stranger);
    return stranger;
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
  }

  private static void expectTurnedAway(Node node, long count) throws Exception {
    Node.awaitThat(
        count + " are counted: " + node.provider.statistics(),
        () -> node.provider.statistics().turnedAway() == count);
  }

  /** The node still serves those who behave. */
  private void expectHealthy(Node node) throws Exception {
    Node peer = Node.serve("healthy");
    opened.add(peer);
    assertEquals(1, peer.call(node.member, 1));
  }

  @Test
  @DisplayName("text of another protocol")
  void otherProtocol() throws Exception {
    Node node = serve();
    Stranger browser = keep(Stranger.connect(node));
    browser.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    assertTrue(browser.readToTheEnd().orElse("").startsWith("frame has length 1195725856"));
    expectTurnedAway(node, 1);
    expectHealthy(node);
  }

  @Test
  @DisplayName("a first frame that is no hello")
  void noHello() throws Exception {
    Node node = serve();
    Stranger stranger = keep(Stranger.connect(node));
    stranger.send(new Frame(Frame.Kind.REQUEST, 1, new byte[20]));
    assertEquals(Optional.of("first frame is REQUEST; expected HELLO"), stranger.readToTheEnd());
    expectTurnedAway(node, 1);
  }

  @Test
  @DisplayName("a hello of another group, which is told so, and not the name of this one")
  void otherGroup() throws Exception {
    Node node = serve();
    Stranger stranger = keep(Stranger.greet(node, new Hello("other", "x", 1)));
    assertEquals(
        Optional.of("group is 'other'; expected another, which the log of the member here names"),
        stranger.readToTheEnd());
    expectTurnedAway(node, 1);
  }

  @Test
  @DisplayName("a hello of another version, which is told so")
  void otherVersion() throws Exception {
    Node node = serve();
    Stranger stranger = keep(Stranger.connect(node));
    byte[] hello = PEER.toFrame().toBytes();
    hello[18] = 9;
    stranger.send(hello);
    assertEquals(Optional.of("protocol version is 9; expected 1"), stranger.readToTheEnd());
    expectTurnedAway(node, 1);
  }

  @Test
  @DisplayName("a hello with the member's own id")
  void ownId() throws Exception {
    Node node = serve();
    Stranger stranger = keep(Stranger.greet(node, new Hello(Node.GROUP, "a", 2)));
    assertTrue(stranger.readToTheEnd().orElse("").contains("no two processes"));
    expectTurnedAway(node, 1);
  }

  @Test
  @DisplayName("a hello frame that says it is large")
  void largeHello() throws Exception {
    Node node = serve();
    Stranger stranger = keep(Stranger.connect(node));
    stranger.send(new byte[] {0, 0, 64, 0});
    assertTrue(stranger.readToTheEnd().isPresent());
    expectTurnedAway(node, 1);
  }

  @Test
  @DisplayName("a frame after the handshake that is longer than any message")
  void oversizedFrame() throws Exception {
    Node node = serve();
    Stranger stranger = keep(Stranger.greet(node, PEER));
    assertEquals(Frame.Kind.HELLO, stranger.read().kind());
    stranger.send(new byte[] {0, 16, 0, 0});
    assertEquals(Optional.empty(), stranger.readToTheEnd());
    expectTurnedAway(node, 1);
    expectHealthy(node);
  }

  @Test
  @DisplayName("a request that is no message, and a message that is no request")
  void noRequest() throws Exception {
    Node node = serve();
    Stranger first = keep(Stranger.greet(node, PEER));
    first.send(new Frame(Frame.Kind.REQUEST, 1, new byte[20]));
    assertEquals(Optional.empty(), first.readToTheEnd());
    Stranger second = keep(Stranger.greet(node, PEER));
    byte[] reply = new WireCodec(Node.GROUP).encode(Node.granted(Node.heartbeat(1)));
    second.send(new Frame(Frame.Kind.REQUEST, 1, reply));
    assertEquals(Optional.empty(), second.readToTheEnd());
    Stranger third = keep(Stranger.greet(node, PEER));
    third.send(new Frame(Frame.Kind.REPLY, 1, reply));
    assertEquals(Optional.empty(), third.readToTheEnd());
    expectTurnedAway(node, 3);
    assertTrue(node.origins.isEmpty());
  }

  @Test
  @DisplayName("silence instead of a hello")
  void silence() throws Exception {
    Node node = serve(SocketTransport.builder().handshakeTimeout(Duration.ofMillis(50)));
    Stranger silent = keep(Stranger.connect(node));
    assertEquals(Optional.empty(), silent.readToTheEnd());
    expectTurnedAway(node, 1);
  }

  @Test
  @DisplayName("a hello that comes byte by byte, each within the timeout but not all")
  void slowHello() throws Exception {
    Node node = serve(SocketTransport.builder().handshakeTimeout(Duration.ofMillis(200)));
    Stranger slow = keep(Stranger.connect(node));
    AtomicBoolean ended = new AtomicBoolean();
    AtomicInteger sent = new AtomicInteger();
    byte[] hello = PEER.toFrame().toBytes();
    Thread dripping =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    while (!ended.get()) {
                      slow.send(new byte[] {hello[sent.getAndIncrement()]});
                      LockSupport.parkNanos(20_000_000);
                    }
                  } catch (IOException disconnected) {
                    ended.set(true);
                  }
                });
    assertEquals(Optional.empty(), slow.readToTheEnd());
    ended.set(true);
    dripping.join();
    expectTurnedAway(node, 1);
    assertTrue(sent.get() > 0);
  }

  @Test
  @DisplayName("more connections than there may be, while those that are open go on")
  void tooManyConnections() throws Exception {
    Node node =
        serve(
            Limits.DEFAULTS.withConnections(
                new Limits.Connections(8, 3, 8, 4, Duration.ofMinutes(1))));
    List<Stranger> inside = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Stranger peer = keep(Stranger.greet(node, new Hello(Node.GROUP, "x" + i, 1)));
      assertEquals(Frame.Kind.HELLO, peer.read().kind());
      inside.add(peer);
    }
    Stranger outside = keep(Stranger.greet(node, PEER));
    assertEquals(
        Optional.of(
            "3 connections are open already; that is the most for those who are no known members"),
        outside.readToTheEnd());
    expectTurnedAway(node, 1);
    byte[] request = new WireCodec(Node.GROUP).encode(Node.heartbeat(1));
    for (Stranger peer : inside) {
      assertEquals(
          Frame.Kind.REPLY, peer.send(new Frame(Frame.Kind.REQUEST, 5, request)).read().kind());
    }
    assertEquals(3, node.provider.statistics().accepted());
  }

  @Test
  @DisplayName("the oldest unfinished handshake when there are too many; members still get in")
  void tooManyHandshakes() throws Exception {
    Node node =
        serve(SocketTransport.builder().maxHandshakes(2).handshakeTimeout(Duration.ofMinutes(1)));
    Stranger oldest = keep(Stranger.connect(node));
    for (int i = 0; i < 8; i++) {
      keep(Stranger.connect(node));
    }
    assertEquals(Optional.empty(), oldest.readToTheEnd());
    expectHealthy(node);
  }

  @Test
  @DisplayName("one that sends requests and does not read the replies")
  void repliesNotRead() throws Exception {
    Node node = serve(Limits.DEFAULTS.withBytes(new Limits.Bytes(4_096, 4_096, 1 << 20)));
    Stranger greedy = keep(Stranger.greet(node, PEER));
    byte[] request = new WireCodec(Node.GROUP).encode(Node.heartbeat(1));
    assertThrows(
        IOException.class,
        () -> {
          for (long id = 1; true; id++) {
            greedy.send(new Frame(Frame.Kind.REQUEST, id, request));
          }
        });
    expectTurnedAway(node, 1);
    expectHealthy(node);
  }

  @Test
  @DisplayName("requests beyond those that may be in flight are refused, and the rest answered")
  void tooManyRequests() throws Exception {
    Node node = serve(SocketTransport.builder().maxRequestsInFlight(2));
    Stranger eager = keep(Stranger.greet(node, PEER));
    assertEquals(Frame.Kind.HELLO, eager.read().kind());
    byte[] held = new WireCodec(Node.GROUP).encode(Node.heartbeat(Node.HELD_ROUND));
    for (long id = 1; id <= 3; id++) {
      eager.send(new Frame(Frame.Kind.REQUEST, id, held));
    }
    Frame refused = eager.read();
    assertEquals(3, refused.correlation());
    assertTrue(refused.reason().startsWith("too many requests of this"), refused.reason());
    node.gate.countDown();
    assertEquals(3, eager.read().correlation() + eager.read().correlation());
    assertEquals(1, node.provider.statistics().refusedRequests());
    assertEquals(0, node.provider.statistics().turnedAway());
  }

  @Test
  @DisplayName("who only connects and goes, to see whether somebody listens, is not counted")
  void probe() throws Exception {
    Node node = serve();
    Stranger.connect(node).close();
    expectHealthy(node);
    assertEquals(0, node.provider.statistics().turnedAway());
  }

  @Test
  @DisplayName("each host is logged once as a warning, and in detail only for those who debug")
  void loggedOnce() {
    RecordingLogger logger = new RecordingLogger();
    Strangers strangers = new Strangers(new Log(logger, Runnable::run));
    strangers.turnedAway("10.0.0.1", "no hello");
    strangers.turnedAway("10.0.0.1", "no hello");
    strangers.turnedAway("10.0.0.2", "no hello");
    assertEquals(
        List.of(Logger.Level.WARNING, Logger.Level.DEBUG, Logger.Level.WARNING), logger.levels);
    assertEquals(3, strangers.counters().turnedAway());
  }

  @Test
  @DisplayName("each limit is logged once a minute with a count, and no more than a few hosts are")
  void loggedInBounds() {
    RecordingLogger logger = new RecordingLogger();
    Strangers strangers = new Strangers(new Log(logger, Runnable::run));
    for (int i = 0; i < 100; i++) {
      strangers.overLimit(Limit.HANDSHAKES, "10.0.0.1", "too many");
      strangers.overLimit(Limit.IDLE_TIME, "10.0.0.1", "idle");
      strangers.turnedAway("10.0.1." + i, "no hello");
    }
    strangers.overLimit(Limit.BYTES, "10.0.0.1", "too much");
    strangers.warnOfListener("other machines can connect");
    strangers.warnOfListener("other machines can connect");
    assertEquals(
        1 + 16 + 1 + 1,
        logger.levels.stream().filter(level -> level == Logger.Level.WARNING).count());
    assertEquals(100, strangers.counters().overLimit(Limit.HANDSHAKES));
    assertEquals(100, strangers.counters().overLimit(Limit.IDLE_TIME));
  }

  /** Remembers the levels of what it was given. */
  private static final class RecordingLogger implements Logger {
    private final List<Level> levels = new ArrayList<>();

    @Override
    public String getName() {
      return "recording";
    }

    @Override
    public boolean isLoggable(Level level) {
      return true;
    }

    @Override
    public void log(Level level, Supplier<String> message) {
      levels.add(level);
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
      levels.add(level);
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
      levels.add(level);
    }
  }
}
