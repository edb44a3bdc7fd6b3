/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.supervision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisplayName("The socket of a supervisor's reports")
class ReportSocketTest {

  @Test
  @DisabledOnOs(OS.WINDOWS)
  @DisplayName("is where no other user can enter, and is gone once the supervisor is there")
  void privately() throws Exception {
    try (ReportSocket socket = ReportSocket.open()) {
      Path directory = socket.path().getParent();
      assertEquals(
          "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)));
      try (OutputStream supervisor = ReportSocket.connect(socket.path());
          InputStream reports = socket.accept()) {
        supervisor.write('r');
        assertEquals('r', reports.read());
        assertFalse(Files.exists(directory));
        assertThrows(IOException.class, () -> ReportSocket.connect(socket.path()));
      }
    }
  }
}
