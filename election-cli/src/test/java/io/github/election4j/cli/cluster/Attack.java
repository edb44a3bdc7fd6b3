/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.cluster;

import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.ConfigurationMember;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.PeerRequest.Heartbeat;
import io.github.election4j.wire.PeerRequest.PreVoteRequest;
import io.github.election4j.wire.PeerRequest.Release;
import io.github.election4j.wire.PeerRequest.TimeoutNow;
import io.github.election4j.wire.PeerRequest.VoteRequest;
import io.github.election4j.wire.RequestHeader;
import io.github.election4j.wire.Sender;
import io.github.election4j.wire.WireLimits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a stranger says in the name of a member, to do harm. */
enum Attack {
  TWO_LEADERS(
      told ->
          List.of(
              new TimeoutNow(
                  told.header(told.leader(), told.term()),
                  new Release(told.leader(), told.term()),
                  Optional.empty()))),
  SECOND_LEADER(
      told ->
          List.of(told.heartbeat(told.follower(), told.term(), WireLimits.MAX_PROMISE_NANOS / 2))),
  LAST_TERM(
      told ->
          List.of(
              new PreVoteRequest(
                  told.header(told.follower(), WireLimits.MAX_TERM),
                  WireLimits.MAX_TERM,
                  told.configuration()),
              new VoteRequest(
                  told.header(told.follower(), WireLimits.MAX_TERM),
                  told.configuration(),
                  told.promiseNanos(),
                  Optional.of(new Release(told.leader(), told.term()))),
              told.heartbeat(told.follower(), WireLimits.MAX_TERM, told.promiseNanos()))),
  OTHER_CONFIGURATION(
      told ->
          List.of(
              new PreVoteRequest(
                  told.header(told.follower(), told.term()),
                  told.term() + 1,
                  told.later(
                      List.of(
                          new ConfigurationMember(
                              "x", "127.0.0.1:1", 1, true, Told.SOME_IDENTITY)))))),
  LONG_PROMISE(
      told ->
          List.of(
              told.heartbeat(told.leader(), told.term(), WireLimits.MAX_PROMISE_NANOS),
              new VoteRequest(
                  told.header(told.follower(), told.term() + 1),
                  told.configuration(),
                  WireLimits.MAX_PROMISE_NANOS,
                  Optional.of(new Release(told.leader(), told.term()))))),
  OTHER_ADDRESS(
      told -> {
        Configuration led =
            told.later(
                told.configuration().members().stream()
                    .map(
                        member ->
                            new ConfigurationMember(
                                member.id(), told.trap(), 1, true, member.identity()))
                    .toList());
        return List.of(
            new Heartbeat(
                told.header(told.leader(), told.term()),
                told.promiseNanos(),
                led.id(),
                Optional.of(led)),
            new PreVoteRequest(told.header(told.follower(), told.term()), told.term() + 1, led));
      });

  private final Function<Told, List<PeerRequest>> requests;

  Attack(Function<Told, List<PeerRequest>> requests) {
    this.requests = requests;
  }

  List<PeerRequest> requests(Told told) {
    return requests.apply(told);
  }

  /**
   * What a stranger knows who has asked for the status, and where it listens itself.
   *
   * @param configuration with whatever identities it was told
   * @param trap an address at which no member listens
   * @param start the number of the start that it says it is
   */
  record Told(String leader, long term, Configuration configuration, String trap, long start) {

    /** A number of starts that is plausible, and one that is not. */
    static final List<Long> LATER_STARTS = List.of(1L << 19, 1L << 61);

    static final long SOME_IDENTITY = 7;

    String follower() {
      return configuration.members().stream()
          .map(ConfigurationMember::id)
          .filter(id -> !id.equals(leader))
          .findFirst()
          .orElseThrow();
    }

    long promiseNanos() {
      return Duration.ofSeconds(1).toNanos();
    }

    RequestHeader header(String id, long ofTerm) {
      long identity =
          configuration.members().stream()
              .filter(member -> member.id().equals(id))
              .findFirst()
              .orElseThrow()
              .identity();
      return new RequestHeader(new Sender(id, start, identity), ofTerm, 1);
    }

    Heartbeat heartbeat(String id, long ofTerm, long ofPromiseNanos) {
      return new Heartbeat(
          header(id, ofTerm), ofPromiseNanos, configuration.id(), Optional.empty());
    }

    Configuration later(List<ConfigurationMember> members) {
      return new Configuration(
          new ConfigurationId(term, configuration.id().version() + 1), members);
    }
  }
}
