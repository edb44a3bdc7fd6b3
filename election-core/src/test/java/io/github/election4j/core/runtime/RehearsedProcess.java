/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.Election;
import io.github.election4j.ElectionEvent;
import io.github.election4j.Member;
import io.github.election4j.core.machine.Members;
import io.github.election4j.spi.Evidence;
import io.github.election4j.spi.NonBlockingTransport;
import io.github.election4j.spi.ReplyReceiver;
import io.github.election4j.spi.RequestHandler;
import io.github.election4j.spi.RequestHandler.Origin;
import io.github.election4j.spi.Speaker;
import io.github.election4j.spi.TransportContext;
import io.github.election4j.spi.TransportProvider;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerReply.HeartbeatReply;
import io.github.election4j.wire.PeerReply.PreVoteReply;
import io.github.election4j.wire.PeerReply.TimeoutNowReply;
import io.github.election4j.wire.PeerReply.VoteReply;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.PeerRequest.Heartbeat;
import io.github.election4j.wire.PeerRequest.PreVoteRequest;
import io.github.election4j.wire.PeerRequest.TimeoutNow;
import io.github.election4j.wire.PeerRequest.VoteRequest;
import io.github.election4j.wire.Reply;
import io.github.election4j.wire.ReplyHeader;
import io.github.election4j.wire.Request;
import io.github.election4j.wire.RequestHeader;
import io.github.election4j.wire.Sender;
import io.github.election4j.wire.Verdict;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A process with one member, {@code a}, whose peers are played: {@code b} leads and dies, {@code c}
 * says yes to everything. Two classes are loaded as marks, when the leader dies and when {@code a}
 * has gained the leadership, so that a log of loaded classes tells what was loaded between.
 */
final class RehearsedProcess implements TransportProvider, NonBlockingTransport {

  private static final List<Member> MEMBERS =
      List.of(Member.of("a", "a"), Member.of("b", "b"), Member.of("c", "c"));

  private final CompletableFuture<RequestHandler> handler = new CompletableFuture<>();

  private final ExecutorService peers =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());

  static final class Loss {
    static void mark() {}
  }

  static final class Gain {
    static void mark() {}
  }

  /**
   * Plays it.
   *
   * @param arguments whether the process rehearses
   */
  public static void main(String[] arguments) throws Exception {
    boolean rehearse = Boolean.parseBoolean(arguments[0]);
    RehearsedProcess network = new RehearsedProcess();
    CountDownLatch gained = new CountDownLatch(1);
    Election election =
        Election.builder("a")
            .members(MEMBERS)
            .heartbeatInterval(Duration.ofMillis(10))
            .electionTimeout(Duration.ofSeconds(20), Duration.ofSeconds(40))
            .lease(Duration.ofMillis(150))
            .transport(network)
            .volatileVotes()
            .rehearse(rehearse)
            .listener(
                (at, event) -> {
                  if (event instanceof ElectionEvent.LeadershipGained) {
                    Gain.mark();
                    gained.countDown();
                  }
                })
            .start();
    var unused = election.whileLeader(leadership -> new CountDownLatch(1).await());
    if (!network.lead()) {
      throw new IllegalStateException("the member refuses the leader that is played");
    }
    if (rehearse) {
      Await.until("the process has rehearsed", RehearsedProcess::rehearses);
      Await.until("nothing is left of it", () -> !rehearses());
    }
    Loss.mark();
    network.peers.execute(() -> network.handler.join().suspect("b", Evidence.CONNECTION_ENDED));
    gained.await();
    System.out.println("gained, rehearses " + rehearses());
    election.close();
  }

  private static boolean rehearses() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().startsWith("election-rehearsal"));
  }

  /** A heartbeat of {@code b}, of a configuration that was confirmed long ago. */
  private boolean lead() throws Exception {
    Configuration first = Members.founding(MEMBERS);
    Configuration later =
        new Configuration(new ConfigurationId(1, 2), first.origin(), first.members());
    Heartbeat heartbeat =
        new Heartbeat(
            new RequestHeader(new Sender("b", 5, 77), 1, 1),
            150_000_000,
            later.id(),
            Optional.of(later));
    PeerReply reply =
        (PeerReply)
            handler.join().handle(heartbeat, new Origin("b", true, new Speaker.Greeted("b")));
    return reply.granted();
  }

  private static Reply consent(PeerRequest request) {
    RequestHeader asked = request.header();
    ReplyHeader header =
        new ReplyHeader(
            new Sender("c", 5, 78),
            asked.term(),
            asked.round(),
            Verdict.GRANTED,
            ReplyHeader.Hints.NONE);
    return switch (request) {
      case PreVoteRequest question -> new PreVoteReply(header);
      case VoteRequest question -> new VoteReply(header, 0);
      case Heartbeat heartbeat -> new HeartbeatReply(header, heartbeat.configurationId());
      case TimeoutNow order -> new TimeoutNowReply(header);
    };
  }

  @Override
  public void send(Member member, Request request, Duration timeout, ReplyReceiver receiver) {
    peers.execute(
        () -> {
          if (member.id().equals("c")) {
            receiver.replied(consent((PeerRequest) request));
          } else {
            receiver.failed(new ConnectException("Connection refused"));
          }
        });
  }

  @Override
  public String name() {
    return "played";
  }

  @Override
  public Optional<String> addressFault(String address) {
    return Optional.empty();
  }

  @Override
  public NonBlockingTransport open(TransportContext context) {
    return this;
  }

  @Override
  public void serve(RequestHandler serving) {
    handler.complete(serving);
  }

  @Override
  public Reply call(Member member, Request request, Duration timeout) throws IOException {
    throw new IOException("nobody calls here: requests are sent");
  }

  @Override
  public void close() {}
}
