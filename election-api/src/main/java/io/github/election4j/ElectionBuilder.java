/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

/** Describes a member and starts it. */
public final class ElectionBuilder {

  private final String id;

  ElectionBuilder(String id) {
    this.id = id;
  }

  /**
   * The member's id.
   *
   * @return the id
   */
  String id() {
    return id;
  }
}
