/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.Member;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationMember;
import java.util.List;
import java.util.Optional;

/**
 * Where members are reached. A member that has just been removed is still told so, therefore the
 * configuration before the current one is remembered too. Written by one thread at a time, read by
 * any.
 */
final class AddressBook {

  private volatile Pages pages = new Pages(Configuration.NONE, Configuration.NONE);

  private record Pages(Configuration current, Configuration previous) {}

  /** Takes a configuration; true if it is another one than before. */
  boolean update(Configuration configuration) {
    Pages before = pages;
    if (before.current.equals(configuration)) {
      return false;
    }
    pages = new Pages(configuration, before.current);
    return true;
  }

  Optional<Member> find(String memberId) {
    Pages now = pages;
    return now.current
        .member(memberId)
        .or(() -> now.previous.member(memberId))
        .map(AddressBook::member);
  }

  /** All members but one. */
  List<Member> others(String self) {
    return members(pages.current).stream().filter(member -> !member.id().equals(self)).toList();
  }

  static List<Member> members(Configuration configuration) {
    return configuration.members().stream().map(AddressBook::member).toList();
  }

  private static Member member(ConfigurationMember member) {
    return new Member(member.id(), member.address(), member.priority(), member.voter());
  }
}
