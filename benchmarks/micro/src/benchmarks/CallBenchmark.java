/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package benchmarks;

import io.github.election4j.Member;
import io.github.election4j.spi.RequestHandler;
import io.github.election4j.spi.Transport;
import io.github.election4j.spi.TransportContext;
import io.github.election4j.transport.socket.SocketTransport;
import io.github.election4j.wire.PeerReply.HeartbeatReply;
import io.github.election4j.wire.PeerRequest.Heartbeat;
import io.github.election4j.wire.Reply;
import io.github.election4j.wire.ReplyHeader;
import io.github.election4j.wire.ReplyHeader.Hints;
import io.github.election4j.wire.Request;
import io.github.election4j.wire.Sender;
import io.github.election4j.wire.Verdict;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A question over TCP on loopback and its answer, beside as many bytes over bare sockets. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CallBenchmark {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int BYTES = 64;

  private final byte[] bytes = new byte[BYTES];
  private Member callee;
  private Transport caller;
  private Transport answering;
  private Socket socket;
  private DataInputStream in;

  @Setup
  public void connect() throws Exception {
    callee = Member.of("b", "127.0.0.1:" + freePort());
    answering = open(callee);
    caller = open(Member.of("a", "127.0.0.1:" + freePort()));
    ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(() -> echo(server));
    socket = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
    socket.setTcpNoDelay(true);
    in = new DataInputStream(socket.getInputStream());
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private static Transport open(Member member) throws IOException {
    Transport transport = new SocketTransport().open(new TransportContext("benchmark", member, 1));
    transport.serve(new Granting());
    return transport;
  }

  private static void echo(ServerSocket server) {
    byte[] echoed = new byte[BYTES];
    try (server;
        Socket accepted = server.accept()) {
      accepted.setTcpNoDelay(true);
      DataInputStream in = new DataInputStream(accepted.getInputStream());
      while (true) {
        in.readFully(echoed);
        accepted.getOutputStream().write(echoed);
      }
    } catch (IOException ended) {
      // The benchmark is over.
    }
  }

  @TearDown
  public void close() throws IOException {
    caller.close();
    answering.close();
    socket.close();
  }

  @Benchmark
  public Reply call() throws IOException, InterruptedException {
    return caller.call(callee, CodecBenchmark.HEARTBEAT, TIMEOUT);
  }

  @Benchmark
  public byte[] bareSockets() throws IOException {
    socket.getOutputStream().write(bytes);
    in.readFully(bytes);
    return bytes;
  }

  /** Answers on the thread that reads, as the engine does. */
  private static final class Granting implements RequestHandler {
    @Override
    public Reply handle(Request request, Origin origin) {
      Heartbeat heartbeat = (Heartbeat) request;
      ReplyHeader header =
          new ReplyHeader(
              new Sender("b", 1, 11),
              heartbeat.header().term(),
              heartbeat.header().round(),
              Verdict.GRANTED,
              Hints.NONE);
      return new HeartbeatReply(header, heartbeat.configurationId());
    }

    @Override
    public void receive(Request request, Origin origin, Answer answer) {
      answer.reply(handle(request, origin));
    }
  }
}
