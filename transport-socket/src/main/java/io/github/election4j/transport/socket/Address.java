/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An address as a person writes it: {@code HOST:PORT} or {@code [IPv6]:PORT}. The host is resolved
 * anew at each use, since a peer may move.
 *
 * @param host a name or a literal address, without brackets
 * @param port 0 to 65535
 */
record Address(String host, int port) {

  private static final Pattern FORM =
      Pattern.compile(
          "(?:\\[(?<six>[0-9A-Fa-f:.]+(?:%[\\w.-]+)?)]|(?<name>[\\w.-]+)):(?<port>\\d{1,5})");
  private static final Pattern IPV4 = Pattern.compile("(\\d{1,3}\\.){3}\\d{1,3}");
  private static final int MAX_PORT = 65_535;

  /**
   * The rule that a text breaks, or nothing if it is an address that others can connect to. Looks
   * at the form alone.
   */
  static Optional<String> fault(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.of("expected HOST:PORT or [IPV6]:PORT, for example 10.0.0.1:7400");
    }
    int port = Integer.parseInt(matcher.group("port"));
    if (port < 1 || port > MAX_PORT) {
      return Optional.of("expected a port of 1 to " + MAX_PORT);
    }
    String host = Optional.ofNullable(matcher.group("six")).orElse(matcher.group("name"));
    if (IPV4.matcher(host).matches()
        && Stream.of(host.split("\\.", -1)).anyMatch(Address::isNoOctet)) {
      return Optional.of("expected an IPv4 address of four numbers of 0 to 255");
    }
    if (matcher.group("six") != null && !isIpv6(host)) {
      return Optional.of("expected an IPv6 address between the brackets");
    }
    return Optional.empty();
  }

  private static boolean isNoOctet(String number) {
    return Integer.parseInt(number) > 255;
  }

  /** The JDK never looks up what stands in brackets: it is a literal or a fault. */
  private static boolean isIpv6(String host) {
    try {
      String withoutZone = host.replaceFirst("%.*", "");
      return InetAddress.getByName("[" + withoutZone + "]").getAddress().length > 0;
    } catch (UnknownHostException noLiteral) {
      return false;
    }
  }

  /**
   * Reads an address; port 0 is let through for those that bind any free port.
   *
   * @throws IllegalArgumentException with the rule that it breaks
   */
  static Address parse(String text) {
    Matcher matcher = FORM.matcher(text);
    Optional<String> fault = fault(text.replaceFirst(":0$", ":1"));
    if (fault.isPresent() || !matcher.matches()) {
      throw new IllegalArgumentException(
          "address '%s' %s".formatted(text, fault.orElse("is none")));
    }
    String host = Optional.ofNullable(matcher.group("six")).orElse(matcher.group("name"));
    return new Address(host, Integer.parseInt(matcher.group("port")));
  }

  /** What the host stands for if it is a literal address, which nobody is asked about. */
  Optional<List<InetSocketAddress>> literal() throws UnknownHostException {
    if (host.indexOf(':') >= 0) {
      return Optional.of(
          List.of(new InetSocketAddress(InetAddress.getByName("[" + host + "]"), port)));
    }
    if (IPV4.matcher(host).matches()) {
      return Optional.of(List.of(new InetSocketAddress(InetAddress.getByName(host), port)));
    }
    return Optional.empty();
  }

  /**
   * Asks the name service what the host stands for now. Blocks for as long as that likes, since a
   * look-up is a native call that heeds neither interrupt nor timeout; on a virtual thread it would
   * hold one of the few carriers.
   *
   * @return at least one address, in the order in which they are to be tried
   * @throws UnknownHostException if the name stands for nothing
   */
  List<InetSocketAddress> lookUp() throws UnknownHostException {
    try {
      return Stream.of(InetAddress.getAllByName(host))
          .map(each -> new InetSocketAddress(each, port))
          .toList();
    } catch (UnknownHostException unknown) {
      UnknownHostException named = new UnknownHostException("unknown host " + host);
      named.initCause(unknown);
      throw named;
    }
  }

  /**
   * Finds what the host stands for now. Blocks while a name service is asked, until the deadline;
   * the name service is asked on a thread of its own, which ends when it answers or gives up.
   *
   * @return at least one address, in the order in which they are to be tried
   * @throws UnknownHostException if the name stands for nothing, or the name service did not answer
   *     in time
   */
  List<InetSocketAddress> resolve(Deadline deadline) throws IOException, InterruptedException {
    Optional<List<InetSocketAddress>> literal = literal();
    if (literal.isPresent()) {
      return literal.get();
    }
    FutureTask<List<InetSocketAddress>> asking = new FutureTask<>(this::lookUp);
    Thread.ofPlatform().daemon().name("election-socket-name-" + host).start(asking);
    try {
      return asking.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException noAnswer) {
      throw withCause(
          new UnknownHostException("no answer from the name service for " + host), noAnswer);
    } catch (ExecutionException failed) {
      throw withCause(new UnknownHostException("unknown host " + host), failed);
    }
  }

  private static IOException withCause(IOException failure, Throwable cause) {
    failure.initCause(cause);
    return failure;
  }

  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
