/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A provider of this project's that is not found, and what to do about it.
 *
 * @param artifact where it is
 * @param module its module
 * @param type its class
 */
record MissingProvider(String artifact, String module, String type) {

  static final MissingProvider ENGINE =
      new MissingProvider(
          "election-core",
          "io.github.election4j.core",
          "io.github.election4j.core.runtime.CoreElectionEngine");

  private static final MissingProvider SOCKET =
      new MissingProvider(
          "election-transport-socket",
          "io.github.election4j.transport.socket",
          "io.github.election4j.transport.socket.SocketTransportProvider");

  private static final Map<String, MissingProvider> TRANSPORTS =
      Map.of(
          "socket",
          SOCKET,
          "inmemory",
          new MissingProvider(
              "election-transport-inmemory",
              "io.github.election4j.transport.inmemory",
              "io.github.election4j.transport.inmemory.InMemoryTransportProvider"));

  /** The transport of that name, if it is one of this project's. */
  static Optional<MissingProvider> transport(String name) {
    return Optional.ofNullable(TRANSPORTS.get(name));
  }

  /** The transport that most programs want. */
  static MissingProvider anyTransport() {
    return SOCKET;
  }

  /** What a person is to do. */
  String advice() {
    return isLoadable()
        ? "its class %s is there, but no META-INF/services names it: was a jar made of several that kept only one of their service files? merge them (Maven Shade: ServicesResourceTransformer; Gradle Shadow: mergeServiceFiles())"
            .formatted(type)
        : "put the artifact %s (module %s) on the module path or class path, and name it with --add-modules %s when you link an image with jlink, or when nothing requires it"
            .formatted(artifact, module, module);
  }

  /** Whether the class is where services are looked for. */
  private boolean isLoadable() {
    return Stream.of(
            Optional.ofNullable(Thread.currentThread().getContextClassLoader()),
            Optional.ofNullable(MissingProvider.class.getClassLoader()))
        .flatMap(Optional::stream)
        .anyMatch(this::isLoadableBy);
  }

  private boolean isLoadableBy(ClassLoader loader) {
    try {
      Class<?> unused = Class.forName(type, false, loader);
      return true;
    } catch (ClassNotFoundException | LinkageError absent) {
      return false;
    }
  }
}
