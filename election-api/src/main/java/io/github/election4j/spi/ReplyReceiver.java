/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.spi;

import io.github.election4j.wire.Reply;
import java.io.IOException;

/**
 * Is told what became of a request that was sent by {@link NonBlockingTransport#send}: exactly one
 * of its methods is called, once. Often that is done by the thread that reads all replies, so
 * neither may block; what is thrown by one of them is logged, and changes nothing.
 *
 * @since 0.1
 */
public interface ReplyReceiver {

  /**
   * The reply has come.
   *
   * @param reply to the request that was sent; not null
   */
  void replied(Reply reply);

  /**
   * No reply has come, and none will be told.
   *
   * @param reason the time ran out, the peer cannot be reached, has refused or sent something else,
   *     or the transport is closed; its message is for a person; not null
   */
  void failed(IOException reason);
}
