/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import io.github.election4j.wire.WireLimits;
import java.time.Duration;

/**
 * The bounds of what others can make this process hold, each with its number, all in this place.
 * What they bound together stays below half of the heap, if that is of 32 MB or more.
 *
 * <p>A <i>stranger</i> is whoever has neither proved to be a member nor says that it is one which
 * this member's configuration knows: operators, members that join, and anybody else. Strangers have
 * a part of everything, and cannot have the rest, which is kept for members; and of that each
 * member's connection is sure of a little.
 *
 * @param connections how many there may be
 * @param handshakes what may happen before it is known who is there
 * @param frames how large and how slow they may be
 * @param requests how many may be worked on at the same time
 * @param bytes how much may be held for others: frames of which a part has come, requests that are
 *     worked on, replies that are not read
 */
record Limits(
    Connections connections, Handshakes handshakes, Frames frames, Requests requests, Bytes bytes) {

  /**
   * Connections of others whose handshake is over.
   *
   * @param inAll how many there may be
   * @param ofStrangers how many of them may be of strangers; the other places are kept for members
   * @param ofHost how many strangers may be connected from one host
   * @param ofMember how many may say that they are the same member. More than one, since whoever
   *     merely says so must not be able to displace the member; a member itself needs one, and two
   *     for a moment when it connects anew
   * @param idle how long a stranger's connection may bring nothing while nothing is worked on for
   *     it
   */
  record Connections(int inAll, int ofStrangers, int ofHost, int ofMember, Duration idle) {

    int forMembers() {
      return Math.max(1, inAll - ofStrangers);
    }
  }

  /**
   * Connections in their handshake. When one more comes, the oldest of the host that has the most
   * goes: a member is done within milliseconds.
   *
   * @param inAll how many there may be, beside those whose handshake is over
   * @param time how long a handshake may take in all
   */
  record Handshakes(int inAll, Duration time) {}

  /**
   * Frames of others.
   *
   * @param beforeIdentity the longest body, in bytes, from one that has not said who it is
   * @param ofOperator the longest body, in bytes, from one that says it is no member; 255 members
   *     of 250 bytes each fit. Members may send what the codec lets through
   * @param time how long the rest of a frame may take that has begun
   */
  record Frames(int beforeIdentity, int ofOperator, Duration time) {

    static final int OF_MEMBER = WireLimits.MAX_MESSAGE_BYTES;
  }

  /**
   * Requests that have no reply yet.
   *
   * @param ofOperator how many of one connection of an operator
   * @param ofMember how many of one connection of a member
   * @param inAll how many there may be
   * @param ofStrangers how many of these may be of strangers
   */
  record Requests(int ofOperator, int ofMember, int inAll, int ofStrangers) {}

  /**
   * Bytes that are held for others.
   *
   * @param ofOperator how many for one connection of an operator, and of one that has not said who
   *     it is
   * @param ofMember how many for one connection of a member; eight of the largest messages, with
   *     their replies
   * @param inAll how many for all connections; strangers may have half of it
   */
  record Bytes(int ofOperator, int ofMember, long inAll) {

    long ofStrangers() {
      return inAll / 2;
    }
  }

  /** What a connection itself takes, with its buffers; measured: 3 to 5 KiB, without TLS. */
  static final long CONNECTION_BYTES = 6 << 10;

  /** So much a member's connection may hold whatever all others hold: some heartbeats and votes. */
  static final long SURE_BYTES = 8 << 10;

  static final long SURE_REQUESTS = 4;

  private static final long LEAST_BYTES = 2 << 20;

  private static final long MOST_BYTES = 64 << 20;

  static final Limits DEFAULTS = forHeap(Runtime.getRuntime().maxMemory());

  /**
   * The defaults for a process.
   *
   * @param heapBytes how large its heap may become
   */
  static Limits forHeap(long heapBytes) {
    return new Limits(
        new Connections(512, 128, 64, 4, Duration.ofSeconds(30)),
        new Handshakes(64, Duration.ofSeconds(2)),
        new Frames(Hello.MAX_BYTES, 64 << 10, Duration.ofSeconds(10)),
        new Requests(16, 256, 1_024, 128),
        new Bytes(512 << 10, 6 << 20, Math.clamp(heapBytes / 4, LEAST_BYTES, MOST_BYTES)));
  }

  /** How much of the heap all this can take, in bytes. */
  long heapBytes() {
    return bytes.inAll()
        + connections.forMembers() * SURE_BYTES
        + (connections.inAll() + handshakes.inAll()) * CONNECTION_BYTES;
  }

  Limits withConnections(int changed) {
    Connections scaled =
        new Connections(
            changed,
            Math.max(1, changed / 4),
            Math.max(1, changed / 8),
            connections.ofMember(),
            connections.idle());
    return withConnections(scaled);
  }

  Limits withConnections(Connections changed) {
    return new Limits(changed, handshakes, frames, requests, bytes);
  }

  Limits withHandshakes(Handshakes changed) {
    return new Limits(connections, changed, frames, requests, bytes);
  }

  Limits withFrames(Frames changed) {
    return new Limits(connections, handshakes, changed, requests, bytes);
  }

  Limits withRequests(Requests changed) {
    return new Limits(connections, handshakes, frames, changed, bytes);
  }

  Limits withBytes(Bytes changed) {
    return new Limits(connections, handshakes, frames, requests, changed);
  }
}
