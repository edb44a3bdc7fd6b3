/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import java.util.List;
import java.util.stream.Stream;

/** The deliberate faults in what is taken from whom: only somebody hostile finds them. */
final class HostileMutants {

  private HostileMutants() {}

  static List<Mutant> all() {
    return Stream.of(whoSpeaks(), plausibility(), twins()).flatMap(List::stream).toList();
  }

  private static List<Mutant> whoSpeaks() {
    return List.of(
        Mutant.of(
            "takes a message of whom the configuration does not name",
            "SenderCheck",
            "if (member.isEmpty()) { return Verdict.NOT_A_MEMBER; } if (!isKnownDisk",
            "if (member.isPresent() && !isKnownDisk"),
        Mutant.of(
            "tells strangers what members are known by",
            "Voter",
            "return known ? refuse(request, sender) : turnAway(request, sender);",
            "return refuse(request, sender);"),
        Mutant.of(
            "hears a heartbeat that comes again",
            "Voter",
            "if (request instanceof Heartbeat && heard.isOver(request.header())) {",
            "if (false) {"));
  }

  private static List<Mutant> plausibility() {
    return List.of(
        Mutant.of(
            "takes any term of its era",
            "Plausibility",
            "return term <= highest ? Optional.empty()",
            "return term > 0 ? Optional.empty()"),
        Mutant.of(
            "takes a promise of any length",
            "Plausibility",
            "return promiseNanos <= longest ? Optional.empty()",
            "return promiseNanos >= 0 ? Optional.empty()"));
  }

  private static List<Mutant> twins() {
    return List.of(
        Mutant.of(
            "lets a later start win by saying so",
            "SenderCheck",
            "if (start != Verdict.GRANTED) { return start; }",
            ""),
        Mutant.of(
            "goes on as a copy",
            "Twins",
            "if (nowNanos - now.sinceNanos() > patience &&",
            "if (nowNanos - now.sinceNanos() < 0 &&"));
  }
}
