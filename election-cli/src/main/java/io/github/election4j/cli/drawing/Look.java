/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.drawing;

/** How a stretch of a member's lane looks. */
enum Look {
  FOLLOWER("follower", "follower"),
  PRE_CANDIDATE("pre-candidate", "asks for pre-votes"),
  CANDIDATE("candidate", "asks for votes"),
  INACTIVE("inactive", "leader, not active"),
  ACTIVE("active", "active leader"),
  OBSERVER("observer", "observer"),
  SILENT("silent", "says nothing");

  private final String style;
  private final String text;

  Look(String style, String text) {
    this.style = style;
    this.text = text;
  }

  /** The class of the style sheet. */
  String style() {
    return style;
  }

  /** What it means, in a few words. */
  String text() {
    return text;
  }

  /** The look of a role that takes part. */
  static Look of(String role, boolean active) {
    return switch (role) {
      case "pre-candidate" -> PRE_CANDIDATE;
      case "candidate" -> CANDIDATE;
      case "leader" -> active ? ACTIVE : INACTIVE;
      case "observer" -> OBSERVER;
      default -> FOLLOWER;
    };
  }
}
