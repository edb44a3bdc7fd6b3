/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Role;
import io.github.election4j.core.machine.Lease;
import io.github.election4j.core.machine.NodeView;
import io.github.election4j.wire.Configuration;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The view of a node")
class ViewsTest {

  private final Views views = new Views(view(Role.FOLLOWER, 1));

  private static NodeView view(Role role, long term) {
    long now = System.nanoTime();
    Lease lease =
        role == Role.LEADER
            ? new Lease(true, now, now + Duration.ofHours(1).toNanos())
            : Lease.NONE;
    return new NodeView(
        role,
        term,
        Optional.empty(),
        lease,
        new NodeView.Cluster(Configuration.NONE, Optional.empty()));
  }

  @Test
  @DisplayName("of one that has ended is the last: a step that comes back later changes nothing")
  void endIsForGood() {
    assertTrue(views.publish(view(Role.CLOSED, 1)));
    assertFalse(views.publish(view(Role.LEADER, 2)));
    assertFalse(views.publish(view(Role.FAILED, 3)));
    assertEquals(Role.CLOSED, views.current().role());
    assertFalse(views.current().isActive(System.nanoTime()));
  }

  @Test
  @DisplayName("is made visible although somebody who waits for one is slow")
  void slowReader() throws Exception {
    CountDownLatch looking = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    CompletableFuture<Optional<NodeView>> seen = new CompletableFuture<>();
    Thread reader =
        Thread.startVirtualThread(
            () -> {
              try {
                seen.complete(
                    views.await(
                        view -> {
                          looking.countDown();
                          awaitUninterruptibly(release);
                          return view.term() == 2;
                        },
                        Deadline.in(Await.BOUND)));
              } catch (InterruptedException e) {
                seen.completeExceptionally(e);
              }
            });
    assertTrue(looking.await(Await.BOUND.toSeconds(), TimeUnit.SECONDS));
    assertTrue(views.publish(view(Role.LEADER, 2)));
    assertEquals(2, views.current().term());
    release.countDown();
    Await.until(
        "it is seen",
        () -> {
          views.wakeAll();
          return seen.isDone();
        });
    assertTrue(seen.get().isPresent());
    reader.join();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @DisplayName("that does not come is not waited for after the deadline, nor by who is interrupted")
  void notForEver() throws Exception {
    assertEquals(Optional.empty(), views.await(view -> false, Deadline.in(Duration.ofMillis(1))));
    Thread.currentThread().interrupt();
    assertThrows(
        InterruptedException.class, () -> views.await(view -> false, Deadline.in(Await.BOUND)));
  }
}
