/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Processes of the operating system: how another one of this same program is started, and how one
 * is ended together with all that it has started.
 */
package io.github.election4j.cli.process;
