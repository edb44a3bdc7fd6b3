/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Suppliers of members:")
class MemberSuppliersTest {

  @Test
  @DisplayName("each address behind a name is a member that is known by its address")
  void addressesAreMembers() {
    assertEquals(
        List.of(Member.of("127.0.0.1", "127.0.0.1:7400")),
        List.copyOf(MemberSuppliers.dns("127.0.0.1", 7400).get()));
    assertEquals(
        List.of(Member.of("0:0:0:0:0:0:0:1", "[0:0:0:0:0:0:0:1]:7400")),
        List.copyOf(MemberSuppliers.dns("::1", 7400).get()));
  }

  @Test
  @DisplayName("a name that cannot be resolved is an exception, not an empty cluster")
  void unknownName() {
    assertThrows(
        UncheckedIOException.class, () -> MemberSuppliers.dns("no-such-host.invalid", 7400).get());
  }

  @Test
  @DisplayName("a port out of range is refused")
  void port() {
    assertThrows(IllegalArgumentException.class, () -> MemberSuppliers.dns("localhost", 0));
    assertThrows(IllegalArgumentException.class, () -> MemberSuppliers.dns("localhost", 65_536));
    assertThrows(IllegalArgumentException.class, () -> MemberSuppliers.hosts("localhost", 0));
  }

  @Test
  @DisplayName("each host behind a name is a member that is known by its own name, wherever it is")
  void hostsAreMembers() throws Exception {
    Names names = new Names();
    names.lead("web-1.web", "web-1.web.default.svc.cluster.local", "10.0.0.2");
    names.lead("web-0.web", "web-0.web.default.svc.cluster.local", "10.0.0.1");
    Supplier<List<Member>> hosts = MemberSuppliers.hosts("web", 7400, names);

    List<Member> before = hosts.get();
    names.lead("web-0.web", "web-0.web.default.svc.cluster.local", "10.0.0.9");

    assertEquals(
        List.of(Member.of("web-0", "web-0.web:7400"), Member.of("web-1", "web-1.web:7400")),
        before);
    assertEquals(before, hosts.get());
  }

  @Test
  @DisplayName("a host that leads back to no name, or to one that leads elsewhere, is an exception")
  void hostsWithoutNames() throws Exception {
    Names nameless = new Names();
    nameless.lead("web-0.web", "10.0.0.1", "10.0.0.1");
    Names elsewhere = new Names();
    elsewhere.lead("web-0.web", "node-7.example", "10.0.0.1");
    elsewhere.lead("node-7.web", "web-1.web", "10.0.0.2");

    assertEquals(
        "the members behind 'web' cannot be found; they stay as they are: 10.0.0.1 leads back to no"
            + " name; expected that of a host, such as member-0.web",
        refusal(nameless));
    assertEquals(
        "the members behind 'web' cannot be found; they stay as they are: 10.0.0.1 leads back to"
            + " node-7.example, and node-7.web leads elsewhere",
        refusal(elsewhere));
  }

  private static String refusal(Names names) {
    return assertThrows(
            UncheckedIOException.class, () -> MemberSuppliers.hosts("web", 7400, names).get())
        .getMessage();
  }

  /** The name {@code web} leads to all hosts. */
  private static final class Names implements MemberSuppliers.NameService {

    private final Map<String, InetAddress> addresses = new LinkedHashMap<>();
    private final Map<InetAddress, String> back = new HashMap<>();

    void lead(String host, String backTo, String address) throws UnknownHostException {
      InetAddress there = InetAddress.getByName(address);
      addresses.put(host, there);
      back.put(there, backTo);
    }

    @Override
    public List<InetAddress> addressesOf(String host) throws UnknownHostException {
      if (host.equals("web")) {
        return List.copyOf(addresses.values());
      }
      if (!addresses.containsKey(host)) {
        throw new UnknownHostException(host);
      }
      return List.of(addresses.get(host));
    }

    @Override
    public String nameOf(InetAddress address) {
      return back.get(address);
    }
  }
}
