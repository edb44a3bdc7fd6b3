/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.demonstration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.election4j.Member;
import io.github.election4j.cli.cluster.Chronicle.Tenure;
import io.github.election4j.cli.console.Terminal;
import io.github.election4j.cli.event.EventKind;
import io.github.election4j.cli.event.EventLine;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A demonstration")
class DemoReportTest {

  private static final Instant START = Instant.parse("2026-01-31T09:05:00Z");
  private static final Tenure OLD = new Tenure("a", 1, START);
  private static final Tenure NEW = new Tenure("b", 2, START.plusMillis(190));

  @Test
  @DisplayName("is shown as a timeline whose lines are in the order of what happened")
  void isATimeline() {
    String shown =
        show(
            DemoTimeline::new,
            report -> {
              report.begin(START, "Kill 1 of 1: a, the leader of term 1");
              report.event(event(190, EventKind.LEADERSHIP_GAINED));
              report.event(event(180, EventKind.LEADER_ELECTED));
              report.killed(START, OLD);
              report.agreed(NEW, Duration.ofMillis(190));
              report.event(event(1_500, EventKind.STARTED));
              report.end();
              report.finish(List.of(new Failover(OLD, START, List.of(NEW))));
            });
    assertEquals(
        """

        Kill 1 of 1: a, the leader of term 1
             0.0 ms  a  is killed
           180.0 ms  b  is elected in term 2
           190.0 ms  b  LEADS term 2
          => b leads term 2, after 190.0 ms without a leader
          1500.0 ms  b  started as leader in term 2

          KILL  OLD LEADER  NEW LEADER  WITHOUT A LEADER
          1     a, term 1   b, term 2   190.0 ms

        1 of 1 kills were followed by exactly one new leader of a higher term; without a
        leader for 190.0 ms in the median, 190.0 ms at most
        """,
        shown);
  }

  @Test
  @DisplayName("says what was not as it should be")
  void saysWhatIsWrong() {
    Tenure third = new Tenure("c", 3, START.plusMillis(900));
    String shown =
        show(
            DemoTimeline::new,
            report ->
                report.finish(
                    List.of(
                        new Failover(OLD, START, List.of(NEW, third)),
                        new Failover(third, START, List.of()))));
    assertEquals(
        """

          KILL  OLD LEADER  NEW LEADER                WITHOUT A LEADER
          1     a, term 1   b, term 2 then c, term 3  190.0 ms
          2     c, term 3   none                      -

        NOT as it should be: only 0 of 2 kills were followed by exactly one new leader
        of a higher term
        """,
        shown);
  }

  @Test
  @DisplayName("is shown to a program as JSON lines, those of the members among them")
  void isJsonLines() {
    String shown =
        show(
            DemoLines::new,
            report -> {
              report.begin(START, "Kill 1");
              report.killed(START, OLD);
              report.event(event(190, EventKind.LEADERSHIP_GAINED));
              report.end();
            });
    String at = "{\"at\":\"2026-01-31T09:05:00.000000Z\",\"group\":\"demo\",\"event\":";
    assertEquals(
        List.of(
            at + "\"demo-act\",\"title\":\"Kill 1\"}",
            at + "\"demo-killed\",\"member\":\"a\",\"term\":1}",
            event(190, EventKind.LEADERSHIP_GAINED).toJson()),
        shown.lines().toList());
  }

  @Test
  @DisplayName("sums itself up for a program")
  void isSummedUp() {
    String shown =
        show(
            DemoLines::new,
            report -> {
              report.started(Member.of("a", "h:1"), 42);
              report.agreed(NEW, Duration.ofMillis(190));
              report.finish(
                  List.of(
                      new Failover(OLD, START, List.of(NEW)), new Failover(NEW, START, List.of())));
            });
    List<String> afterTime = shown.lines().map(line -> line.substring(36)).toList();
    assertEquals(
        List.of(
            "\"group\":\"demo\",\"event\":\"demo-process-started\",\"member\":\"a\",\"address\":\"h:1\",\"pid\":42}",
            "\"group\":\"demo\",\"event\":\"demo-agreed\",\"leader\":\"b\",\"term\":2,\"gapMicros\":190000}",
            "\"group\":\"demo\",\"event\":\"demo-finished\",\"good\":false,\"kills\":["
                + "{\"oldLeader\":\"a\",\"oldTerm\":1,\"newLeaders\":1,\"newLeader\":\"b\",\"newTerm\":2,\"gapMicros\":190000,\"good\":true},"
                + "{\"oldLeader\":\"b\",\"oldTerm\":2,\"newLeaders\":0,\"good\":false}]}"),
        afterTime);
  }

  private static EventLine event(long millis, EventKind kind) {
    return new EventLine(
        START.plusMillis(millis),
        new EventLine.Source("b", "demo"),
        kind,
        new EventLine.State(2, Optional.of("b"), "leader"),
        Map.of());
  }

  private static String show(Function<Terminal, DemoReport> kind, Consumer<DemoReport> play) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    play.accept(kind.apply(new Terminal(output, OutputStream.nullOutputStream())));
    return output.toString(StandardCharsets.UTF_8);
  }
}
