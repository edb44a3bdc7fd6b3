/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import io.github.election4j.Member;
import io.github.election4j.spi.Transport;
import io.github.election4j.spi.TransportContext;
import io.github.election4j.spi.TransportProvider;
import io.github.election4j.wire.Reply;
import io.github.election4j.wire.Request;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * Carries the messages of an election over TCP; its name is {@code socket}. Addresses are {@code
 * HOST:PORT} or {@code [IPV6]:PORT}. A host name is resolved at each connect, within the bounds of
 * the JDK's own cache (security properties {@code networkaddress.cache.ttl} and {@code
 * networkaddress.cache.negative.ttl}).
 *
 * <p>Each member keeps one connection to each of its peers, so that a pair has one for each
 * direction, and the end of a process is seen at once by all, whoever was talking. A member listens
 * at its own address unless {@link Builder#bind} names another one.
 *
 * <p>A transport has one thread, whose name begins with {@code election-socket-}, however many
 * peers there are: it waits for all sockets, hands what it reads to the engine and writes the
 * answers. Whoever sends writes by itself. Only a request whose handler may block, such as an
 * operator's order, and a name service get threads of their own.
 *
 * <p>Without {@link Builder#tls} nothing is encrypted and nobody proves who it is: the network must
 * be one where only members and operators can connect. That is so too for a transport that is found
 * by its name: TLS is never switched on by a property or a variable, since one that is misspelt
 * would switch it off in silence; a listener that other machines can reach is warned of once.
 * Whoever sends something else than a member of the same group is disconnected, logged once for
 * each host, and counted in {@link #statistics()}.
 *
 * <p>What others can make this process hold is bounded: connections, time, requests and bytes, each
 * for one connection, for one host and in all, and together less than half of the heap. A part of
 * each is kept for members. Whoever wants more is refused at once and counted, and each limit is
 * logged once a minute. By default there may be 512 connections whose handshake is over, 128 of
 * them of those who are no members that the configuration knows (64 from one host), and 4 that say
 * they are the same member; 64 in their handshake, for 2 s each. A frame that has begun must end
 * within 10 s, and a connection of no known member brings something every 30 s. A hello has at most
 * 1 KiB, a request of an operator 64 KiB. At most 1,024 requests are worked on at a time, 128 of
 * those for no known members, 16 for one connection of an operator and 256 for one of a member. A
 * quarter of the heap is held for others at most, and no more than 64 MiB: 512 KiB for one
 * connection of an operator, 6 MiB for one of a member, half of it for no known members.
 *
 * <p>An instance may open any number of transports. Immutable but for its counters; all methods may
 * be called from any thread.
 *
 * @since 0.1
 */
public final class SocketTransport implements TransportProvider {

  private final Options options;
  private final Strangers strangers;

  /** A transport with the default options. */
  public SocketTransport() {
    this(Options.DEFAULTS);
  }

  SocketTransport(Options options) {
    this(options, new Strangers());
  }

  SocketTransport(Options options, Strangers strangers) {
    this.options = options;
    this.strangers = strangers;
  }

  /**
   * Begins a transport with other than the default options.
   *
   * @return a new builder; never null
   */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public String name() {
    return "socket";
  }

  @Override
  public Optional<String> addressFault(String address) {
    return Address.fault(address);
  }

  /**
   * Where addresses lead: names are looked up, all at the same time, for a second at most.
   *
   * @param addresses those of all members; not null
   * @return for each address the network addresses and port that it stands for now; none for a name
   *     that is unknown, or that the name service did not answer for in time
   */
  @Override
  public Map<String, Set<String>> destinations(Collection<String> addresses) {
    return Destinations.of(addresses, Deadline.after(Duration.ofSeconds(1)));
  }

  /**
   * Binds the address. As {@link TransportProvider#open}; connections that others make meanwhile
   * wait until {@link Transport#serve} is called.
   *
   * @param context who the member is; not null
   * @return a new transport; never null
   * @throws IOException if the port is in use, or the address is none of this machine; the message
   *     says what to do
   */
  @Override
  public Transport open(TransportContext context) throws IOException {
    Address address =
        options.bind().isPresent()
            ? options.bind().get()
            : Listening.parse(context.self().address());
    ServerSocketChannel server = Listening.at(address);
    try {
      Endpoint endpoint = Endpoint.open(context, options, strangers, server);
      Listening.warning(endpoint.localAddress(), options.security())
          .ifPresent(strangers::warnOfListener);
      return endpoint;
    } catch (IOException | RuntimeException | Error failed) {
      server.close();
      throw failed;
    }
  }

  /**
   * What the transports of this instance have counted up to now.
   *
   * @return the counts; never null
   */
  public Statistics statistics() {
    Counters counters = strangers.counters();
    return new Statistics(counters.accepted(), counters.turnedAway(), counters.refusedRequests());
  }

  /** What is counted, for tests. */
  Counters counters() {
    return strangers.counters();
  }

  /**
   * Sends one request to whoever listens at an address, as an operator does, who is no member.
   * Blocks until the reply is there; the connection is made for it and closed after it.
   *
   * @param address of a member; not null
   * @param group the name of the cluster; not null
   * @param request what to ask; not null
   * @param timeout how long to wait in all, connecting included; positive
   * @return the reply; never null
   * @throws IOException if no reply came: the member cannot be reached, belongs to another group,
   *     has refused, or the time ran out
   * @throws InterruptedException if the calling thread is interrupted; the request may have been
   *     sent
   */
  public static Reply ask(String address, String group, Request request, Duration timeout)
      throws IOException, InterruptedException {
    return OperatorCall.plain(address, group).ask(request, Deadline.after(timeout));
  }

  /**
   * Sends one request to a member as an operator does, over TLS. As {@link #ask(String, String,
   * Request, Duration)}, but who listens at the address must prove to be that member of the group.
   *
   * @param member whom to ask, and where; not null
   * @param group the name of the cluster; not null
   * @param request what to ask; not null
   * @param timeout how long to wait in all, the handshake included; positive
   * @param tls has a certificate of an operator, or, if the request is no order, of any member; not
   *     null
   * @return the reply; never null
   * @throws IOException if no reply came, or somebody else is there, or the files of TLS cannot be
   *     used
   * @throws InterruptedException if the calling thread is interrupted; the request may have been
   *     sent
   */
  public static Reply ask(
      Member member, String group, Request request, Duration timeout, SocketTls tls)
      throws IOException, InterruptedException {
    return OperatorCall.proven(member, group, tls).ask(request, Deadline.after(timeout));
  }

  /**
   * Waits until something accepts TCP connections at an address, for example the port of a member
   * that is being started. Says nothing about what it is that accepts them. Blocks.
   *
   * @param address where to look; not null
   * @param timeout how long to wait; positive
   * @throws TimeoutException if nothing did in time; its cause is the last failure
   * @throws InterruptedException if the calling thread is interrupted while it waits
   * @throws IllegalArgumentException if the address has not the form that it must have
   */
  public static void awaitReachable(String address, Duration timeout)
      throws TimeoutException, InterruptedException {
    new Reachability(Address.parse(address), Deadline.after(timeout)).await();
  }

  /**
   * What has been counted.
   *
   * @param accepted connections that others made and that went on after the handshake
   * @param turnedAway connections that were ended because of what came: no hello, another group or
   *     version, a frame that is none or too long, too many connections
   * @param refusedRequests requests that were refused because too many were being worked on, or too
   *     much was waiting
   * @since 0.1
   */
  public record Statistics(long accepted, long turnedAway, long refusedRequests) {}

  /**
   * Sets options. Not thread-safe. Each option has a default.
   *
   * @since 0.1
   */
  public static final class Builder {

    private Options options = Options.DEFAULTS;

    private Builder() {}

    /**
     * Listens somewhere else than at the member's own address, for example at {@code 0.0.0.0:7400}
     * when the others reach this member by an address that is not this machine's.
     *
     * @param address where to listen, in the form of a member's address; not null
     * @return this builder
     * @throws IllegalArgumentException if the address has not that form
     */
    public Builder bind(String address) {
      options = options.withBind(Address.parse(address));
      return this;
    }

    /**
     * Encrypts all connections, and lets both sides prove who they are. Members and operators have
     * it or have it not together: those who do are not reached by those who do not.
     *
     * @param tls with whose certificate; not null
     * @return this builder
     */
    public Builder tls(SocketTls tls) {
      options = options.withTls(Objects.requireNonNull(tls, "tls"));
      return this;
    }

    /**
     * Bounds the connections that others may make and whose handshake is over; default 512. A
     * quarter of them is for those who are no members that the configuration knows, an eighth for
     * those of them on one host; the rest is kept for members.
     *
     * @param connections how many there may be, at least 1
     * @return this builder
     * @throws IllegalArgumentException if it is less than 1
     */
    public Builder maxConnections(int connections) {
      options = options.withLimits(options.limits().withConnections(atLeastOne(connections)));
      return this;
    }

    /**
     * Bounds the connections of others that have not finished their handshake; default 64. When one
     * more comes, the oldest of the host that has the most of them goes.
     *
     * @param handshakes how many there may be, at least 1
     * @return this builder
     * @throws IllegalArgumentException if it is less than 1
     */
    public Builder maxHandshakes(int handshakes) {
      Limits.Handshakes before = options.limits().handshakes();
      return with(new Limits.Handshakes(atLeastOne(handshakes), before.time()));
    }

    private Builder with(Limits.Handshakes handshakes) {
      options = options.withLimits(options.limits().withHandshakes(handshakes));
      return this;
    }

    /**
     * Bounds the time from accepting a connection to the end of its handshake; default 2 s.
     *
     * @param time at least 1 ms; not null
     * @return this builder
     * @throws IllegalArgumentException if it is less than 1 ms
     */
    public Builder handshakeTimeout(Duration time) {
      Limits.Handshakes before = options.limits().handshakes();
      return with(new Limits.Handshakes(before.inAll(), atLeastOneMilli(time)));
    }

    /**
     * Bounds the requests of one member's connection that are worked on at the same time; default
     * 256. What exceeds it is refused. Of an operator's connection there may be 16.
     *
     * @param requests how many there may be, at least 1
     * @return this builder
     * @throws IllegalArgumentException if it is less than 1
     */
    public Builder maxRequestsInFlight(int requests) {
      Limits.Requests before = options.limits().requests();
      Limits.Requests changed =
          new Limits.Requests(
              before.ofOperator(), atLeastOne(requests), before.inAll(), before.ofStrangers());
      options = options.withLimits(options.limits().withRequests(changed));
      return this;
    }

    /**
     * Bounds the pauses between attempts to connect to a peer that cannot be reached; defaults 20
     * ms and 500 ms. Each pause is twice the one before, less a random part. A call fails at once
     * within the shortest pause after a failure; later it makes an attempt of its own.
     *
     * @param shortest the first pause, at least 1 ms; not null
     * @param longest the last pause, not shorter than the first; not null
     * @return this builder
     * @throws IllegalArgumentException if a bound is broken
     */
    public Builder reconnectPause(Duration shortest, Duration longest) {
      if (atLeastOneMilli(shortest).compareTo(longest) > 0) {
        throw new IllegalArgumentException(
            "longest pause is %s; expected at least %s".formatted(longest, shortest));
      }
      options = options.withPatience(options.patience().withPauses(shortest, longest));
      return this;
    }

    /**
     * Makes the transport.
     *
     * @return a new instance, to be given to the election's builder; never null
     */
    public SocketTransport build() {
      return new SocketTransport(options);
    }

    private static int atLeastOne(int number) {
      if (number < 1) {
        throw new IllegalArgumentException("number is %d; expected at least 1".formatted(number));
      }
      return number;
    }

    private static Duration atLeastOneMilli(Duration time) {
      Objects.requireNonNull(time, "time");
      if (time.compareTo(Duration.ofMillis(1)) < 0) {
        throw new IllegalArgumentException("time is %s; expected at least 1 ms".formatted(time));
      }
      return time;
    }
  }
}
