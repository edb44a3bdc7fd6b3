/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.cli.demonstration.DemoSubcommand;
import io.github.election4j.cli.member.RunSubcommand;
import io.github.election4j.cli.operator.MembersSubcommand;
import io.github.election4j.cli.operator.RecoverSubcommand;
import io.github.election4j.cli.operator.ResetSubcommand;
import io.github.election4j.cli.operator.ResignSubcommand;
import io.github.election4j.cli.operator.StatusSubcommand;
import io.github.election4j.cli.operator.TransferSubcommand;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The command line")
class CommandLineTest {

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream messages = new ByteArrayOutputStream();
  private final CommandLine commandLine =
      new CommandLine(
          List.of(
              new DemoSubcommand(CommandLineTest.class),
              new RunSubcommand(),
              new StatusSubcommand(),
              new EchoSubcommand()),
          new Terminal(output, messages));

  /** Prints its options. */
  private static final class EchoSubcommand implements Subcommand {

    @Override
    public String name() {
      return "echo";
    }

    @Override
    public String summary() {
      return "prints its options";
    }

    @Override
    public String synopsis() {
      return "[--loud]";
    }

    @Override
    public List<String> notes() {
      return List.of("That is all.");
    }

    @Override
    public Options options() {
      return Options.COMMON.flag("loud", "louder");
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) throws UsageException {
      if (arguments.has("loud")) {
        throw new UsageException("too loud:\n  be\n  quiet\n");
      }
      terminal.print("echo");
      return EXIT_NOT_DONE;
    }
  }

  @Test
  @DisplayName("runs the subcommand and ends with its status")
  void runs() throws InterruptedException {
    assertEquals(1, commandLine.run(List.of("echo")));
    assertEquals("echo\n", output());
    assertEquals("", messages());
  }

  @Test
  @DisplayName("says in one line what a subcommand refuses, with status 2")
  void refuses() throws InterruptedException {
    assertEquals(2, commandLine.run(List.of("echo", "--loud")));
    assertEquals("", output());
    assertEquals("election echo: too loud: be; quiet (see election echo --help)\n", messages());
  }

  @Test
  @DisplayName("says in one line that a subcommand is unknown, and guesses")
  void guesses() throws InterruptedException {
    assertEquals(2, commandLine.run(List.of("ecko")));
    assertEquals(2, commandLine.run(List.of("vote")));
    assertEquals(
        "election: unknown subcommand 'ecko'; did you mean echo? (see election --help)\n"
            + "election: unknown subcommand 'vote'; expected demo, run, status, echo (see election"
            + " --help)\n",
        messages());
  }

  @Test
  @DisplayName("helps without a word and with --help, naming every subcommand")
  void helps() throws InterruptedException {
    assertEquals(0, commandLine.run(List.of()));
    String first = output();
    for (String word : List.of("--help", "-h", "help")) {
      output.reset();
      assertEquals(0, commandLine.run(List.of(word)));
      assertEquals(first, output());
    }
    for (String name : List.of("demo", "run", "status", "echo")) {
      assertTrue(first.contains("  election " + name + " "), first);
    }
  }

  @Test
  @DisplayName("helps with each subcommand, whatever else is given")
  void helpsWithEach() throws InterruptedException {
    assertEquals(0, commandLine.run(List.of("echo", "--loud", "--help")));
    assertEquals(
        """
        election echo [--loud]

        prints its options

          --help     show this text and exit
          --version  show the version and exit
          --loud     louder

        That is all.
        """,
        output());
    String whole = output();
    for (List<String> words : List.of(List.of("echo", "-h"), List.of("help", "echo"))) {
      output.reset();
      assertEquals(0, commandLine.run(words));
      assertEquals(whole, output());
    }
    assertEquals(2, commandLine.run(List.of("help", "ecko")));
    assertTrue(messages().contains("unknown subcommand 'ecko'; did you mean echo?"), messages());
  }

  @Test
  @DisplayName("helps in 80 columns")
  void helpsInColumns() throws InterruptedException {
    List<Subcommand> all =
        List.of(
            new DemoSubcommand(CommandLineTest.class),
            new RunSubcommand(),
            new StatusSubcommand(),
            new ResignSubcommand(),
            new TransferSubcommand(),
            new ResetSubcommand(),
            new MembersSubcommand(),
            new RecoverSubcommand());
    CommandLine complete = new CommandLine(all, new Terminal(output, messages));
    assertEquals(0, complete.run(List.of("help")));
    for (Subcommand subcommand : all) {
      int start = output().length();
      assertEquals(0, complete.run(List.of(subcommand.name(), "--help")));
      assertTrue(output().startsWith("election " + subcommand.name(), start), output());
    }
    assertEquals(List.of(), output().lines().filter(line -> line.length() > 80).toList());
  }

  @Test
  @DisplayName("shows the version, before and after a subcommand")
  void showsTheVersion() throws InterruptedException {
    assertEquals(0, commandLine.run(List.of("--version")));
    assertEquals(0, commandLine.run(List.of("version")));
    assertEquals(0, commandLine.run(List.of("echo", "--version")));
    List<String> lines = output().lines().toList();
    assertEquals(3, lines.size());
    assertEquals(Set.of(lines.get(0)), Set.copyOf(lines));
    assertTrue(lines.get(0).matches("election \\S.*"), lines.get(0));
  }

  private String output() {
    return output.toString(StandardCharsets.UTF_8);
  }

  private String messages() {
    return messages.toString(StandardCharsets.UTF_8);
  }
}
