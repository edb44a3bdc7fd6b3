/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import java.util.List;
import java.util.stream.Collectors;

/** The settings of a member are refused. All faults are reported together. */
public final class ConfigurationException extends ElectionException {

  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;

  /**
   * Made by the builder.
   *
   * @param faults all that is wrong; at least one
   */
  public ConfigurationException(List<Fault> faults) {
    super(
        faults.stream()
            .map(Fault::toString)
            .collect(
                Collectors.joining(
                    "\n  ", "the configuration has " + faults.size() + " fault(s):\n  ", "")));
    this.faults = List.copyOf(faults);
  }

  /**
   * All that is wrong.
   *
   * @return at least one fault
   */
  public List<Fault> faults() {
    return faults == null ? List.of() : faults;
  }

  /**
   * One thing that is wrong.
   *
   * @param setting which setting
   * @param value what it was given
   * @param rule what was expected
   */
  public record Fault(String setting, String value, String rule) {

    @Override
    public String toString() {
      return "%s is %s; %s".formatted(setting, value, rule);
    }
  }
}
