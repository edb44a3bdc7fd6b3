/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.cli.cluster.LoopbackPorts;
import io.github.election4j.cli.testkit.Await;
import io.github.election4j.cli.testkit.ElectionImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that find one another behind a name: design, section 5 rule 16. The name service is a
 * file, which the JDK reads anew for each look-up.
 */
@DisplayName("Processes that expect each other")
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs all of 127.0.0.0/8 to be this machine")
class DiscoveryProcessTest {

  @TempDir Path folder;

  private final List<ElectionImage> processes = new ArrayList<>();
  private int port;

  @BeforeEach
  void choosePort() throws Exception {
    port = LoopbackPorts.find(1).get(0);
  }

  @AfterEach
  void end() {
    processes.forEach(ElectionImage::close);
  }

  /** Makes the name lead to the first so many processes. */
  private void publish(int processesThere, int firstAddress) throws IOException {
    List<String> lines =
        IntStream.range(0, processesThere)
            .mapToObj(
                number -> "127.0.0.%d web-%d.web web".formatted(firstAddress + number, number))
            .toList();
    Path written = Files.write(folder.resolve("hosts.next"), lines);
    Files.move(written, folder.resolve("hosts"), StandardCopyOption.ATOMIC_MOVE);
  }

  private ElectionImage start(int number) throws IOException {
    ElectionImage process =
        ElectionImage.start(
            new ProcessBuilder(
                ElectionImage.image().resolve("bin/java").toString(),
                "-Djdk.net.hosts.file=" + folder.resolve("hosts"),
                "-Dsun.net.inetaddr.ttl=0",
                "-Dsun.net.inetaddr.negative.ttl=0",
                "-m",
                "io.github.election4j.cli/io.github.election4j.cli.Main",
                "run",
                "--id",
                "web-" + number,
                "--expect",
                "3",
                "--discover",
                "web:" + port,
                "--state",
                folder.resolve("web-" + number).toString(),
                "--json"));
    processes.add(process);
    return process;
  }

  /** Asked by somebody who does not use the name service. */
  private boolean agree(int firstAddress) throws Exception {
    List<String> words = new ArrayList<>(List.of("status"));
    for (int number = 0; number < 3; number++) {
      words.add("--member");
      words.add("web-%d=127.0.0.%d:%d".formatted(number, firstAddress + number, port));
    }
    return ElectionImage.run(words.toArray(String[]::new)).status() == 0;
  }

  private void awaitAgreement(int firstAddress) {
    Await.until(
        "a majority follows one leader",
        () -> {
          try {
            return agree(firstAddress);
          } catch (Exception noAnswer) {
            return false;
          }
        });
  }

  @Test
  @DisplayName("found one cluster once the name leads to all, and who comes later joins")
  void foundOneCluster() throws Exception {
    foundAndEnd();
  }

  @Test
  @DisplayName("find their cluster again when all are started anew at other addresses")
  void foundAgain() throws Exception {
    foundAndEnd();
    publish(3, 21);
    for (int number = 0; number < 3; number++) {
      assertTrue(start(number).process().isAlive());
    }
    awaitAgreement(21);
  }

  private void foundAndEnd() throws Exception {
    publish(2, 11);
    List<ElectionImage> founders = List.of(start(0), start(1), start(2));
    assertFalse(agree(11));

    publish(4, 11);
    ElectionImage late = start(3);
    awaitAgreement(11);
    for (ElectionImage founder : founders) {
      founder.awaitLine(line -> line.contains("\"members-changed\""));
    }
    processes.forEach(process -> process.process().destroy());
    for (ElectionImage founder : founders) {
      assertEquals(0, founder.awaitEnd().status());
    }
    assertTrue(
        late.awaitEnd().output().stream().noneMatch(line -> line.contains("leadership-gained")));
  }
}
