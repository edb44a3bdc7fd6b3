/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package benchmarks;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * What the member programs share: the options, the lines that they print, the questions every
 * millisecond, and the orders that they read.
 *
 * <p>Lines on standard output, with microseconds of the monotonic clock, which on Linux all
 * processes and the harness share:
 *
 * <pre>
 * EVENT MICROS MEMBER SOURCE ROLE LEADER    SOURCE is callback or getter
 * MARK  MICROS MEMBER TEXT                  start, started, and begin/end/failed of an order
 * </pre>
 *
 * What is not known is "-". Of each source only changes are printed.
 *
 * <p>Lines on standard input: {@code poll on}, {@code poll off}, {@code exit}, or an order that the
 * program knows, as {@code stop} and {@code transfer}.
 */
final class Member {

  static final String LEADER = "LEADER";
  static final String FOLLOWER = "FOLLOWER";
  static final String CANDIDATE = "CANDIDATE";
  static final String DOWN = "DOWN";

  /**
   * What a member says of itself.
   *
   * @param role one of the constants above
   * @param leader who leads, as far as it knows, or null
   */
  record State(String role, String leader) {
    @Override
    public String toString() {
      return role + " " + (leader == null || leader.isEmpty() ? "-" : leader);
    }
  }

  /** What the harness may ask of a member. */
  interface Order {
    void run() throws Exception;
  }

  private static final long BETWEEN_QUESTIONS_NANOS = 1_000_000;
  private static final long WHILE_OFF_NANOS = 200_000_000;

  private final Map<String, String> options = new HashMap<>();
  private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
  private final ReentrantLock printing = new ReentrantLock();
  private final Map<String, State> printed = new HashMap<>();
  private volatile boolean asking = true;

  /** Reads the options, each a name with two dashes and a value, and prints that it starts. */
  Member(String[] args) {
    for (int place = 0; place + 1 < args.length; place += 2) {
      options.put(args[place].substring("--".length()), args[place + 1]);
    }
    mark("start");
  }

  int number() {
    return Integer.parseInt(option("number", "0"));
  }

  String name() {
    return name(number());
  }

  static String name(int number) {
    return "m" + number;
  }

  int[] ports() {
    return Arrays.stream(option("ports", "").split(",")).mapToInt(Integer::parseInt).toArray();
  }

  int port() {
    return ports()[number()];
  }

  /** The member that comes after this one, and is asked for when it hands over. */
  int next() {
    return (number() + 1) % ports().length;
  }

  /** The name of who listens on a port, or null. */
  String nameOf(int port) {
    int[] ports = ports();
    for (int number = 0; number < ports.length; number++) {
      if (ports[number] == port) {
        return name(number);
      }
    }
    return null;
  }

  /** A folder of this member's own, which outlasts its process. */
  Path data() throws IOException {
    return Files.createDirectories(Path.of(option("data", "")));
  }

  String option(String name, String otherwise) {
    return options.getOrDefault(name, otherwise);
  }

  /** What the library's own callback said. */
  void callback(State state) {
    print("callback", state);
  }

  void mark(String text) {
    write("MARK " + micros() + " " + name() + " " + text + "\n");
  }

  /** Asks the library's getters every millisecond, on a thread of its own. */
  void ask(Supplier<State> getters) {
    Thread.ofPlatform()
        .daemon()
        .name("questions")
        .start(
            () -> {
              while (true) {
                if (asking) {
                  askOnce(getters);
                }
                LockSupport.parkNanos(asking ? BETWEEN_QUESTIONS_NANOS : WHILE_OFF_NANOS);
              }
            });
  }

  private void askOnce(Supplier<State> getters) {
    try {
      State state = getters.get();
      if (state != null) {
        print("getter", state);
      }
    } catch (RuntimeException notUpOrClosing) {
      // Says nothing, which is what it knows.
    }
  }

  /** Carries out what standard input says until it ends or says so, and then ends the process. */
  void serve(Map<String, Order> orders) throws IOException {
    mark("started");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = in.readLine(); line != null && !line.equals("exit"); line = in.readLine()) {
      switch (line) {
        case "poll on" -> asking = true;
        case "poll off" -> asking = false;
        default -> carryOut(line, orders);
      }
    }
    Runtime.getRuntime().halt(0);
  }

  private void carryOut(String line, Map<String, Order> orders) {
    mark("begin " + line);
    try {
      orders.get(line).run();
      mark("end " + line);
    } catch (Exception failed) {
      failed.printStackTrace();
      mark("failed " + line + " " + failed.toString().replace('\n', ' '));
    }
  }

  private void print(String source, State state) {
    long now = micros();
    printing.lock();
    try {
      if (!state.equals(printed.put(source, state))) {
        write("EVENT " + now + " " + name() + " " + source + " " + state + "\n");
      }
    } finally {
      printing.unlock();
    }
  }

  /** One write is one line, also when several threads print. */
  private void write(String line) {
    try {
      out.write(line.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException nobodyReads) {
      throw new UncheckedIOException(nobodyReads);
    }
  }

  private static long micros() {
    return System.nanoTime() / 1_000;
  }
}
