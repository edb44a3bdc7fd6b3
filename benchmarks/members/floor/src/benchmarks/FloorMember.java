/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package benchmarks;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/**
 * The floor: what the kernel, the disk and the loopback take for the exchange of an election, and
 * nothing else. It elects nobody safely. When the connection from the leader ends, the first of the
 * others forces a write, asks the second one, which forces a write, and leads; what it does then it
 * has practised. It waits for no promise.
 */
final class FloorMember {

  private static final byte HEARTBEAT = 1;
  private static final byte VOTE = 2;
  private static final byte SUCCEED = 3;
  private static final byte PRACTICE = 4;

  private static final int ROUNDS_OF_PRACTICE = 200;
  private static final long HEARTBEAT_NANOS = 50_000_000;
  private static final long BETWEEN_DIALS_NANOS = 10_000_000;
  private static final int NOBODY = -1;
  private static final long CHUNK_OF_MEMORY = 1 << 20;

  private final Member member;
  private final int me;
  private final Map<Integer, Link> links = new TreeMap<>();
  private final ReentrantLock leading = new ReentrantLock();
  private final ForcedRecord record;
  private final ForcedRecord scratch;
  private volatile int leader = NOBODY;
  private volatile boolean stopped;

  private FloorMember(Member member) throws IOException {
    this.member = member;
    me = member.number();
    record = new ForcedRecord(member.data().resolve("record"));
    scratch = new ForcedRecord(member.data().resolve("scratch"));
    int[] ports = member.ports();
    IntStream.range(0, ports.length)
        .filter(number -> number != me)
        .forEach(number -> links.put(number, new Link(ports[number])));
  }

  public static void main(String[] args) throws Exception {
    Member member = new Member(args);
    List<ByteBuffer> held = fill(Long.parseLong(member.option("resident", "0")));
    FloorMember floor = new FloorMember(member);
    ServerSocket server = new ServerSocket(member.port(), 50, InetAddress.getLoopbackAddress());
    start("accept", () -> floor.accept(server));
    floor.practise();
    member.ask(floor::state);
    start("lead", floor::leadFrom);
    member.serve(Map.of("stop", floor::stop, "transfer", floor::handOver));
    held.clear();
  }

  /** So that a kill has as much memory to give back as one of the library's members. */
  private static List<ByteBuffer> fill(long mebibytes) throws IOException {
    List<ByteBuffer> held = new ArrayList<>();
    while (residentMebibytes() < mebibytes) {
      ByteBuffer chunk = ByteBuffer.allocateDirect((int) CHUNK_OF_MEMORY);
      for (int place = 0; place < chunk.capacity(); place += 4096) {
        chunk.put(place, (byte) 1);
      }
      held.add(chunk);
    }
    return held;
  }

  private static long residentMebibytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  private static void start(String name, Runnable task) {
    Thread.ofPlatform().daemon().name(name).start(task);
  }

  private Member.State state() {
    if (stopped) {
      return new Member.State(Member.DOWN, null);
    }
    int now = leader;
    return new Member.State(
        now == me ? Member.LEADER : Member.FOLLOWER, now == NOBODY ? null : Member.name(now));
  }

  private void leader(int now) {
    if (leader != now) {
      leader = now;
      member.callback(state());
    }
  }

  private void accept(ServerSocket server) {
    try {
      while (true) {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        start("answer", () -> answer(socket));
      }
    } catch (IOException ended) {
      throw new IllegalStateException("nobody can connect any more", ended);
    }
  }

  /** Answers whoever opened this connection, until it has gone. */
  private void answer(Socket socket) {
    byte[] message = new byte[Link.BYTES];
    int from = NOBODY;
    try (socket;
        DataInputStream in = new DataInputStream(socket.getInputStream())) {
      while (Link.read(in, message)) {
        from = message[1];
        take(message[0], from);
        socket.getOutputStream().write(message);
        if (message[0] == SUCCEED) {
          campaign(from);
        }
      }
    } catch (IOException gone) {
      // As if it had ended.
    }
    if (from != NOBODY) {
      links.get(from).close();
      if (from == leader && firstWithout(from) == me) {
        campaign(from);
      }
    }
  }

  private void take(byte what, int from) throws IOException {
    switch (what) {
      case HEARTBEAT -> leader(from);
      case VOTE -> record.force();
      case PRACTICE -> scratch.force();
      default -> {}
    }
  }

  private int firstWithout(int gone) {
    return IntStream.rangeClosed(0, links.size())
        .filter(number -> number != gone)
        .findFirst()
        .orElseThrow();
  }

  private void campaign(int predecessor) {
    try {
      record.force();
    } catch (IOException broken) {
      throw new IllegalStateException("the record cannot be written", broken);
    }
    links.forEach(
        (number, link) -> {
          if (number != predecessor && link.ask(VOTE, me)) {
            leader(me);
          }
        });
    heartbeat();
  }

  /** None is under way when this member hands over. */
  private void heartbeat() {
    leading.lock();
    try {
      if (leader == me) {
        links.values().forEach(link -> link.ask(HEARTBEAT, me));
      }
    } finally {
      leading.unlock();
    }
  }

  /** The first member leads first; a member that comes back waits for a heartbeat. */
  private void leadFrom() {
    boolean fresh = !Files.exists(Path.of(member.option("data", "")).resolve("began"));
    try {
      Files.writeString(member.data().resolve("began"), "");
    } catch (IOException broken) {
      throw new IllegalStateException("the folder cannot be written", broken);
    }
    if (fresh && me == 0) {
      leader(me);
    }
    while (!stopped) {
      links.values().forEach(Link::open);
      heartbeat();
      LockSupport.parkNanos(leader == NOBODY ? BETWEEN_DIALS_NANOS : HEARTBEAT_NANOS);
    }
  }

  private void practise() {
    links.forEach(
        (number, link) -> {
          while (!link.open()) {
            LockSupport.parkNanos(BETWEEN_DIALS_NANOS);
          }
          for (int round = 0; round < ROUNDS_OF_PRACTICE; round++) {
            link.ask(PRACTICE, me);
          }
        });
  }

  private void handOver() {
    leading.lock();
    try {
      leader(NOBODY);
    } finally {
      leading.unlock();
    }
    links.get(member.next()).ask(SUCCEED, me);
  }

  private void stop() {
    handOver();
    stopped = true;
    member.callback(state());
  }
}
