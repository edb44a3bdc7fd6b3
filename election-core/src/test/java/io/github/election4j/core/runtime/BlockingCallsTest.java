/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Member;
import io.github.election4j.spi.ElectionPlan.UserThreads;
import io.github.election4j.spi.RequestHandler;
import io.github.election4j.spi.Transport;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.PeerRequest.PreVoteRequest;
import io.github.election4j.wire.Reply;
import io.github.election4j.wire.Request;
import io.github.election4j.wire.RequestHeader;
import io.github.election4j.wire.Sender;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A request over a transport that blocks")
class BlockingCallsTest {

  private static final PeerRequest REQUEST =
      new PreVoteRequest(new RequestHeader(new Sender("a", 1, 2), 0, 1), 1, Configuration.NONE);

  private final NodeThreads threads = new NodeThreads("a", UserThreads.VIRTUAL);
  private final Timer timer = new Timer(threads, () -> {});
  private final List<String> results = new CopyOnWriteArrayList<>();

  /** A transport that fails as it is told to. */
  private record Failing(Supplier<? extends Throwable> fault) implements Transport {

    @Override
    public void serve(RequestHandler handler) {}

    @Override
    public Reply call(Member member, Request request, Duration timeout) throws IOException {
      Throwable thrown = fault.get();
      if (thrown instanceof IOException unanswered) {
        throw unanswered;
      }
      throw (Error) thrown;
    }

    @Override
    public void close() {}
  }

  private final class Results implements Calls.Outcome {

    @Override
    public void replied(Reply reply) {
      results.add("replied");
    }

    @Override
    public void failed(IOException reason) {
      results.add("failed: " + reason.getMessage());
    }
  }

  @AfterEach
  void nothingIsLeft() {
    timer.close();
    Await.until("all threads have ended", () -> threads.live().isEmpty(), threads::live);
  }

  private void call(Supplier<? extends Throwable> fault) {
    Calls calls = new BlockingCalls(threads, new Failing(fault), timer, 1_000_000_000);
    calls.start(Member.of("b", "b"), REQUEST, Duration.ofSeconds(1), new Results());
    Await.until("the result is told", () -> !results.isEmpty());
    calls.cancelAll();
    calls.start(Member.of("b", "b"), REQUEST, Duration.ofSeconds(1), new Results());
    assertEquals(1, results.size(), results::toString);
  }

  @Test
  @DisplayName("that is not answered has failed, and is told so once")
  void unanswered() {
    call(() -> new IOException("nobody is there"));
    assertEquals(List.of("failed: nobody is there"), results);
  }

  @Test
  @DisplayName("has failed whatever the transport throws")
  void whateverIsThrown() {
    call(() -> new OutOfMemoryError("no native thread, on purpose"));
    assertTrue(results.getFirst().contains("no native thread"), results::toString);
  }
}
