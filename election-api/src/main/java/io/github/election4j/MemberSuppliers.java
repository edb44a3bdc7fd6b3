/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import static java.util.Objects.requireNonNull;

import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/**
 * Ready answers to the question who the members are, for {@link Election#syncMembers}.
 *
 * @since 0.1
 */
public final class MemberSuppliers {

  private MemberSuppliers() {}

  /**
   * Every address behind a host name is a member, as with the headless service of an orchestrator.
   * A member's id is its address in text form, so a process must be started with its own address as
   * its id, and one that comes back under another address is another member, with a state directory
   * of its own.
   *
   * <p>Each call of the supplier resolves the name anew, as far as the JVM's cache of addresses
   * allows (security property {@code networkaddress.cache.ttl}), and blocks for as long as that
   * takes. A name that cannot be resolved throws {@link UncheckedIOException}: the members then
   * stay as they are.
   *
   * @param host the name; not null
   * @param port the port of all members, 1 to 65535
   * @return a supplier of voters of default priority, in the order of their addresses
   * @throws IllegalArgumentException if the port is out of range
   */
  public static Supplier<List<Member>> dns(String host, int port) {
    requireNonNull(host, "host");
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port is %d; expected 1 to 65535".formatted(port));
    }
    return () -> resolve(host, port);
  }

  private static List<Member> resolve(String host, int port) {
    try {
      List<Member> members = new ArrayList<>();
      for (InetAddress address : InetAddress.getAllByName(host)) {
        members.add(member(address, port));
      }
      return members.stream().distinct().sorted(Comparator.comparing(Member::id)).toList();
    } catch (UnknownHostException unknown) {
      throw new UncheckedIOException(
          "host '%s' cannot be resolved; the members stay as they are".formatted(host), unknown);
    }
  }

  private static Member member(InetAddress address, int port) {
    String text = withoutZone(address.getHostAddress());
    String where = address instanceof Inet6Address ? "[" + text + "]:" + port : text + ":" + port;
    return Member.of(text, where);
  }

  private static String withoutZone(String text) {
    int zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }
}
