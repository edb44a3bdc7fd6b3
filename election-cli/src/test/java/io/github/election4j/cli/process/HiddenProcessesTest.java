/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.process;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Whether processes of other users can hide")
class HiddenProcessesTest {

  private static String mount(String options) {
    return "25 1 0:22 / /proc rw,nosuid shared:5 - proc proc " + options;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"rw,hidepid=2", "rw,hidepid=invisible", "rw,gid=3,hidepid=1", "hidepid=4"})
  @DisplayName("they can where /proc is mounted so")
  void hidden(String options) {
    assertTrue(HiddenProcesses.mountHides(List.of("1 0 0:1 / / rw - ext4 x rw", mount(options))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw", "rw,hidepid=0", "rw,hidepid=off"})
  @DisplayName("they cannot elsewhere, and the last mount is the one that counts")
  void shown(String options) {
    assertFalse(HiddenProcesses.mountHides(List.of(mount("rw,hidepid=2"), mount(options))));
  }

  @Test
  @DisplayName("nothing hides from whoever may trace every process")
  void seesAll() {
    assertTrue(HiddenProcesses.seesAll(List.of("Name:\tjava", "CapEff:\t000001ffffffffff")));
    assertFalse(HiddenProcesses.seesAll(List.of("Name:\tjava", "CapEff:\t0000000000000000")));
    assertFalse(HiddenProcesses.seesAll(List.of("Name:\tjava", "CapEff:\t0000000000040000")));
  }
}
