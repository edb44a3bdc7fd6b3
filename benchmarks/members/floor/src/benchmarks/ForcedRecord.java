/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/** A vote record as small as one can be: one write in place, and forced. */
final class ForcedRecord {

  private static final int BYTES = 512;

  private final ReentrantLock writing = new ReentrantLock();
  private final ByteBuffer bytes = ByteBuffer.allocateDirect(BYTES);
  private final FileChannel file;

  ForcedRecord(Path path) throws IOException {
    file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    force();
  }

  void force() throws IOException {
    writing.lock();
    try {
      file.write(bytes.clear(), 0);
      file.force(false);
    } finally {
      writing.unlock();
    }
  }
}
