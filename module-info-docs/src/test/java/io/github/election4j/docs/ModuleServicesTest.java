/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor.Provides;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A program on the class path reads no descriptor, so each service is said twice. */
@DisplayName("The services of each module")
class ModuleServicesTest {

  private static final String FOLDER = "META-INF/services/";

  @Test
  @DisplayName("are the same in its descriptor and in its META-INF/services")
  void saidTwice() throws IOException {
    List<ModuleReference> modules = BuiltModules.all();
    assertFalse(modules.isEmpty());
    for (ModuleReference module : modules) {
      Map<String, List<String>> provided =
          module.descriptor().provides().stream()
              .collect(Collectors.toMap(Provides::service, Provides::providers));
      assertEquals(provided, files(module), module.descriptor().name());
    }
  }

  @Test
  @DisplayName("are found on the class path, and can be made there")
  void onTheClassPath() throws Exception {
    URL[] urls = BuiltModules.paths().stream().map(ModuleServicesTest::url).toArray(URL[]::new);
    // Without a parent: any other loader of the JDK would find the modules that these tests run
    // with.
    try (URLClassLoader classPath = new URLClassLoader(urls, null)) {
      for (ModuleReference module : BuiltModules.all()) {
        for (Provides provided : module.descriptor().provides()) {
          List<String> found =
              found(Class.forName(provided.service(), false, classPath), classPath);
          assertTrue(
              found.containsAll(provided.providers()), () -> provided + ", but found " + found);
        }
      }
    }
  }

  private static List<String> found(Class<?> service, ClassLoader classPath) {
    ModuleServicesTest.class.getModule().addUses(service);
    return ServiceLoader.load(service, classPath).stream()
        .map(provider -> provider.get().getClass().getName())
        .toList();
  }

  private static Map<String, List<String>> files(ModuleReference module) throws IOException {
    Map<String, List<String>> files = new TreeMap<>();
    try (ModuleReader reader = module.open()) {
      for (String name : reader.list().toList()) {
        if (name.startsWith(FOLDER) && !name.endsWith("/")) {
          files.put(name.substring(FOLDER.length()), lines(reader, name));
        }
      }
    }
    return files;
  }

  private static List<String> lines(ModuleReader reader, String name) throws IOException {
    try (InputStream file = reader.open(name).orElseThrow()) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
