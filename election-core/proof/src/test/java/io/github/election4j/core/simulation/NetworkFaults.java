/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.core.machine.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** What can go wrong with links. Each fault returns what ends it. */
final class NetworkFaults {

  private static final int MAX_FLAPS = 20;

  private final Cluster cluster;
  private final SplittableRandom random;

  NetworkFaults(Cluster cluster, SplittableRandom random) {
    this.cluster = cluster;
    this.random = random;
  }

  Occurrence strike(FaultKind kind) {
    cluster.world().trace().add(0, Trace.Verb.SUFFERS, kind);
    return switch (kind) {
      case LOSS -> {
        double probability = random.nextDouble() * 0.7;
        yield worsen(someLinks(), link -> link.loss(probability), link -> link.loss(0));
      }
      case DELAY -> {
        long scale = someDelay();
        yield worsen(someLinks(), link -> link.tail(scale), link -> link.tail(0));
      }
      case DUPLICATION -> {
        double probability = random.nextDouble() * 0.6;
        yield worsen(
            someLinks(), link -> link.duplication(probability), link -> link.duplication(0));
      }
      case LATE_REPEATS -> {
        double probability = random.nextDouble() * 0.3;
        yield worsen(
            someLinks(), link -> link.lateRepeats(probability), link -> link.lateRepeats(0));
      }
      case PARTITION -> cut(linksAcross());
      case ONE_WAY_CUT -> cut(someLinks());
      case PARTIAL_PARTITION -> cut(linksOfSomePairs());
      case FLAPPING_LINK -> flap();
      case CUT_OFF_LEADER -> cutOffLeader();
      default -> throw new IllegalArgumentException("no fault of the network: " + kind);
    };
  }

  /** From a hundredth of an election timeout to a whole one. */
  private long someDelay() {
    double share = 0.01 * Math.exp(random.nextDouble() * Math.log(100));
    return 1 + (long) (share * cluster.plan().cluster().maxElectionNanos());
  }

  /**
   * The leader lives on, but all connections with it have broken, and everybody else has evidence
   * that it is gone: a new leader is elected while the promises to the old one still hold.
   */
  private Occurrence cutOffLeader() {
    Optional<SimulatedNode> leader = cluster.agreedLeader();
    if (leader.isEmpty() || cluster.nodes().size() == 1) {
      return cut(List.of());
    }
    SimulatedNode last = leader.get();
    List<SimulatedNetwork.Link> from = new ArrayList<>();
    List<SimulatedNetwork.Link> to = new ArrayList<>();
    for (SimulatedNode other : cluster.nodes()) {
      if (other != last) {
        from.add(cluster.network().link(last.index(), other.index()));
        to.add(cluster.network().link(other.index(), last.index()));
      }
    }
    CutInSteps cut = new CutInSteps(last, from, random.nextInt(3) == 0 ? List.of() : to);
    cut.begin(random.nextLong(cluster.plan().cluster().maxElectionNanos()));
    return cut::end;
  }

  /** First one node does not hear the leader any more, then nobody does, and all suspect it. */
  private final class CutInSteps {
    private final SimulatedNode leader;
    private final List<SimulatedNetwork.Link> links = new ArrayList<>();
    private final SimulatedNetwork.Link first;
    private boolean all;
    private boolean ended;

    private CutInSteps(
        SimulatedNode leader,
        List<SimulatedNetwork.Link> fromLeader,
        List<SimulatedNetwork.Link> toLeader) {
      this.leader = leader;
      this.first = fromLeader.get(random.nextInt(fromLeader.size()));
      links.addAll(fromLeader);
      links.addAll(toLeader);
    }

    private void begin(long nanosUntilAll) {
      first.cut();
      cluster.world().timeline().after(nanosUntilAll, this::cutAll);
    }

    private void cutAll() {
      if (!ended) {
        all = true;
        links.forEach(SimulatedNetwork.Link::cut);
        suspectEverywhere(leader);
      }
    }

    private void end() {
      ended = true;
      first.restore();
      if (all) {
        links.forEach(SimulatedNetwork.Link::restore);
      }
    }
  }

  private void suspectEverywhere(SimulatedNode leader) {
    for (SimulatedNode other : cluster.nodes()) {
      if (other != leader) {
        other.deliver(new Input.PeerSuspected(leader.id()));
      }
    }
  }

  private Occurrence cut(List<SimulatedNetwork.Link> links) {
    return worsen(links, SimulatedNetwork.Link::cut, SimulatedNetwork.Link::restore);
  }

  private static Occurrence worsen(
      List<SimulatedNetwork.Link> links,
      Consumer<SimulatedNetwork.Link> worse,
      Consumer<SimulatedNetwork.Link> better) {
    links.forEach(worse);
    return () -> links.forEach(better);
  }

  /** All links, those to or from one node, or each by chance. */
  private List<SimulatedNetwork.Link> someLinks() {
    int size = cluster.nodes().size();
    int choice = random.nextInt(4);
    int node = random.nextInt(size);
    double share = random.nextDouble();
    List<SimulatedNetwork.Link> links = new ArrayList<>();
    for (int from = 0; from < size; from++) {
      for (int to = 0; to < size; to++) {
        boolean chosen =
            switch (choice) {
              case 0 -> from == node;
              case 1 -> to == node;
              default -> random.nextDouble() < share;
            };
        if (chosen && from != to) {
          links.add(cluster.network().link(from, to));
        }
      }
    }
    return links;
  }

  private List<SimulatedNetwork.Link> linksAcross() {
    int size = cluster.nodes().size();
    boolean[] side = new boolean[size];
    for (int node = 0; node < size; node++) {
      side[node] = random.nextBoolean();
    }
    List<SimulatedNetwork.Link> links = new ArrayList<>();
    for (int from = 0; from < size; from++) {
      for (int to = 0; to < size; to++) {
        if (side[from] != side[to]) {
          links.add(cluster.network().link(from, to));
        }
      }
    }
    return links;
  }

  private List<SimulatedNetwork.Link> linksOfSomePairs() {
    List<SimulatedNetwork.Link> links = new ArrayList<>();
    for (int one = 0; one < cluster.nodes().size(); one++) {
      for (int other = 0; other < one; other++) {
        if (random.nextInt(3) == 0) {
          links.add(cluster.network().link(one, other));
          links.add(cluster.network().link(other, one));
        }
      }
    }
    return links;
  }

  private Occurrence flap() {
    int size = cluster.nodes().size();
    SimulatedNetwork.Link link = cluster.network().link(random.nextInt(size), random.nextInt(size));
    long period = 1 + random.nextLong(cluster.plan().cluster().maxElectionNanos());
    Flapping flapping = new Flapping(link, period);
    flapping.change();
    return flapping::stop;
  }

  /** Cuts a link and restores it, in turns. */
  private final class Flapping {
    private final SimulatedNetwork.Link link;
    private final long periodNanos;
    private boolean cut;
    private boolean stopped;
    private int flaps;

    private Flapping(SimulatedNetwork.Link link, long periodNanos) {
      this.link = link;
      this.periodNanos = periodNanos;
    }

    private void change() {
      if (stopped || flaps++ >= MAX_FLAPS) {
        return;
      }
      if (cut) {
        link.restore();
      } else {
        link.cut();
      }
      cut = !cut;
      cluster.world().timeline().after(periodNanos, this::change);
    }

    private void stop() {
      stopped = true;
      if (cut) {
        link.restore();
      }
    }
  }
}
