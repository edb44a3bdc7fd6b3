/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.wire.ControlReply.OrderReply;
import io.github.election4j.wire.ControlReply.Outcome;
import io.github.election4j.wire.PeerRequest.Release;
import io.github.election4j.wire.VoteRecord.Ballot;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@DisplayName("Wire values: what is out of bounds cannot be made")
final class WireLimitsTest {

  private static final Sender SENDER = new Sender("a", 1, 2);
  private static final RequestHeader HEADER = new RequestHeader(SENDER, 1, 1);
  private static final long TOO_HIGH_TERM = WireLimits.MAX_TERM + 1;
  private static final long TOO_LONG = WireLimits.MAX_PROMISE_NANOS + 1;

  @Test
  @DisplayName("a term below 0 or beyond the highest is refused, wherever it stands")
  void terms() {
    for (long term : new long[] {-1, Long.MIN_VALUE, TOO_HIGH_TERM, Long.MAX_VALUE}) {
      refused(() -> new RequestHeader(SENDER, term, 0));
      refused(() -> new ReplyHeader(SENDER, term, 0, Verdict.GRANTED, ReplyHeader.Hints.NONE));
      refused(() -> new ReplyHeader.LeaderHint(term, "a"));
      refused(() -> new Release("a", term));
      refused(() -> new PeerRequest.PreVoteRequest(HEADER, term, Configuration.NONE));
      refused(() -> new ConfigurationId(term, 0));
      refused(() -> new ConfigurationId(0, term));
      refused(() -> new Ballot(term, Optional.empty()));
      refused(() -> status(term, Optional.empty(), 0));
    }
    assertDoesNotThrow(() -> new RequestHeader(SENDER, WireLimits.MAX_TERM, Long.MAX_VALUE));
  }

  @Test
  @DisplayName("a promise below 0 or beyond an hour is refused, wherever it stands")
  void promises() {
    ReplyHeader reply = new ReplyHeader(SENDER, 1, 1, Verdict.GRANTED, ReplyHeader.Hints.NONE);
    for (long nanos : new long[] {-1, TOO_LONG}) {
      refused(
          () -> new PeerRequest.VoteRequest(HEADER, Configuration.NONE, nanos, Optional.empty()));
      refused(
          () -> new PeerRequest.Heartbeat(HEADER, nanos, ConfigurationId.NONE, Optional.empty()));
      refused(() -> new PeerReply.VoteReply(reply, nanos));
      refused(() -> status(1, Optional.empty(), nanos));
      refused(
          () -> new ControlRequest.UpdateMembersRequest(List.of(), ConfigurationId.NONE, nanos));
      refused(() -> new VoteRecord(Ballot.NONE, Configuration.NONE, nanos, 0, 0));
    }
  }

  @Test
  @DisplayName("what is no name is refused, wherever one stands")
  void names() {
    String[] none = {"", "n".repeat(129), "é", "🗳", "a b", "a\n", "-a", "a=b", "a\u001b[2J"};
    for (String name : none) {
      refused(() -> new Sender(name, 0, 0));
      refused(() -> new Release(name, 0));
      refused(() -> new ReplyHeader.LeaderHint(0, name));
      refused(() -> new ControlRequest.TransferRequest(name));
      refused(() -> new ConfigurationMember(name, "", 0, true, 0));
      refused(() -> new Ballot(0, Optional.of(name)));
      refused(() -> status(0, Optional.of(name), 0));
      refused(() -> new OrderReply(Outcome.DONE, "", Optional.of(name)));
      refused(() -> new WireCodec(name));
    }
    assertDoesNotThrow(() -> new Sender("A.z_0:-".repeat(18), 0, 0));
  }

  @Test
  @DisplayName("a text that is too long is refused, and an empty one is not")
  void texts() {
    refused(() -> new OrderReply(Outcome.DONE, "t".repeat(4_097), Optional.empty()));
    refused(() -> new ConfigurationMember("a", "t".repeat(513), 0, true, 0));
    assertDoesNotThrow(() -> new ConfigurationMember("a", "", 0, true, 0));
  }

  @Test
  @DisplayName("an address with control characters is refused; of what is said to people they go")
  void controlCharacters() {
    for (String evil : List.of("a\u001b[2J", "a\nb", "a\u202eb", "a\u2028b", "a\u0000")) {
      refused(() -> new ConfigurationMember("a", evil, 0, true, 0));
    }
    assertEquals(
        "a?[2J\nb", new OrderReply(Outcome.DONE, "a\u001b[2J\nb", Optional.empty()).detail());
  }

  @Test
  @DisplayName("half a surrogate pair is refused, since UTF-8 cannot carry it")
  void surrogates() {
    for (String text : new String[] {"\ud83d", "\ude00", "\ud83dx", "\ude00\ud83d", "x\ud83d"}) {
      refused(() -> new ConfigurationMember("a", text, 0, true, 0));
    }
    assertDoesNotThrow(() -> new ConfigurationMember("a", "\ud83d\ude00", 0, true, 0));
  }

  @Test
  @DisplayName("the bytes of a text are counted as UTF-8 has them")
  void countsUtf8() {
    for (String character : List.of("a", "\u007f", "\u0080", "\u07ff", "\u0800", "\uffff", "🗳")) {
      int bytes = character.getBytes(StandardCharsets.UTF_8).length;
      WireLimits.requireText("text", character, bytes, false);
      refused(() -> WireLimits.requireText("text", character, bytes - 1, true));
    }
  }

  @Test
  @DisplayName("priorities, incarnations and rounds keep their ranges")
  void numbers() {
    refused(() -> new ConfigurationMember("a", "", -1, true, 0));
    refused(() -> new ConfigurationMember("a", "", WireLimits.MAX_PRIORITY + 1, true, 0));
    refused(() -> new Sender("a", -1, 0));
    refused(() -> new RequestHeader(SENDER, 0, -1));
    refused(() -> new VoteRecord(Ballot.NONE, Configuration.NONE, 0, -1, 0));
  }

  @Test
  @DisplayName("a heartbeat whose configuration has another id is refused")
  void heartbeatIds() {
    refused(
        () ->
            new PeerRequest.Heartbeat(
                HEADER, 0, ConfigurationId.FIRST, Optional.of(Configuration.NONE)));
  }

  @Test
  @DisplayName("a vote record below the term of its configuration is refused")
  void recordBelowConfiguration() {
    Configuration configuration = new Configuration(new ConfigurationId(3, 1), List.of());
    refused(() -> new VoteRecord(new Ballot(2, Optional.empty()), configuration, 0, 0, 0));
  }

  @Test
  @DisplayName("a refusal says what was found and what was expected")
  void refusalsAreUseful() {
    assertEquals(
        "priority is -1; expected 0 to 1000000",
        refused(() -> new ConfigurationMember("a", "", -1, true, 0)).getMessage());
    assertEquals(
        "member id has 0 bytes; expected 1 to 128",
        refused(() -> new ConfigurationMember("", "", 0, true, 0)).getMessage());
  }

  private static ControlReply.StatusReply status(
      long term, Optional<String> leader, long leaseNanos) {
    return new ControlReply.StatusReply(
        SENDER, MemberRole.LEADER, term, leader, false, leaseNanos, Configuration.NONE);
  }

  private static IllegalArgumentException refused(Executable making) {
    IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, making);
    assertTrue(thrown.getMessage().contains("expected"), thrown.getMessage());
    return thrown;
  }
}
