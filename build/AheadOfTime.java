/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Makes the ahead-of-time cache of an image (JEP 483 and 514): classes that are loaded and linked
 * already, as one member needed them that led, handed over, noticed a death and led again. A
 * process with it starts sooner, and its first election, which else waits for some ninety classes
 * and their lambdas, takes half as long. The build runs this as a source file.
 *
 * <p>The cache lies beside the image, not in it: the image works without, and is small.
 */
final class AheadOfTime {

  /** The first release whose caches hold lambdas, and are made in one go. */
  private static final int FIRST_RELEASE = 25;

  /** Far beyond what anything here takes. */
  private static final long PATIENCE_SECONDS = 60;

  /** How often a hand-over is asked for that is refused; each time a process is started. */
  private static final int ATTEMPTS = 20;

  private final List<String> java;
  private final List<String> members;

  private AheadOfTime(List<String> java, List<String> members) {
    this.java = java;
    this.members = members;
  }

  public static void main(String[] args) throws Exception {
    if (args.length != 3) {
      System.err.println("usage: AheadOfTime IMAGE MODULE/CLASS CACHE");
      System.exit(2);
    }
    Path cache = Path.of(args[2]).toAbsolutePath();
    Files.deleteIfExists(cache);
    if (Runtime.version().feature() < FIRST_RELEASE) {
      System.out.println("No ahead-of-time cache: only Java 25 or newer makes one.");
      return;
    }
    Path java = Path.of(args[0], "bin", "java").toAbsolutePath();
    new AheadOfTime(List.of(java.toString(), "--module", args[1]), freeAddresses()).make(cache);
  }

  private static List<String> freeAddresses() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket a = new ServerSocket(0, 1, loopback);
        ServerSocket b = new ServerSocket(0, 1, loopback);
        ServerSocket c = new ServerSocket(0, 1, loopback)) {
      return List.of(address("a", a), address("b", b), address("c", c));
    }
  }

  private static String address(String id, ServerSocket socket) {
    return "%s=127.0.0.1:%d".formatted(id, socket.getLocalPort());
  }

  /**
   * The third is a witness, so that the recorded member alone can win when the second is killed.
   */
  private void make(Path cache) throws Exception {
    Path state = Files.createTempDirectory("election-cache");
    try (Running recorded = run("a", 1, state, List.of("-XX:AOTCacheOutput=" + cache));
        Running other = run("b", 1, state, List.of());
        Running witness = run("c", 0, state, List.of())) {
      transferTo("a");
      recorded.await("leadership-gained");
      transferTo("b");
      recorded.await("leadership-lost");
      other.process.destroyForcibly();
      recorded.await("leadership-gained");
      // By its handle: Process.destroy would close the pipe that it still writes to.
      boolean unused = recorded.process.toHandle().destroy();
      recorded.awaitEnd();
    } finally {
      delete(state);
    }
    if (!Files.exists(cache)) {
      throw new IllegalStateException("the process that was recorded wrote no cache");
    }
  }

  private Running run(String id, int priority, Path state, List<String> options)
      throws IOException {
    List<String> words =
        command(
            "run",
            "--json",
            "--id",
            id,
            "--priority",
            "" + priority,
            "--state",
            "" + state.resolve(id));
    words.addAll(1, options);
    return new Running(words);
  }

  /** A command of the image about these members. */
  private List<String> command(String... arguments) {
    List<String> words = new ArrayList<>(java);
    words.addAll(List.of(arguments));
    members.forEach(member -> words.addAll(List.of("--member", member)));
    return words;
  }

  /** As an operator does. Right after a start it is refused: nobody leads, or is ready. */
  private void transferTo(String id) throws Exception {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try (Running operator = new Running(command("transfer", "--to", id))) {
        if (operator.awaitEnd() == 0) {
          return;
        }
      }
    }
    throw new IllegalStateException("'%s' does not become the leader".formatted(id));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** A process, and what it prints. Closing it kills it. */
  private static final class Running implements AutoCloseable {

    private final Process process;
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

    Running(List<String> words) throws IOException {
      process = new ProcessBuilder(words).redirectErrorStream(true).start();
      Thread.ofVirtual().start(this::read);
    }

    private void read() {
      try (BufferedReader reader = process.inputReader()) {
        reader.lines().map(Optional::of).forEach(lines::add);
      } catch (IOException | UncheckedIOException killed) {
        // There is nothing more to read.
      } finally {
        lines.add(Optional.empty());
      }
    }

    /** Takes lines until one holds a text. */
    void await(String text) throws InterruptedException {
      List<String> taken = new ArrayList<>();
      Optional<String> line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      while (line != null && line.isPresent()) {
        if (line.get().contains(text)) {
          return;
        }
        taken.add(line.get());
        line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
      throw new IllegalStateException("no line with '%s' came, only %s".formatted(text, taken));
    }

    int awaitEnd() throws InterruptedException {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("a process does not end");
      }
      return process.exitValue();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
