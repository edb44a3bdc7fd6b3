/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The description of a member is refused, and nothing was started or changed. All faults are
 * reported together, each with the setting, its value and the rule that it breaks; the message has
 * a line for each.
 *
 * @since 0.1
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
   * One thing that is wrong. Where the rule speaks of another setting it has its name in braces,
   * {@code {minElectionTimeout}}, so that a program whose users know settings by other names can
   * say it in theirs: {@link #toText}.
   *
   * @param setting which setting, by the name that the builder has for it; not null
   * @param value what it was given, for a person; not null
   * @param rule what was expected, and what to do, other settings in braces; not null
   * @since 0.1
   */
  public record Fault(String setting, String value, String rule) {

    private static final Pattern OTHER_SETTING = Pattern.compile("\\{([a-z][A-Za-z]*)}");

    /** Refuses null. */
    public Fault {
      requireNonNull(setting, "setting");
      requireNonNull(value, "value");
      requireNonNull(rule, "rule");
    }

    /**
     * The fault in one sentence: what was wrong, what was expected, what to do.
     *
     * @param nameOf the name of a setting that the reader knows it by, given the builder's; not
     *     null
     * @return the sentence
     */
    public String toText(UnaryOperator<String> nameOf) {
      String expected =
          OTHER_SETTING
              .matcher(rule)
              .replaceAll(other -> Matcher.quoteReplacement(nameOf.apply(other.group(1))));
      return "%s is %s; %s".formatted(nameOf.apply(setting), value, expected);
    }

    /** The fault in one sentence, with the names that the builder has for settings. */
    @Override
    public String toString() {
      return toText(UnaryOperator.identity());
    }
  }
}
