/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.spi;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes transports. This is what {@code ServiceLoader} looks for, and what {@link
 * io.github.election4j.ElectionBuilder#transport(TransportProvider)} takes.
 *
 * <p>An implementation that is to be found by name needs a public constructor without arguments, is
 * named in its module's {@code provides} clause and, for the class path, in {@code
 * META-INF/services}. All methods may be called from any thread.
 *
 * @since 0.1
 */
public interface TransportProvider {

  /**
   * The name that a user writes to choose this transport, for example {@code socket}.
   *
   * @return a short name in lower case, always the same; never null
   */
  String name();

  /**
   * What is wrong with an address, in the form that this transport wants. Called by the builder's
   * checks before anything is opened, so that all faults can be reported together. Does not block:
   * it looks at the form alone.
   *
   * @param address a member's address as the user wrote it; not null
   * @return what was expected of the address, for a person, beginning with {@code expected}; empty
   *     if it is fine; never null
   */
  Optional<String> addressFault(String address);

  /**
   * Where addresses lead, so that two members are not given one place under two names, such as
   * {@code localhost} and {@code 127.0.0.1}. Called by the builder when a cluster is founded and
   * the addresses have no fault. May block while a name service is asked, for a second or two at
   * most. A provider that does not override this says that each address stands for itself.
   *
   * @param addresses those of all members; not null
   * @return for each address all places that it stands for, in any form that is the same for the
   *     same place; none if that is not known, which is no fault; never null
   */
  default Map<String, Set<String>> destinations(Collection<String> addresses) {
    Map<String, Set<String>> places = new HashMap<>();
    addresses.forEach(address -> places.put(address, Set.of(address)));
    return places;
  }

  /**
   * Opens a transport for one member: whatever the address stands for (a port, a name) is taken
   * when this returns, and requests of peers are not served yet. May block for as long as that
   * takes.
   *
   * @param context who the member is; not null
   * @return a new transport, owned and closed by the caller; never null
   * @throws IOException if the address cannot be taken; the message says what to do
   */
  Transport open(TransportContext context) throws IOException;
}
