/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.supervision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.election4j.cli.process.ControlGroup;
import io.github.election4j.cli.supervision.Supervision.Event;
import io.github.election4j.cli.supervision.SupervisorReport.Cause;
import io.github.election4j.cli.supervision.SupervisorReport.Ended;
import io.github.election4j.cli.supervision.SupervisorReport.NotStarted;
import io.github.election4j.cli.supervision.SupervisorReport.Started;
import io.github.election4j.cli.testkit.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The supervision of a program")
class SupervisionTest {

  private static final long LONG_LEASE = TimeUnit.HOURS.toNanos(1);
  private static final Duration PATIENT = Duration.ofMinutes(1);

  @TempDir private Path folder;
  private final BlockingQueue<SupervisorReport> reports = new LinkedBlockingQueue<>();
  private final Optional<ControlGroup> controlGroup = ControlGroup.make();
  private Supervision supervision;
  private Thread thread;

  private void supervise(Duration grace, String script) {
    supervise(grace, List.of("sh", "-c", script));
  }

  private void supervise(Duration grace, List<String> program) {
    Map<String, String> environment =
        Map.of("ELECTION_ID", "a", "FOLDER", folder.toString(), "no.name", "for a shell");
    supervision = new Supervision(program, environment, grace, controlGroup, reports::add);
    thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    supervision.run();
                  } catch (InterruptedException nobodyDoesThat) {
                    Thread.currentThread().interrupt();
                  }
                });
  }

  @AfterEach
  void end() throws Exception {
    supervision.on(new Event.MemberGone());
    assertTrue(thread.join(PATIENT), "the supervision goes on without a member");
    controlGroup.ifPresent(ControlGroup::delete);
  }

  @Test
  @DisplayName("passes on the names and the term, and the status that the program ends with")
  void passesOn() throws Exception {
    supervise(PATIENT, "echo $ELECTION_ID $ELECTION_TERM > $FOLDER/out; cat; exit 9");
    instruct(new SupervisorInstruction.Run(7, LONG_LEASE));
    assertInstanceOf(Started.class, next());
    assertEquals(new Ended(7, 9, Cause.ITSELF), next());
    assertEquals("a 7\n", Files.readString(folder.resolve("out")));
  }

  @Test
  @DisplayName("passes on what is in the environment and has no name that a shell takes")
  void passesOnAnyName() throws Exception {
    // Not by a shell, which would drop it.
    Path out = folder.resolve("out");
    supervise(PATIENT, List.of("cp", "/proc/self/environ", out.toString()));
    instruct(new SupervisorInstruction.Run(7, LONG_LEASE));
    assertInstanceOf(Started.class, next());
    assertEquals(new Ended(7, 0, Cause.ITSELF), next());
    assertTrue(Files.readString(out).contains("\0no.name=for a shell\0"));
  }

  @Test
  @DisplayName("runs one program after another, one at a time")
  void runsAgain() throws Exception {
    supervise(PATIENT, "exec sleep 1000");
    instruct(new SupervisorInstruction.Run(7, LONG_LEASE));
    instruct(new SupervisorInstruction.Run(8, LONG_LEASE));
    assertEquals(7, next().term());
    instruct(new SupervisorInstruction.End());
    assertEquals(new Ended(7, 143, Cause.LOSS), next());
    instruct(new SupervisorInstruction.Run(9, LONG_LEASE));
    assertEquals(9, assertInstanceOf(Started.class, next()).term());
  }

  @Test
  @DisplayName("says why a program cannot be started")
  void cannotStart() throws Exception {
    supervise(PATIENT, List.of(folder.resolve("absent").toString()));
    instruct(new SupervisorInstruction.Run(7, LONG_LEASE));
    NotStarted report = assertInstanceOf(NotStarted.class, next());
    assertTrue(report.reason().contains("No such file"), report::toString);
  }

  @Test
  @DisplayName("ends the program and what that has started, and says so when all are dead")
  void endsTheTree() throws Exception {
    supervise(PATIENT, "sleep 1000 & echo $! > $FOLDER/below; echo > $FOLDER/ready; wait");
    instruct(new SupervisorInstruction.Run(7, LONG_LEASE));
    long pid = assertInstanceOf(Started.class, next()).pid();
    awaitReady();
    instruct(new SupervisorInstruction.End());
    assertEquals(new Ended(7, 143, Cause.LOSS), next());
    assertTrue(!Await.isRunning(pid) && !Await.isRunning(below()));
  }

  @Test
  @DisplayName("ends also what has left the tree of the program, and its session")
  void endsWhatHasLeft() throws Exception {
    supervise(
        PATIENT,
        "sh -c 'setsid sleep 1000 & echo $! > $FOLDER/below'; echo > $FOLDER/ready; wait;"
            + " exec sleep 1000");
    instruct(new SupervisorInstruction.Run(7, LONG_LEASE));
    assertInstanceOf(Started.class, next());
    awaitReady();
    instruct(new SupervisorInstruction.End());
    assertEquals(new Ended(7, 143, Cause.LOSS), next());
    assertTrue(!Await.isRunning(below()));
  }

  @Test
  @DisplayName("ends also what has closed all that it inherited, where there is a control group")
  void endsWhatHasLeftEverything() throws Exception {
    assumeTrue(controlGroup.isPresent(), "no control group can be made here");
    supervise(
        PATIENT,
        "sh -c '(exec 9<&-; exec setsid sleep 1000) & echo $! > $FOLDER/below';"
            + " echo > $FOLDER/ready; exec sleep 1000");
    instruct(new SupervisorInstruction.Run(7, LONG_LEASE));
    assertInstanceOf(Started.class, next());
    awaitReady();
    instruct(new SupervisorInstruction.End());
    assertEquals(new Ended(7, 143, Cause.LOSS), next());
    assertTrue(!Await.isRunning(below()));
  }

  @Test
  @DisplayName("ends what a program leaves behind that ends by itself, and passes on its status")
  void endsWhatIsLeftBehind() throws Exception {
    supervise(PATIENT, "sleep 1000 & echo $! > $FOLDER/below; exit 9");
    instruct(new SupervisorInstruction.Run(7, LONG_LEASE));
    assertInstanceOf(Started.class, next());
    assertEquals(new Ended(7, 9, Cause.ITSELF), next());
    assertTrue(!Await.isRunning(below()));
  }

  private long below() throws IOException {
    return Long.parseLong(Files.readString(folder.resolve("below")).strip());
  }

  @Test
  @DisplayName("ends a program that does not want to by force, after the grace")
  void usesForce() throws Exception {
    supervise(
        Duration.ofMillis(100), "trap '' TERM; echo > $FOLDER/ready; while :; do sleep 1; done");
    instruct(new SupervisorInstruction.Run(7, LONG_LEASE));
    long pid = assertInstanceOf(Started.class, next()).pid();
    awaitReady();
    instruct(new SupervisorInstruction.End());
    assertEquals(new Ended(7, 137, Cause.LOSS), next());
    assertTrue(!Await.isRunning(pid));
  }

  @Test
  @DisplayName("ends the program when the member does not renew its lease in time")
  void lease() throws Exception {
    supervise(PATIENT, "exec sleep 1000");
    instruct(new SupervisorInstruction.Run(7, LONG_LEASE));
    assertInstanceOf(Started.class, next());
    instruct(new SupervisorInstruction.Renew(TimeUnit.MILLISECONDS.toNanos(1)));
    assertEquals(new Ended(7, 143, Cause.LEASE), next());
  }

  @Test
  @DisplayName("ends the program when the member is gone, and then itself")
  void memberGone() throws Exception {
    supervise(PATIENT, "exec sleep 1000");
    instruct(new SupervisorInstruction.Run(7, LONG_LEASE));
    assertInstanceOf(Started.class, next());
    supervision.on(new Event.MemberGone());
    assertEquals(new Ended(7, 143, Cause.MEMBER), next());
    assertTrue(thread.join(PATIENT));
  }

  @Test
  @DisplayName(
      "ends the program on a signal, and goes on reading instructions until the member ends it")
  void signal() throws Exception {
    supervise(PATIENT, "exec sleep 1000");
    instruct(new SupervisorInstruction.Run(7, LONG_LEASE));
    assertInstanceOf(Started.class, next());
    supervision.on(new Event.Signalled());
    assertEquals(new Ended(7, 143, Cause.SIGNAL), next());
    supervision.on(new Event.MemberGone());
    assertTrue(thread.join(PATIENT));
  }

  private void instruct(SupervisorInstruction instruction) {
    supervision.on(new Event.Instructed(instruction));
  }

  private SupervisorReport next() throws InterruptedException {
    SupervisorReport report = reports.poll(PATIENT.toSeconds(), TimeUnit.SECONDS);
    assertNotNull(report, "no report came");
    return report;
  }

  private void awaitReady() {
    Await.until("the program is ready", () -> Files.exists(folder.resolve("ready")));
  }
}
