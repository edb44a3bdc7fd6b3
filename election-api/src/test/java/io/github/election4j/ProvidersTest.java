/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.ConfigurationException.Fault;
import io.github.election4j.spi.ElectionEngine;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Starting a member")
class ProvidersTest {

  private static final String ENGINE_PROVIDED =
      "provides io.github.election4j.spi.ElectionEngine with plugins.Engine;";
  private static final String TRANSPORTS_PROVIDED =
      "provides io.github.election4j.spi.TransportProvider with ";

  private final ClassLoader contextLoader = Thread.currentThread().getContextClassLoader();
  private @TempDir Path folder;
  private Plugins plugins;

  @BeforeEach
  void makePlugins() throws IOException {
    plugins = new Plugins(folder).write("Engine.java", Plugins.ENGINE);
  }

  @AfterEach
  void restoreLoader() {
    Thread.currentThread().setContextClassLoader(contextLoader);
  }

  @Test
  @DisplayName("finds the engine and the only transport in a module")
  void onlyOneTransport() throws IOException {
    plugins.write("Alpha.java", Plugins.transport("Alpha", "alpha"));
    use(plugins.installAsModule(ENGINE_PROVIDED, TRANSPORTS_PROVIDED + "plugins.Alpha;"));

    assertEquals("a over alpha", builder().start().toString());
  }

  @Test
  @DisplayName("finds a transport by its name, though another one is broken")
  void byName() throws IOException {
    installThreeTransports();

    assertEquals("a over alpha", builder().transport("alpha").start().toString());
    assertEquals("a over beta", builder().transport("beta").start().toString());
  }

  @Test
  @DisplayName("takes an instance rather than a name")
  void instanceWins() throws IOException {
    installThreeTransports();

    assertEquals(
        "a over plain",
        builder().transport("alpha").transport(new PlainTransport()).start().toString());
  }

  @Test
  @DisplayName(
      "wants a name if there are several transports, and lists them with their modules and the"
          + " broken one")
  void severalTransports() throws IOException {
    installThreeTransports();

    Fault fault = onlyFault(builder());
    assertEquals(
        "transport is not given; expected a name, since there are several",
        before(fault, "; found"));
    assertTrue(
        fault.rule().contains("found: 'alpha' (module plugins), 'beta' (module plugins)"),
        fault.rule());
    assertTrue(fault.rule().contains("broken: module plugins"), fault.rule());
    assertTrue(fault.rule().contains("out of order"), fault.rule());
  }

  @Test
  @DisplayName("lists what was found if no transport has the name")
  void unknownName() throws IOException {
    installThreeTransports();

    Fault fault = onlyFault(builder().transport("gamma"));
    assertEquals(
        "transport is 'gamma'; expected the name of one that was found", before(fault, "; found"));
    assertTrue(fault.rule().contains("'alpha' (module plugins)"), fault.rule());
  }

  @Test
  @DisplayName("passes over a transport that has no name")
  void noName() throws IOException {
    plugins.write("Alpha.java", Plugins.transport("Alpha", "alpha"));
    plugins.write(
        "Nameless.java",
        "package plugins; public class Nameless extends Alpha { public String name() { return null;"
            + " } }");
    use(
        plugins.installAsModule(
            ENGINE_PROVIDED, TRANSPORTS_PROVIDED + "plugins.Nameless, plugins.Alpha;"));

    assertEquals("a over alpha", builder().start().toString());
    Fault fault = onlyFault(builder().transport("beta"));
    assertTrue(fault.rule().contains("its name() is null"), fault.rule());
  }

  @Test
  @DisplayName("refuses two transports of the same name")
  void sameName() throws IOException {
    plugins.write("Alpha.java", Plugins.transport("Alpha", "same"));
    plugins.write("Beta.java", Plugins.transport("Beta", "same"));
    use(
        plugins.installAsModule(
            ENGINE_PROVIDED, TRANSPORTS_PROVIDED + "plugins.Alpha, plugins.Beta;"));

    Fault fault = onlyFault(builder().transport("same"));
    assertEquals(
        "transport is 'same'; expected only one of that name to be found",
        before(fault, "; found"));
  }

