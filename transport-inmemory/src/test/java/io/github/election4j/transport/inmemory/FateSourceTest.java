/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.inmemory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The fate of messages")
class FateSourceTest {

  private static final Direction THERE = new Direction("a", "b");
  private static final LinkQuality BAD =
      new LinkQuality(
          Duration.ofMillis(1),
          Duration.ofMillis(4),
          0.3,
          0.2,
          new LinkQuality.Reordering(0.1, Duration.ofSeconds(1)));

  @Test
  @DisplayName("is the same for the same seed, direction and quality")
  void sameSeedSameFates() {
    assertEquals(fates(new FateSource(5, THERE), BAD), fates(new FateSource(5, THERE), BAD));
  }

  @Test
  @DisplayName("differs from seed to seed and from direction to direction")
  void otherSeedOtherFates() {
    List<Fate> fates = fates(new FateSource(5, THERE), BAD);
    assertNotEquals(fates, fates(new FateSource(6, THERE), BAD));
    assertNotEquals(fates, fates(new FateSource(5, THERE.reversed()), BAD));
  }

  @Test
  @DisplayName("does not depend on what other links carry meanwhile")
  void linksAreIndependent() {
    Topology quiet = new Topology(9);
    Topology busy = new Topology(9);
    quiet.quality(BAD);
    busy.quality(BAD);
    for (int i = 0; i < 100; i++) {
      busy.nextFate(THERE.reversed());
      busy.nextFate(new Direction("c", "a"));
      assertEquals(quiet.nextFate(THERE), busy.nextFate(THERE));
    }
  }

  @Test
  @DisplayName("of later messages does not shift with the quality that earlier ones met")
  void qualityDoesNotShiftLaterDraws() {
    FateSource alwaysBad = new FateSource(5, THERE);
    FateSource firstPerfect = new FateSource(5, THERE);
    fates(alwaysBad, BAD);
    fates(firstPerfect, LinkQuality.PERFECT);
    assertEquals(fates(alwaysBad, BAD), fates(firstPerfect, BAD));
  }

  @Test
  @DisplayName("is as likely as the quality says")
  void probabilities() {
    List<Fate> fates = fates(new FateSource(5, THERE), BAD);
    assertEquals(0.3, share(fates, Fate::lost), 0.02);
    assertEquals(0.2, share(fates, Fate::duplicated), 0.02);
    assertEquals(0.1, share(fates, fate -> fate.delayNanos() >= 1_000_000_000), 0.02);
  }

  @Test
  @DisplayName("delays within the bounds of the quality")
  void delays() {
    for (Fate fate : fates(new FateSource(5, THERE), BAD.withReordering(0, Duration.ZERO))) {
      assertTrue(fate.delayNanos() >= 1_000_000 && fate.delayNanos() <= 5_000_000, fate.toString());
      assertTrue(fate.duplicateDelayNanos() >= 1_000_000, fate.toString());
      assertTrue(fate.firstArrivalNanos() <= fate.delayNanos(), fate.toString());
    }
  }

  @Test
  @DisplayName("of a perfect link is to arrive once, at once")
  void perfect() {
    Fate fate = new FateSource(5, THERE).next(LinkQuality.PERFECT);
    assertEquals(new Fate(false, 0, false, 0), fate);
  }

  @Test
  @DisplayName("is not drawn from a quality that is out of bounds: value and rule are named")
  void qualityIsChecked() {
    LinkQuality perfect = LinkQuality.PERFECT;
    assertRefused("loss is 1.5; expected 0 to 1", () -> perfect.withLoss(1.5));
    assertRefused("duplication is -0.1; expected 0 to 1", () -> perfect.withDuplication(-0.1));
    assertRefused("loss is NaN; expected 0 to 1", () -> perfect.withLoss(Double.NaN));
    assertRefused(
        "minDelay is PT-1S; expected 0 to PT1H",
        () -> perfect.withDelay(Duration.ofSeconds(-1), Duration.ZERO));
    assertRefused(
        "jitter is PT2H; expected 0 to PT1H",
        () -> perfect.withDelay(Duration.ZERO, Duration.ofHours(2)));
    assertRefused(
        "reordering probability is 2.0; expected 0 to 1",
        () -> perfect.withReordering(2, Duration.ZERO));
    assertRefused(
        "reordering delay is PT2H; expected 0 to PT1H",
        () -> perfect.withReordering(1, Duration.ofHours(2)));
  }

  private static void assertRefused(String message, Runnable change) {
    IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, change::run);
    assertEquals(message, refused.getMessage());
  }

  private static List<Fate> fates(FateSource source, LinkQuality quality) {
    List<Fate> fates = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      fates.add(source.next(quality));
    }
    return fates;
  }

  private static double share(List<Fate> fates, Predicate<Fate> kind) {
    return (double) fates.stream().filter(kind).count() / fates.size();
  }
}
