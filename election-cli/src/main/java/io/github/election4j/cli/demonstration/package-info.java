/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * {@code election demo}: a cluster on this machine whose leaders are killed, and what is shown of
 * it.
 */
package io.github.election4j.cli.demonstration;
