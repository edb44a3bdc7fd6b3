/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Stands before one member, as firewalls, balancers and bad cables do, and gives trouble on demand.
 */
final class TroubledProxy implements AutoCloseable {

  private final int port;
  private final int target;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition flowing = lock.newCondition();
  private final List<Socket> sockets = new ArrayList<>();
  private ServerSocket server;
  private boolean stalled;
  private boolean closed;
  private int accepted;

  TroubledProxy(int port, int target) throws IOException {
    this.port = port;
    this.target = target;
    server = listen();
  }

  private ServerSocket listen() throws IOException {
    ServerSocket listening = new ServerSocket();
    listening.setReuseAddress(true);
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    Thread.ofVirtual().start(() -> accept(listening));
    return listening;
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  /** How many connections have been forwarded up to now. */
  int accepted() {
    lock.lock();
    try {
      return accepted;
    } finally {
      lock.unlock();
    }
  }

  /** Takes no new connection. */
  void refuse() throws IOException {
    server.close();
  }

  /** Takes new connections again. */
  void takeAgain() throws IOException {
    server = listen();
  }

  /** Breaks all connections at once, as somebody does who forgets their state. */
  void reset() throws IOException {
    List<Socket> all;
    lock.lock();
    try {
      all = List.copyOf(sockets);
      sockets.clear();
    } finally {
      lock.unlock();
    }
    for (Socket socket : all) {
      reset(socket);
    }
  }

  private static void reset(Socket socket) throws IOException {
    try (socket) {
      socket.setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (SocketException endedAlready) {
      // Nothing to break.
    }
  }

  /** Lets nothing through any more, while both sides believe that they are connected. */
  void stall() {
    flow(false);
  }

  /** Lets all through again, what was held back first. */
  void letThrough() {
    flow(true);
  }

  private void flow(boolean flows) {
    lock.lock();
    try {
      stalled = !flows;
      flowing.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void accept(ServerSocket listening) {
    try {
      while (true) {
        Socket near = listening.accept();
        try {
          forward(near, new Socket(InetAddress.getLoopbackAddress(), target));
        } catch (IOException memberIsGone) {
          near.close();
        }
      }
    } catch (IOException refusing) {
      // As it was told to.
    }
  }

  private void forward(Socket near, Socket far) throws IOException {
    near.setTcpNoDelay(true);
    far.setTcpNoDelay(true);
    lock.lock();
    try {
      sockets.add(near);
      sockets.add(far);
      accepted++;
    } finally {
      lock.unlock();
    }
    Thread.ofVirtual().start(() -> copy(near, far));
    Thread.ofVirtual().start(() -> copy(far, near));
  }

  private void copy(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[8192];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        awaitFlow();
        out.write(buffer, 0, count);
      }
    } catch (IOException | InterruptedException broken) {
      // Both sides see the end, as with a real one.
    }
  }

  private void awaitFlow() throws InterruptedException {
    lock.lock();
    try {
      while (stalled && !closed) {
        flowing.await();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      closed = true;
      flowing.signalAll();
    } finally {
      lock.unlock();
    }
    refuse();
    reset();
  }
}
