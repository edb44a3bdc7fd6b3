/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.operator;

import io.github.election4j.cli.console.Failures;
import io.github.election4j.spi.ForeignPeerException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why a member gave no answer, and what whoever asked can do about it.
 *
 * @param reason what went wrong
 * @param remedy what to see to; empty if the reason says it all
 */
record NoAnswer(String reason, Optional<String> remedy) {

  /** Causes of causes are looked at no deeper, or one that is its own would never end. */
  private static final int DEEPEST_CAUSE = 8;

  /** For a reason that says it all. */
  NoAnswer(String reason) {
    this(reason, Optional.empty());
  }

  /**
   * What a call of a member that failed tells.
   *
   * @param failure its type, or that of what caused it, says what kind it is of
   * @return the reason in the words of the transport, and the remedy for its kind
   */
  static NoAnswer of(IOException failure) {
    return new NoAnswer(
        Failures.describe(failure),
        causes(failure).flatMap(cause -> remedy(cause).stream()).findFirst());
  }

  /** Both, for a sentence of their own. */
  String sentence() {
    return remedy.map(what -> reason + "; " + what).orElse(reason);
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(DEEPEST_CAUSE);
  }

  private static Optional<String> remedy(Throwable failure) {
    return switch (failure) {
      case ForeignPeerException foreign when foreign.isOfOtherGroup() ->
          Optional.of("name the group of the cluster with --group or ELECTION_GROUP");
      case ForeignPeerException otherMember ->
          Optional.of("give --member the id and the address of one and the same member");
      case ConnectException late when isTimeout(late) -> Optional.of(SILENT);
      case SocketTimeoutException late -> Optional.of(SILENT);
      case ConnectException refused ->
          Optional.of("see whether a member runs there, and whether the port is the one it has");
      case NoRouteToHostException noRoute ->
          Optional.of("see to the network, or correct the address in --member");
      case UnknownHostException unknown ->
          Optional.of("see to the name server, or correct the name in --member");
      default -> Optional.empty();
    };
  }

  private static final String SILENT =
      "see whether the process there is stopped, or whether a firewall is between; or give it"
          + " longer with --timeout";

  /** The kernel's own timeout comes as the exception that a refusal comes as. */
  private static boolean isTimeout(ConnectException failure) {
    return Failures.describe(failure).toLowerCase(Locale.ROOT).contains("timed out");
  }
}
