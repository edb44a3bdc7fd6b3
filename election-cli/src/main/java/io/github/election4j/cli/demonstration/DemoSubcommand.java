/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.demonstration;

import io.github.election4j.cli.cluster.LocalCluster;
import io.github.election4j.cli.console.Arguments;
import io.github.election4j.cli.console.Failures;
import io.github.election4j.cli.console.Options;
import io.github.election4j.cli.console.Subcommand;
import io.github.election4j.cli.console.Terminal;
import io.github.election4j.cli.console.UsageException;
import io.github.election4j.cli.console.Values;
import io.github.election4j.cli.member.TimingOptions;
import io.github.election4j.cli.process.OwnLauncher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * {@code election demo}: elects among processes on this machine, and kills the leader again and
 * again.
 */
public final class DemoSubcommand implements Subcommand {

  /** Here it is true: on loopback nobody but the kernel refuses, and members run no programs. */
  private static final String REFUSED_MEANS_DEAD = "--refused-means-dead";

  private final Class<?> main;

  /**
   * Starts nothing yet.
   *
   * @param main the class whose main method runs a member, with the words of {@code election run}
   */
  public DemoSubcommand(Class<?> main) {
    this.main = main;
  }

  @Override
  public String name() {
    return "demo";
  }

  @Override
  public String summary() {
    return "starts a cluster on this machine, kills its leaders and shows what happens";
  }

  @Override
  public String synopsis() {
    return "[--members N] [--kills K] [--json] [--draw FILE] [timing of the members]";
  }

  @Override
  public Options options() {
    Options play =
        Options.COMMON
            .value("members", "N", "how many members, from 3 to 15; default: 3")
            .value("kills", "K", "how many leaders to kill; default: 3");
    return TimingOptions.addTo(play)
        .flag("json", "print JSON lines instead of a timeline")
        .value("draw", "FILE", "write a picture of what happened: see election draw");
  }

  @Override
  public List<String> notes() {
    return List.of(
        "Each member is a process of its own and speaks TCP on the loopback interface. Nothing is"
            + " left behind. There nobody but the kernel refuses a connect, so each runs with"
            + " --refused-means-dead: nobody waits for the lease of a leader that was killed.",
        "",
        "Exit status: 0 if each kill was followed by exactly one new leader of a higher term, 1 if"
            + " not.");
  }

  @Override
  public int run(Arguments arguments, Terminal terminal)
      throws UsageException, InterruptedException {
    int members = arguments.get("members", Values.wholeNumber(3, 15), 3);
    int kills = arguments.get("kills", Values.wholeNumber(0, 10_000), 3);
    List<String> options = new ArrayList<>(TimingOptions.words(arguments));
    options.add(REFUSED_MEANS_DEAD);
    UnaryOperator<List<String>> launcher =
        words -> OwnLauncher.words(main, Stream.concat(words.stream(), options.stream()).toList());
    DemoReport shown = arguments.has("json") ? new DemoLines(terminal) : new DemoTimeline(terminal);
    Optional<Path> drawing = arguments.optional("draw", Values::file);
    try {
      if (drawing.isEmpty()) {
        return play(members, kills, launcher, shown);
      }
      // Before anything is started: a file that cannot be written is an option that is wrong.
      Files.writeString(drawing.get(), "", StandardCharsets.UTF_8);
      DrawnDemo drawn = new DrawnDemo(shown);
      try {
        return play(members, kills, launcher, drawn);
      } finally {
        Files.writeString(drawing.get(), drawn.page(), StandardCharsets.UTF_8);
      }
    } catch (IOException failed) {
      terminal.tell("election demo: " + Failures.describe(failed));
      return EXIT_NOT_DONE;
    }
  }

  private static int play(
      int members, int kills, UnaryOperator<List<String>> launcher, DemoReport report)
      throws IOException, InterruptedException {
    try (LocalCluster cluster = new LocalCluster(members, launcher, report::event)) {
      Thread hook = new Thread(cluster::close, "end-demo");
      Runtime.getRuntime().addShutdownHook(hook);
      return new Demo(cluster, report).run(kills) ? EXIT_DONE : EXIT_NOT_DONE;
    }
  }
}
