/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.Activation;
import io.github.election4j.Member;
import io.github.election4j.core.machine.Effect;
import io.github.election4j.core.machine.Input;
import io.github.election4j.core.machine.MachineSettings;
import io.github.election4j.core.machine.Members;
import io.github.election4j.core.machine.NodeIdentity;
import io.github.election4j.core.machine.NodeView;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.Sender;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * What holds of a member, whatever two others say to it: no step throws, none has effects without
 * end, and it does not fail. Given random bytes by {@link MachineFuzzTest}, and bytes that reach
 * ever more of the machine by the fuzzer of the profile {@code fuzzing}, which looks for a method
 * of this name.
 */
public final class MachineFuzzTarget {

  /** What the failure of one that others say is started twice begins with. */
  static final String SECOND_PROCESS = "another process uses the member id";

  private static final int MOST_STEPS = 200;
  private static final int MOST_EFFECTS = 40;
  private static final long HEARTBEAT = 50 * Nanos.MILLISECOND;
  private static final MachineSettings SETTINGS =
      new MachineSettings(
          new MachineSettings.Timing(HEARTBEAT, 3 * HEARTBEAT, 6 * HEARTBEAT, 60 * HEARTBEAT),
          3 * HEARTBEAT,
          0.1,
          1,
          Activation.WHEN_EXCLUSIVE);
  private static final List<Member> MEMBERS =
      List.of(Member.of("a", "a:1"), Member.of("b", "b:1"), Member.of("c", "c:1"));

  private final Bytes bytes;
  private final Lies lies;
  private final MachineUnderTest machine;
  private final Deque<Effect.Call> calls = new ArrayDeque<>();
  private boolean writing;
  private int unanswered;
  private long now;
  private long requests;

  private MachineFuzzTarget(Bytes bytes) {
    this.bytes = bytes;
    Configuration founders = Members.founding(MEMBERS);
    boolean forges = bytes.nextBoolean();
    lies = new Lies(bytes, founders, SETTINGS.promiseNanos(), forges);
    machine =
        new RealMachine(
            new NodeIdentity(MEMBERS.getFirst(), 1, 1_234),
            SETTINGS,
            Optional.empty(),
            bytes.nextBoolean() ? founders : Configuration.NONE,
            new SplittableRandom(1));
  }

  /**
   * Checks it.
   *
   * @param input whatever is to be drawn, in turn
   */
  public static void fuzzerTestOneInput(byte[] input) {
    new MachineFuzzTarget(new Bytes(ByteBuffer.wrap(input))).run();
  }

  private void run() {
    step(new Input.Started());
    for (int step = 0; step < MOST_STEPS && bytes.left.hasRemaining(); step++) {
      switch (bytes.nextInt(8)) {
        case 0, 1, 2 -> request();
        case 3, 4 -> reply();
        case 5 -> {
          now += bytes.nextInt(256) * Nanos.MILLISECOND;
          step(new Input.TimerFired());
        }
        case 6 -> {
          if (writing) {
            writing = false;
            step(new Input.RecordDurable());
          }
        }
        default -> step(order());
      }
    }
  }

  private void request() {
    String id = bytes.nextBoolean() ? "b" : "c";
    PeerRequest request = lies.request(lies.sender(Optional.of(id)));
    unanswered++;
    step(new Input.RequestReceived(++requests, request));
  }

  private void reply() {
    Effect.Call call = calls.poll();
    if (call != null) {
      Sender sender = lies.sender(Optional.of(call.peer()));
      step(
          bytes.nextInt(4) == 0
              ? new Input.CallFailed(call.peer(), call.request())
              : new Input.ReplyReceived(
                  call.peer(), call.request(), lies.replyTo(call.request(), sender)));
    }
  }

  private Input order() {
    return switch (bytes.nextInt(5)) {
      case 0 -> new Input.PeerSuspected(bytes.nextBoolean() ? "b" : "c");
      case 1 -> new Input.ResignAsked(Optional.empty());
      case 2 -> new Input.ProcessDead(bytes.nextBoolean() ? "b" : "c", 1 + bytes.nextInt(3));
      case 3 -> new Input.MembersProposed(MEMBERS.subList(0, 1 + bytes.nextInt(3)));
      default -> new Input.TasksEnded(machine.view().term());
    };
  }

  private void step(Input input) {
    List<Effect> effects = machine.step(input, now);
    // Whoever waits for the disk is answered when it has.
    if (effects.size() > MOST_EFFECTS + unanswered) {
      throw new AssertionError("%d effects of %s".formatted(effects.size(), input));
    }
    for (Effect effect : effects) {
      if (effect instanceof Effect.Call call) {
        lies.learn(call.request());
        calls.add(call);
      } else if (effect instanceof Effect.Respond respond) {
        unanswered--;
        lies.learn(respond.reply());
      } else if (effect instanceof Effect.Persist) {
        writing = true;
      } else if (effect instanceof Effect.Publish publish) {
        requireNoFailure(input, publish.view());
      }
    }
  }

  /** The two others are a quorum: what they say of a second process with this id is believed. */
  private static void requireNoFailure(Input input, NodeView view) {
    Optional<String> reason = view.cluster().failure();
    if (reason.filter(words -> !words.startsWith(SECOND_PROCESS)).isPresent()) {
      throw new AssertionError("failed at %s: %s".formatted(input, reason));
    }
  }

  /** Draws what the fuzzer has written: few bytes for few choices, so that it can learn. */
  private record Bytes(ByteBuffer left) implements RandomGenerator {

    @Override
    public long nextLong() {
      return left.remaining() >= Long.BYTES ? left.getLong() : next();
    }

    @Override
    public int nextInt(int bound) {
      int drawn = bound <= 256 ? next() : next() << 16 | next() << 8 | next();
      return drawn % bound;
    }

    @Override
    public boolean nextBoolean() {
      return (next() & 1) == 1;
    }

    private int next() {
      return left.hasRemaining() ? left.get() & 0xff : 0;
    }
  }
}
