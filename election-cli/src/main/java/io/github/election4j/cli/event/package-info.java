/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The lines in which a member tells what happens to it, and how programs read them again. They are
 * a public format: whatever supervises {@code election run --json} rests on it.
 */
package io.github.election4j.cli.event;
