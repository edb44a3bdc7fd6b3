/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.member;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.election4j.cli.cluster.LoopbackPorts;
import io.github.election4j.cli.testkit.Await;
import io.github.election4j.cli.testkit.BlockedMember;
import io.github.election4j.cli.testkit.ElectionImage;
import io.github.election4j.cli.testkit.FullPipe;
import io.github.election4j.cli.testkit.FullPipe.Unread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three processes on one processor. All times are {@code blocked.scale} times as long as the
 * defaults, so that a busy machine does not cost a leader its lease; {@code -Dblocked.scale=1
 * -Dblocked.seconds=60} measures the defaults.
 */
@DisplayName("With a task, a listener, all virtual threads, the log and the output blocked,")
class BlockedMemberProcessTest {

  private static final int SCALE = Integer.getInteger("blocked.scale", 5);
  private static final int SECONDS = Integer.getInteger("blocked.seconds", 2);

  @TempDir private Path folder;
  private final Map<String, Process> members = new LinkedHashMap<>();

  @AfterEach
  void killAll() throws InterruptedException {
    for (Process member : members.values()) {
      member.destroyForcibly().waitFor();
    }
  }

  @Test
  @DisplayName("the leader leads on; killed, another one is active")
  void leadsOn() throws Exception {
    startAll();
    Await.until("all are blocked", () -> ids().stream().allMatch(id -> notes(id).size() > 1));
    for (String id : ids()) {
      assertEquals("virtual threads are stuck", notes(id).get(0));
    }
    Await.until("one is active", () -> active().size() == 1);
    String leader = active().get(0);
    String states = states();
    boolean unused = new CountDownLatch(1).await(SECONDS, TimeUnit.SECONDS);
    assertEquals(states, states(), "nothing was to change while all were blocked");

    Process killed = members.remove(leader);
    long start = System.nanoTime();
    killed.destroyForcibly().waitFor();
    Await.until("another one is active", () -> active().size() == 1);
    System.out.printf(
        "All blocked for %d s without a change; %d ms after a kill another one was active%n",
        SECONDS, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
  }

  private List<String> ids() {
    return List.copyOf(members.keySet());
  }

  private void startAll() throws Exception {
    Path fifo = folder.resolve("nobody-writes");
    assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
    List<Integer> ports = LoopbackPorts.find(3);
    List<String> all =
        List.of(
            "a=127.0.0.1:" + ports.get(0),
            "b=127.0.0.1:" + ports.get(1),
            "c=127.0.0.1:" + ports.get(2));
    for (String id : List.of("a", "b", "c")) {
      List<String> words = new ArrayList<>();
      words.add(ElectionImage.image().resolve("bin/java").toString());
      // A small container has one carrier of virtual threads; more would only have to be blocked.
      words.add("-Djdk.virtualThreadScheduler.parallelism=1");
      words.add("-Djdk.virtualThreadScheduler.maxPoolSize=1");
      words.addAll(List.of("-cp", testClasses(), BlockedMember.class.getName(), id));
      words.addAll(List.of(fifo.toString(), note(id).toString()));
      words.addAll(List.of(folder.resolve(id).toString(), Integer.toString(SCALE)));
      words.addAll(all);
      members.put(id, FullPipe.process(folder.resolve("pipe-" + id), Unread.BOTH, words).start());
    }
  }

  private static String testClasses() throws Exception {
    return Path.of(BlockedMember.class.getProtectionDomain().getCodeSource().getLocation().toURI())
        .toString();
  }

  private Path note(String id) {
    return folder.resolve("note-" + id);
  }

  /** Lines that are written whole. */
  private List<String> notes(String id) {
    try {
      return Files.exists(note(id)) ? Files.readAllLines(note(id)) : List.of();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private String states() {
    return ids().stream().map(id -> id + notes(id)).toList().toString();
  }

  private List<String> active() {
    return ids().stream()
        .filter(id -> notes(id).size() > 1 && notes(id).getLast().startsWith("active "))
        .toList();
  }
}
