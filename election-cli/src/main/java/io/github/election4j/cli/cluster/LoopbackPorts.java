/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds ports on this machine that nobody listens on. They are taken from below the range that
 * operating systems give to outgoing connections: while a killed member's port is free, the
 * connects of the others to it could otherwise be given that very port as their own, and would then
 * reach themselves.
 */
public final class LoopbackPorts {

  private static final int LOWEST = 10_240;
  private static final int HIGHEST = 32_000;
  private static final int TRIES = 1_000;

  private LoopbackPorts() {}

  /**
   * Finds free ports.
   *
   * @param count how many
   * @return distinct ports, free a moment ago
   * @throws IOException if so many cannot be found
   */
  public static List<Integer> find(int count) throws IOException {
    Set<Integer> ports = new TreeSet<>();
    Random random = new Random();
    for (int tries = 0; ports.size() < count; tries++) {
      if (tries == TRIES) {
        throw new IOException(
            "found no %d free ports from %d to %d".formatted(count, LOWEST, HIGHEST));
      }
      int port = random.nextInt(LOWEST, HIGHEST);
      if (isFree(port)) {
        ports.add(port);
      }
    }
    return new ArrayList<>(ports);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException inUse) {
      return false;
    }
  }
}
