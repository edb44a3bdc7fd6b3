/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The description of a member is refused, and nothing was started or changed. All faults are
 * reported together, each with the setting, its value and the rule that it breaks; the message has
 * a line for each.
 */
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
   * @return at least one fault; none in a copy that was serialized
   */
  public List<Fault> faults() {
    // A transient field is null after deserialization.
    return faults == null ? List.of() : faults;
  }

  /**
   * One thing that is wrong.
   *
   * @param setting which setting, by the name that the builder has for it; not null
   * @param value what it was given, for a person; not null
   * @param rule what was expected; not null
   */
  public record Fault(String setting, String value, String rule) {

    /** Refuses null. */
    public Fault {
      requireNonNull(setting, "setting");
      requireNonNull(value, "value");
      requireNonNull(rule, "rule");
    }

    @Override
    public String toString() {
      return "%s is %s; %s".formatted(setting, value, rule);
    }
  }
}
