/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Where a member's vote record is kept: on disk ({@link
 * io.github.election4j.core.store.FileVoteStore}), so that a vote is never forgotten, or in memory
 * ({@link io.github.election4j.core.store.VolatileVoteStore}).
 *
 * <p>From the outside in: the store is one member's, and refuses to be another's; {@code
 * DirectoryLock} keeps a second one out of the same directory; {@code VoteSlots} writes two slots
 * in turn, so that a torn write leaves the record before it; {@code VoteSlot} is the bytes of one;
 * {@code VoteFile} is the file itself, which tests replace by one that fails or tears. {@code
 * DurableDirectories} makes names survive a crash, {@code PrivateFiles} keeps other users out,
 * {@code ByteLock} keeps other processes out, {@code Uninterrupted} lets no interrupt close a file.
 *
 * <p>It knows no rule of Raft and no thread of its own: whoever calls waits for the disk. It uses
 * the api and {@code core.log}, and is used by {@code core.runtime} alone.
 */
package io.github.election4j.core.store;
