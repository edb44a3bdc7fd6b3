/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

/**
 * What {@link ElectionRecovery} has recovered. No part is null.
 *
 * @param memberId whose state directory it is
 * @param group the name of the cluster
 * @param term the term from now on
 * @param configurationId the id of the configuration from now on, as {@code term.version}
 * @since 0.1
 */
public record Recovered(String memberId, String group, long term, String configurationId) {}
