/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.Member;
import io.github.election4j.core.machine.Members;
import io.github.election4j.wire.Configuration;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Command lines that an operator can copy from a message. */
final class OperatorAdvice {

  private OperatorAdvice() {}

  /** Gives a running cluster these members, as a person writes them. */
  static String set(Configuration inForce, Collection<Member> wanted) {
    return "election members set %s --member %s"
        .formatted(words(wanted, " "), words(anyOf(inForce, wanted), " "));
  }

  /** Gives a running cluster another address of one member. */
  static String move(Configuration inForce, Member moved) {
    List<Member> others =
        Members.of(inForce).stream().filter(member -> !member.id().equals(moved.id())).toList();
    return "election members move %s --member %s"
        .formatted(words(List.of(moved), " "), words(anyOf(inForce, others), " "));
  }

  /** Gives the survivors of a lost majority these members. */
  static String recover(Path directory, Collection<Member> wanted) {
    return "election recover --state %s --members %s --yes-i-understand-this-can-split-the-cluster"
        .formatted(directory, words(wanted, ","));
  }

  /** What to do about a member that calls from somewhere and does not listen where it is called. */
  static String moved(Configuration inForce, String id, String calledFrom) {
    return "; yet it calls from %s, so it listens somewhere else than at this address; if it has moved, say where to: %s"
        .formatted(calledFrom, move(inForce, Member.of(id, "HOST:PORT")));
  }

  /** Whoever is asked first finds the leader; it must be one who is where it was. */
  private static List<Member> anyOf(Configuration inForce, Collection<Member> wanted) {
    List<Member> members = Members.of(inForce);
    return Stream.concat(members.stream().filter(wanted::contains), members.stream())
        .limit(1)
        .toList();
  }

  /** Members as the command takes them. */
  static String words(Collection<Member> members, String separator) {
    return members.stream()
        .map(member -> member.id() + "=" + member.address())
        .collect(Collectors.joining(separator));
  }
}
