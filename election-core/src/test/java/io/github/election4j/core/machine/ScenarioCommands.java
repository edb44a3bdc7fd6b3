/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.Activation;
import io.github.election4j.Member;
import io.github.election4j.core.machine.VirtualMessage.Link;
import io.github.election4j.wire.PeerRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The commands of the golden scenarios, each a line of words.
 *
 * <ul>
 *   <li>{@code cluster a b:2 w:0 o:observer} starts the founders (a number is a priority). Before
 *       it: {@code minimum-quorum 3}, {@code active-when-elected}. Later: {@code join d}. At any
 *       time: {@code timeouts a=160 b=200}, the election timeouts that are drawn from now on.
 *   <li>{@code lead a} lets the cluster elect a, whose timeout is the shortest, and tells nothing.
 *   <li>{@code timeout a} lets time pass, without messages, until a campaigns. {@code tick 50} lets
 *       50 ms pass without messages. {@code run 500} lets 500 ms pass with a network that delivers
 *       after 1 ms, and tells events only.
 *   <li>{@code deliver}, {@code deliver a->b}, {@code drop}, {@code drop a->b}, {@code duplicate
 *       a->b}: what is under way.
 *   <li>{@code cut a->b}, {@code cut a-b}, {@code isolate a}, {@code heal a-b}, {@code heal}.
 *   <li>{@code crash a}, {@code restart a}, {@code wipe a} (its disk), {@code pause a}, {@code
 *       resume a}, {@code close a}, {@code fill-disk a}, {@code clock-jump a 5000}.
 *   <li>{@code resign a}, {@code resign a to b}, {@code hold-tasks a}, {@code tasks-ended a},
 *       {@code tasks-overran a}, {@code reset a}, {@code evidence a about b}, {@code members a = a
 *       b c}.
 *   <li>{@code status} shows how each node sees itself.
 * </ul>
 */
final class ScenarioCommands {

  private static final long FIRST_TIMEOUT = 160;
  private static final long NEXT_TIMEOUT = 30;
  private static final long SETTLED = 400;
  private static final int MOST_DELIVERIES = 1_000;

  private final ScenarioNarrator narrator = new ScenarioNarrator();
  private final Map<String, Long> timeouts = new HashMap<>();
  private int minimumQuorum = 1;
  private Activation activation = Activation.WHEN_EXCLUSIVE;
  private Optional<VirtualCluster> founded = Optional.empty();

  /** Carries out a command, and gives what it caused. */
  List<String> run(String line) {
    List<String> words = Arrays.asList(line.trim().split("\\s+"));
    List<String> rest = words.subList(1, words.size());
    List<String> shown = new ArrayList<>();
    switch (words.getFirst()) {
      case "timeouts" -> rest.forEach(this::setTimeout);
      case "minimum-quorum" -> minimumQuorum = Integer.parseInt(rest.getFirst());
      case "active-when-elected" -> activation = Activation.WHEN_ELECTED;
      case "cluster" -> found(rest);
      case "status" -> cluster().nodes().forEach(node -> shown.add(status(node)));
      default -> {
        if (!runOnTime(words.getFirst(), rest)
            && !runOnNetwork(words.getFirst(), rest)
            && !runOnProcess(words.getFirst(), rest)
            && !runOnMachine(words.getFirst(), rest)) {
          throw new AssertionError("unknown command: " + line);
        }
      }
    }
    List<String> told = new ArrayList<>(narrator.take());
    told.addAll(shown);
    return told;
  }

  // ---- cluster

  private void setTimeout(String words) {
    int equals = words.indexOf('=');
    timeouts.put(words.substring(0, equals), Long.parseLong(words.substring(equals + 1)));
  }

  private void found(List<String> words) {
    List<Member> members = MachineDriver.membersOf(words.toArray(String[]::new));
    for (int i = 0; i < members.size(); i++) {
      timeouts.putIfAbsent(members.get(i).id(), FIRST_TIMEOUT + i * NEXT_TIMEOUT);
    }
    VirtualCluster cluster =
        new VirtualCluster(
            MachineDriver.settings(activation, minimumQuorum),
            id -> new FixedTimeout(() -> timeouts.getOrDefault(id, MachineDriver.MAX_ELECTION)),
            narrator);
    founded = Optional.of(cluster);
    narrator.beBrief(true);
    cluster.found(members);
    narrator.beBrief(false);
  }

  private VirtualCluster cluster() {
    return founded.orElseThrow(() -> new AssertionError("expected the command 'cluster' before"));
  }

  private String status(VirtualNode node) {
    if (!node.isRunning()) {
      return "       %s  is down".formatted(node.id());
    }
    NodeView view = node.view();
    String leader =
        view.leader()
            .map(known -> "knows leader %s of term %d".formatted(known.id(), known.term()))
            .orElse("knows no leader");
    return "       %s  %s of term %d, configuration %s, %s%s%s"
        .formatted(
            node.id(),
            ScenarioWords.of(view.role()),
            view.term(),
            view.cluster().configuration().id(),
            leader,
            lease(view),
            node.isPaused() ? ", stands still" : "");
  }

  private String lease(NodeView view) {
    long nowNanos = cluster().nowNanos();
    if (view.isActive(nowNanos)) {
      return ", active for another %d ms"
          .formatted(ScenarioWords.millis(view.lease().untilNanos() - nowNanos));
    }
    long waitNanos = view.lease().fromNanos() - nowNanos;
    return view.lease().held() && waitNanos > 0
        ? ", active in %d ms at the earliest".formatted(ScenarioWords.millis(waitNanos))
        : "";
  }

  // ---- time

