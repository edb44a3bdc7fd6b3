/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The picture of an election: what the event lines of members tell, drawn as lanes over time. Lines
 * become entries, entries a history, which knows no pixels, and the history becomes text. A log is
 * input from outside: whatever it holds is shown as text and as nothing else.
 */
package io.github.election4j.cli.drawing;
