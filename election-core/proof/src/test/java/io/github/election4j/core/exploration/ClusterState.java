/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.exploration;

/**
 * A state of the whole cluster: the number of each node's state, the numbers of the messages on
 * their way, and what has happened that no node may still know. Used again and again, so mutable.
 */
final class ClusterState {

  static final int MOST_MESSAGES = 32;

  private static final long MESSAGE_SALT = 0x632BE59BD9B4E019L;
  private static final long HISTORY_SALT = 0xD1B54A32D192ED03L;
  private static final long FAULTS_SALT = 0x8CB92BA72F3D8DD7L;

  private final int[] nodes;
  private final int[] messages = new int[MOST_MESSAGES];
  private int messageCount;
  private int faults;
  private long history;

  ClusterState(int nodes) {
    this.nodes = new int[nodes];
  }

  int nodeCount() {
    return nodes.length;
  }

  int node(int index) {
    return nodes[index];
  }

  void setNode(int index, int state) {
    nodes[index] = state;
  }

  int messageCount() {
    return messageCount;
  }

  int message(int index) {
    return messages[index];
  }

  boolean isOnItsWay(int message) {
    for (int i = 0; i < messageCount; i++) {
      if (messages[i] == message) {
        return true;
      }
    }
    return false;
  }

  /**
   * Puts a message on its way. One that is on its way already is not counted twice: its second
   * arrival is a duplication.
   */
  void send(int message) {
    if (!isOnItsWay(message)) {
      messages[messageCount++] = message;
    }
  }

  void removeMessage(int index) {
    messageCount--;
    System.arraycopy(messages, index + 1, messages, index, messageCount - index);
  }

  void removeMessages() {
    messageCount = 0;
  }

  /** How many faults of each kind there were, as {@link FaultCount} packs them. */
  int faults() {
    return faults;
  }

  void setFaults(int count) {
    faults = count;
  }

  long history() {
    return history;
  }

  void setHistory(long newHistory) {
    history = newHistory;
  }

  void copyFrom(ClusterState other) {
    System.arraycopy(other.nodes, 0, nodes, 0, nodes.length);
    System.arraycopy(other.messages, 0, messages, 0, other.messageCount);
    messageCount = other.messageCount;
    faults = other.faults;
    history = other.history;
  }

  // ---- fingerprints

  /**
   * The sum of the weights of all parts. A sum, so that the fingerprint of a successor follows from
   * what changes, before the successor is made; and because the order of messages means nothing.
   */
  long fingerprint() {
    long sum = weightOfHistory(history) + weightOfFaults(faults);
    for (int state : nodes) {
      sum += weightOfNode(state);
    }
    for (int i = 0; i < messageCount; i++) {
      sum += weightOfMessage(messages[i]);
    }
    return sum;
  }

  /** The number of a node's state tells which node it is, too. */
  static long weightOfNode(int state) {
    return Fingerprints.mix(state);
  }

  static long weightOfMessage(int message) {
    return Fingerprints.mix(MESSAGE_SALT + message);
  }

  static long weightOfHistory(long history) {
    return Fingerprints.mix(HISTORY_SALT + history);
  }

  static long weightOfFaults(int faults) {
    return Fingerprints.mix(FAULTS_SALT + faults);
  }
}
