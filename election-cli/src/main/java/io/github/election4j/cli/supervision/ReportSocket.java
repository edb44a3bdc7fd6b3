/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.supervision;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The way from a supervisor to its member: a socket in a directory of its own, which no other user
 * can enter. It is no port, so nobody on a network or of another user on this machine can be in the
 * supervisor's place, and it is gone as soon as the supervisor has come by it.
 */
final class ReportSocket implements Closeable {

  private static final String NAME = "reports";

  /** Writable also where everything else is not, as in containers without a writable root. */
  private static final String SHARED_MEMORY = "/dev/shm";

  private final ServerSocketChannel server;
  private final Path path;

  private ReportSocket(ServerSocketChannel server, Path path) {
    this.server = server;
    this.path = path;
  }

  /**
   * Makes the socket.
   *
   * @return waits for a supervisor
   * @throws IOException if there is no place for it; the message names all that were tried
   */
  static ReportSocket open() throws IOException {
    IOException nowhere =
        new IOException(
            "no socket can be made in any of %s; let this process write in one of them"
                .formatted(places()));
    for (String place : places()) {
      try {
        return open(Files.createTempDirectory(Path.of(place), "election-"));
      } catch (IOException notHere) {
        nowhere.addSuppressed(notHere);
      }
    }
    throw nowhere;
  }

  private static Set<String> places() {
    Set<String> places = new LinkedHashSet<>();
    places.add(System.getProperty("java.io.tmpdir"));
    places.add(System.getenv().getOrDefault("TMPDIR", SHARED_MEMORY));
    places.add(SHARED_MEMORY);
    return places;
  }

  private static ReportSocket open(Path directory) throws IOException {
    Path path = directory.resolve(NAME);
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(path), 1);
      return new ReportSocket(server, path);
    } catch (IOException impossible) {
      server.close();
      delete(path);
      throw impossible;
    }
  }

  /** Where it is, for the supervisor. */
  Path path() {
    return path;
  }

  /** Waits for the supervisor, and lets nobody else in. */
  InputStream accept() throws IOException {
    SocketChannel supervisor = server.accept();
    close();
    return Channels.newInputStream(supervisor);
  }

  /** The supervisor's end. */
  static OutputStream connect(Path path) throws IOException {
    SocketChannel member = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      member.connect(UnixDomainSocketAddress.of(path));
      return Channels.newOutputStream(member);
    } catch (IOException memberIsGone) {
      member.close();
      throw memberIsGone;
    } finally {
      // The member does so as well; either of them may have been killed meanwhile.
      delete(path);
    }
  }

  /** Ends a wait, too. Idempotent. */
  @Override
  public void close() throws IOException {
    server.close();
    delete(path);
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
      Files.deleteIfExists(path.getParent());
    } catch (IOException leftBehind) {
      // The operating system clears its folder for temporary files in its own time.
    }
  }
}
