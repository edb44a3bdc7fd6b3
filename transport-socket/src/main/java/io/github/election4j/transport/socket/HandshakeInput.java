/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.io.FilterInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.Optional;

/**
 * The bytes of a socket, in the beginning with a limit to the whole time that they may take: the
 * timeout of a socket alone begins anew with each byte, and who sends slowly enough never meets it.
 */
final class HandshakeInput extends FilterInputStream {

  private final Socket socket;
  private Optional<Deadline> limit = Optional.empty();

  HandshakeInput(Socket socket) throws IOException {
    super(socket.getInputStream());
    this.socket = socket;
  }

  void limit(Deadline deadline) {
    limit = Optional.of(deadline);
  }

  void unlimit() throws IOException {
    limit = Optional.empty();
    socket.setSoTimeout(0);
  }

  @Override
  public int read() throws IOException {
    observeLimit();
    return super.read();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    observeLimit();
    return super.read(target, offset, length);
  }

  private void observeLimit() throws IOException {
    if (limit.isPresent()) {
      socket.setSoTimeout(limit.get().remainingMillis());
    }
  }
}
