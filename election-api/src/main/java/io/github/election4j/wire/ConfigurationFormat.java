/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

import io.github.election4j.wire.WireFormatException.Fault;
import java.util.Arrays;
import java.util.List;

/** How a configuration looks in bytes, alike in messages and in the vote record. */
final class ConfigurationFormat {

  /** Two texts of no bytes, the priority, the vote and the identity. */
  private static final int SMALLEST_MEMBER_BYTES =
      Short.BYTES + Short.BYTES + Integer.BYTES + Byte.BYTES + Long.BYTES;

  private ConfigurationFormat() {}

  static void write(WireWriter out, Configuration configuration) {
    writeId(out, configuration.id());
    out.writeLong(configuration.origin());
    writeMembers(out, configuration.members());
  }

  static Configuration read(WireReader in) throws WireFormatException {
    return new Configuration(readId(in), in.readLong(), readMembers(in));
  }

  static void writeId(WireWriter out, ConfigurationId id) {
    out.writeLong(id.term());
    out.writeLong(id.version());
  }

  static ConfigurationId readId(WireReader in) throws WireFormatException {
    return new ConfigurationId(in.readLong(), in.readLong());
  }

  static void writeMembers(WireWriter out, List<ConfigurationMember> members) {
    out.writeShort(members.size());
    for (ConfigurationMember member : members) {
      out.writeText(member.id());
      out.writeText(member.address());
      out.writeInt(member.priority());
      out.writeBoolean(member.voter());
      out.writeLong(member.identity());
    }
  }

  static List<ConfigurationMember> readMembers(WireReader in) throws WireFormatException {
    int count = in.readLength("list of members", WireLimits.MAX_MEMBERS);
    in.require(count * SMALLEST_MEMBER_BYTES);
    ConfigurationMember[] members = new ConfigurationMember[count];
    for (int i = 0; i < count; i++) {
      members[i] = readMember(in);
      requireOrder(members, i);
    }
    return Arrays.asList(members);
  }

  private static ConfigurationMember readMember(WireReader in) throws WireFormatException {
    return new ConfigurationMember(
        in.readName("member id"),
        in.readText("member address", WireLimits.MAX_ADDRESS_BYTES),
        in.readInt(),
        in.readBoolean(),
        in.readLong());
  }

  private static void requireOrder(ConfigurationMember[] members, int last)
      throws WireFormatException {
    if (last > 0 && members[last - 1].id().compareTo(members[last].id()) >= 0) {
      throw new WireFormatException(
          Fault.BAD_VALUE,
          "member '%s' follows '%s'; expected unique ids in their order"
              .formatted(members[last].id(), members[last - 1].id()));
    }
  }
}
