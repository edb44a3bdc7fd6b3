/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package benchmarks;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The connection that this member opened to another one; it asks there, and waits for the answer.
 */
final class Link {

  /** As long as a heartbeat of this library. */
  static final int BYTES = 64;

  private final ReentrantLock asking = new ReentrantLock();
  private final byte[] question = new byte[BYTES];
  private final byte[] answer = new byte[BYTES];
  private final int port;
  private Socket socket;
  private OutputStream out;
  private DataInputStream in;

  Link(int port) {
    this.port = port;
  }

  /** Opens it if it is not open: whether it is now. */
  boolean open() {
    asking.lock();
    try {
      if (socket == null) {
        Socket opened = new Socket(InetAddress.getLoopbackAddress(), port);
        opened.setTcpNoDelay(true);
        out = opened.getOutputStream();
        in = new DataInputStream(opened.getInputStream());
        socket = opened;
      }
      return true;
    } catch (IOException refused) {
      return false;
    } finally {
      asking.unlock();
    }
  }

  /** Whether it was asked and answered. Who has gone is not asked again until it is opened. */
  boolean ask(byte what, int from) {
    asking.lock();
    try {
      if (socket == null) {
        return false;
      }
      question[0] = what;
      question[1] = (byte) from;
      out.write(question);
      in.readFully(answer);
      return true;
    } catch (IOException gone) {
      close();
      return false;
    } finally {
      asking.unlock();
    }
  }

  /** It may be opened again. */
  void close() {
    asking.lock();
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException alreadyGone) {
      // Which is what was wanted.
    } finally {
      socket = null;
      asking.unlock();
    }
  }

  /** Reads a question or an answer whole: whether there was one. */
  static boolean read(DataInputStream in, byte[] into) throws IOException {
    try {
      in.readFully(into);
      return true;
    } catch (EOFException ended) {
      return false;
    }
  }
}
