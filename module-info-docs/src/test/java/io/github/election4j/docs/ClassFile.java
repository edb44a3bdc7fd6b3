/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.docs;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a class file says that its class uses: the classes in its constant pool, and those in the
 * types of its fields, methods and calls (Java Virtual Machine Specification, 4.4 to 4.6). Read by
 * hand, since the JDK that the library is written for has no reader of its own.
 *
 * @param name the class, as {@code a.b.C$D}
 * @param used the classes that it uses
 */
record ClassFile(String name, Set<String> used) {

  private static final int MAGIC = 0xCAFEBABE;
  private static final Pattern IN_DESCRIPTOR = Pattern.compile("L([^;<>()]+);");

  /** Reads one class file. */
  static ClassFile read(byte[] bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readInt() != MAGIC) {
        throw new IOException("expected a class file");
      }
      in.readInt();
      ConstantPool pool = ConstantPool.read(in);
      Set<String> used = new TreeSet<>();
      pool.classes().forEach(type -> addType(used, type));
      pool.descriptors().forEach(descriptor -> addDescriptor(used, descriptor));
      in.readUnsignedShort();
      String name = pool.className(in.readUnsignedShort());
      in.readUnsignedShort();
      in.skipNBytes(2L * in.readUnsignedShort());
      addMembers(in, pool, used);
      addMembers(in, pool, used);
      return new ClassFile(name.replace('/', '.'), used);
    }
  }

  /** The package of a class. */
  static String packageOf(String type) {
    int dot = type.lastIndexOf('.');
    return dot < 0 ? "" : type.substring(0, dot);
  }

  private static void addMembers(DataInputStream in, ConstantPool pool, Set<String> used)
      throws IOException {
    for (int members = in.readUnsignedShort(); members > 0; members--) {
      in.readInt();
      addDescriptor(used, pool.text(in.readUnsignedShort()));
      for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
        in.readUnsignedShort();
        in.skipNBytes(in.readInt());
      }
    }
  }

  /** A class constant is a name, or the descriptor of an array. */
  private static void addType(Set<String> used, String type) {
    if (type.startsWith("[")) {
      addDescriptor(used, type);
    } else {
      used.add(type.replace('/', '.'));
    }
  }

  private static void addDescriptor(Set<String> used, String descriptor) {
    Matcher types = IN_DESCRIPTOR.matcher(descriptor);
    while (types.find()) {
      used.add(types.group(1).replace('/', '.'));
    }
  }
}
