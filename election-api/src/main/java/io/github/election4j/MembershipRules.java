/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import static java.util.Objects.requireNonNull;

import io.github.election4j.ConfigurationException.Fault;
import io.github.election4j.wire.PlainText;
import io.github.election4j.wire.WireLimits;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What the members of a cluster may be: the same rules for founders, for a change while the cluster
 * runs, and for a recovery. They look at the members alone, and never block.
 *
 * <p>No argument may be null: {@link NullPointerException} names it.
 *
 * @since 0.1
 */
public final class MembershipRules {

  private final Faults faults = new Faults();
  private final Function<String, Optional<String>> addressFault;

  private MembershipRules(Function<String, Optional<String>> addressFault) {
    this.addressFault = requireNonNull(addressFault, "addressFault");
  }

  /**
   * All that is wrong with a list of members, whose addresses may have any form.
   *
   * @param members all members of a cluster, in any order
   * @param minimumQuorum the fewest voters that make a quorum
   * @return empty if they can be used; not to be changed
   */
  public static List<Fault> faults(Collection<Member> members, int minimumQuorum) {
    return faults(members, minimumQuorum, anyAddress -> Optional.empty());
  }

  /**
   * All that is wrong with a list of members.
   *
   * @param members all members of a cluster, in any order
   * @param minimumQuorum the fewest voters that make a quorum
   * @param addressFault what is wrong with an address, as {@link
   *     io.github.election4j.spi.TransportProvider#addressFault} says it
   * @return empty if they can be used; not to be changed
   */
  public static List<Fault> faults(
      Collection<Member> members,
      int minimumQuorum,
      Function<String, Optional<String>> addressFault) {
    requireNonNull(members, "members");
    MembershipRules rules = new MembershipRules(addressFault);
    members.forEach(rules::checkMember);
    rules.checkRepetitions(members);
    rules.checkNumbers(members, minimumQuorum);
    return rules.faults.all();
  }

  /**
   * All that is wrong with one member by itself.
   *
   * @param member the member
   * @param addressFault as above
   * @return empty if it can be used; not to be changed
   */
  static List<Fault> faults(Member member, Function<String, Optional<String>> addressFault) {
    MembershipRules rules = new MembershipRules(addressFault);
    rules.checkMember(member);
    return rules.faults.all();
  }

  private void checkMember(Member member) {
    if (!WireLimits.isName(member.id())) {
      faults.add("member id", member.id(), WireLimits.NAME_RULE);
    }
    String address = member.address();
    // Text that UTF-8 cannot carry is a '?' in its bytes, so it is looked for apart.
    int bytes = address.getBytes(StandardCharsets.UTF_8).length;
    if (bytes == 0
        || bytes > WireLimits.MAX_ADDRESS_BYTES
        || !StandardCharsets.UTF_8.newEncoder().canEncode(address)) {
      faults.add(
          addressOf(member),
          address,
          "expected 1 to " + WireLimits.MAX_ADDRESS_BYTES + " bytes of UTF-8");
    } else if (!PlainText.line(address).equals(address)) {
      faults.add(addressOf(member), PlainText.line(address), "expected no control characters");
    } else {
      addressFault.apply(address).ifPresent(rule -> faults.add(addressOf(member), address, rule));
    }
    if (member.priority() < 0 || member.priority() > WireLimits.MAX_PRIORITY) {
      faults.add(
          "priority of member '" + member.id() + "'",
          member.priority(),
          "expected 0 (a witness, which votes and never leads) to " + WireLimits.MAX_PRIORITY);
    }
  }

  private void checkRepetitions(Collection<Member> members) {
    Set<String> ids = new HashSet<>();
    Map<String, String> idsByAddress = new HashMap<>();
    for (Member member : members) {
      if (!ids.add(member.id())) {
        faults.add("member id", member.id(), "expected to occur once among the members");
        continue;
      }
      Optional<String> other =
          Optional.ofNullable(idsByAddress.putIfAbsent(member.address(), member.id()));
      other.ifPresent(
          id ->
              faults.add(
                  addressOf(member),
                  member.address(),
                  "expected another than that of member '%s'".formatted(id)));
    }
  }

  private void checkNumbers(Collection<Member> members, int minimumQuorum) {
    if (members.size() > WireLimits.MAX_MEMBERS) {
      faults.add("number of members", members.size(), "expected at most " + WireLimits.MAX_MEMBERS);
    }
    long voters = members.stream().filter(Member::voter).count();
    if (members.stream().noneMatch(member -> member.voter() && member.priority() > 0)) {
      faults.add(
          "members",
          members.stream().map(Member::id).toList(),
          "expected at least one voter of a priority above 0, or nobody can lead");
    } else if (voters < minimumQuorum) {
      faults.add(
          "minimumQuorum",
          minimumQuorum,
          "expected at most the number of voters (%d)".formatted(voters));
    }
  }

  private static String addressOf(Member member) {
    return "address of member '" + member.id() + "'";
  }
}
