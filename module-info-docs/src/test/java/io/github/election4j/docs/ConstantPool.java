/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.docs;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The constant pool of a class file, as far as it names classes (Java Virtual Machine
 * Specification, 4.4).
 */
final class ConstantPool {

  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final int CLASS = 7;
  private static final int STRING = 8;
  private static final int NAME_AND_TYPE = 12;
  private static final int METHOD_HANDLE = 15;
  private static final int METHOD_TYPE = 16;
  private static final int MODULE = 19;
  private static final int PACKAGE = 20;

  private final Map<Integer, String> texts = new HashMap<>();
  private final Map<Integer, Integer> classes = new HashMap<>();
  private final List<Integer> descriptors = new ArrayList<>();

  private ConstantPool() {}

  static ConstantPool read(DataInputStream in) throws IOException {
    ConstantPool pool = new ConstantPool();
    int count = in.readUnsignedShort();
    for (int index = 1; index < count; index++) {
      int tag = in.readUnsignedByte();
      pool.readConstant(in, index, tag);
      if (tag == LONG || tag == DOUBLE) {
        // These take two places.
        index++;
      }
    }
    return pool;
  }

  private void readConstant(DataInputStream in, int index, int tag) throws IOException {
    switch (tag) {
      case UTF8 -> texts.put(index, in.readUTF());
      case LONG, DOUBLE -> in.readLong();
      case CLASS -> classes.put(index, in.readUnsignedShort());
      case STRING, MODULE, PACKAGE -> in.readUnsignedShort();
      case NAME_AND_TYPE -> {
        in.readUnsignedShort();
        descriptors.add(in.readUnsignedShort());
      }
      case METHOD_HANDLE -> in.skipNBytes(3);
      case METHOD_TYPE -> descriptors.add(in.readUnsignedShort());
      default -> in.readInt();
    }
  }

  String text(int index) {
    return texts.get(index);
  }

  String className(int index) {
    return texts.get(classes.get(index));
  }

  List<String> classes() {
    return classes.values().stream().map(texts::get).toList();
  }

  List<String> descriptors() {
    return descriptors.stream().map(texts::get).toList();
  }
}
