/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.inmemory;

/**
 * One direction between two addresses.
 *
 * @param from the sender's address
 * @param to the receiver's address
 */
record Direction(String from, String to) {

  Direction reversed() {
    return new Direction(to, from);
  }

  boolean touches(String address) {
    return from.equals(address) || to.equals(address);
  }
}
