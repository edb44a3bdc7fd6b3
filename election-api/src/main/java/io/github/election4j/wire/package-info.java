/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The messages of an election, the durable record of a member, and the bytes of both.
 *
 * <p>All types are immutable values; their constructors refuse what is out of bounds with {@link
 * java.lang.IllegalArgumentException}. {@link io.github.election4j.wire.WireCodec} is all that a
 * transport needs to carry them. This package depends on no other of the library.
 */
package io.github.election4j.wire;
