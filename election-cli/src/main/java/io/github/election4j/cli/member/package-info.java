/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * {@code election run}: one member from the start of its process to the end, the lines that it
 * prints, and the program that it runs while it leads.
 */
package io.github.election4j.cli.member;
