/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.Member;
import io.github.election4j.core.log.Log;
import io.github.election4j.core.machine.Input;
import io.github.election4j.spi.Transport;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The other members, as far as messages to them go: where they are, and what was asked of them. */
final class Peers {

  private final PeerContacts contacts;
  private final Transport transport;
  private final Calls calls;
  private final OrderedThread deliveries;
  private final Consumer<Input> results;
  private final AddressBook addresses = new AddressBook();

  /**
   * Nobody is known yet.
   *
   * @param contacts takes note of what comes of each request
   * @param deliveries tells the transport who the peers are
   * @param results takes what became of requests, on any thread
   */
  Peers(
      PeerContacts contacts,
      Transport transport,
      Calls calls,
      OrderedThread deliveries,
      Consumer<Input> results) {
    this.contacts = contacts;
    this.transport = transport;
    this.calls = calls;
    this.deliveries = deliveries;
    this.results = results;
  }

  /** Learns who the members are. */
  void learn(Configuration configuration) {
    if (addresses.update(configuration)) {
      contacts.learn(configuration);
      List<Member> peers = addresses.others(contacts.self());
      deliveries.submit(() -> transport.peersChanged(peers));
    }
  }

  /** Sends a request; what becomes of it comes as an input. */
  void call(String peer, PeerRequest request, Duration timeout) {
    Attempt attempt = new Attempt(peer, request);
    Optional<Member> member = addresses.find(peer);
    if (member.isPresent()) {
      calls.start(member.get(), request, timeout, attempt);
    } else {
      attempt.failed(new IOException("the address of '" + peer + "' is not known"));
    }
  }

  /** What the transport has counted; nothing if it fails to say, since a status never fails. */
  Map<String, Long> counters() {
    try {
      return transport.counters();
    } catch (RuntimeException fault) {
      Log.debug(
          "the transport of '" + contacts.self() + "' does not say what it has counted", fault);
      return Map.of();
    }
  }

  /** Sends nothing more. */
  void close() {
    calls.cancelAll();
  }

  /** One request to a peer. */
  private final class Attempt implements Calls.Outcome {

    private final String peer;
    private final PeerRequest request;
    private final long askedNanos = System.nanoTime();

    Attempt(String peer, PeerRequest request) {
      this.peer = peer;
      this.request = request;
    }

    @Override
    public void replied(Reply reply) {
      if (reply instanceof PeerReply answer) {
        contacts.answered(peer, answer, askedNanos);
        results.accept(new Input.ReplyReceived(peer, request, answer));
      } else {
        failed(new IOException("a reply of another kind came: " + reply));
      }
    }

    @Override
    public void failed(IOException reason) {
      Log.debug(() -> "%s: no reply from '%s': %s".formatted(contacts.self(), peer, reason));
      contacts.failed(peer, reason);
      results.accept(new Input.CallFailed(peer, request));
    }
  }
}
