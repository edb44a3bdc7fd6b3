/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.spi.ForeignPeerException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Whoever gets no answer")
class NoAnswerTest {

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new ConnectException("Connection refused"), "whether a member runs there"),
        Arguments.of(new ConnectException("Connection timed out"), "whether a firewall"),
        Arguments.of(new SocketTimeoutException("not in time"), "--timeout"),
        Arguments.of(new NoRouteToHostException("No route to host"), "the network"),
        Arguments.of(new UnknownHostException("nowhere"), "the name server"),
        Arguments.of(new ForeignPeerException("group is 'x'", true), "--group"),
        Arguments.of(new ForeignPeerException("member 'b' is here", false), "--member the id"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  @DisplayName("is told what to do, by the type of what failed or of its cause")
  void remedies(IOException failure, String remedy) {
    assertTrue(NoAnswer.of(failure).remedy().orElseThrow().contains(remedy));
    NoAnswer wrapped = NoAnswer.of(new IOException("no call", failure));
    assertTrue(wrapped.sentence().contains("no call; "), wrapped.sentence());
    assertTrue(wrapped.sentence().contains(remedy), wrapped.sentence());
  }

  @Test
  @DisplayName("is told the reason alone where nobody knows more")
  void reasons() {
    assertEquals("broken", NoAnswer.of(new IOException("broken")).sentence());
  }
}
