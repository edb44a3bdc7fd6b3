/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

/** The two clocks of this machine, so that tests can hand in others. */
interface Clocks {

  /** Those of the JDK. */
  Clocks SYSTEM =
      new Clocks() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public long wallMillis() {
          return System.currentTimeMillis();
        }
      };

  /** The monotonic clock, in nanoseconds since an arbitrary moment; compared by difference only. */
  long nanoTime();

  /** The wall clock, in milliseconds since 1970; may be set forwards and backwards. */
  long wallMillis();
}
