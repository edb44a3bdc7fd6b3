/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

/**
 * Who leads, as one member knows it.
 *
 * @param id the leader's member id
 * @param address the leader's address; empty if it is not known yet
 * @param term the term that it leads; also the fencing token of its term of office
 */
public record Leader(String id, String address, long term) {}
