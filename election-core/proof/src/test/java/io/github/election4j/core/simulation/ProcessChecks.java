/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

/**
 * The checks that concern one process.
 *
 * @param events what it announces
 * @param continuity that its lease has no gap
 * @param preVotes who would vote for it
 * @param releases how it hands over
 * @param messages how much it sends
 */
record ProcessChecks(
    EventOrder events,
    LeaseContinuity continuity,
    PreVoteTally preVotes,
    ReleaseRules releases,
    MessageBound messages) {}
