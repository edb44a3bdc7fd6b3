/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The loop")
class EventLoopTest {

  private static final int CROWD = 40;
  private static final int ROUNDS = 3;

  /** So long each of the crowd is at it. */
  private static final long WORK_NANOS = Duration.ofMillis(1).toNanos();

  /** As many as are served in the time that the loop has for them in a turn, and one more. */
  private static final int A_TURN = 6;

  private final List<Pipe> pipes = new ArrayList<>();
  private EventLoop loop;

  /** Is always ready, since nobody reads what has come. */
  private abstract static class Busy implements EventLoop.Ready {
    final AtomicLong served = new AtomicLong();

    @Override
    public void failed(Throwable fault) {
      throw new AssertionError(fault);
    }
  }

  /** One of the crowd, who can wait. */
  private static final class Stranger extends Busy {
    private final AtomicLong all;

    Stranger(AtomicLong all) {
      this.all = all;
    }

    @Override
    public boolean canWait() {
      return true;
    }

    @Override
    public void ready(SelectionKey key) {
      long start = System.nanoTime();
      while (System.nanoTime() - start < WORK_NANOS) {
        Thread.onSpinWait();
      }
      served.incrementAndGet();
      all.incrementAndGet();
    }
  }

  @AfterEach
  void close() throws Exception {
    loop.beginClose();
    assertTrue(loop.awaitEnd(Deadline.after(Node.PATIENCE)));
    for (Pipe pipe : pipes) {
      pipe.sink().close();
    }
  }

  private void register(Busy busy) throws IOException {
    Pipe pipe = Pipe.open();
    pipes.add(pipe);
    pipe.source().configureBlocking(false);
    assertEquals(1, pipe.sink().write(ByteBuffer.allocate(1)));
    loop.execute(
        () -> {
          try {
            SelectionKey unused = loop.register(pipe.source(), SelectionKey.OP_READ, busy);
          } catch (IOException failed) {
            throw new UncheckedIOException(failed);
          }
        });
  }

  @Test
  @DisplayName("lets no crowd of strangers keep a member waiting, and none of them the others")
  void membersFirst() throws Exception {
    loop = new EventLoop("loop", Thread.ofPlatform().factory(), reason -> {});
    AtomicLong all = new AtomicLong();
    AtomicLong mostBetween = new AtomicLong();
    CountDownLatch done = new CountDownLatch(1);
    List<Stranger> strangers = new ArrayList<>();
    for (int i = 0; i < CROWD; i++) {
      strangers.add(new Stranger(all));
      register(strangers.getLast());
    }
    Busy member =
        new Busy() {
          private long before;

          @Override
          public void ready(SelectionKey key) {
            long now = all.get();
            mostBetween.accumulateAndGet(now - before, Math::max);
            before = now;
            if (now >= ROUNDS * CROWD) {
              key.cancel();
              done.countDown();
            }
          }
        };
    register(member);
    loop.start();

    done.await();
    assertTrue(mostBetween.get() <= A_TURN, () -> mostBetween + " were served before the member");
    for (Stranger stranger : strangers) {
      assertTrue(stranger.served.get() >= ROUNDS - 1, () -> "served " + stranger.served);
    }
  }
}
