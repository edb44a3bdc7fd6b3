/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.election4j.PeerStatus.Kind;
import io.github.election4j.PeerStatus.Trouble;
import io.github.election4j.spi.ForeignPeerException;
import io.github.election4j.wire.ConfigurationMember;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.ReplyHeader;
import io.github.election4j.wire.ReplyHeader.Hints;
import io.github.election4j.wire.Sender;
import io.github.election4j.wire.Verdict;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What keeps a peer from being of use")
class PeerTroublesTest {

  private static final long DISK = 77;
  private static final ConfigurationMember MEMBER =
      new ConfigurationMember("b", "host:1", 1, true, DISK);

  private final PeerContact contact = new PeerContact();

  @Test
  @DisplayName("is told from the type of what failed, however deep it lies")
  void failures() {
    assertEquals(Kind.REFUSED, failed(new ConnectException("Connection refused")));
    assertEquals(Kind.TIMED_OUT, failed(new ConnectException("Connection timed out")));
    assertEquals(Kind.TIMED_OUT, failed(new SocketTimeoutException("no reply came in time")));
    assertEquals(Kind.NO_ROUTE, failed(new NoRouteToHostException("No route to host")));
    assertEquals(Kind.UNKNOWN_NAME, failed(new UnknownHostException("nowhere")));
    assertEquals(Kind.OTHER_GROUP, failed(new ForeignPeerException("group is 'x'", true)));
    assertEquals(Kind.OTHER_MEMBER, failed(new ForeignPeerException("member 'x'", false)));
    assertEquals(Kind.OTHER, failed(new IOException("it refuses")));
  }

  private Kind failed(IOException reason) {
    contact.failed(new IOException(reason.getMessage(), reason), 0);
    return kind().orElseThrow();
  }

  @Test
  @DisplayName("is over with the next answer")
  void answered() {
    contact.failed(new ConnectException("Connection refused"), 5);
    assertEquals(Optional.of(Kind.REFUSED), kind());
    contact.answered(reply(Verdict.GRANTED, DISK), 10, 20);
    assertEquals(Optional.empty(), kind());
  }

  @Test
  @DisplayName("is told from what it answers, and from what it was answered")
  void verdicts() {
    contact.answered(reply(Verdict.LEADER_ALIVE, DISK), 10, 20);
    assertEquals(Optional.empty(), kind());
    contact.answered(reply(Verdict.FOUNDERS_DIFFER, DISK), 10, 20);
    assertEquals(Optional.of(Kind.FOUNDERS_DIFFER), kind());
    contact.answered(reply(Verdict.NOT_A_MEMBER, DISK), 10, 20);
    assertEquals(Optional.of(Kind.NOT_A_MEMBER), kind());
    contact.answered(reply(Verdict.GRANTED, DISK + 1), 10, 20);
    assertEquals(Optional.of(Kind.OTHER_DISK), kind());
    contact.answered(reply(Verdict.GRANTED, DISK), 10, 20);
    contact.asked(new Sender("b", 1, DISK), "host:2", Verdict.STALE_INCARNATION, 30);
    assertEquals(Optional.of(Kind.STALE_INCARNATION), kind());
    contact.answered(reply(Verdict.GRANTED, DISK), 40, 50);
    assertEquals(Optional.empty(), kind());
  }

  private Optional<Kind> kind() {
    return PeerTroubles.of(MEMBER, contact).map(Trouble::kind);
  }

  private static PeerReply reply(Verdict verdict, long disk) {
    return new PeerReply.PreVoteReply(
        new ReplyHeader(new Sender("b", 1, disk), 1, 1, verdict, Hints.NONE));
  }
}
