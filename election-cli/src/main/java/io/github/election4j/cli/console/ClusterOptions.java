/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.console;

import io.github.election4j.ConfigurationException.Fault;
import io.github.election4j.Member;
import io.github.election4j.MembershipRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The option {@code --member ID=HOST:PORT}, by which every subcommand that speaks of a cluster is
 * told who belongs to it.
 */
public final class ClusterOptions {

  private static final String NAME = "member";
  private static final String PLACEHOLDER = "ID=HOST:PORT";

  private static final String GROUP = "group";

  private ClusterOptions() {}

  /**
   * Adds these options to others.
   *
   * @param options the others
   * @param help what a member is named for
   * @return all of them
   */
  public static Options addTo(Options options, String help) {
    return options
        .values(NAME, PLACEHOLDER, help + "; or all of them, with commas, in ELECTION_MEMBERS")
        .orVariable("ELECTION_MEMBERS")
        .value(GROUP, "NAME", "the cluster's name; or in ELECTION_GROUP; default: default")
        .orVariable("ELECTION_GROUP");
  }

  /**
   * The name of the cluster.
   *
   * @param arguments what was given
   * @return its name
   * @throws UsageException if it is none
   */
  public static String group(Arguments arguments) throws UsageException {
    return arguments.get(GROUP, Values::name, "default");
  }

  /**
   * Reads all members.
   *
   * @param arguments what was given
   * @return at least one member, in the order given
   * @throws UsageException if there is none, if one cannot be read, or if they are no members of
   *     one cluster
   */
  public static List<Member> read(Arguments arguments) throws UsageException {
    List<Member> members = readAll(arguments.source(NAME), arguments.values(NAME));
    if (members.isEmpty()) {
      throw new UsageException(
          "--member is missing; expected --member %s for each member".formatted(PLACEHOLDER));
    }
    return members;
  }

  /**
   * Reads members that belong together.
   *
   * @param what stands before them on the command line
   * @param texts each {@code ID=HOST:PORT}
   * @return the members, in the order given
   * @throws UsageException if one cannot be read, or if they are no members of one cluster
   */
  public static List<Member> readAll(String what, List<String> texts) throws UsageException {
    List<Member> members = new ArrayList<>();
    for (String text : texts) {
      members.add(readOne(what, text));
    }
    List<Fault> faults = members.isEmpty() ? List.of() : MembershipRules.faults(members, 1);
    if (!faults.isEmpty()) {
      throw new UsageException(
          "%s: %s"
              .formatted(
                  what, faults.stream().map(Fault::toString).collect(Collectors.joining("; "))));
    }
    return members;
  }

  /**
   * Finds a member.
   *
   * @param members where to look
   * @param id whom to look for
   * @return the member, or empty
   */
  public static Optional<Member> find(List<Member> members, String id) {
    return members.stream().filter(member -> member.id().equals(id)).findFirst();
  }

  /**
   * The member that another option names.
   *
   * @param members where to look
   * @param option the other option
   * @param id its value
   * @return the member
   * @throws UsageException if there is no such member
   */
  public static Member required(List<Member> members, String option, String id)
      throws UsageException {
    return find(members, id)
        .orElseThrow(
            () ->
                new UsageException(
                    "--%s is '%s'; expected one of the members: %s"
                        .formatted(
                            option,
                            id,
                            String.join(", ", members.stream().map(Member::id).toList()))));
  }

  /**
   * Reads one member.
   *
   * @param what stands before it on the command line
   * @param text {@code ID=HOST:PORT}
   * @return a voter of default priority
   * @throws UsageException if it cannot be read
   */
  public static Member readOne(String what, String text) throws UsageException {
    int equals = text.indexOf('=');
    int colon = text.lastIndexOf(':');
    if (equals < 1 || colon <= equals + 1) {
      throw malformed(what, text);
    }
    try {
      Values.wholeNumber(1, 65_535).read(text.substring(colon + 1));
      return Member.of(Values.name(text.substring(0, equals)), text.substring(equals + 1));
    } catch (IllegalArgumentException badPart) {
      throw malformed(what, text);
    }
  }

  private static UsageException malformed(String what, String text) {
    return new UsageException(
        "%s is '%s'; expected %s with a port from 1 to 65535, such as a=10.0.0.1:7400"
            .formatted(what, text, PLACEHOLDER));
  }
}
