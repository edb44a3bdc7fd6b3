/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import io.github.election4j.Member;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Notices that a member listens on loopback though others are on other machines, which do not reach
 * it there: the name in its address leads to 127.0.1.1 on the machine itself, as Debian has it for
 * a machine's own name. Used on the loop's thread.
 */
final class LoopbackListener {

  private final Member self;
  private final Optional<InetSocketAddress> suspect;
  private final Consumer<String> warning;
  private boolean warned;

  /**
   * Has noticed nothing yet.
   *
   * @param options whoever says where to listen knows what is in front of it
   * @param where this member listens
   */
  LoopbackListener(
      Member self, Options options, InetSocketAddress where, Consumer<String> warning) {
    this.self = self;
    this.suspect =
        Optional.of(where)
            .filter(place -> options.bind().isEmpty() && place.getAddress().isLoopbackAddress());
    this.warning = warning;
  }

  /** One of the others is at these places. */
  void noted(List<InetSocketAddress> places) {
    if (suspect.isPresent() && !warned) {
      Optional<InetSocketAddress> far = places.stream().filter(LoopbackListener::isFar).findFirst();
      far.ifPresent(place -> warn(suspect.get(), place));
    }
  }

  private static boolean isFar(InetSocketAddress place) {
    try {
      return !Listening.isOfThisMachine(place.getAddress());
    } catch (IOException unknown) {
      return false;
    }
  }

  private void warn(InetSocketAddress own, InetSocketAddress far) {
    warned = true;
    warning.accept(
        ("member '%s' listens at %s, where %s leads to on this machine, and other machines do not"
             + " reach it there; yet another member is at %s. Let the name lead to an address that"
             + " others reach (Debian's /etc/hosts has 127.0.1.1 for a machine's own name), or"
             + " listen elsewhere: --bind 0.0.0.0:%d, or bind of the transport's builder")
            .formatted(self.id(), text(own), self.address(), text(far), own.getPort()));
  }

  private static Address text(InetSocketAddress place) {
    return new Address(place.getAddress().getHostAddress(), place.getPort());
  }
}
