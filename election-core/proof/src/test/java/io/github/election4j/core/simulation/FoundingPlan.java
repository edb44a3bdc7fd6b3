/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Founders, what each was given, and when each is started.
 *
 * @param seed of delays and election timeouts
 * @param lists for each founder the indexes of the members that it was given, itself among them
 * @param startNanos for each founder when its process starts
 * @param latestNanos how long a message, or a write, takes at most
 * @param slow whether some links are so slow that a winner may be elected before it has met
 *     everybody
 */
record FoundingPlan(
    long seed, List<List<Integer>> lists, List<Long> startNanos, long latestNanos, boolean slow) {

  private static final int FEWEST = 2;
  private static final int MOST = 5;
  private static final long[] GAPS = {
    0, 20 * Nanos.MILLISECOND, 120 * Nanos.MILLISECOND, 800 * Nanos.MILLISECOND
  };
  private static final long PROMPT = 2 * Nanos.MILLISECOND;
  private static final long LATE = 12 * Nanos.MILLISECOND;

  FoundingPlan {
    lists = List.copyOf(lists);
    startNanos = List.copyOf(startNanos);
  }

  /**
   * One of all ways to give lists of two members or more to so many founders, who start in the
   * order of their indexes. All orders are among them: a list in another order of starts is another
   * list in this one.
   *
   * @param founders how many
   * @param split which of them, below {@link #splits}
   * @param gaps how long after one another they start: two bits for each but the first
   */
  static FoundingPlan of(int founders, long split, int gaps) {
    List<List<Integer>> lists = new ArrayList<>();
    List<Long> starts = new ArrayList<>();
    long rest = split;
    long start = 0;
    for (int node = 0; node < founders; node++) {
      long others = rest % othersOf(founders) + 1;
      rest /= othersOf(founders);
      lists.add(list(founders, node, others));
      start += node == 0 ? 0 : GAPS[gaps >> 2 * (node - 1) & 3];
      starts.add(start);
    }
    return new FoundingPlan(split * 31 + gaps, lists, starts, PROMPT, false);
  }

  /** The sets of the others, but for the empty one. */
  private static long othersOf(int founders) {
    return (1L << founders - 1) - 1;
  }

  static long splits(int founders) {
    long splits = 1;
    for (int node = 0; node < founders; node++) {
      splits *= othersOf(founders);
    }
    return splits;
  }

  /** The members of a list: the node itself, and the others that the bits stand for. */
  private static List<Integer> list(int founders, int node, long others) {
    List<Integer> members = new ArrayList<>();
    for (int member = 0; member < founders; member++) {
      int bit = member < node ? member : member - 1;
      if (member == node || (others >> bit & 1) == 1) {
        members.add(member);
      }
    }
    return members;
  }

  /** Two or three lists, so that some founders have the same one, and any moments. */
  static FoundingPlan random(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int founders = FEWEST + random.nextInt(MOST - FEWEST + 1);
    List<List<Integer>> drawn = drawLists(founders, random);
    List<List<Integer>> lists = new ArrayList<>();
    List<Long> starts = new ArrayList<>();
    for (int node = 0; node < founders; node++) {
      int self = node;
      List<List<Integer>> naming = drawn.stream().filter(list -> list.contains(self)).toList();
      List<Integer> either = List.of(self, (self + 1) % founders);
      lists.add(naming.isEmpty() ? either : naming.get(random.nextInt(naming.size())));
      starts.add(random.nextInt(3) > 0 ? 0 : random.nextLong(2 * Nanos.SECOND));
    }
    long latest = random.nextInt(4) == 0 ? LATE : PROMPT;
    return new FoundingPlan(seed, lists, starts, latest, random.nextBoolean());
  }

  /** Any lists; or each without another member; or with one common member alone. */
  private static List<List<Integer>> drawLists(int founders, SplittableRandom random) {
    return switch (random.nextInt(3)) {
      case 0 ->
          IntStream.range(0, 2 + random.nextInt(2))
              .mapToObj(list -> draw(founders, random))
              .toList();
      case 1 -> Stream.of(0, founders - 1).map(missing -> without(founders, missing)).toList();
      default -> List.of(range(0, founders / 2 + 1), range(founders / 2, founders));
    };
  }

  private static List<Integer> without(int founders, int missing) {
    return IntStream.range(0, founders).filter(node -> node != missing).boxed().toList();
  }

  private static List<Integer> range(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  private static List<Integer> draw(int founders, SplittableRandom random) {
    TreeSet<Integer> members = new TreeSet<>();
    while (members.size() < 2) {
      for (int member = 0; member < founders; member++) {
        if (random.nextInt(3) > 0) {
          members.add(member);
        }
      }
    }
    return List.copyOf(members);
  }

  int size() {
    return lists.size();
  }

  List<Member> membersOf(List<Integer> list) {
    return list.stream().map(FoundingPlan::member).toList();
  }

  static Member member(int node) {
    String id = String.valueOf((char) ('a' + node));
    return Member.of(id, id + ":7400");
  }

  /** When everybody has been started. */
  long lastStartNanos() {
    return startNanos.stream().mapToLong(Long::longValue).max().orElseThrow();
  }
}
