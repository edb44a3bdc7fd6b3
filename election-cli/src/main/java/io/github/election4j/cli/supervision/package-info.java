/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Runs a program while a member leads, and ends it for certain when the member no longer does: in a
 * process of its own between the two, which outlives a member that is killed or stopped. What the
 * two processes say to each other are single lines, instructions one way and reports the other.
 */
package io.github.election4j.cli.supervision;
