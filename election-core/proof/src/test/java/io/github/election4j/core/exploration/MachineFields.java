/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.exploration;

import io.github.election4j.core.machine.ElectionMachine;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Finds every field of a machine and its parts that a step may change. What they hold is immutable,
 * so that reading them takes an image of the machine, and writing them puts another machine into
 * the same state. A field that is added to the machine is found by itself; one of a kind that
 * cannot be copied so is refused.
 */
final class MachineFields {

  private static final String MACHINE_PACKAGE = ElectionMachine.class.getPackageName();

  private final List<Class<?>> parts = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();
  private final List<Slot> slots = new ArrayList<>();

  /** How a part of the machine is reached from another one. */
  private record Link(int from, Field field, int to) {}

  /** One field that changes. */
  private record Slot(int part, Field field) {

    private boolean isCollection() {
      return Modifier.isFinal(field.getModifiers());
    }
  }

  /**
   * Looks at the class of a machine, or of what holds one and nothing else that changes.
   *
   * @param root the class
   */
  MachineFields(Class<?> root) {
    parts.add(root);
    for (int part = 0; part < parts.size(); part++) {
      for (Field field : parts.get(part).getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          field.setAccessible(true);
          sort(part, field);
        }
      }
    }
  }

  private void sort(int part, Field field) {
    Class<?> type = field.getType();
    boolean isFinal = Modifier.isFinal(field.getModifiers());
    if (!isFinal || Collection.class.isAssignableFrom(type)) {
      slots.add(new Slot(part, field));
    } else if (type.getPackageName().equals(MACHINE_PACKAGE) && !type.isRecord()) {
      if (!parts.contains(type)) {
        parts.add(type);
      }
      links.add(new Link(part, field, parts.indexOf(type)));
    } else if (!type.isRecord()
        && !type.isPrimitive()
        && type != String.class
        && type != RandomGenerator.class) {
      throw new IllegalStateException(
          "cannot tell whether %s changes; expected a record, a part of the machine or a collection"
              .formatted(field));
    }
  }

  int size() {
    return slots.size();
  }

  String name(int slot) {
    return slots.get(slot).field.getName();
  }

  int slot(String name) {
    for (int slot = 0; slot < slots.size(); slot++) {
      if (name(slot).equals(name)) {
        return slot;
      }
    }
    throw new IllegalStateException("the machine has no field '%s' any more".formatted(name));
  }

  List<Object> read(Object machine) {
    try {
      Object[] found = find(machine);
      List<Object> values = new ArrayList<>(slots.size());
      for (Slot slot : slots) {
        Object value = slot.field.get(found[slot.part]);
        values.add(slot.isCollection() ? Set.copyOf((Collection<?>) value) : value);
      }
      return values;
    } catch (IllegalAccessException fault) {
      throw new LinkageError("cannot read the machine", fault);
    }
  }

  void write(Object machine, List<Object> values) {
    try {
      Object[] found = find(machine);
      for (int i = 0; i < slots.size(); i++) {
        Slot slot = slots.get(i);
        if (slot.isCollection()) {
          refill(slot.field.get(found[slot.part]), values.get(i));
        } else {
          slot.field.set(found[slot.part], values.get(i));
        }
      }
    } catch (IllegalAccessException fault) {
      throw new LinkageError("cannot write the machine", fault);
    }
  }

  @SuppressWarnings("unchecked")
  private static void refill(Object collection, Object values) {
    ((Collection<Object>) collection).clear();
    ((Collection<Object>) collection).addAll((Collection<Object>) values);
  }

  private Object[] find(Object machine) throws IllegalAccessException {
    Object[] found = new Object[parts.size()];
    found[0] = machine;
    for (Link link : links) {
      Object part = link.field.get(found[link.from]);
      boolean isAnother = found[link.to] != null && !found[link.to].equals(part);
      if (isAnother) {
        throw new IllegalStateException("the machine has two parts of " + parts.get(link.to));
      }
      found[link.to] = part;
    }
    return found;
  }
}
