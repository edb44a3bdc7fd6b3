/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.core.machine.MachineSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A {@link Race} by the rules of the Raft paper and nothing else (5.2: randomised election
 * timeouts, no pre-vote, nobody lets anybody go first), for comparison.
 */
final class TextbookRace implements Race {

  private static final int NOBODY = -1;

  private final RaceNetwork network;
  private final MachineSettings.Timing timing;
  private final List<Runner> runners = new ArrayList<>();
  private Optional<Outcome> outcome = Optional.empty();

  TextbookRace(Field field, MachineSettings settings, SplittableRandom random) {
    network = new RaceNetwork(field.roundTripNanos(), random.split());
    timing = settings.timing();
    for (int index = 0; index < field.nodes(); index++) {
      runners.add(new Runner(index, new FirstDraw(field.alike(), random.split())));
    }
  }

  @Override
  public void start() {
    runners.forEach(Runner::waitForLeader);
  }

  @Override
  public Optional<Outcome> outcome() {
    return outcome;
  }

  @Override
  public Timeline timeline() {
    return network.timeline();
  }

  /** One server of the paper. */
  private final class Runner {

    private final int index;
    private final RandomGenerator random;
    private long term;
    private int vote = NOBODY;
    private int votes;
    private long waits;

    private Runner(int index, RandomGenerator random) {
      this.index = index;
      this.random = random;
    }

    private void waitForLeader() {
      long spread = timing.maxElectionNanos() - timing.minElectionNanos();
      long wait = ++waits;
      timeline()
          .after(timing.minElectionNanos() + random.nextLong(spread), () -> campaignAfter(wait));
    }

    private void campaignAfter(long wait) {
      if (wait != waits) {
        return;
      }
      term++;
      vote = index;
      votes = 1;
      waitForLeader();
      long asked = term;
      for (Runner other : runners) {
        if (other != this) {
          network.send(() -> other.askedForVote(asked, this));
        }
      }
    }

    private void askedForVote(long asked, Runner candidate) {
      if (asked > term) {
        term = asked;
        vote = NOBODY;
        votes = 0;
      }
      if (asked == term && (vote == NOBODY || vote == candidate.index)) {
        vote = candidate.index;
        waitForLeader();
        network.send(() -> candidate.granted(asked));
      }
    }

    private void granted(long asked) {
      if (asked == term && vote == index && 2 * ++votes > runners.size() && outcome.isEmpty()) {
        outcome = Optional.of(new Outcome(term, timeline().now()));
      }
    }
  }
}
