/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.drawing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What happened in one group. Moments are microseconds since the first entry; the lists are in the
 * order of their ends.
 *
 * @param group the name of the cluster
 * @param start the moment 0
 * @param lanes one for each member, in the order of their ids
 * @param course what concerns all members
 * @param scenes the parts of the time in which something happened
 */
record History(String group, Instant start, List<Lane> lanes, Course course, List<Scene> scenes) {

  /** Something with a beginning and an end, which may be one moment. */
  interface Timed {

    long from();

    long to();
  }

  /**
   * What one member did.
   *
   * @param member its id
   * @param stretches what it was, one after the other
   * @param marks what it told
   */
  record Lane(String member, List<Stretch> stretches, List<Mark> marks) {}

  /** A time in which a member was one thing. */
  record Stretch(long from, long to, Look look) implements Timed {}

  /**
   * A moment at which something is known to have happened to a member.
   *
   * @param at when
   * @param text what, with the time of day
   * @param grave whether its process is gone from here on
   */
  record Mark(long at, String text, boolean grave) implements Timed {

    @Override
    public long from() {
      return at;
    }

    @Override
    public long to() {
      return at;
    }
  }

  /**
   * What concerns all.
   *
   * @param tenures when a leader was active
   * @param gaps when none was
   * @param terms each for as long as it was the highest
   * @param arrows votes and promises
   */
  record Course(List<Tenure> tenures, List<Gap> gaps, List<Term> terms, List<Arrow> arrows) {}

  /**
   * A leader was active.
   *
   * @param leader its id
   * @param term its term
   * @param from since when
   * @param to until when
   * @param lease how long its lease is after a renewal; empty if the log does not say
   * @param leaseOver when nothing can be left of the lease any more
   */
  record Tenure(String leader, long term, long from, long to, OptionalLong lease, long leaseOver)
      implements Timed {}

  /** Nobody was an active leader. */
  record Gap(long from, long to) implements Timed {}

  /** A term was the highest. */
  record Term(long number, long from, long to) implements Timed {}

  /**
   * Something that one member gave to another.
   *
   * @param vote whether it is a vote, else a promise
   * @param giver who gave it
   * @param receiver who got it
   * @param span from when it was asked for until the receiver had it
   * @param text what it says
   */
  record Arrow(boolean vote, String giver, String receiver, Span span, String text)
      implements Timed {

    /** Where it arrives is where it belongs. */
    @Override
    public long from() {
      return span.to();
    }

    @Override
    public long to() {
      return span.to();
    }
  }

  /** From one moment to another. */
  record Span(long from, long to) {}

  /**
   * A part of the time.
   *
   * @param from since when
   * @param to until when
   * @param first the first moment at which something happened
   * @param title the time of day, and what began there
   */
  record Scene(long from, long to, long first, String title) implements Timed {}

  /** Of a list in the order of its ends, those that touch a scene. */
  static <T extends Timed> List<T> within(List<T> all, Scene scene) {
    int low = 0;
    int high = all.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (all.get(middle).to() < scene.from()) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    List<T> found = new ArrayList<>();
    for (int index = low; index < all.size() && all.get(index).from() <= scene.to(); index++) {
      found.add(all.get(index));
    }
    return found;
  }
}
