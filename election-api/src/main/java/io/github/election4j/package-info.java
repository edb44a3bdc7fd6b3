/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * For users: a member of a leader election. Begin with {@link
 * io.github.election4j.Election#builder}.
 */
package io.github.election4j;
