/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.member;

import io.github.election4j.Election;
import io.github.election4j.ElectionBuilder;
import io.github.election4j.Member;
import io.github.election4j.MemberSuppliers;
import io.github.election4j.cli.console.Arguments;
import io.github.election4j.cli.console.Options;
import io.github.election4j.cli.console.UsageException;
import io.github.election4j.cli.console.Values;
import io.github.election4j.wire.WireLimits;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The options by which members that were given no list of each other find one another. */
final class DiscoveryOptions {

  private static final String EXPECT = "expect";
  private static final String DISCOVER = "discover";
  private static final String EXPECTED = "NAME:PORT with a port from 1 to 65535, such as web:7400";

  /** Who is called so is known by the address at which it is now. */
  private static final Pattern ADDRESS = Pattern.compile("[0-9]+(\\.[0-9]+){3}|[0-9A-Fa-f:]*:.*");

  /** What there is to know of them. */
  static final String NOTE =
      "With --expect N --discover NAME:PORT no member is named: all addresses behind NAME are"
          + " members, and the first N by id found the cluster, once all N have found the same."
          + " A member is known by the first label of the name that its address leads back to,"
          + " and found there below NAME: --id web-0 behind web is at web-0.web, as in a"
          + " StatefulSet with a headless service that publishes addresses that are not ready."
          + " Where ids are addresses, --id is this member's own. Fewer than twice N may be started"
          + " before the cluster is founded; who is not of the N joins, and is added with election"
          + " members add.";

  private DiscoveryOptions() {}

  /** The members behind a name. */
  private record Place(String name, int port) {

    static Place read(String text) {
      int colon = text.lastIndexOf(':');
      if (colon < 1) {
        throw new IllegalArgumentException(EXPECTED);
      }
      try {
        int port = Values.wholeNumber(1, 65_535).read(text.substring(colon + 1));
        return new Place(text.substring(0, colon), port);
      } catch (IllegalArgumentException noPort) {
        throw new IllegalArgumentException(EXPECTED, noPort);
      }
    }

    String addressOf(String id) {
      if (!isAddress(id)) {
        return "%s.%s:%d".formatted(id, name, port);
      }
      return id.contains(":") ? "[%s]:%d".formatted(id, port) : id + ":" + port;
    }

    Supplier<List<Member>> members(String id) {
      return isAddress(id) ? MemberSuppliers.dns(name, port) : MemberSuppliers.hosts(name, port);
    }
  }

  static boolean isAddress(String id) {
    return ADDRESS.matcher(id).matches();
  }

  static Options addTo(Options options) {
    return options
        .value(EXPECT, "N", "found a cluster with so many members, which find one another")
        .value(DISCOVER, "NAME:PORT", "a name that leads to all of them, and their port");
  }

  /**
   * The member that these options describe.
   *
   * @param id its id
   * @param arguments what was given
   * @return a builder; empty if none of them was given
   * @throws UsageException if they do not fit together, or one cannot be read
   */
  static Optional<ElectionBuilder> describe(String id, Arguments arguments) throws UsageException {
    Optional<Integer> count =
        arguments.optional(EXPECT, Values.wholeNumber(2, WireLimits.MAX_MEMBERS));
    Optional<Place> place = arguments.optional(DISCOVER, Place::read);
    if (count.isEmpty() && place.isEmpty()) {
      return Optional.empty();
    }
    if (count.isEmpty() || place.isEmpty()) {
      throw new UsageException(
          "--%s is missing; expected --expect N and --discover NAME:PORT together"
              .formatted(count.isEmpty() ? EXPECT : DISCOVER));
    }
    if (!arguments.values("member").isEmpty() || arguments.has("joining")) {
      throw new UsageException(
          "--expect is given with --member or --joining; expected neither, ELECTION_MEMBERS"
              + " included: the members are found");
    }
    return Optional.of(
        Election.builder(id)
            .member(id, place.get().addressOf(id))
            .expectMembers(count.get(), place.get().members(id)));
  }
}
