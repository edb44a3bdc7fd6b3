/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.exploration;

/** Which process has ended, as the argument of an action. */
final class DeadProcess {

  private static final int INCARNATION_BITS = 2;

  /** Later ones are not drawn; the first crashes of a search are the first processes. */
  static final int MOST_INCARNATIONS = (1 << INCARNATION_BITS) - 1;

  private DeadProcess() {}

  static int argument(int node, int incarnation) {
    return (node << INCARNATION_BITS) | incarnation;
  }

  static int node(int argument) {
    return argument >>> INCARNATION_BITS;
  }

  static int incarnation(int argument) {
    return argument & MOST_INCARNATIONS;
  }
}
