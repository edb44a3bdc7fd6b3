/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Processes that found one another: when each appears, and whom it finds at first.
 *
 * @param seed of all that is drawn while they run
 * @param expected how many are to found the cluster
 * @param startNanos for each process when it appears
 * @param pictures for each process whom it finds, one after another, before it finds all
 * @param lostOfThousand how many messages are lost
 * @param crashes how many processes crash, and are started again, while pictures differ
 */
record GatheringPlan(
    long seed,
    int expected,
    List<Long> startNanos,
    List<List<List<Integer>>> pictures,
    int lostOfThousand,
    int crashes) {

  /** How long a picture lasts. */
  static final long LOOK = 200 * Nanos.MILLISECOND;

  /** By when all pictures are those of everybody, and nothing is lost any more. */
  static final long CALM = 4 * Nanos.SECOND;

  private static final long[] GAPS = {0, 90 * Nanos.MILLISECOND, 700 * Nanos.MILLISECOND};

  GatheringPlan {
    startNanos = List.copyOf(startNanos);
    pictures = List.copyOf(pictures);
  }

  /** In how many ways each of four can see first nobody, then some of the others, then all. */
  static int ways() {
    return 5 * 5 * 5 * 5;
  }

  /** One of all ways in which four see three or four at first, or too few, of three expected. */
  static GatheringPlan ofFour(int way, int gaps) {
    List<List<List<Integer>>> pictures = new ArrayList<>();
    List<Long> starts = new ArrayList<>();
    int rest = way;
    int gap = gaps;
    long start = 0;
    for (int node = 0; node < 4; node++) {
      pictures.add(List.of(early(node, rest % 5), early(node, rest % 5)));
      rest /= 5;
      start += node == 0 ? 0 : GAPS[gap % GAPS.length];
      gap /= node == 0 ? 1 : GAPS.length;
      starts.add(start);
    }
    return new GatheringPlan(31L * way + gaps, 3, starts, pictures, 0, 0);
  }

  /** Without one of the others, or with all, or itself alone. */
  private static List<Integer> early(int self, int which) {
    return switch (which) {
      case 4 -> List.of(self);
      case 3 -> List.of(0, 1, 2, 3);
      default -> {
        int missing = which < self ? which : which + 1;
        yield IntStream.range(0, 4).filter(node -> node != missing).boxed().toList();
      }
    };
  }

  /** Up to one fewer than twice the expected, any pictures, losses and crashes. */
  static GatheringPlan random(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int expected = 2 + random.nextInt(3);
    int size = expected + random.nextInt(expected);
    List<Long> starts = new ArrayList<>();
    List<List<List<Integer>>> pictures = new ArrayList<>();
    for (int node = 0; node < size; node++) {
      starts.add(random.nextInt(3) > 0 ? 0 : random.nextLong(2 * Nanos.SECOND));
      pictures.add(
          IntStream.range(0, random.nextInt(8)).mapToObj(look -> draw(size, random)).toList());
    }
    int lost = random.nextBoolean() ? 0 : random.nextInt(300);
    return new GatheringPlan(seed, expected, starts, pictures, lost, random.nextInt(6));
  }

  private static List<Integer> draw(int size, SplittableRandom random) {
    return IntStream.range(0, size).filter(node -> random.nextInt(4) > 0).boxed().toList();
  }

  int size() {
    return startNanos.size();
  }

  /** Whom a process finds when it looks for the so-many-th time. */
  List<Integer> picture(int node, int look) {
    List<List<Integer>> looks = pictures.get(node);
    return look < looks.size() ? looks.get(look) : IntStream.range(0, size()).boxed().toList();
  }
}