  private boolean runOnTime(String command, List<String> rest) {
    switch (command) {
      case "tick" -> cluster().pass(Long.parseLong(rest.getFirst()), false);
      case "run" -> {
        narrator.beBrief(true);
        cluster().pass(Long.parseLong(rest.getFirst()), true);
        narrator.beBrief(false);
      }
      case "timeout" -> untilCampaign(rest.getFirst());
      case "lead" -> untilSettled(rest.getFirst());
      default -> {
        return false;
      }
    }
    return true;
  }

  private void untilSettled(String id) {
    cluster().pass(SETTLED, true);
    if (!cluster().node(id).isActive(cluster().nowNanos())) {
      throw new AssertionError(id + " does not lead");
    }
    narrator.take();
  }

  private void untilCampaign(String id) {
    long before = questions(id);
    for (long waited = 0; questions(id) == before; waited++) {
      if (waited > 10 * MachineDriver.MAX_ELECTION) {
        throw new AssertionError(id + " does not campaign");
      }
      cluster().pass(1, false);
    }
  }

  private long questions(String id) {
    return cluster().underWay().stream()
        .filter(message -> message.isRequest() && message.from().equals(id))
        .filter(message -> !(message.request() instanceof PeerRequest.Heartbeat))
        .count();
  }

  // ---- network

  private boolean runOnNetwork(String command, List<String> rest) {
    switch (command) {
      case "deliver" -> {
        if (rest.isEmpty()) {
          deliverAll();
        } else {
          onLink(rest.getFirst()).forEach(cluster()::deliver);
        }
      }
      case "drop" -> {
        List<VirtualMessage> dropped =
            rest.isEmpty() ? cluster().underWay() : onLink(rest.getFirst());
        dropped.forEach(cluster()::lose);
      }
      case "duplicate" -> onLink(rest.getFirst()).forEach(cluster()::duplicate);
      case "cut" -> links(rest.getFirst()).forEach(link -> cluster().cut(link.from(), link.to()));
      case "isolate" ->
          allLinks().stream()
              .filter(
                  link -> link.from().equals(rest.getFirst()) || link.to().equals(rest.getFirst()))
              .forEach(link -> cluster().cut(link.from(), link.to()));
      case "heal" -> {
        List<Link> healed = rest.isEmpty() ? allLinks() : links(rest.getFirst());
        healed.forEach(link -> cluster().heal(link.from(), link.to()));
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void deliverAll() {
    for (int delivered = 0; delivered < MOST_DELIVERIES; delivered++) {
      Optional<VirtualMessage> next =
          cluster().underWay().stream()
              .filter(message -> !cluster().node(message.to()).isPaused())
              .findFirst();
      if (next.isEmpty()) {
        return;
      }
      cluster().deliver(next.get());
    }
    throw new AssertionError("the nodes do not stop talking");
  }

  private List<VirtualMessage> onLink(String words) {
    List<Link> links = links(words);
    return cluster().underWay().stream().filter(message -> links.contains(message.link())).toList();
  }

  private static List<Link> links(String words) {
    String[] oneWay = words.split("->", -1);
    if (oneWay.length == 2) {
      return List.of(new Link(oneWay[0], oneWay[1]));
    }
    String[] bothWays = words.split("-", -1);
    return List.of(new Link(bothWays[0], bothWays[1]), new Link(bothWays[1], bothWays[0]));
  }

  private List<Link> allLinks() {
    List<Link> links = new ArrayList<>();
    for (VirtualNode from : cluster().nodes()) {
      for (VirtualNode to : cluster().nodes()) {
        if (from != to) {
          links.add(new Link(from.id(), to.id()));
        }
      }
    }
    return links;
  }

  // ---- processes

  private boolean runOnProcess(String command, List<String> rest) {
    switch (command) {
      case "join" -> cluster().join(MachineDriver.membersOf(rest.getFirst()).getFirst());
      case "crash" -> cluster().crash(rest.getFirst());
      case "restart" -> cluster().start(rest.getFirst());
      case "wipe" -> cluster().node(rest.getFirst()).wipe();
      case "pause" -> cluster().node(rest.getFirst()).pause(true);
      case "resume" -> cluster().node(rest.getFirst()).pause(false);
      case "fill-disk" -> cluster().node(rest.getFirst()).fillDisk();
      case "hold-tasks" -> cluster().holdTasks(rest.getFirst());
      default -> {
        return false;
      }
    }
    return true;
  }

  // ---- machines

  private boolean runOnMachine(String command, List<String> rest) {
    Optional<Input> input =
        Optional.ofNullable(
            switch (command) {
              case "resign" ->
                  new Input.ResignAsked(
                      rest.size() > 2 ? Optional.of(rest.get(2)) : Optional.empty());
              case "tasks-ended" -> new Input.TasksEnded(termOf(rest.getFirst()));
              case "tasks-overran" -> new Input.TasksOverran(termOf(rest.getFirst()));
              case "reset" -> new Input.ResetAsked();
              case "evidence" -> new Input.PeerSuspected(rest.get(2));
              case "proof" -> new Input.ProcessDead(rest.get(2), Long.parseLong(rest.get(3)));
              case "close" -> new Input.CloseAsked();
              case "clock-jump" ->
                  new Input.ClockJumped(Long.parseLong(rest.get(1)) * MachineDriver.MILLISECOND);
              case "members" ->
                  new Input.MembersProposed(
                      MachineDriver.membersOf(rest.subList(2, rest.size()).toArray(String[]::new)));
              default -> null;
            });
    input.ifPresent(given -> cluster().step(rest.getFirst(), given));
    return input.isPresent();
  }

  private long termOf(String id) {
    return cluster().node(id).view().term();
  }
}
