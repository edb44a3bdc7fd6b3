/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A question to the name service")
class LookUpTest {

  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

  /** Notes who was told. */
  private final class Asker implements LookUp.Found {
    private final String name;

    Asker(String name) {
      this.name = name;
    }

    @Override
    public void found(List<InetSocketAddress> addresses) {
      told.add(name);
    }

    @Override
    public void notFound(IOException reason) {
      told.add(name + " in vain");
    }
  }

  @Test
  @DisplayName("that is not answered is not put again; the last one who asks is told at last")
  void oneAtATime() throws Exception {
    EventLoop loop = new EventLoop("names", Thread.ofPlatform().factory(), reason -> {});
    loop.start();
    try {
      List<Runnable> questions = new ArrayList<>();
      // A name service that answers when the test says so.
      LookUp lookUp =
          new LookUp(
              loop,
              question -> {
                questions.add(question);
                return new Thread(() -> {});
              },
              places -> {});
      Address address = Address.parse("localhost:7400");
      lookUp.find(address, new Asker("first"));
      lookUp.find(address, new Asker("second"));
      lookUp.find(address, new Asker("third"));
      assertEquals(1, questions.size());
      assertTrue(told.isEmpty());
      questions.get(0).run();
      assertEquals("third", told.poll(60, TimeUnit.SECONDS));
      assertTrue(told.isEmpty());
      lookUp.find(address, new Asker("fourth"));
      assertEquals(2, questions.size());
    } finally {
      loop.beginClose();
      assertTrue(loop.awaitEnd(Deadline.after(Duration.ofMinutes(1))));
    }
  }
}
