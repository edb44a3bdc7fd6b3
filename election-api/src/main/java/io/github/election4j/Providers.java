/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import static java.util.Objects.requireNonNull;

import io.github.election4j.spi.ElectionEngine;
import io.github.election4j.spi.TransportProvider;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds the engine and the transports that are installed. Each provider is made by itself, so that
 * one that is broken hides no other; it is named when its absence matters.
 */
final class Providers {

  /** A loader that fails over and over again is given up after so many failures. */
  private static final int MOST_FAILURES = 100;

  private final Faults faults;

  Providers(Faults faults) {
    this.faults = faults;
  }

  Optional<ElectionEngine> engine() {
    Found<ElectionEngine> found = find(ElectionEngine.class, engine -> engine.getClass().getName());
    if (found.usable().size() == 1) {
      return Optional.of(found.usable().get(0).instance());
    }
    faults.add(
        "engine",
        found,
        found.usable().isEmpty()
            ? "expected one: " + MissingProvider.ENGINE.advice()
            : "expected one only: take the others off the module path or class path");
    return Optional.empty();
  }

  /** Chooses the transport of that name, or the only one if no name is given. */
  Optional<TransportProvider> transport(Optional<String> name) {
    Found<TransportProvider> found = find(TransportProvider.class, TransportProvider::name);
    List<Candidate<TransportProvider>> matching =
        found.usable().stream()
            .filter(candidate -> name.map(candidate.name()::equals).orElse(true))
            .toList();
    if (matching.size() == 1) {
      return Optional.of(matching.get(0).instance());
    }
    faults.add(
        "transport",
        name,
        (matching.isEmpty() ? noneRule(name) : severalRule(name)) + "; found: " + found);
    return Optional.empty();
  }

  private static String severalRule(Optional<String> name) {
    return name.isPresent()
        ? "expected only one of that name to be found"
        : "expected a name, since there are several";
  }

  private static String noneRule(Optional<String> name) {
    return name.map(
            wanted ->
                MissingProvider.transport(wanted)
                    .map(missing -> "expected it to be found: " + missing.advice())
                    .orElse("expected the name of one that was found"))
        .orElseGet(
            () ->
                "expected one, for example that over TCP: %s; or give the builder an instance"
                    .formatted(MissingProvider.anyTransport().advice()));
  }

  private static <S> Found<S> find(Class<S> service, Function<S, String> nameOf) {
    Found<S> found = new Found<>(new ArrayList<>(), new ArrayList<>());
    Set<Class<?>> seen = new HashSet<>();
    // The context loader serves applications in a container; the own layer serves those that made a
    // layer and no context loader.
    collect(ServiceLoader.load(service), nameOf, seen, found);
    ModuleLayer layer = Providers.class.getModule().getLayer();
    if (layer != null) {
      collect(ServiceLoader.load(layer, service), nameOf, seen, found);
    } else {
      collect(ServiceLoader.load(service, Providers.class.getClassLoader()), nameOf, seen, found);
    }
    return found;
  }

  private static <S> void collect(
      ServiceLoader<S> loader, Function<S, String> nameOf, Set<Class<?>> seen, Found<S> found) {
    Iterator<ServiceLoader.Provider<S>> providers = loader.stream().iterator();
    for (int failures = 0; failures < MOST_FAILURES; ) {
      try {
        if (!providers.hasNext()) {
          return;
        }
        ServiceLoader.Provider<S> provider = providers.next();
        if (seen.add(provider.type())) {
          make(provider, nameOf, found);
        }
      } catch (ServiceConfigurationError broken) {
        failures++;
        found.broken().add(withCause(broken));
      }
    }
  }

  private static <S> void make(
      ServiceLoader.Provider<S> provider, Function<S, String> nameOf, Found<S> found) {
    String origin = origin(provider.type());
    try {
      S instance = provider.get();
      String name = requireNonNull(nameOf.apply(instance), "its name() is null");
      found.usable().add(new Candidate<>(instance, name, origin));
    } catch (ServiceConfigurationError | RuntimeException | LinkageError broken) {
      found.broken().add("%s: %s".formatted(origin, withCause(broken)));
    }
  }

  /**
   * A loader's error says which provider it is about, and only its cause says what is wrong with
   * it.
   */
  private static String withCause(Throwable broken) {
    return broken.getCause() == null
        ? broken.toString()
        : broken.getMessage() + ": " + broken.getCause();
  }

  private static String origin(Class<?> type) {
    Module module = type.getModule();
    return module.isNamed() ? "module " + module.getName() : "class path, " + type.getName();
  }

  /** A provider that could be made. */
  private record Candidate<S>(S instance, String name, String origin) {

    @Override
    public String toString() {
      return "'%s' (%s)".formatted(name, origin);
    }
  }

  /** What was found, in words when it is shown. */
  private record Found<S>(List<Candidate<S>> usable, List<String> broken) {

    @Override
    public String toString() {
      String names =
          usable.isEmpty()
              ? "none"
              : usable.stream().map(Candidate::toString).collect(Collectors.joining(", "));
      return broken.isEmpty() ? names : names + "; broken: " + String.join("; ", broken);
    }
  }
}
