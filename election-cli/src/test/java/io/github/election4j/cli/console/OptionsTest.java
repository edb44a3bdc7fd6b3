/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The reader of options")
class OptionsTest {

  private static final Options OPTIONS =
      Options.COMMON
          .flag("json", "as JSON")
          .value("group", "NAME", "a name")
          .values("member", "ID=HOST:PORT", "a member");

  @Test
  @DisplayName("takes a value after a space or after an equals sign")
  void takesValues() throws UsageException {
    Arguments arguments = OPTIONS.parse(List.of("--member", "a=h:1", "--member=b=h:2", "--json"));
    assertEquals(List.of("a=h:1", "b=h:2"), arguments.values("member"));
    assertTrue(arguments.has("json"));
    assertFalse(arguments.has("group"));
    assertEquals(List.of(), arguments.values("group"));
  }

  @Test
  @DisplayName("takes an empty value after an equals sign")
  void takesAnEmptyValue() throws UsageException {
    assertEquals(List.of(""), OPTIONS.parse(List.of("--group=")).values("group"));
  }

  @Test
  @DisplayName("guesses what an unknown option was meant to be")
  void guesses() {
    assertEquals("unknown option --gruop; did you mean --group?", fault("--gruop", "g"));
    assertEquals("unknown option --colour", fault("--colour"));
    assertEquals("unknown option --", fault("--"));
  }

  @Test
  @DisplayName(
      "refuses a value that is missing, not wanted or given twice, and a word that is no option")
  void refuses() {
    assertEquals("--group lacks its value; expected --group NAME", fault("--group"));
    assertEquals("--group lacks its value; expected --group NAME", fault("--group", "--json"));
    assertEquals("--json takes no value", fault("--json=yes"));
    assertEquals("--group is given twice; expected it once", fault("--group", "a", "--group", "b"));
    assertEquals("'group' is not an option; expected --NAME", fault("group"));
  }

  @Test
  @DisplayName("lets words stand among the options only where that makes sense")
  void takesWords() throws UsageException {
    Arguments arguments =
        OPTIONS.words().parse(List.of("add", "--member", "a=h:1", "d=h:4", "--json"));
    assertEquals(List.of("add", "d=h:4"), arguments.words());
    assertEquals(List.of("a=h:1"), arguments.values("member"));
    assertTrue(arguments.has("json"));
    assertEquals(List.of(), OPTIONS.parse(List.of("--json")).words());
  }

  @Test
  @DisplayName("takes what is not given from the environment, if the option says so")
  void takesVariables() throws UsageException {
    Options options =
        OPTIONS
            .orVariable("MEMBERS")
            .value("name", "NAME", "a name")
            .orVariable("THE_NAME")
            .value("other", "NAME", "another");
    Map<String, String> environment =
        Map.of("MEMBERS", " a=h:1 ,b=h:2", "THE_NAME", "n", "group", "g", "", "x");
    Arguments arguments = options.parse(List.of(), environment);
    assertEquals(List.of("a=h:1", "b=h:2"), arguments.values("member"));
    assertEquals(List.of("n"), arguments.values("name"));
    assertFalse(arguments.has("group"));
    assertFalse(arguments.has("other"));
    assertEquals("THE_NAME", arguments.source("name"));
    assertEquals("--other", arguments.source("other"));

    arguments = options.parse(List.of("--member", "c=h:3", "--name=m"), environment);
    assertEquals(List.of("c=h:3"), arguments.values("member"));
    assertEquals(List.of("m"), arguments.values("name"));
    assertEquals("--name", arguments.source("name"));
    assertFalse(options.parse(List.of(), Map.of("MEMBERS", " ")).has("member"));
  }

  @Test
  @DisplayName("shows each option with what it does, in columns")
  void helps() {
    assertEquals(
        """
          --help                 show this text and exit
          --version              show the version and exit
          --json                 as JSON
          --group NAME           a name
          --member ID=HOST:PORT  a member\
        """,
        OPTIONS.help());
  }

  private static String fault(String... words) {
    return assertThrows(UsageException.class, () -> OPTIONS.parse(List.of(words))).reason();
  }
}
