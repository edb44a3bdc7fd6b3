/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.Member;
import io.github.election4j.core.log.Log;
import io.github.election4j.core.machine.Input;
import io.github.election4j.spi.Transport;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The requests under way: one virtual thread for each, which also hands over what became of it.
 * {@link #start} and {@link #cancelAll} are called by one thread at a time.
 */
final class Calls {

  private final NodeThreads threads;
  private final Transport transport;
  private final Duration timeout;
  private final Function<String, Optional<Member>> addresses;
  private final Consumer<Input> results;
  private final Set<Thread> running = ConcurrentHashMap.newKeySet();
  private volatile boolean cancelled;

  Calls(
      NodeThreads threads,
      Transport transport,
      Duration timeout,
      Function<String, Optional<Member>> addresses,
      Consumer<Input> results) {
    this.threads = threads;
    this.transport = transport;
    this.timeout = timeout;
    this.addresses = addresses;
    this.results = results;
  }

  /** Sends a request without waiting for anything. */
  void start(String peer, PeerRequest request) {
    if (cancelled) {
      return;
    }
    Thread thread = threads.unstarted("call-" + peer, () -> run(peer, request));
    running.add(thread);
    thread.start();
  }

  /** Interrupts all requests under way and starts no more. */
  void cancelAll() {
    cancelled = true;
    running.forEach(Thread::interrupt);
  }

  private void run(String peer, PeerRequest request) {
    Input result = new Input.CallFailed(peer, request);
    try {
      result = call(peer, request);
    } catch (IOException | InterruptedException unanswered) {
      Log.debug(() -> "%s: no reply from '%s': %s".formatted(threads.self(), peer, unanswered));
    } catch (RuntimeException | Error fault) {
      Log.warning(threads.self() + ": the transport failed to call '" + peer + "'", fault);
    } finally {
      running.remove(Thread.currentThread());
    }
    results.accept(result);
  }

  private Input call(String peer, PeerRequest request) throws IOException, InterruptedException {
    Member member =
        addresses
            .apply(peer)
            .orElseThrow(() -> new IOException("the address of '" + peer + "' is not known"));
    Reply reply = transport.call(member, request, timeout);
    if (reply instanceof PeerReply answer) {
      return new Input.ReplyReceived(peer, request, answer);
    }
    throw new IOException("a reply of another kind came: " + reply);
  }
}
