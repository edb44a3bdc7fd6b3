/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The rehearsal of a process (design, section 6 rule 8): three members in memory. It uses the
 * library as a program does, by the builder, so that what is rehearsed is what will run.
 */
package io.github.election4j.core.rehearsal;
