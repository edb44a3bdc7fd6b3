/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.operator;

import io.github.election4j.cli.console.Columns;
import io.github.election4j.cli.console.JsonWriter;
import io.github.election4j.cli.console.Table;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationMember;
import io.github.election4j.wire.ControlReply.StatusReply;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Who belongs to a cluster, as one of its members says.
 *
 * @param source the member's status
 */
record MembersReport(StatusReply source) {

  /**
   * For a person.
   *
   * @return a table, and whose word it is
   */
  String toText() {
    Table table = new Table();
    table.row("ID", "ADDRESS", "KIND", "PRIORITY");
    for (ConfigurationMember member : configuration().members()) {
      table.row(
          member.id(), member.address(), member.kind().word(), Integer.toString(member.priority()));
    }
    return table + "\n" + Columns.fit(conclusion());
  }

  private String conclusion() {
    String self = source.sender().id();
    return Operator.saysThatItLeads(source)
        ? "configuration %s, says %s, which leads term %d"
            .formatted(configuration().id(), self, source.term())
        : "no leader is known to those that answer; configuration %s, says %s, and a newer one may be in force"
            .formatted(configuration().id(), self);
  }

  /**
   * For a program.
   *
   * @return one JSON object on one line
   */
  String toJson() {
    return new JsonWriter()
        .put("leader", source.leader().filter(id -> Operator.saysThatItLeads(source)))
        .put("term", source.term())
        .put("configuration", configuration().id().toString())
        .put("members", json(configuration()))
        .toString();
  }

  private Configuration configuration() {
    return source.configuration();
  }

  /** The members of a configuration, for a program. */
  static List<JsonWriter> json(Configuration configuration) {
    return configuration.members().stream()
        .map(
            member ->
                new JsonWriter()
                    .put("id", member.id())
                    .put("address", member.address())
                    .put("kind", member.kind().word())
                    .put("priority", member.priority()))
        .toList();
  }

  /** The members of a configuration, for a person. */
  static String words(Configuration configuration) {
    return configuration.members().stream()
        .map(ConfigurationMember::describe)
        .collect(Collectors.joining(", "));
  }
}
