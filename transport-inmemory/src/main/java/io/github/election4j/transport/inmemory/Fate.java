/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.inmemory;

/**
 * What happens to one message.
 *
 * @param lost whether it never arrives
 * @param delayNanos how long it travels
 * @param duplicated whether it arrives a second time
 * @param duplicateDelayNanos how long the second copy travels
 */
record Fate(boolean lost, long delayNanos, boolean duplicated, long duplicateDelayNanos) {

  /** When the first copy arrives. */
  long firstArrivalNanos() {
    return duplicated ? Math.min(delayNanos, duplicateDelayNanos) : delayNanos;
  }
}
