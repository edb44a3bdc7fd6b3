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
import com.sun.source.util.DocTrees;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Collects from a parsed source what the house rules are about. */
final class SourceScan extends TreePathScanner<Void, Void> {

  private final CompilationUnitTree unit;
  private final DocTrees trees;
  private final SourcePositions positions;
  private final List<SourceFile.Method> methods = new ArrayList<>();
  private final List<SourceFile.Type> types = new ArrayList<>();
  private final List<SourceFile.Use> used = new ArrayList<>();

  /** Of each type that the scan is inside of, whether others may see it. */
  private final Deque<Boolean> around = new ArrayDeque<>();

  SourceScan(CompilationUnitTree unit, DocTrees trees) {
    this.unit = unit;
    this.trees = trees;
    this.positions = trees.getSourcePositions();
  }

  List<SourceFile.Method> methods() {
    return List.copyOf(methods);
  }

  List<SourceFile.Type> types() {
    return List.copyOf(types);
  }

  List<SourceFile.Use> used() {
    return List.copyOf(used);
  }

  @Override
  public Void visitMethod(MethodTree method, Void nothing) {
    long lines =
        line(positions.getEndPosition(unit, method))
            - line(positions.getStartPosition(unit, method))
            + 1;
    methods.add(new SourceFile.Method(method.getName().toString(), parameters(method), lines));
    if (method.getModifiers().getFlags().contains(Modifier.SYNCHRONIZED)) {
      note("synchronized", method);
    }
    return super.visitMethod(method, null);
  }

  @Override
  public Void visitClass(ClassTree type, Void nothing) {
    boolean visible = isPublic(type) && !around.contains(false);
    if (!type.getSimpleName().isEmpty()) {
      String comment = trees.getDocComment(getCurrentPath());
      types.add(
          new SourceFile.Type(
              type.getSimpleName().toString(), visible, comment == null ? "" : comment));
    }
    around.push(visible);
    super.visitClass(type, null);
    around.pop();
    return null;
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

  /** What a record is made of is no list of parameters: each part is named where it is read. */
  private int parameters(MethodTree method) {
    boolean constructor = method.getName().contentEquals("<init>");
    boolean ofRecord = getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.RECORD;
    return constructor && ofRecord ? 0 : method.getParameters().size();
  }

  /** Also by standing in an interface. */
  private boolean isPublic(ClassTree type) {
    Tree outer = getCurrentPath().getParentPath().getLeaf();
    return type.getModifiers().getFlags().contains(Modifier.PUBLIC)
        || outer.getKind() == Tree.Kind.INTERFACE;
  }

  private void note(String word, Tree where) {
    used.add(new SourceFile.Use(word, line(positions.getStartPosition(unit, where))));
  }

  private long line(long position) {
    return unit.getLineMap().getLineNumber(position);
  }
}
