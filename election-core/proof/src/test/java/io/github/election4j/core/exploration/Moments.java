/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.exploration;

import io.github.election4j.core.machine.ElectionMachine;
import io.github.election4j.core.machine.MachineSettings;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Lets time pass in the values that a machine holds. Every machine is stepped at the same reading
 * of its clock, {@link #NOW}; when time passes, all moments that it remembers move into the past
 * instead, so that two states which differ only in when they happened are one state.
 *
 * <p>A moment that is further back than the horizon stays there: nothing in the machine looks back
 * as far. Zero stands for "no moment" and stays zero.
 */
final class Moments {

  /** What a machine's clock reads at each step. */
  static final long NOW = 1L << 40;

  private static final Set<String> MOMENTS =
      Set.of(
          "activeFromNanos",
          "armedNanos",
          "atNanos",
          "campaignFromNanos",
          "deadlineNanos",
          "electedAtNanos",
          "exclusiveFromNanos",
          "forgottenUntilNanos",
          "fromNanos",
          "frozenLeaseNanos",
          "heardAtNanos",
          "heartbeatDueNanos",
          "leaseUntilNanos",
          "patienceUntilNanos",
          "quietUntilNanos",
          "receivedAtNanos",
          "sentAtNanos",
          "untilNanos");
  private static final Set<String> DURATIONS =
      Set.of(
          "intervalNanos",
          "longestPromiseNanos",
          "forgottenLengthNanos",
          "lengthNanos",
          "patienceNanos");
  private static final String MACHINE_PACKAGE = ElectionMachine.class.getPackageName();

  private final long horizonNanos;
  private final Map<Class<?>, Shape> shapes = new HashMap<>();

  private Moments(long horizonNanos) {
    this.horizonNanos = horizonNanos;
  }

  /** The horizon is twice the longest time that these settings name. */
  static Moments upTo(MachineSettings settings) {
    return new Moments(2 * Math.max(settings.timing().maxElectionNanos(), settings.promiseNanos()));
  }

  /** The same value after a time; {@code name} is that of the field that holds it. */
  Object after(long passedNanos, String name, Object value) {
    return switch (value) {
      case Long number -> isMoment(name) ? (Object) move(number, passedNanos) : number;
      case OptionalLong moment ->
          moment.isPresent() && isMoment(name)
              ? OptionalLong.of(move(moment.getAsLong(), passedNanos))
              : moment;
      case Optional<?> optional -> optional.map(held -> after(passedNanos, name, held));
      case List<?> list -> list.stream().map(held -> after(passedNanos, name, held)).toList();
      case Set<?> set -> {
        Set<Object> moved = new HashSet<>();
        set.forEach(held -> moved.add(after(passedNanos, name, held)));
        yield moved;
      }
      case Map<?, ?> map -> {
        Map<Object, Object> moved = new HashMap<>();
        map.forEach((key, held) -> moved.put(key, after(passedNanos, name, held)));
        yield moved;
      }
      case Record held when held.getClass().getPackageName().equals(MACHINE_PACKAGE) ->
          shapes.computeIfAbsent(held.getClass(), Shape::new).after(passedNanos, held);
      default -> value;
    };
  }

  private long move(long moment, long passedNanos) {
    return moment == 0 ? 0 : Math.max(moment - passedNanos, NOW - horizonNanos);
  }

  private static boolean isMoment(String name) {
    if (MOMENTS.contains(name)) {
      return true;
    }
    if (name.endsWith("Nanos") && !DURATIONS.contains(name)) {
      throw new IllegalStateException(
          "'%s' is new to the exploration: say in Moments whether it is a moment or a duration"
              .formatted(name));
    }
    return false;
  }

  /** How to take a record apart and put it together again. */
  private final class Shape {

    private final List<Method> accessors = new ArrayList<>();
    private final Constructor<?> constructor;

    private Shape(Class<?> type) {
      List<Class<?>> types = new ArrayList<>();
      for (RecordComponent component : type.getRecordComponents()) {
        component.getAccessor().setAccessible(true);
        accessors.add(component.getAccessor());
        types.add(component.getType());
      }
      try {
        constructor = type.getDeclaredConstructor(types.toArray(Class<?>[]::new));
        constructor.setAccessible(true);
      } catch (NoSuchMethodException impossible) {
        throw new LinkageError("a record without its canonical constructor: " + type, impossible);
      }
    }

    private Object after(long passedNanos, Record held) {
      try {
        Object[] parts = new Object[accessors.size()];
        boolean changed = false;
        for (int i = 0; i < parts.length; i++) {
          Object part = accessors.get(i).invoke(held);
          parts[i] = Moments.this.after(passedNanos, accessors.get(i).getName(), part);
          changed |= !parts[i].equals(part);
        }
        return changed ? constructor.newInstance(parts) : held;
      } catch (IllegalAccessException | InstantiationException | InvocationTargetException fault) {
        throw new LinkageError("cannot let time pass in " + held, fault);
      }
    }
  }
}
