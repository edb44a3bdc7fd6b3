/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The options by which the command is given a certificate and whom to trust, alike for a member and
 * for an operator.
 */
package io.github.election4j.cli.security;
