/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package benchmarks;

import io.github.election4j.Member;
import io.github.election4j.core.machine.Members;
import io.github.election4j.core.store.FileVoteStore;
import io.github.election4j.spi.VoteStore;
import io.github.election4j.wire.VoteRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A vote that is kept, beside one forced write of as many bytes in place; in the current folder.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class StoreBenchmark {

  private static final int BYTES = 512;
  private static final VoteRecord RECORD =
      new VoteRecord(
          new VoteRecord.Ballot(1, Optional.of("a")),
          Members.founding(Stream.of("a", "b", "c").map(id -> Member.of(id, id + ":1")).toList()),
          150_000_000,
          1,
          10);

  private final ByteBuffer bytes = ByteBuffer.allocateDirect(BYTES);
  private Path folder;
  private VoteStore store;
  private FileChannel file;

  @Setup
  public void open() throws IOException {
    folder = Files.createTempDirectory(Path.of("").toAbsolutePath(), "store");
    store = FileVoteStore.open(folder.resolve("state"), "benchmark", "a");
    file =
        FileChannel.open(
            folder.resolve("bare"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  @TearDown
  public void close() throws IOException {
    store.close();
    file.close();
    List<Path> made;
    try (Stream<Path> files = Files.walk(folder)) {
      made = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : made) {
      Files.delete(path);
    }
  }

  @Benchmark
  public void save() throws IOException {
    store.save(RECORD);
  }

  @Benchmark
  public void bareForcedWrite() throws IOException {
    file.write(bytes.clear(), 0);
    file.force(false);
  }
}
