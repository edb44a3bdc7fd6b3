/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.wire.ControlRequest;
import io.github.election4j.wire.Request;
import io.github.election4j.wire.WireCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * What comes is made from a seed: {@code -Dfuzz.seed=N} makes the same again, {@code
 * -Dfuzz.seconds=N} goes on for longer.
 */
@DisplayName("A member that listens")
class ListenerFuzzTest {

  private static final long SEED = Long.getLong("fuzz.seed", 20_261_125);
  private static final Duration TIME = Duration.ofSeconds(Long.getLong("fuzz.seconds", 2));
  private static final int MOST_OPEN = 24;
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  private static final WireCodec CODEC = new WireCodec(Node.GROUP);

  private static final List<Request> REQUESTS =
      List.of(
          Node.heartbeat(1),
          new ControlRequest.StatusRequest(),
          new ControlRequest.ResignRequest(),
          new ControlRequest.TransferRequest("b"),
          new ControlRequest.ResetRequest());

  @Test
  @DisplayName(
      "survives whatever bytes come, in whatever parts, and is as before when they are gone")
  void anyBytes(TestReporter reporter) throws Exception {
    try (Node a = Node.serve("a");
        Node b = Node.serve("b")) {
      a.transport.peersChanged(List.of(b.member));
      b.transport.peersChanged(List.of(a.member));
      assertEquals(1, b.callUntilAnswered(a.member, 1));
      assertEquals(1, a.callUntilAnswered(b.member, 1));
      List<String> threads = a.transport.liveThreads();
      int sockets = a.transport.sockets();
      long descriptors = descriptors();
      long faults = Log.SHARED.faults();

      long conversations = fuzz(a);

      reporter.publishEntry("conversations", conversations + " from seed " + SEED);
      assertEquals(2, b.callUntilAnswered(a.member, 2));
      Node.awaitThat("all have ended", () -> a.transport.sockets() == sockets);
      Node.awaitThat("nothing is held for them", () -> a.transport.pool().bytesHeld() == 0);
      Node.awaitThat(
          "no thread is left: " + a.transport.liveThreads(),
          () -> a.transport.liveThreads().equals(threads));
      assertTrue(descriptors() <= descriptors + 1, () -> "of seed " + SEED);
      assertEquals(faults, Log.SHARED.faults(), () -> "faults were logged; seed " + SEED);
      assertEquals(List.of(), List.copyOf(a.suspicions));
    }
  }

  private static long descriptors() throws IOException {
    if (!Files.isDirectory(DESCRIPTORS)) {
      return 0;
    }
    try (Stream<Path> all = Files.list(DESCRIPTORS)) {
      return all.count();
    }
  }

  private static long fuzz(Node target) throws IOException {
    Random random = new Random(SEED);
    Deque<Stranger> open = new ArrayDeque<>();
    long start = System.nanoTime();
    long conversations = 0;
    while (System.nanoTime() - start < TIME.toNanos()) {
      Stranger stranger = Stranger.connect(target);
      open.add(stranger);
      send(stranger, bytes(random), random);
      conversations++;
      if (open.size() > MOST_OPEN) {
        open.remove().close();
      }
    }
    for (Stranger stranger : open) {
      stranger.close();
    }
    return conversations;
  }

  private static void send(Stranger stranger, byte[] bytes, Random random) {
    try {
      int at = 0;
      while (at < bytes.length) {
        int end = Math.min(bytes.length, at + 1 + random.nextInt(1 + random.nextInt(400)));
        stranger.send(Arrays.copyOfRange(bytes, at, end));
        at = end;
      }
    } catch (IOException turnedAway) {
      // That is the other side's right.
      return;
    }
  }

  private static byte[] bytes(Random random) throws IOException {
    if (random.nextInt(8) == 0) {
      byte[] noise = new byte[random.nextInt(2_000)];
      random.nextBytes(noise);
      return noise;
    }
    ByteArrayOutputStream conversation = new ByteArrayOutputStream();
    String id = List.of("", "b", "ghost").get(random.nextInt(3));
    conversation.write(new Hello(Node.GROUP, id, random.nextInt(3)).toFrame().toBytes());
    for (int request = random.nextInt(6); request > 0; request--) {
      byte[] body = CODEC.encode(REQUESTS.get(random.nextInt(REQUESTS.size())));
      conversation.write(new Frame(Frame.Kind.REQUEST, request, mutated(body, random)).toBytes());
    }
    return mutated(conversation.toByteArray(), random);
  }

  /** Unchanged, or with some bytes changed, a part left out, or a part twice. */
  private static byte[] mutated(byte[] bytes, Random random) throws IOException {
    byte[] changed = bytes.clone();
    int from = random.nextInt(bytes.length);
    int to = from + random.nextInt(bytes.length - from);
    ByteArrayOutputStream parts = new ByteArrayOutputStream();
    switch (random.nextInt(6)) {
      case 0 -> {
        for (int change = random.nextInt(4); change >= 0; change--) {
          changed[random.nextInt(changed.length)] = (byte) random.nextInt();
        }
        parts.write(changed);
      }
      case 1 -> {
        parts.write(bytes, 0, from);
        parts.write(bytes, to, bytes.length - to);
      }
      case 2 -> {
        parts.write(bytes, 0, to);
        parts.write(bytes, from, bytes.length - from);
      }
      case 3 -> parts.write(bytes, 0, to);
      default -> parts.write(bytes);
    }
    return parts.toByteArray();
  }
}
