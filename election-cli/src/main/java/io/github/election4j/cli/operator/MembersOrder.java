/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.operator;

import io.github.election4j.Member;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationMember;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an operator wants of the members, before it is known who they are. */
sealed interface MembersOrder {

  /**
   * Why it makes no sense for these members.
   *
   * @param current what is in force when the order is given
   * @return a sentence, or empty if nothing is wrong
   */
  default Optional<String> faultFor(Configuration current) {
    return Optional.empty();
  }

  /**
   * The same order for those that are members when it is given: what is a newcomer then stays one,
   * however far it has come when the order is looked at again.
   *
   * @param current what is in force when the order is given
   * @return the order to carry out
   */
  default MembersOrder lookingAt(Configuration current) {
    return this;
  }

  /**
   * Whom it wants.
   *
   * @param current what is in force
   * @return the members to arrive at; those in force if nothing is left to do
   */
  List<ConfigurationMember> from(Configuration current);

  /**
   * Takes in a member, or sets the vote and the priority of one.
   *
   * @param member its id, address and priority
   * @param observer whether it does not vote
   */
  record Add(Member member, boolean observer) implements MembersOrder {

    @Override
    public Optional<String> faultFor(Configuration current) {
      Optional<ConfigurationMember> known = current.member(member.id());
      if (known.isPresent() && !known.get().address().equals(member.address())) {
        return Optional.of(
            "member '%s' is at %s already, and nothing was changed; add a member under an id of its own, or move this one with move"
                .formatted(member.id(), known.get().address()));
      }
      return addressFault(member, current);
    }

    @Override
    public List<ConfigurationMember> from(Configuration current) {
      List<ConfigurationMember> members = new ArrayList<>(current.members());
      members.removeIf(other -> other.id().equals(member.id()));
      members.add(wire(member, !observer));
      return members;
    }
  }

  /**
   * Lets a member go.
   *
   * @param id whom
   */
  record Remove(String id) implements MembersOrder {

    @Override
    public Optional<String> faultFor(Configuration current) {
      return idFault(id, current);
    }

    @Override
    public List<ConfigurationMember> from(Configuration current) {
      return current.members().stream().filter(member -> !member.id().equals(id)).toList();
    }
  }

  /**
   * Corrects the address of a member.
   *
   * @param member its id, and where it is now
   */
  record Move(Member member) implements MembersOrder {

    @Override
    public Optional<String> faultFor(Configuration current) {
      return idFault(member.id(), current).or(() -> addressFault(member, current));
    }

    @Override
    public List<ConfigurationMember> from(Configuration current) {
      return current.members().stream()
          .map(
              known ->
                  known.id().equals(member.id())
                      ? wire(member.withPriority(known.priority()), known.voter())
                      : known)
          .toList();
    }
  }

  /**
   * Wants exactly these.
   *
   * @param members ids and addresses; vote and priority are new members' own matter
   */
  record Replace(List<Member> members) implements MembersOrder {

    /** Copies the members. */
    public Replace {
      members = List.copyOf(members);
    }

    @Override
    public MembersOrder lookingAt(Configuration current) {
      return new Exactly(from(current));
    }

    @Override
    public List<ConfigurationMember> from(Configuration current) {
      return members.stream()
          .map(
              member ->
                  current
                      .member(member.id())
                      .map(known -> wire(member.withPriority(known.priority()), known.voter()))
                      .orElseGet(() -> wire(member, true)))
          .toList();
    }
  }

  /**
   * Wants these, whoever is a member.
   *
   * @param members all of them
   */
  record Exactly(List<ConfigurationMember> members) implements MembersOrder {

    /** Copies the members. */
    public Exactly {
      members = List.copyOf(members);
    }

    @Override
    public List<ConfigurationMember> from(Configuration current) {
      return members;
    }
  }

  private static Optional<String> idFault(String id, Configuration current) {
    return current.names(id)
        ? Optional.empty()
        : Optional.of(
            "'%s' is no member, and nothing was changed; the members are %s"
                .formatted(
                    id,
                    current.members().stream()
                        .map(ConfigurationMember::id)
                        .collect(Collectors.joining(", "))));
  }

  private static Optional<String> addressFault(Member member, Configuration current) {
    return current.members().stream()
        .filter(other -> other.address().equals(member.address()))
        .filter(other -> !other.id().equals(member.id()))
        .findFirst()
        .map(
            other ->
                "%s is the address of member '%s', and nothing was changed; expected an address for each member"
                    .formatted(other.address(), other.id()));
  }

  private static ConfigurationMember wire(Member member, boolean voter) {
    return new ConfigurationMember(
        member.id(),
        member.address(),
        member.priority(),
        voter,
        ConfigurationMember.EXPECTED_IDENTITY);
  }
}
