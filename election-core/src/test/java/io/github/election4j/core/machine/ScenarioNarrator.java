/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.ElectionEvent;
import io.github.election4j.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes down what the machines do, one line each; the same question to several is one line. */
final class ScenarioNarrator implements VirtualCluster.Narrator {

  private final List<String> lines = new ArrayList<>();
  private Optional<Question> question = Optional.empty();
  private final Map<String, List<Member>> members = new HashMap<>();
  private boolean brief;

  /** A question that is being put to one peer after another. */
  private record Question(long nowNanos, String asking, String words, List<String> asked) {

    boolean isAlso(long otherNanos, String other, String otherWords) {
      return nowNanos == otherNanos && asking.equals(other) && words.equals(otherWords);
    }
  }

  /** Leaves out messages, writes, and configurations that only record state directories. */
  void beBrief(boolean wanted) {
    brief = wanted;
  }

  List<String> take() {
    endQuestion();
    List<String> taken = List.copyOf(lines);
    lines.clear();
    return taken;
  }

  @Override
  public void effect(
      VirtualNode node, Effect effect, Optional<VirtualMessage> cause, long nowNanos) {
    switch (effect) {
      case Effect.Call call -> ask(nowNanos, node.id(), call);
      case Effect.Respond respond ->
          detail(
              nowNanos,
              node.id(),
              "answers %s: %s"
                  .formatted(cause.orElseThrow().asking(), ScenarioWords.of(respond.reply())));
      case Effect.Persist persist ->
          detail(nowNanos, node.id(), ScenarioWords.written(node.disk(), persist.record()));
      case Effect.Announce announce -> event(nowNanos, node.id(), announce.event());
      case Effect.EndTasks ignored -> say(nowNanos, node.id(), "ends its tasks");
      case Effect.HandOverEnded ended ->
          say(
              nowNanos,
              node.id(),
              "hand-over %s: %s".formatted(word(ended.outcome()), ended.detail()));
      case Effect.MembersProgress progress ->
          say(
              nowNanos,
              node.id(),
              "members %s: %s".formatted(word(progress.outcome()), progress.detail()));
      case Effect.ArmTimer ignored -> {}
      case Effect.Publish ignored -> {}
    }
  }

  @Override
  public void lost(VirtualMessage message, long nowNanos) {
    String words =
        message.reply().map(ScenarioWords::of).orElse(ScenarioWords.of(message.request()));
    detail(nowNanos, message.to(), "never hears from %s: %s".formatted(message.from(), words));
  }

  void say(long nowNanos, String id, String words) {
    endQuestion();
    lines.add("%6d %s  %s".formatted(ScenarioWords.millis(nowNanos), id, words));
  }

  private void event(long nowNanos, String id, ElectionEvent event) {
    boolean sameMembers =
        event instanceof ElectionEvent.MembersChanged changed
            && changed.members().equals(members.put(id, changed.members()));
    if (brief && (sameMembers || event instanceof ElectionEvent.Started)) {
      return;
    }
    ScenarioWords.of(event).ifPresent(words -> say(nowNanos, id, words));
  }

  private void detail(long nowNanos, String id, String words) {
    if (!brief) {
      say(nowNanos, id, words);
    }
  }

  private void ask(long nowNanos, String id, Effect.Call call) {
    String words = ScenarioWords.of(call.request());
    if (brief) {
      return;
    }
    if (question.filter(asked -> asked.isAlso(nowNanos, id, words)).isEmpty()) {
      endQuestion();
      question = Optional.of(new Question(nowNanos, id, words, new ArrayList<>()));
    }
    question.orElseThrow().asked().add(call.peer());
  }

  private void endQuestion() {
    Optional<Question> ended = question;
    question = Optional.empty();
    ended.ifPresent(
        asked ->
            say(
                asked.nowNanos(),
                asked.asking(),
                "asks %s: %s".formatted(String.join(", ", asked.asked()), asked.words())));
  }

  private static String word(Enum<?> outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
