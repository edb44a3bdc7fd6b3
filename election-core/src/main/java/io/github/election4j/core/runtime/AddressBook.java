/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.Member;
import io.github.election4j.core.machine.Members;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationMember;
import io.github.election4j.wire.WireLimits;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where members are reached. Members that have been removed are still told so, therefore the latest
 * of them are remembered too. Written by one thread at a time, read by any.
 */
final class AddressBook {

  /** As many as a configuration can hold: enough for the replacement of all members. */
  private static final int MOST_DEPARTED = WireLimits.MAX_MEMBERS;

  private volatile Pages pages = new Pages(Configuration.NONE, List.of());

  private record Pages(Configuration current, List<ConfigurationMember> departed) {}

  /** Takes a configuration; true if it is another one than before. */
  boolean update(Configuration configuration) {
    Pages before = pages;
    if (before.current.equals(configuration)) {
      return false;
    }
    List<ConfigurationMember> departed =
        Stream.concat(before.current.members().stream(), before.departed.stream())
            .filter(member -> !configuration.names(member.id()))
            .limit(MOST_DEPARTED)
            .toList();
    pages = new Pages(configuration, departed);
    return true;
  }

  Optional<Member> find(String memberId) {
    Pages now = pages;
    return now.current
        .member(memberId)
        .or(() -> now.departed.stream().filter(member -> member.id().equals(memberId)).findFirst())
        .map(Members::member);
  }

  /** All members but one. */
  List<Member> others(String self) {
    return Members.of(pages.current).stream().filter(member -> !member.id().equals(self)).toList();
  }
}
