/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Lines for people who operate members. The one place that knows the logger; it uses nothing else
 * of ours, so that everything else may use it.
 */
package io.github.election4j.core.log;
