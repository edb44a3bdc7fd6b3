/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.docs;

import com.sun.source.tree.AssertTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Collects from a parsed source what the house rules are about. */
final class SourceScan extends TreeScanner<Void, Void> {

  private final CompilationUnitTree unit;
  private final SourcePositions positions;
  private final List<SourceFile.Method> methods = new ArrayList<>();
  private final List<SourceFile.Use> used = new ArrayList<>();

  SourceScan(CompilationUnitTree unit, SourcePositions positions) {
    this.unit = unit;
    this.positions = positions;
  }

  List<SourceFile.Method> methods() {
    return List.copyOf(methods);
  }

  List<SourceFile.Use> used() {
    return List.copyOf(used);
  }

  @Override
  public Void visitMethod(MethodTree method, Void nothing) {
    boolean constructor = method.getName().contentEquals("<init>");
    long lines =
        line(positions.getEndPosition(unit, method))
            - line(positions.getStartPosition(unit, method))
            + 1;
    methods.add(
        new SourceFile.Method(
            method.getName().toString(), constructor, method.getParameters().size(), lines));
    if (method.getModifiers().getFlags().contains(Modifier.SYNCHRONIZED)) {
      note("synchronized", method);
    }
    return super.visitMethod(method, null);
  }

  /** The components of a record are the parameters of its constructor. */
  @Override
  public Void visitClass(ClassTree type, Void nothing) {
    if (type.getKind() == Tree.Kind.RECORD) {
      long components =
          type.getMembers().stream()
              .filter(VariableTree.class::isInstance)
              .map(member -> ((VariableTree) member).getModifiers().getFlags())
              .filter(flags -> !flags.contains(Modifier.STATIC))
              .count();
      methods.add(
          new SourceFile.Method(type.getSimpleName().toString(), true, (int) components, 0));
    }
    return super.visitClass(type, null);
  }

  @Override
  public Void visitSynchronized(SynchronizedTree block, Void nothing) {
    note("synchronized", block);
    return super.visitSynchronized(block, null);
  }

  @Override
  public Void visitAssert(AssertTree check, Void nothing) {
    note("assert", check);
    return super.visitAssert(check, null);
  }

  @Override
  public Void visitMemberSelect(MemberSelectTree selected, Void nothing) {
    note(selected.getExpression() + "." + selected.getIdentifier(), selected);
    return super.visitMemberSelect(selected, null);
  }

  private void note(String word, Tree where) {
    used.add(new SourceFile.Use(word, line(positions.getStartPosition(unit, where))));
  }

  private long line(long position) {
    return unit.getLineMap().getLineNumber(position);
  }
}
