/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Hosts with kernels of their own, as far as the network goes: each is a network name space, and
 * this process, in one of its own, is the router between them. The router drops what a cut link
 * carries, in one direction, without a word to anybody. Linux, as root. Used by one thread.
 *
 * <p>The name spaces have no names: each lives for as long as a process in it, which ends with this
 * one, however it ends. So nothing is left behind.
 */
final class SoakNetwork implements AutoCloseable {

  private static final int PORT = 7400;

  /**
   * A program of the classic packet filter: the kernel's random number, and 2 (drop) if it is not
   * above a limit, else 0 (pass).
   */
  private static final String DROP_BY_CHANCE = "4,32 0 0 4294963256,37 1 0 %d,6 0 0 2,6 0 0 0";

  private static final long RANDOM_NUMBERS = 1L << 32;

  private final Map<String, Process> hosts = new TreeMap<>();
  private final Set<Link> cuts = new TreeSet<>();
  private final Set<String> lossy = new TreeSet<>();

  /**
   * A direction between two hosts.
   *
   * @param from the one that sends
   * @param to the one that is sent to
   */
  record Link(String from, String to) implements Comparable<Link> {

    @Override
    public int compareTo(Link other) {
      return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
      return from + to;
    }
  }

  /**
   * Makes the hosts, each connected with the router.
   *
   * @param ids of one letter
   */
  SoakNetwork(List<String> ids) throws IOException, InterruptedException {
    try {
      Files.writeString(Path.of("/proc/sys/net/ipv4/ip_forward"), "1");
      run(List.of("ip", "link", "set", "lo", "up"));
      for (String id : ids) {
        hosts.put(id, new ProcessBuilder("unshare", "--net", "cat").start());
        connect(id);
      }
    } catch (IOException | InterruptedException | RuntimeException failed) {
      close();
      throw failed;
    }
  }

  private void connect(String id) throws IOException, InterruptedException {
    awaitOwnNetwork(hosts.get(id).pid());
    String pid = Long.toString(hosts.get(id).pid());
    run(words("ip link add v-%s type veth peer name uplink netns %s", id, pid));
    run(words("ip addr add %s dev v-%s", network(id) + ".1/24", id));
    run(words("ip link set v-%s up", id));
    run(words("tc qdisc add dev v-%s clsact", id));
    run(within(id, words("ip addr add %s dev uplink", network(id) + ".2/24")));
    run(within(id, words("ip link set uplink up")));
    run(within(id, words("ip link set lo up")));
    run(within(id, words("ip route add default via %s", network(id) + ".1")));
  }

  /** The process that was started is not in its own name space at once. */
  private static void awaitOwnNetwork(long pid) throws IOException {
    Path ours = Files.readSymbolicLink(Path.of("/proc/self/ns/net"));
    Path theirs = Path.of("/proc/" + pid + "/ns/net");
    long start = System.nanoTime();
    while (Files.readSymbolicLink(theirs).equals(ours)) {
      if (System.nanoTime() - start > 10_000_000_000L) {
        throw new IOException("process " + pid + " gets no network of its own; is this root?");
      }
      Thread.onSpinWait();
    }
  }

  private static String network(String id) {
    return "10.74." + (id.charAt(0) - 'a' + 1);
  }

  private static List<String> words(String format, String... values) {
    return List.of(format.formatted((Object[]) values).split(" "));
  }

  Set<String> hosts() {
    return hosts.keySet();
  }

  String address(String id) {
    return network(id) + ".2:" + PORT;
  }

  /** The words by which something runs on a host. */
  List<String> within(String id, List<String> command) {
    List<String> words = new ArrayList<>();
    words.add("nsenter");
    words.add("--net=/proc/" + hosts.get(id).pid() + "/ns/net");
    words.addAll(command);
    return words;
  }

  void cut(Link link) throws IOException, InterruptedException {
    if (!link.from().equals(link.to()) && cuts.add(link)) {
      run(rule("add", link));
    }
  }

  private static List<String> rule(String verb, Link link) {
    return words(
        "ip rule %s iif v-%s to %s.2 priority 100 blackhole",
        verb, link.from(), network(link.to()));
  }

  /** Lets the router lose a share of what a host sends. */
  void lose(String id, double share) throws IOException, InterruptedException {
    lossy.add(id);
    String program = DROP_BY_CHANCE.formatted((long) (share * RANDOM_NUMBERS));
    List<String> words = new ArrayList<>(words("tc filter replace dev v-%s ingress", id));
    words.addAll(words("protocol ip prio 1 handle 1 bpf da bytecode"));
    words.add(program);
    run(words);
  }

  /** Ends all that was done to the network. */
  void heal() throws IOException, InterruptedException {
    for (Link link : cuts) {
      run(rule("del", link));
    }
    cuts.clear();
    for (String id : lossy) {
      run(words("tc filter del dev v-%s ingress", id));
    }
    lossy.clear();
  }

  /** Whether some of these, a majority of all hosts, all reach each other without any loss. */
  boolean hasMajorityOf(Set<String> ids) {
    List<String> candidates = ids.stream().filter(id -> !lossy.contains(id)).toList();
    for (int chosen = 0; chosen < 1 << candidates.size(); chosen++) {
      if (2 * Integer.bitCount(chosen) > hosts.size() && areConnected(candidates, chosen)) {
        return true;
      }
    }
    return false;
  }

  private boolean areConnected(List<String> ids, int chosen) {
    return cuts.stream()
        .noneMatch(
            link ->
                isChosen(ids.indexOf(link.from()), chosen)
                    && isChosen(ids.indexOf(link.to()), chosen));
  }

  private static boolean isChosen(int index, int chosen) {
    return index >= 0 && (chosen >>> index & 1) == 1;
  }

  @Override
  public String toString() {
    return "cut " + cuts + ", lossy " + lossy;
  }

  private static void run(List<String> words) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", words) + " failed: " + said.strip());
    }
  }

  @Override
  public void close() {
    for (Process host : hosts.values()) {
      try (OutputStream input = host.getOutputStream()) {
        input.flush();
      } catch (IOException gone) {
        // It has ended, which is what is wanted.
      }
      host.destroy();
    }
  }
}
