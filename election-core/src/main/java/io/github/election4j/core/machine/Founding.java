/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.VoteRecord;
import io.github.election4j.wire.VoteRecord.Ballot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a founder knows of the lists that the others were given, while the first configuration is
 * not confirmed (design, section 5 rule 12). Immutable.
 *
 * @param agreed the members that have shown that they were given the same list
 * @param disagreements by the member whose word it is: that there is another list
 * @param yielded whether this node has given up a gathered list for good, to join others
 */
record Founding(Set<String> agreed, Map<String, Disagreement> disagreements, boolean yielded) {

  /** Nobody has said anything, or the first configuration is confirmed. */
  static final Founding NONE = new Founding(Set.of(), Map.of(), false);

  /** Likewise, of a node that has given its list up. */
  static final Founding YIELDED = new Founding(Set.of(), Map.of(), true);

  /** On what ground another list counts, and hence for how long. */
  enum Ground {
    /** A member that we name has it: until that member shows ours. */
    MEMBER,
    /** It names us, and we do not name who has it: for as long as that is repeated. */
    STRANGER,
    /** One who has our list has met it: for as long as that is repeated. */
    PASSED_ON
  }

  /**
   * A list of founders that is not ours.
   *
   * @param list the other list
   * @param differences what differs from ours, for a person
   * @param ground why it concerns us
   * @param untilNanos when it is forgotten if nobody repeats it; without meaning for a member's
   */
  record Disagreement(Configuration list, String differences, Ground ground, long untilNanos) {

    boolean isOver(long nowNanos) {
      return ground != Ground.MEMBER && Moments.isDue(untilNanos, nowNanos);
    }
  }

  /**
   * Whether a configuration is a first one that nobody has confirmed yet. A leader writes another
   * version only when it is active and a quorum has confirmed the first, and a version is never
   * written again; so its number says it, at every member and after every restart. Nobody can
   * differ about a list of unknown origin.
   */
  static boolean isOpen(Configuration configuration) {
    return configuration.id().version() == ConfigurationId.FIRST.version()
        && configuration.origin() != Configuration.UNKNOWN_ORIGIN;
  }

  /** Whether the founders have found one another, instead of being given a list. */
  static boolean isGathered(Configuration configuration) {
    return configuration.origin() < 0;
  }

  /** Whether a leader was elected with a list: it has written it again, under its term. */
  static boolean isBegun(Configuration configuration) {
    return configuration.id().isNewerThan(ConfigurationId.FIRST);
  }

  /** Nothing of a list that is over, or was replaced. */
  Founding withoutList() {
    return yielded ? YIELDED : NONE;
  }

  /** As before, but that nobody has shown our list. */
  Founding withNobodyAgreed() {
    return new Founding(Set.of(), disagreements, yielded);
  }

  /** What a node starts with: what it has kept, if it has. */
  static VoteRecord record(Optional<VoteRecord> kept, Configuration given, long identity) {
    return kept.map(record -> asGiven(record, given))
        .orElseGet(() -> new VoteRecord(Ballot.NONE, given, 0, 0, identity));
  }

  /**
   * What a founder goes on with that is started again: the list that it is given now, in place of
   * one on record that nobody has confirmed. Else a list that was mistyped could be corrected only
   * with a new disk. Ballot and promise stay, and nothing else of what it had said rests on the
   * list. A gathered list that is begun is kept: its leader may be active by now, and counts on it.
   */
  private static VoteRecord asGiven(VoteRecord kept, Configuration given) {
    boolean bound = isGathered(kept.configuration()) && isBegun(kept.configuration());
    boolean corrected =
        isOpen(kept.configuration())
            && !bound
            && isOpen(given)
            && kept.configuration().origin() != given.origin();
    return corrected
        ? new VoteRecord(
            kept.ballot(), given, kept.longestPromiseNanos(), kept.incarnation(), kept.identity())
        : kept;
  }

  /** A member has shown our list; what it had said before does not count any more. */
  Founding withAgreed(String member) {
    if (agreed.contains(member) && !disagreements.containsKey(member)) {
      return this;
    }
    Set<String> agreeing = new HashSet<>(agreed);
    agreeing.add(member);
    return new Founding(Collections.unmodifiableSet(agreeing), without(member), yielded);
  }

  /** Somebody has another list, or has met one; the word of its own then counts for nothing. */
  Founding with(String speaker, Disagreement disagreement) {
    Set<String> agreeing = new HashSet<>(agreed);
    agreeing.remove(speaker);
    Map<String, Disagreement> all = new TreeMap<>(disagreements);
    all.put(speaker, disagreement);
    return new Founding(
        Collections.unmodifiableSet(agreeing), Collections.unmodifiableMap(all), yielded);
  }

  /** Without what nobody has repeated for long enough. */
  Founding at(long nowNanos) {
    if (disagreements.isEmpty()) {
      return this;
    }
    Map<String, Disagreement> lasting = new TreeMap<>(disagreements);
    lasting.values().removeIf(disagreement -> disagreement.isOver(nowNanos));
    return lasting.size() == disagreements.size()
        ? this
        : new Founding(agreed, Collections.unmodifiableMap(lasting), yielded);
  }

  private Map<String, Disagreement> without(String member) {
    Map<String, Disagreement> others = new TreeMap<>(disagreements);
    others.remove(member);
    return Collections.unmodifiableMap(others);
  }

  /** What differs and on whom, for readers of the view. */
  List<NodeView.OtherFounders> inWords() {
    if (disagreements.isEmpty()) {
      return List.of();
    }
    List<NodeView.OtherFounders> words = new ArrayList<>(disagreements.size());
    disagreements.forEach(
        (speaker, disagreement) ->
            words.add(new NodeView.OtherFounders(speaker, disagreement.differences())));
    return words;
  }
}
