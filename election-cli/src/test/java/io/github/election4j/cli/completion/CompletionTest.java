/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.cli.console.CommandLine;
import io.github.election4j.cli.console.Options.Option;
import io.github.election4j.cli.console.Subcommand;
import io.github.election4j.cli.console.Terminal;
import io.github.election4j.cli.drawing.DrawSubcommand;
import io.github.election4j.cli.member.RunSubcommand;
import io.github.election4j.cli.operator.StatusSubcommand;
import io.github.election4j.cli.testkit.ElectionImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Asks bash, which is where the build runs, and the other shells where they are installed. */
@DisplayName("Completion")
class CompletionTest {

  private static final List<Subcommand> SUBCOMMANDS =
      List.of(new RunSubcommand(), new StatusSubcommand(), new DrawSubcommand());

  /** How each shell is asked what it makes of the words. */
  private static final String BASH =
      "compopt() { :; }; source \"$1\"; shift; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1));"
          + " _election; printf '%s\\n"
          + "' \"${COMPREPLY[@]}\"";

  private static final String FISH = "source $argv[1]; complete -C \"$argv[2..-1]\"";

  /** What zsh's own functions would be given: they work only while somebody types. */
  private static final String ZSH =
      "compdef() { }; _describe() { print -l -- $subcommands }; _arguments() { print -l -- \"$@\""
          + " }; source $1; shift; words=(\"$@\"); CURRENT=$#; _election";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "election st, status",
    "election run --stat, --state",
    "election run --tim, --timing",
    "election status --tim, --timeout",
    "election status --json --gr, --group",
    "election run -- --tim, ''",
    "election run --id --tim, ''",
  })
  @DisplayName(
      "in bash gives the subcommands and their options, but where a value or a program stands")
  void bash(String words, String completed) throws Exception {
    List<String> asked = new ArrayList<>(List.of("bash", "-c", BASH, "bash", script("bash")));
    asked.addAll(List.of(words.split(" ")));
    List<String> answer = run(asked);
    assertEquals(completed.isEmpty() ? List.of("") : List.of(completed), answer);
  }

  @Test
  @DisplayName("in fish gives them with what they do")
  void fish() throws Exception {
    if (isInstalled("fish")) {
      assertEquals(
          List.of("status\tasks every member for its role, term and lease"),
          run(List.of("fish", "-c", FISH, script("fish"), "election", "st")).stream()
              .map(
                  line ->
                      line.replaceFirst(
                          "\t.*", "\t" + "asks every member for its role, term and lease"))
              .toList());
      List<String> states =
          run(List.of("fish", "-c", FISH, script("fish"), "election", "run", "--stat"));
      assertEquals(1, states.size(), states::toString);
      assertTrue(states.getFirst().startsWith("--state\twhere term"), states::toString);
    }
  }

  @Test
  @DisplayName("in zsh gives them with what they do")
  void zsh() throws Exception {
    if (isInstalled("zsh")) {
      List<String> names =
          run(List.of("zsh", "-f", "-c", ZSH, "zsh", script("zsh"), "election", "s"));
      assertEquals(
          SUBCOMMANDS.stream().map(Subcommand::name).toList(),
          names.stream().map(line -> line.replaceFirst(":.*", "")).toList());
      List<String> options =
          run(List.of("zsh", "-f", "-c", ZSH, "zsh", script("zsh"), "election", "run", "--s"));
      assertEquals(SUBCOMMANDS.getFirst().options().all().size() + 1, options.size());
      assertTrue(options.getFirst().startsWith("--help["), options::toString);
      assertEquals("*::program:_normal", options.getLast());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  @DisplayName("knows each option of each subcommand, whatever the shell")
  void isComplete(String shell) throws Exception {
    String script = Files.readString(Path.of(script(shell)));
    String dashes = shell.equals("fish") ? "-l " : "--";
    for (Subcommand subcommand : SUBCOMMANDS) {
      for (Option option : subcommand.options().all()) {
        assertTrue(script.contains(dashes + option.name()), option.name());
      }
    }
  }

  @Test
  @DisplayName("names the shells that it knows")
  void refusesOthers() throws Exception {
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    assertEquals(2, print(new ByteArrayOutputStream(), messages, "tcsh"));
    String message = messages.toString(StandardCharsets.UTF_8);
    assertTrue(message.contains("'tcsh' is no shell that is known; expected one of bash"), message);
  }

  private String script(String shell) throws Exception {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    assertEquals(0, print(output, new ByteArrayOutputStream(), shell));
    return Files.write(folder.resolve("script"), output.toByteArray()).toString();
  }

  private static int print(
      ByteArrayOutputStream output, ByteArrayOutputStream messages, String shell) throws Exception {
    Subcommand completion = new CompletionSubcommand(() -> SUBCOMMANDS);
    return new CommandLine(List.of(completion), new Terminal(output, messages))
        .run(List.of("completion", shell));
  }

  private static boolean isInstalled(String shell) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, shell)));
  }

  private static List<String> run(List<String> words) throws Exception {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(ElectionImage.PATIENCE_SECONDS, TimeUnit.SECONDS));
    return List.of(output.stripTrailing().split("\n"));
  }
}
