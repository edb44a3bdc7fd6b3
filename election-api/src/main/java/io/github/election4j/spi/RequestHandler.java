/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.spi;

import static java.util.Objects.requireNonNullElse;

import io.github.election4j.wire.Reply;
import io.github.election4j.wire.Request;

/**
 * What a transport delivers to. Implemented by the engine; a transport calls it from any thread,
 * and never while it holds a lock of its own. A transport that blocks calls {@link #handle}, best
 * from a virtual thread for each request; one that does not calls {@link #receive}.
 *
 * @since 0.1
 */
public interface RequestHandler {

  /**
   * Answers a request. May block: a request of a peer for about as long as a forced write to disk
   * takes, an operator's order ({@link io.github.election4j.wire.ControlRequest}) until it is
   * carried out, which may take seconds. Called at the same time from several threads, so that none
   * waits for another.
   *
   * @param request what was received, already checked by the codec; not null
   * @param origin where it came from; not null
   * @return the reply to send back; never null
   * @throws RequestRefusedException if there is no reply: the member is closed or failed. The
   *     transport lets the caller know that no reply will come, by whatever means it has, or lets
   *     the call time out
   */
  Reply handle(Request request, Origin origin) throws RequestRefusedException;

  /**
   * Takes a request, and returns without blocking; the reply is given to the answer, exactly once,
   * by any thread, perhaps before this returns. For transports that answer without blocking, from
   * the thread that reads all requests. What this throws counts as a refusal.
   *
   * <p>A handler that does not override this has {@link #handle} called, on a thread of its own.
   *
   * @param request what was received, already checked by the codec; not null
   * @param origin where it came from; not null
   * @param answer takes the reply; not null
   */
  default void receive(Request request, Origin origin, Answer answer) {
    answer.workOut(() -> handle(request, origin));
  }

  /**
   * Learns that the transport has failed for good: it delivers nothing any more, and is to be
   * closed. The member takes no part from then on. Called at most once, on the thread that has
   * failed, <em>before</em> the transport stops listening. Returns when the member is not active
   * any more, and its tasks have ended or its lease would have: that may take as long as a lease. A
   * transport that cannot fail so never calls this.
   *
   * @param reason what has happened, for a person; not null
   */
  default void failed(String reason) {}

  /**
   * Takes evidence that a peer's process is gone. Returns at once. It is only evidence: what
   * follows from it is decided by the election's rules. Each transport reports what it can see; one
   * that sees nothing never calls this.
   *
   * @param memberId the id that the peer gave, or was called by; not null
   * @param evidence what was seen; not null
   */
  default void suspect(String memberId, Evidence evidence) {}

  /**
   * Takes that a peer's own host has refused connects: nobody listens any more where the peer was
   * met. Returns at once. Called before {@link Evidence#CONNECT_REFUSED} is reported, and only if
   * every address that the peer's name stands for has refused, among them the very one at which
   * this transport had itself met that incarnation, and no later incarnation was met since. A
   * timeout, a reset, an unreachable host are no refusal. A transport that cannot tell never calls
   * this.
   *
   * <p>Whether it proves that the process has ended only the user knows: see {@link
   * io.github.election4j.ElectionSettings.Lease}.
   *
   * @param memberId the id of the peer; not null
   * @param incarnation which start of the peer was met there
   */
  default void refused(String memberId, long incarnation) {}

  /**
   * What the reply to one request is given to. All methods return without blocking and may be
   * called by any thread; the first call counts, later ones change nothing, and neither do those
   * after the transport is closed. No null is taken.
   *
   * @since 0.1
   */
  interface Answer {

    /**
     * Sends the reply.
     *
     * @param reply to the request that this is the answer to; not null
     */
    void reply(Reply reply);

    /**
     * Sends no reply, and lets the caller know that none will come.
     *
     * @param reason why, for a person; not null
     */
    void refuse(String reason);

    /**
     * Has the reply worked out by a thread that may block, and sends what comes of it. The thread
     * is a virtual one; a transport that counts its threads starts one of its own, which {@link
     * Transport#close} then waits for and interrupts.
     *
     * @param work gives the reply, or refuses as {@link RequestHandler#handle} does; not null
     */
    default void workOut(Work work) {
      Thread unused = Thread.startVirtualThread(() -> workedOut(work));
    }

    private void workedOut(Work work) {
      try {
        Reply reply = work.reply();
        if (reply == null) {
          refuse("the member gave no reply");
        } else {
          reply(reply);
        }
      } catch (RequestRefusedException refused) {
        refuse(requireNonNullElse(refused.getMessage(), "the member gave no reason"));
      } catch (RuntimeException | Error failed) {
        refuse("the member failed to work on it: " + failed);
      }
    }
  }

  /**
   * Works out a reply, and may block while it does.
   *
   * @since 0.1
   */
  @FunctionalInterface
  interface Work {

    /**
     * Works out the reply.
     *
     * @return the reply; never null
     * @throws RequestRefusedException if there is none
     */
    Reply reply() throws RequestRefusedException;
  }

  /**
   * Where a request came from, as far as the transport can vouch for it.
   *
   * @param address for a person to read
   * @param loopback whether it came from the same machine, without a network
   * @param speaker who sent it; a request that names another sender is refused by the handler
   * @since 0.1
   */
  record Origin(String address, boolean loopback, Speaker speaker) {}
}
