/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationMember;
import io.github.election4j.wire.PeerReply;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What came of the latest messages to and from each peer that the configuration names, and who is
 * missed: asked again and again, and silent for long.
 */
final class PeerContacts {

  private final String self;
  private final long patienceNanos;
  private final News news;
  private volatile Map<String, PeerContact> contacts = Map.of();

  /** Is told of peers that are missed, and of those that are back; by any thread. */
  interface News {

    /** It has not answered for long; told once, until it is back. */
    void missed(String peer, Duration since);

    /** It answers again. */
    void back(String peer);

    /** It has answered, after so long. */
    void answered(String peer, long tookNanos);
  }

  /**
   * Nobody is known yet.
   *
   * @param patienceNanos for how long a silence is nothing unusual
   */
  PeerContacts(String self, long patienceNanos, News news) {
    this.self = self;
    this.patienceNanos = patienceNanos;
    this.news = news;
  }

  String self() {
    return self;
  }

  /**
   * Learns who the members are; what is known of those that stay is kept. By one thread at a time.
   */
  void learn(Configuration configuration) {
    Map<String, PeerContact> known = contacts;
    Map<String, PeerContact> named = new HashMap<>();
    for (ConfigurationMember member : configuration.members()) {
      if (!member.id().equals(self)) {
        named.put(member.id(), known.getOrDefault(member.id(), new PeerContact()));
      }
    }
    contacts = Map.copyOf(named);
  }

  /** Empty for whoever is not named, or not any more. */
  Optional<PeerContact> find(String peer) {
    return Optional.ofNullable(contacts.get(peer));
  }

  void answered(String peer, PeerReply reply, long askedNanos) {
    long now = System.nanoTime();
    Optional<PeerContact> contact = find(peer);
    contact.ifPresent(met -> met.answered(reply, askedNanos, now));
    news.answered(peer, now - askedNanos);
    if (contact.isPresent() && contact.get().isBack()) {
      news.back(peer);
    }
  }

  void failed(String peer, IOException reason) {
    long now = System.nanoTime();
    Optional<PeerContact> contact = find(peer);
    contact.ifPresent(silent -> silent.failed(reason, now));
    long silentNanos = contact.map(silent -> silent.failingForNanos(now)).orElse(0L);
    if (silentNanos >= patienceNanos && contact.orElseThrow().miss()) {
      news.missed(peer, Duration.ofNanos(silentNanos));
    }
  }
}
