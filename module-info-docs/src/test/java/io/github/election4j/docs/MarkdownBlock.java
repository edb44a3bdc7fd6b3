/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fenced block of a page.
 *
 * @param language what stands behind the opening fence
 * @param subject what the last paragraph before it that begins with code begins with: the name of a
 *     file
 * @param text its lines, without the indentation of the fence, each with its end
 */
record MarkdownBlock(String language, String subject, String text) {

  private static final Pattern FENCE = Pattern.compile("(\\s*)```(\\w*)\\s*");
  private static final Pattern SUBJECT = Pattern.compile("`([^`]+)`.*");

  /** Reads all blocks of a page, in order. */
  static List<MarkdownBlock> read(Path page) throws IOException {
    List<MarkdownBlock> blocks = new ArrayList<>();
    String subject = "";
    List<String> lines = Files.readAllLines(page);
    for (int index = 0; index < lines.size(); index++) {
      Matcher fence = FENCE.matcher(lines.get(index));
      Matcher named = SUBJECT.matcher(lines.get(index));
      if (named.matches()) {
        subject = named.group(1);
      } else if (fence.matches()) {
        int indentation = fence.group(1).length();
        StringBuilder text = new StringBuilder();
        for (index++; !FENCE.matcher(lines.get(index)).matches(); index++) {
          String line = lines.get(index);
          text.append(line, Math.min(indentation, line.length()), line.length()).append('\n');
        }
        blocks.add(new MarkdownBlock(fence.group(2), subject, text.toString()));
      }
    }
    return blocks;
  }
}
