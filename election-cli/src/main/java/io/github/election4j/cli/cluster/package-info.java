/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * A cluster on this machine: each member is a process of its own, whose event lines are read and
 * put together to who led when.
 */
package io.github.election4j.cli.cluster;
