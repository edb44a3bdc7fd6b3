/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * What makes a shell complete the words of the command: scripts that are written from the options
 * themselves, so that they know each and say of each what its help says.
 */
package io.github.election4j.cli.completion;
