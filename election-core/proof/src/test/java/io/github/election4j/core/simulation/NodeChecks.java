/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

/**
 * The checks that concern one node alone, across its restarts, and those that concern its present
 * process.
 *
 * @param progress what only grows
 * @param sent what it sends
 * @param tally the votes for it
 * @param ledger the promises to it
 * @param promises the promises that it made
 */
record NodeChecks(
    NodeProgress progress,
    SentRules sent,
    CampaignTally tally,
    LeaseLedger ledger,
    PromiseBook promises) {}
