/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.testkit;

import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What a test makes members warn of on purpose is not shown as a warning of the build. */
public final class Unshown implements BeforeAllCallback, AfterAllCallback {

  private final PrintStream before = System.err;

  @Override
  public void beforeAll(ExtensionContext context) {
    System.setErr(new PrintStream(OutputStream.nullOutputStream()));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    System.setErr(before);
  }
}
