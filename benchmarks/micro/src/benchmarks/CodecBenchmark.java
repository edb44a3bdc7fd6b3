/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package benchmarks;

import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.Message;
import io.github.election4j.wire.PeerRequest.Heartbeat;
import io.github.election4j.wire.RequestHeader;
import io.github.election4j.wire.Sender;
import io.github.election4j.wire.WireCodec;
import io.github.election4j.wire.WireFormatException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A heartbeat into bytes, and back. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecBenchmark {

  static final Heartbeat HEARTBEAT =
      new Heartbeat(
          new RequestHeader(new Sender("a", 1, 10), 1, 1),
          150_000_000,
          new ConfigurationId(1, 2),
          Optional.empty());

  private final WireCodec codec = new WireCodec("benchmark");
  private final byte[] bytes = codec.encode(HEARTBEAT);

  @Benchmark
  public byte[] encode() {
    return codec.encode(HEARTBEAT);
  }

  @Benchmark
  public Message decode() throws WireFormatException {
    return codec.decode(bytes);
  }
}
