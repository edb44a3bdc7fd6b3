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
 * Ready answers to the question who the members are, for {@link Election#syncMembers} and {@link
 * ElectionBuilder#expectMembers}.
 *
 * @since 0.1
 */
public final class MemberSuppliers {

  /** That of the machine, through the JDK. */
  private static final NameService NAMES =
      new NameService() {
        @Override
        public List<InetAddress> addressesOf(String host) throws UnknownHostException {
          return List.of(InetAddress.getAllByName(host));
        }

        @Override
        public String nameOf(InetAddress address) throws UnknownHostException {
          // Made anew, since the address at hand remembers the name that it was found by.
          return InetAddress.getByAddress(address.getAddress()).getHostName();
        }
      };

  private MemberSuppliers() {}

  /** What names lead to, and addresses back to. */
  interface NameService {

    List<InetAddress> addressesOf(String host) throws UnknownHostException;

    /** The name that an address leads back to; the address as text if there is none. */
    String nameOf(InetAddress address) throws UnknownHostException;
  }

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
    requirePort(port);
    return () -> resolve(host, NAMES, address -> member(address, port));
  }

  /**
   * Every host behind a name is a member, as with the headless service of a StatefulSet: known by
   * the first label of the name that its address leads back to, and found below the name. The
   * address that leads back to {@code web-0.web.default.svc.cluster.local} is, of the name {@code
   * web}, the member {@code web-0} at {@code web-0.web}. So a member stays the same when it comes
   * back at another address.
   *
   * <p>Each call resolves the names anew, as {@link #dns} does, and blocks for as long as that
   * takes. If an address leads back to no name, or the name below the given one does not lead to
   * that address, {@link UncheckedIOException} says which.
   *
   * @param host the name; not null
   * @param port the port of all members, 1 to 65535
   * @return a supplier of voters of default priority, in the order of their ids
   * @throws IllegalArgumentException if the port is out of range
   */
  public static Supplier<List<Member>> hosts(String host, int port) {
    return hosts(host, port, NAMES);
  }

  /** Likewise, as another name service knows them. */
  static Supplier<List<Member>> hosts(String host, int port, NameService names) {
    requireNonNull(host, "host");
    requirePort(port);
    return () -> resolve(host, names, address -> behind(address, host, port, names));
  }

  private static Member behind(InetAddress address, String host, int port, NameService names)
      throws UnknownHostException {
    String text = withoutZone(address.getHostAddress());
    String name = withoutZone(names.nameOf(address));
    if (name.equals(text)) {
      throw new UnknownHostException(
          "%s leads back to no name; expected that of a host, such as member-0.%s"
              .formatted(text, host));
    }
    int dot = name.indexOf('.');
    String id = dot < 0 ? name : name.substring(0, dot);
    String below = id + "." + host;
    if (!names.addressesOf(below).contains(address)) {
      throw new UnknownHostException(
          "%s leads back to %s, and %s leads elsewhere".formatted(text, name, below));
    }
    return Member.of(id, below + ":" + port);
  }

  private static void requirePort(int port) {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port is %d; expected 1 to 65535".formatted(port));
    }
  }

  /** Makes a member of an address. */
  @FunctionalInterface
  private interface Naming {
    Member name(InetAddress address) throws UnknownHostException;
  }

  private static List<Member> resolve(String host, NameService names, Naming naming) {
    try {
      List<Member> members = new ArrayList<>();
      for (InetAddress address : names.addressesOf(host)) {
        members.add(naming.name(address));
      }
      return members.stream().distinct().sorted(Comparator.comparing(Member::id)).toList();
    } catch (UnknownHostException unknown) {
      throw new UncheckedIOException(
          "the members behind '%s' cannot be found; they stay as they are: %s"
              .formatted(host, unknown.getMessage()),
          unknown);
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
