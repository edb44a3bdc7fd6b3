/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.cluster;

import io.github.election4j.cli.cluster.SoakNetwork.Link;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiPredicate;

/** What can go wrong in a soak, with links and with processes. */
enum SoakTrouble {
  /** Some links carry nothing in one direction. */
  ONE_WAY_CUTS,
  /** Nobody hears one host, and it hears everybody. */
  MUTE,
  /** One host hears nobody, and everybody hears it. */
  DEAF,
  /** Nobody reaches one host, nor it anybody. */
  CUT_OFF,
  /** The same for the host of the leader. */
  LEADER_CUT_OFF,
  /** Two groups that do not reach each other. */
  SPLIT,
  /** Two groups that do not reach each other, and one host that reaches both. */
  BRIDGE,
  /** Each host reaches its two neighbours alone. */
  CHAIN,
  /** The network loses a share of what some hosts send. */
  LOSS,
  /** A process is stopped. */
  PAUSE,
  /** The leader's process is stopped. */
  LEADER_PAUSED,
  /** A process is killed. */
  KILL,
  /** The leader's process is killed. */
  LEADER_KILLED,
  /** The leader's process is asked to end. */
  LEADER_ENDED;

  /** Lets it happen. */
  void strike(SoakNetwork network, SoakCluster cluster, Random random)
      throws IOException, InterruptedException {
    List<String> hosts = new ArrayList<>(network.hosts());
    Collections.shuffle(hosts, random);
    String one = hosts.getFirst();
    Optional<String> leader = cluster.leader();
    switch (this) {
      case ONE_WAY_CUTS -> {
        double share = 0.1 + random.nextDouble() * 0.5;
        cut(network, (from, to) -> random.nextDouble() < share);
      }
      case MUTE -> cut(network, (from, to) -> from.equals(one));
      case DEAF -> cut(network, (from, to) -> to.equals(one));
      case CUT_OFF -> cutOff(network, one);
      case LEADER_CUT_OFF -> cutOff(network, leader.orElse(one));
      case SPLIT -> {
        List<String> side = hosts.subList(0, 1 + random.nextInt(2));
        cut(network, (from, to) -> side.contains(from) != side.contains(to));
      }
      case BRIDGE -> {
        List<String> left = hosts.subList(0, 2);
        List<String> right = hosts.subList(2, 4);
        cut(
            network,
            (from, to) ->
                left.contains(from) && right.contains(to)
                    || right.contains(from) && left.contains(to));
      }
      case CHAIN ->
          cut(network, (from, to) -> Math.abs(hosts.indexOf(from) - hosts.indexOf(to)) > 1);
      case LOSS -> {
        for (String host : hosts.subList(0, 1 + random.nextInt(hosts.size()))) {
          network.lose(host, 0.02 + random.nextDouble() * 0.4);
        }
      }
      case PAUSE -> pause(cluster, one);
      case LEADER_PAUSED -> pause(cluster, leader.orElse(one));
      case KILL -> kill(cluster, one);
      case LEADER_KILLED -> kill(cluster, leader.orElse(one));
      case LEADER_ENDED -> {
        if (leader.isPresent()) {
          cluster.terminate(leader.get());
        }
      }
    }
  }

  private static void cutOff(SoakNetwork network, String host)
      throws IOException, InterruptedException {
    cut(network, (from, to) -> from.equals(host) || to.equals(host));
  }

  private static void cut(SoakNetwork network, BiPredicate<String, String> chosen)
      throws IOException, InterruptedException {
    for (String from : network.hosts()) {
      for (String to : network.hosts()) {
        if (chosen.test(from, to)) {
          network.cut(new Link(from, to));
        }
      }
    }
  }

  private static void pause(SoakCluster cluster, String id)
      throws IOException, InterruptedException {
    if (cluster.well().contains(id)) {
      cluster.stop(id);
    }
  }

  private static void kill(SoakCluster cluster, String id) {
    if (cluster.well().contains(id)) {
      cluster.kill(id);
    }
  }
}
