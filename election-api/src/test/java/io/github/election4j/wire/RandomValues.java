/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

import io.github.election4j.wire.ControlReply.OrderReply;
import io.github.election4j.wire.ControlReply.Outcome;
import io.github.election4j.wire.ControlReply.StatusReply;
import io.github.election4j.wire.PeerRequest.Release;
import io.github.election4j.wire.ReplyHeader.Hints;
import io.github.election4j.wire.ReplyHeader.LeaderHint;
import io.github.election4j.wire.VoteRecord.Ballot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Supplier;

/** Draws values of every shape, the ends of each range included. The same seed gives the same. */
final class RandomValues {

  static final int MESSAGE_KINDS = 17;

  private static final String NAME_CHARACTERS = "aZ7.-_:";
  private static final List<String> CHARACTERS = List.of("a", "Z", "7", "-", " ", "é", "漢", "🗳");

  private final Random random;

  RandomValues(long seed) {
    this.random = new Random(seed);
  }

  Message message() {
    return message(random.nextInt(MESSAGE_KINDS));
  }

  /** A message of one kind, so that a test can have each. */
  Message message(int kind) {
    return switch (kind) {
      case 0 -> new PeerRequest.PreVoteRequest(requestHeader(), term(), configuration());
      case 1 ->
          new PeerRequest.VoteRequest(
              requestHeader(), configuration(), nanos(), optional(this::release));
      case 2 -> heartbeat();
      case 3 ->
          new PeerRequest.TimeoutNow(
              requestHeader(),
              release(),
              random.nextBoolean() ? Optional.of(configuration().members()) : Optional.empty());
      case 4 -> new PeerReply.PreVoteReply(replyHeader());
      case 5 -> new PeerReply.VoteReply(replyHeader(), nanos());
      case 6 -> new PeerReply.HeartbeatReply(replyHeader(), configurationId());
      case 7 -> new PeerReply.TimeoutNowReply(replyHeader());
      case 8 -> new ControlRequest.StatusRequest();
      case 9 -> new ControlRequest.ResignRequest();
      case 10 -> new ControlRequest.TransferRequest(name());
      case 11 -> new ControlRequest.ResetRequest();
      case 12 ->
          new ControlRequest.UpdateMembersRequest(
              configuration().members(), configurationId(), nanos());
      case 13 ->
          new StatusReply(
              sender(),
              oneOf(MemberRole.values()),
              term(),
              optional(this::name),
              random.nextBoolean(),
              nanos(),
              configuration());
      case 14 ->
          new OrderReply(
              oneOf(Outcome.values()), text(0, WireLimits.MAX_TEXT_BYTES), optional(this::name));
      case 15 -> new ControlRequest.PeersRequest();
      case 16 ->
          new ControlReply.PeersReply(
              name(),
              optional(() -> text(0, WireLimits.MAX_TEXT_BYTES)),
              configuration().members().stream().map(this::report).toList(),
              counters());
      default -> throw new IllegalArgumentException("no such kind: " + kind);
    };
  }

  private Map<String, Long> counters() {
    Map<String, Long> counters = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      counters.put(name(), number(Long.MAX_VALUE));
    }
    return counters;
  }

  private PeerReport report(ConfigurationMember member) {
    return new PeerReport(
        member.id(),
        member.address(),
        new PeerReport.Contact(
            random.nextBoolean() ? OptionalLong.of(number(Long.MAX_VALUE)) : OptionalLong.empty(),
            random.nextBoolean() ? OptionalLong.of(nanos()) : OptionalLong.empty()),
        optional(() -> text(0, PeerReport.MAX_TROUBLE_BYTES)),
        random.nextBoolean());
  }

  VoteRecord record() {
    Configuration configuration = configuration();
    long term = Math.max(term(), configuration.id().term());
    return new VoteRecord(
        new Ballot(term, optional(this::name)),
        configuration,
        nanos(),
        number(Long.MAX_VALUE),
        random.nextLong());
  }

  Configuration configuration() {
    int count = random.nextInt(20) == 0 ? WireLimits.MAX_MEMBERS : random.nextInt(8);
    List<ConfigurationMember> members = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      // The prefix keeps the ids apart, whatever follows it.
      String id = "%03d".formatted(i) + name(WireLimits.MAX_NAME_BYTES - 3);
      members.add(
          new ConfigurationMember(
              id,
              text(0, WireLimits.MAX_ADDRESS_BYTES),
              (int) number(WireLimits.MAX_PRIORITY),
              random.nextBoolean(),
              random.nextLong()));
    }
    return new Configuration(configurationId(), random.nextLong(), members);
  }

  private PeerRequest.Heartbeat heartbeat() {
    Configuration configuration = configuration();
    return new PeerRequest.Heartbeat(
        requestHeader(), nanos(), configuration.id(), optional(() -> configuration));
  }

  private ConfigurationId configurationId() {
    return new ConfigurationId(term(), number(WireLimits.MAX_TERM));
  }

  private RequestHeader requestHeader() {
    return new RequestHeader(sender(), term(), number(Long.MAX_VALUE));
  }

  private ReplyHeader replyHeader() {
    Optional<LeaderHint> leader = optional(() -> new LeaderHint(term(), name()));
    Verdict verdict = oneOf(Verdict.values());
    Optional<Long> incarnation =
        verdict == Verdict.STALE_INCARNATION
            ? optional(() -> number(Long.MAX_VALUE))
            : Optional.empty();
    return new ReplyHeader(
        sender(),
        term(),
        number(Long.MAX_VALUE),
        verdict,
        new Hints(leader, optional(this::configuration), incarnation));
  }

  private Release release() {
    return new Release(name(), term());
  }

  private Sender sender() {
    return new Sender(
        name(), number(Long.MAX_VALUE), random.nextLong(), (int) number(WireLimits.MAX_PRIORITY));
  }

  private long term() {
    return number(WireLimits.MAX_TERM);
  }

  private long nanos() {
    return number(WireLimits.MAX_PROMISE_NANOS);
  }

  private long number(long max) {
    return switch (random.nextInt(6)) {
      case 0 -> 0;
      case 1 -> max;
      case 2, 3 -> random.nextLong(Math.min(max, 1_000));
      default -> random.nextLong(max);
    };
  }

  private String name() {
    return name(WireLimits.MAX_NAME_BYTES);
  }

  private String name(int maxBytes) {
    int length = random.nextInt(4) == 0 ? maxBytes : 1 + random.nextInt(12);
    StringBuilder name = new StringBuilder("n");
    while (name.length() < length) {
      name.append(NAME_CHARACTERS.charAt(random.nextInt(NAME_CHARACTERS.length())));
    }
    return name.toString();
  }

  private String text(int minCharacters, int maxBytes) {
    // No character takes more than four bytes.
    int most = random.nextInt(4) == 0 ? maxBytes / 4 : Math.min(maxBytes / 4, 12);
    int length = random.nextInt(minCharacters, most + 1);
    boolean ascii = random.nextBoolean();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(CHARACTERS.get(random.nextInt(ascii ? 5 : CHARACTERS.size())));
    }
    return text.toString();
  }

  private <T> Optional<T> optional(Supplier<T> value) {
    return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
  }

  private <T> T oneOf(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
