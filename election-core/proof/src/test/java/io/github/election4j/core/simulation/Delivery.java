/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.core.machine.Input;

/**
 * An input on its way into a machine.
 *
 * @param input what
 * @param call the call that it came with, if any: a request is answered to it, a reply or a failure
 *     settles it; null otherwise
 */
record Delivery(Input input, OutgoingCall call) {

  static Delivery of(Input input) {
    return new Delivery(input, null);
  }
}