  @Test
  @DisplayName(
      "finds an engine on the class path, though another entry names a class that is not there")
  void classPath() throws IOException {
    try (URLClassLoader loader =
        plugins.installOnClassPath(
            "io.github.election4j.spi.ElectionEngine", "plugins.Missing", "plugins.Engine")) {
      use(loader);
      assertEquals("a over plain", builder().transport(new PlainTransport()).start().toString());
    }
  }

  @Test
  @DisplayName("refuses two engines and names both")
  void twoEngines() throws IOException {
    plugins.write("Another.java", "package plugins; public class Another extends Engine {}");
    use(
        plugins.installAsModule(
            "provides io.github.election4j.spi.ElectionEngine with plugins.Engine,"
                + " plugins.Another;"));

    Fault fault = onlyFault(builder().transport(new PlainTransport()));
    assertEquals("engine", fault.setting());
    assertEquals(
        "'plugins.Engine' (module plugins), 'plugins.Another' (module plugins)", fault.value());
  }

  @Test
  @DisplayName("says in which artifact a transport of ours is, and which flag an image needs")
  void ownTransportIsMissing() throws IOException {
    installThreeTransports();

    Fault fault = onlyFault(builder().transport("socket"));
    assertEquals(
        "transport is 'socket'; expected it to be found: put the artifact election-transport-socket"
            + " (module io.github.election4j.transport.socket) on the module path or class path,"
            + " and name it with --add-modules io.github.election4j.transport.socket when you link"
            + " an image with jlink, or when nothing requires it",
        before(fault, "; found"));
  }

  @Test
  @DisplayName("recognises a jar of several that has lost the service file of a transport")
  void lostServiceFile() throws IOException {
    plugins.write(
        "SocketTransportProvider.java",
        "package io.github.election4j.transport.socket; public class SocketTransportProvider {}");
    try (URLClassLoader loader =
        plugins.installOnClassPath("io.github.election4j.spi.ElectionEngine", "plugins.Engine")) {
      use(loader);

      Fault fault = onlyFault(builder().transport("socket"));
      assertTrue(fault.rule().contains("no META-INF/services names it"), fault.rule());
      assertTrue(fault.rule().contains("ServicesResourceTransformer"), fault.rule());
      assertTrue(onlyFault(builder()).rule().contains("no META-INF/services names it"));
    }
  }

  @Test
  @DisplayName("looks for no engine if one is given")
  void engineIsGiven() throws Exception {
    ClassLoader withEngine = plugins.installAsModule(ENGINE_PROVIDED);
    use(ClassLoader.getPlatformClassLoader());

    ElectionEngine engine =
        ServiceLoader.load(ElectionEngine.class, withEngine).findFirst().orElseThrow();
    assertEquals(
        "a over plain",
        builder().transport(new PlainTransport()).engine(engine).start().toString());
  }

  private void installThreeTransports() throws IOException {
    plugins.write("Alpha.java", Plugins.transport("Alpha", "alpha"));
    plugins.write("Broken.java", Plugins.brokenTransport("Broken"));
    plugins.write("Beta.java", Plugins.transport("Beta", "beta"));
    use(
        plugins.installAsModule(
            ENGINE_PROVIDED, TRANSPORTS_PROVIDED + "plugins.Alpha, plugins.Broken, plugins.Beta;"));
  }

  private static ElectionBuilder builder() {
    return Election.builder("a").member("a", "place-1").volatileVotes();
  }

  private static Fault onlyFault(ElectionBuilder builder) {
    List<Fault> faults = assertThrows(ConfigurationException.class, builder::start).faults();
    assertEquals(1, faults.size(), faults.toString());
    return faults.get(0);
  }

  private static String before(Fault fault, String text) {
    String shown = fault.toString();
    return shown.substring(0, shown.indexOf(text));
  }

  private static void use(ClassLoader loader) {
    Thread.currentThread().setContextClassLoader(loader);
  }
}
