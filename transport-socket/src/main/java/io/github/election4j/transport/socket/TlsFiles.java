/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The key and the certificates as they are in their files now. A handshake looks whether these have
 * changed, at most once in a while; connections that stand are left alone. Files that cannot be
 * used, as when one of two has been replaced, change nothing until they change again.
 *
 * <p>A disk may hang, and no handshake waits for one for long: the look is taken by a thread of its
 * own, and while it does not end what was read last goes on counting.
 */
final class TlsFiles {

  private static final Duration EVERY = Duration.ofSeconds(1);

  private static final long LONGEST_WAIT_MILLIS = 100;

  /** Reads the files, and makes sure that what they hold can be used. */
  interface Reader {
    TlsContext read() throws IOException;
  }

  /** What a file that was written looks different by. */
  private record Stamp(Optional<FileTime> time, long size, Optional<Object> key) {

    static Stamp of(Path file) {
      try {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        return new Stamp(
            Optional.of(found.lastModifiedTime()),
            found.size(),
            Optional.ofNullable(found.fileKey()));
      } catch (IOException missing) {
        return new Stamp(Optional.empty(), -1, Optional.empty());
      }
    }
  }

  private final List<Path> files;
  private final Reader reader;
  private final ThreadFactory threads;
  private final Duration every;
  private final ReentrantLock lock = new ReentrantLock();
  private Optional<FutureTask<Void>> look = Optional.empty();
  private long nextLookNanos;

  /** Written by the thread that looks. */
  private volatile Map<Path, Stamp> stamps;

  private volatile TlsContext current;

  private TlsFiles(List<Path> files, Reader reader, ThreadFactory threads, Duration every)
      throws IOException {
    this.files = List.copyOf(files);
    this.reader = reader;
    this.threads = threads;
    this.every = every;
    this.stamps = stamps();
    this.current = reader.read();
    this.nextLookNanos = System.nanoTime() + every.toNanos();
  }

  /**
   * Reads the files for the first time. Blocks.
   *
   * @throws IOException if they cannot be used
   */
  static TlsFiles open(List<Path> files, Reader reader, ThreadFactory threads) throws IOException {
    return open(files, reader, threads, EVERY);
  }

  /** With another bound of how often a look is taken; for tests. */
  static TlsFiles open(List<Path> files, Reader reader, ThreadFactory threads, Duration every)
      throws IOException {
    return new TlsFiles(files, reader, threads, every);
  }

  private Map<Path, Stamp> stamps() {
    Map<Path, Stamp> found = new HashMap<>();
    files.forEach(file -> found.put(file, Stamp.of(file)));
    return found;
  }

  /** What counts now. Waits for a tenth of a second at most, and mostly not at all. */
  TlsContext current() {
    Optional<FutureTask<Void>> begun = files.isEmpty() ? Optional.empty() : beginLook();
    if (begun.isPresent()) {
      try {
        Void unused = begun.get().get(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException closing) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException | TimeoutException later) {
        Log.SHARED.add(Level.DEBUG, () -> "TLS goes on with what was read before: " + later);
      }
    }
    return current;
  }

  private Optional<FutureTask<Void>> beginLook() {
    lock.lock();
    try {
      boolean underWay = look.filter(task -> !task.isDone()).isPresent();
      if (underWay || nextLookNanos - System.nanoTime() > 0) {
        return Optional.empty();
      }
      nextLookNanos = System.nanoTime() + every.toNanos();
      FutureTask<Void> task = new FutureTask<>(this::lookAgain, null);
      Thread thread = threads.newThread(task);
      thread.setName("election-socket-tls-files");
      thread.start();
      look = Optional.of(task);
      return look;
    } catch (OutOfMemoryError noThread) {
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private void lookAgain() {
    Map<Path, Stamp> found = stamps();
    if (found.equals(stamps)) {
      return;
    }
    stamps = found;
    try {
      TlsContext changed = reader.read();
      current = changed;
      Log.SHARED.add(
          Level.INFO, () -> "The files of TLS have changed and are used: " + changed.describeOwn());
    } catch (IOException unusable) {
      Log.SHARED.add(
          Level.WARNING,
          () ->
              "The files of TLS have changed and cannot be used; what they held before goes on"
                  + " counting: "
                  + Failures.describe(unusable));
    }
  }
}
