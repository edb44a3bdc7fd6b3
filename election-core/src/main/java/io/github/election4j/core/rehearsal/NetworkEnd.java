/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.rehearsal;

import io.github.election4j.Member;
import io.github.election4j.spi.NonBlockingTransport;
import io.github.election4j.spi.ReplyReceiver;
import io.github.election4j.spi.RequestHandler;
import io.github.election4j.spi.RequestHandler.Answer;
import io.github.election4j.spi.RequestHandler.Origin;
import io.github.election4j.spi.Speaker;
import io.github.election4j.spi.TransportContext;
import io.github.election4j.wire.Reply;
import io.github.election4j.wire.Request;
import io.github.election4j.wire.WireCodec;
import io.github.election4j.wire.WireFormatException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One member's end of a {@link PrivateNetwork}. */
final class NetworkEnd implements NonBlockingTransport {

  private final Network network;
  private final TransportContext context;
  private final WireCodec codec;
  private final CompletableFuture<RequestHandler> handler = new CompletableFuture<>();

  /** What lies between the ends. */
  interface Network {

    /** The way from one member to another; empty if there is none. */
    Optional<NetworkEnd> find(String from, String to);

    /** Does something on the thread that delivers; nothing once the network is closed. */
    void deliver(Runnable delivery);

    /** Forgets an end. */
    void remove(NetworkEnd end);
  }

  NetworkEnd(Network network, TransportContext context) {
    this.network = network;
    this.context = context;
    codec = new WireCodec(context.group());
  }

  String memberId() {
    return context.self().id();
  }

  long incarnation() {
    return context.incarnation();
  }

  /** Who serves here; one that knows of nothing if nobody does yet. */
  RequestHandler handler() {
    return handler.getNow(
        (request, origin) -> {
          throw new IllegalStateException("nobody serves at '%s' yet".formatted(memberId()));
        });
  }

  @Override
  public void serve(RequestHandler serving) {
    handler.complete(serving);
  }

  @Override
  public void send(Member member, Request request, Duration timeout, ReplyReceiver receiver) {
    byte[] bytes = codec.encode(request);
    network.deliver(
        () -> {
          Optional<NetworkEnd> there = network.find(memberId(), member.id());
          if (there.isPresent()) {
            there.get().take(bytes, memberId(), new Returning(this, receiver));
          } else {
            receiver.failed(new IOException("nobody is at '%s'".formatted(member.id())));
          }
        });
  }

  private void take(byte[] bytes, String from, Answer answer) {
    try {
      Request request = codec.decodeRequest(bytes);
      handler().receive(request, new Origin(from, true, new Speaker.Greeted(from)), answer);
    } catch (WireFormatException unreadable) {
      answer.refuse(unreadable.toString());
    }
  }

  /** Carries the answer to a request back to whoever has asked. */
  private record Returning(NetworkEnd asker, ReplyReceiver receiver) implements Answer {

    @Override
    public void reply(Reply reply) {
      byte[] bytes = asker.codec.encode(reply);
      asker.network.deliver(() -> deliver(bytes));
    }

    private void deliver(byte[] bytes) {
      try {
        receiver.replied(asker.codec.decodeReply(bytes));
      } catch (WireFormatException unreadable) {
        refuse(unreadable.toString());
      }
    }

    @Override
    public void refuse(String reason) {
      asker.network.deliver(() -> receiver.failed(new IOException(reason)));
    }
  }

  @Override
  public Reply call(Member member, Request request, Duration timeout)
      throws IOException, InterruptedException {
    CompletableFuture<Reply> answer = new CompletableFuture<>();
    send(member, request, timeout, new Awaited(answer));
    try {
      return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException none) {
      throw new IOException(none);
    }
  }

  private record Awaited(CompletableFuture<Reply> answer) implements ReplyReceiver {

    @Override
    public void replied(Reply reply) {
      answer.complete(reply);
    }

    @Override
    public void failed(IOException reason) {
      answer.completeExceptionally(reason);
    }
  }

  @Override
  public void close() {
    network.remove(this);
  }
}
