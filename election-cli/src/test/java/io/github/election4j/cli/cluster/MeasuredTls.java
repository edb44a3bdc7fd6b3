/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.cluster;

import io.github.election4j.testkit.TestAuthority;
import io.github.election4j.transport.socket.SocketTls;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;

/**
 * The certificates of a cluster that is measured, in a folder that is deleted with it.
 *
 * @param folder holds them
 * @param operator asks the members
 */
record MeasuredTls(TemporaryFolder folder, SocketTls operator) implements AutoCloseable {

  static MeasuredTls make() throws IOException, GeneralSecurityException {
    TemporaryFolder folder = new TemporaryFolder("measured-tls-");
    TestAuthority authority = TestAuthority.named("measured");
    Path trusted = TestAuthority.trust(folder.path().resolve("ca.pem"), authority);
    for (String id : List.of("a", "b", "c")) {
      Path unused =
          authority
              .issue("election://%s/%s".formatted(LocalCluster.GROUP, id))
              .write(folder.path().resolve(id + ".pem"));
    }
    Path operator =
        authority
            .issue("election://%s?role=operator".formatted(LocalCluster.GROUP))
            .write(folder.path().resolve("operator.pem"));
    return new MeasuredTls(
        folder, SocketTls.builder().certificate(operator, operator).authority(trusted).build());
  }

  /** What a member is started with besides. */
  List<String> options(String id) {
    return List.of(
        "--allow-admin",
        "tls",
        "--tls-cert",
        folder.path().resolve(id + ".pem").toString(),
        "--tls-ca",
        folder.path().resolve("ca.pem").toString());
  }

  @Override
  public void close() {
    folder.close();
  }
}
