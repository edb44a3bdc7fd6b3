/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.core.machine.Effect;
import io.github.election4j.core.machine.ElectionMachine;
import io.github.election4j.core.machine.Input;
import io.github.election4j.core.machine.Lease;
import io.github.election4j.core.machine.MachineSettings;
import io.github.election4j.core.machine.NodeIdentity;
import io.github.election4j.core.machine.NodeView;
import io.github.election4j.wire.Configuration;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Defines the machine once more, with the classes that a mutant changes instead of the real ones.
 * What the machine takes and gives stays that of the parent, so that the simulation, which the
 * parent loads too, can drive it.
 */
public final class MutantLoader extends ClassLoader {

  private static final String MACHINE_PACKAGE = ElectionMachine.class.getPackageName();
  private static final List<Class<?>> CONTRACT =
      List.of(
          Input.class,
          Effect.class,
          NodeView.class,
          Lease.class,
          MachineSettings.class,
          NodeIdentity.class);

  private final Path mutated;

  public MutantLoader(Path mutated) {
    super(RealMachine.class.getClassLoader());
    this.mutated = mutated;
    Module ours = RealMachine.class.getModule();
    ours.addExports(MACHINE_PACKAGE, getUnnamedModule());
    ours.addExports(RealMachine.class.getPackageName(), getUnnamedModule());
  }

  /** Makes machines that have the fault. */
  public MachineUnderTest.Factory factory() throws ReflectiveOperationException {
    Constructor<? extends MachineUnderTest> constructor =
        loadClass(RealMachine.class.getName())
            .asSubclass(MachineUnderTest.class)
            .getConstructor(
                NodeIdentity.class,
                MachineSettings.class,
                Optional.class,
                Configuration.class,
                RandomGenerator.class);
    return (identity, settings, loaded, founders, random) ->
        create(constructor, new Object[] {identity, settings, loaded, founders, random});
  }

  private static MachineUnderTest create(
      Constructor<? extends MachineUnderTest> constructor, Object[] arguments) {
    try {
      return constructor.newInstance(arguments);
    } catch (ReflectiveOperationException broken) {
      throw new IllegalStateException("the machine of a mutant cannot be made", broken);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      if (known != null) {
        return known;
      }
      return isRedefined(name) ? define(name) : super.loadClass(name, resolve);
    }
  }

  private static boolean isRedefined(String name) {
    if (name.equals(RealMachine.class.getName())) {
      return true;
    }
    boolean ofMachine = name.startsWith(MACHINE_PACKAGE + ".");
    return ofMachine
        && CONTRACT.stream()
            .noneMatch(
                kept -> name.equals(kept.getName()) || name.startsWith(kept.getName() + "$"));
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    String resource = name.replace('.', '/') + ".class";
    Path changed = mutated.resolve(resource);
    try (InputStream real = getParent().getResourceAsStream(resource)) {
      if (!Files.exists(changed) && real == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = Files.exists(changed) ? Files.readAllBytes(changed) : real.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read class " + name, unreadable);
    }
  }
}
