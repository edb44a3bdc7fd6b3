/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The sockets of TCP on which processes listen, as Linux shows them. */
public final class ListeningSockets {

  private static final Path PROCESSES = Path.of("/proc");

  private ListeningSockets() {}

  /** Each by its name among the descriptors of its process. */
  public static Set<String> of(List<Long> processes) throws IOException {
    Set<String> listening = new TreeSet<>();
    for (String table : List.of("tcp", "tcp6")) {
      for (String line : Files.readAllLines(PROCESSES.resolve("self/net").resolve(table))) {
        List<String> words = List.of(line.strip().split(" +", -1));
        // The fourth is the state, and the tenth the number.
        if (words.size() > 9 && words.get(3).equals("0A")) {
          listening.add("socket:[" + words.get(9) + "]");
        }
      }
    }
    Set<String> own = new TreeSet<>();
    for (long process : processes) {
      try (Stream<Path> descriptors =
          Files.list(PROCESSES.resolve(Long.toString(process)).resolve("fd"))) {
        descriptors.map(ListeningSockets::name).forEach(own::add);
      }
    }
    own.retainAll(listening);
    return own;
  }

  private static String name(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }
}
