/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import io.github.election4j.ConfigurationException.Fault;
import io.github.election4j.wire.WireLimits;
import java.time.Duration;
import java.util.List;

/**
 * The rules that settings keep, whoever the members are. The README's table of settings says the
 * same in words.
 */
final class SettingsRules {

  private final ElectionSettings settings;
  private final Faults faults = new Faults();

  SettingsRules(ElectionSettings settings) {
    this.settings = settings;
  }

  List<Fault> check() {
    if (!WireLimits.isName(settings.group())) {
      faults.add("group", settings.group(), WireLimits.NAME_RULE);
    }
    if (settings.minimumQuorum() < 1) {
      faults.add("minimumQuorum", settings.minimumQuorum(), "expected at least 1");
    }
    new TimingRules(settings, faults).check();
    checkHandOver();
    return faults.all();
  }

  private void checkHandOver() {
    ElectionSettings.HandOver handOver = settings.handOver();
    boolean grace = faults.requireBounds("taskGrace", handOver.taskGrace(), Duration.ZERO);
    boolean close = faults.requireBounds("closeTimeout", handOver.closeTimeout(), Faults.SHORTEST);
    if (grace
        && close
        && handOver.taskGrace().multipliedBy(3).compareTo(handOver.closeTimeout().multipliedBy(2))
            > 0) {
      faults.add(
          "taskGrace",
          handOver.taskGrace(),
          "expected at most two thirds of {closeTimeout} (%s), so that closing has time for all of it and for the rest"
              .formatted(Faults.show(handOver.closeTimeout())));
    }
  }
}
