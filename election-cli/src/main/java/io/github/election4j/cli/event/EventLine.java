/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.event;

import io.github.election4j.cli.console.JsonReader;
import io.github.election4j.cli.console.JsonWriter;
import io.github.election4j.cli.console.Timestamps;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One event of one member, as it is written to standard output and read back by a program that
 * watches the member.
 *
 * @param at when it happened
 * @param source whose event it is
 * @param kind what happened
 * @param state what the member believed when it happened
 * @param details what else there is to say, depending on the kind: {@code from} and {@code reason}
 *     for instance
 */
public record EventLine(
    Instant at, Source source, EventKind kind, State state, Map<String, String> details) {

  /**
   * Whose event it is.
   *
   * @param member the member's id
   * @param group the name of the cluster
   */
  public record Source(String member, String group) {}

  /**
   * What a member believes.
   *
   * @param term its term
   * @param leader the id of the leader that it knows
   * @param role its role, in lower case
   */
  public record State(long term, Optional<String> leader, String role) {}

  /** Details that are numbers for a program, too. */
  private static final Set<String> NUMBERS = Set.of("pid", "status", "count");

  /** Copies the details, in the order of their names. */
  public EventLine {
    details = Collections.unmodifiableMap(new TreeMap<>(details));
  }

  /**
   * The member's id.
   *
   * @return the id
   */
  public String member() {
    return source.member();
  }

  /**
   * The member's term.
   *
   * @return the term
   */
  public long term() {
    return state.term();
  }

  /**
   * As one JSON object.
   *
   * @return one line
   */
  public String toJson() {
    JsonWriter json =
        new JsonWriter()
            .put("at", Timestamps.text(at))
            .put("member", source.member())
            .put("group", source.group())
            .put("event", kind.word())
            .put("term", state.term())
            .put("leader", state.leader())
            .put("role", state.role());
    details.forEach(
        (name, value) -> {
          if (NUMBERS.contains(name)) {
            json.put(name, Long.parseLong(value));
          } else {
            json.put(name, value);
          }
        });
    return json.toString();
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @param line one line
   * @return the event
   * @throws IllegalArgumentException if the line is no event line; says what was expected
   */
  public static EventLine fromJson(String line) {
    Map<String, String> values = new LinkedHashMap<>(JsonReader.readFlat(line));
    Instant at = Timestamps.parse(take(values, "at", line));
    Source source = new Source(take(values, "member", line), take(values, "group", line));
    String word = take(values, "event", line);
    EventKind kind =
        EventKind.of(word).orElseThrow(() -> new IllegalArgumentException("unknown event " + word));
    long term = Long.parseLong(take(values, "term", line));
    Optional<String> leader = Optional.ofNullable(values.remove("leader"));
    State state = new State(term, leader, take(values, "role", line));
    values.replaceAll(EventLine::inNumbers);
    return new EventLine(at, source, kind, state, values);
  }

  /** A detail that is a number is written as one: what is none must not come so far. */
  private static String inNumbers(String name, String value) {
    return NUMBERS.contains(name) ? Long.toString(Long.parseLong(value)) : value;
  }

  private static String take(Map<String, String> values, String name, String line) {
    String value = values.remove(name);
    if (value == null) {
      throw new IllegalArgumentException("expected \"%s\" in: %s".formatted(name, line));
    }
    return value;
  }

  /**
   * As a sentence about the member, without its name and the time.
   *
   * @return for example {@code leads term 3}
   */
  public String toSentence() {
    String reason =
        Optional.ofNullable(details.get("reason")).map(why -> " (" + why + ")").orElse("");
    String sentence =
        switch (kind) {
          case STARTED -> "started as " + state.role() + " in term " + term();
          case ROLE_CHANGED ->
              details.getOrDefault("from", "?") + " -> " + state.role() + " in term " + term();
          case LEADER_ELECTED ->
              state
                  .leader()
                  .map(
                      leader ->
                          (leader.equals(member()) ? "is elected in" : "follows " + leader + " in")
                              + " term "
                              + term())
                  .orElse("knows no leader in term " + term());
          case LEADERSHIP_GAINED -> "LEADS term " + term();
          case LEADERSHIP_LOST -> "no longer leads term " + term();
          case PROGRAM_STARTED ->
              "started the program, process " + details.getOrDefault("pid", "?");
          case PROGRAM_ENDED ->
              "the program ended with status " + details.getOrDefault("status", "?");
          case TASK_OVERRUN ->
              "a task of term " + term() + " goes on for " + details.getOrDefault("overrun", "?");
          case MEMBERS_CHANGED ->
              "configuration "
                  + details.getOrDefault("configuration", "?")
                  + ": "
                  + details.getOrDefault("members", "?");
          case MEMBERS_CONFIRMED ->
              "a quorum confirms configuration " + details.getOrDefault("configuration", "?");
          case EVENTS_LEFT_OUT ->
              details.getOrDefault("count", "?")
                  + " events were left out: they were not read in time";
          case WARNING -> "warning: " + details.getOrDefault("message", "?");
          case STOPPED -> "stopped";
        };
    return sentence + reason;
  }
}
