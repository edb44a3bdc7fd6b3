/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * For authors of transports, vote stores and engines: what the library asks of them, sentence by
 * sentence.
 *
 * <p>The test-jar of this module holds an abstract test class for each contract, with a test for
 * each sentence.
 */
package io.github.election4j.spi;
