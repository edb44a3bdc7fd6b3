/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;

/**
 * Providers that are written, compiled and installed by a test, so that the builder finds them as
 * it finds those of users: in a module of their own, or on a class path. They cannot be classes of
 * the tests, which are part of the api's module.
 */
final class Plugins {

  static final String ENGINE =
      """
      package plugins;
      public class Engine implements io.github.election4j.spi.ElectionEngine {
        public io.github.election4j.Election start(io.github.election4j.spi.ElectionPlan plan) {
          return (io.github.election4j.Election) java.lang.reflect.Proxy.newProxyInstance(
              Engine.class.getClassLoader(),
              new Class<?>[] {io.github.election4j.Election.class},
              (proxy, method, arguments) -> plan.self().id() + " over " + plan.seams().transport().name());
        }
        public io.github.election4j.Recovered recover(io.github.election4j.spi.RecoveryPlan plan) {
          throw new UnsupportedOperationException();
        }
      }
      """;

  private static final String TRANSPORT =
      """
      package plugins;
      public class %s implements io.github.election4j.spi.TransportProvider {
        public %s() {%s}
        public String name() { return "%s"; }
        public java.util.Optional<String> addressFault(String address) {
          return java.util.Optional.empty();
        }
        public io.github.election4j.spi.Transport open(io.github.election4j.spi.TransportContext context) {
          throw new UnsupportedOperationException();
        }
      }
      """;

  private final Path sources;
  private final Path classes;

  Plugins(Path folder) throws IOException {
    sources = Files.createDirectories(folder.resolve("sources"));
    classes = Files.createDirectories(folder.resolve("classes"));
  }

  static String transport(String type, String name) {
    return TRANSPORT.formatted(type, type, "", name);
  }

  static String brokenTransport(String type) {
    return TRANSPORT.formatted(
        type, type, "if (true) throw new IllegalStateException(\"out of order\");", "broken");
  }

  Plugins write(String fileName, String source) throws IOException {
    Files.writeString(sources.resolve(fileName), source);
    return this;
  }

  /** Compiles what was written as a module, and makes a loader that finds its providers. */
  ClassLoader installAsModule(String... provides) throws IOException {
    write(
        "module-info.java",
        "module plugins { requires io.github.election4j; %s }"
            .formatted(String.join(" ", provides)));
    compile("--module-path");
    Configuration configuration =
        ModuleLayer.boot()
            .configuration()
            .resolve(ModuleFinder.of(classes), ModuleFinder.of(), Set.of("plugins"));
    return ModuleLayer.boot()
        .defineModulesWithOneLoader(configuration, Plugins.class.getClassLoader())
        .findLoader("plugins");
  }

  /**
   * Compiles what was written for the class path, and makes a loader that finds the providers that
   * are named.
   */
  URLClassLoader installOnClassPath(String service, String... providers) throws IOException {
    compile("--class-path");
    Path services = Files.createDirectories(classes.resolve("META-INF/services"));
    Files.write(services.resolve(service), List.of(providers));
    return new URLClassLoader(new URL[] {classes.toUri().toURL()}, Plugins.class.getClassLoader());
  }

  /**
   * Compiles what was written, with the api on the path that the option names, and returns where
   * the classes are.
   */
  Path compile(String pathOption) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of("--release", "21", pathOption, api().toString(), "-d", classes.toString()));
    try (var files = Files.list(sources)) {
      files.map(Path::toString).forEach(arguments::add);
    }
    StringWriter said = new StringWriter();
    PrintWriter writer = new PrintWriter(said);
    int status =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(writer, writer, arguments.toArray(String[]::new));
    assertEquals(0, status, said::toString);
    return classes;
  }

  private static Path api() {
    try {
      URI location = Election.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      return Path.of(location);
    } catch (URISyntaxException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
