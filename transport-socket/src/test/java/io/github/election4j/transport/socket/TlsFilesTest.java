/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The files of TLS")
class TlsFilesTest {

  @TempDir private Path folder;

  private final AtomicInteger reads = new AtomicInteger();
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("file"), "one");
  }

  private TlsContext read() throws IOException {
    reads.incrementAndGet();
    if (Files.readString(file).equals("broken")) {
      throw new IOException("it is broken");
    }
    try {
      return new TlsContext(SSLContext.getInstance("TLS"), Optional.empty());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IOException(impossible);
    }
  }

  private TlsFiles open(TlsFiles.Reader reader, Duration every) throws IOException {
    return TlsFiles.open(List.of(file), reader, Thread.ofPlatform().daemon().factory(), every);
  }

  @Test
  @DisplayName("are read once, and again when they have changed")
  void changed() throws Exception {
    TlsFiles files = open(this::read, Duration.ZERO);
    TlsContext first = files.current();
    assertSame(first, files.current());
    assertEquals(1, reads.get());
    Files.writeString(file, "other");
    Node.awaitThat("it is read again", () -> files.current() != first);
    assertEquals(2, reads.get());
  }

  @Test
  @DisplayName("that cannot be used leave in force what they held before, until they change again")
  void broken() throws Exception {
    TlsFiles files = open(this::read, Duration.ZERO);
    TlsContext first = files.current();
    Files.writeString(file, "broken");
    Node.awaitThat(
        "it was looked at",
        () -> {
          assertSame(first, files.current());
          return reads.get() == 2;
        });
    Files.delete(file);
    assertSame(first, files.current());
    Files.writeString(file, "mended");
    Node.awaitThat("it is read again", () -> files.current() != first);
  }

  @Test
  @DisplayName("that cannot be used at first are refused")
  void refused() throws Exception {
    Files.writeString(file, "broken");
    assertThrows(IOException.class, () -> open(this::read, Duration.ZERO));
  }

  @Test
  @DisplayName("are looked at no more often than once in a while")
  void seldom() throws Exception {
    TlsFiles files = open(this::read, Duration.ofHours(1));
    TlsContext first = files.current();
    Files.writeString(file, "other");
    assertSame(first, files.current());
    assertEquals(1, reads.get());
  }

  @Test
  @DisplayName("on a disk that hangs keep no handshake waiting, and are asked for once")
  void hanging() throws Exception {
    CountDownLatch disk = new CountDownLatch(1);
    AtomicInteger looks = new AtomicInteger();
    TlsFiles files =
        open(
            () -> {
              if (looks.getAndIncrement() > 0) {
                awaitDisk(disk);
              }
              return read();
            },
            Duration.ZERO);
    TlsContext first = files.current();
    Files.writeString(file, "other");
    for (int handshake = 0; handshake < 100; handshake++) {
      assertSame(first, files.current());
    }
    assertEquals(2, looks.get());
    disk.countDown();
    Node.awaitThat("it is read again", () -> files.current() != first);
  }

  private static void awaitDisk(CountDownLatch disk) {
    try {
      boolean unused = disk.await(Node.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }
}
