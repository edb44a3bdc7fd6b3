/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The bytes of each message and vote record as they were published. A change here is a change of
 * the protocol: it needs a new version. To write the file again, from the folder of the module:
 * {@code mvn test -Dtest=GoldenFramesTest -Dgolden.update}.
 */
@DisplayName("Golden frames: the bytes stay as they were published")
final class GoldenFramesTest {

  private static final String UPDATE = "golden.update";
  private static final Path FILE =
      Path.of(
          "src", "test", "resources", "io", "github", "election4j", "wire", "golden-frames.txt");
  private static final String HEADING =
      """
      # The encoding of messages of the group "orders", and of vote records: name, then bytes.
      # Protocol version 1, vote record format 1. Compared by GoldenFramesTest.
      """;

  private static final WireCodec CODEC = new WireCodec("orders");

  @BeforeAll
  static void updateOnRequest() throws IOException {
    if (Boolean.getBoolean(UPDATE)) {
      StringBuilder text = new StringBuilder(HEADING);
      encoded().forEach((name, hex) -> text.append(name).append(' ').append(hex).append('\n'));
      Files.createDirectories(FILE.toAbsolutePath().getParent());
      Files.writeString(FILE, text);
    }
  }

  @Test
  @DisplayName(
      "each message and record is encoded as in the golden file, and the file has no other")
  void encodesAsPublished() throws IOException {
    assertEquals(published(), encoded());
  }

  @Test
  @DisplayName("each golden frame is decoded to the message that it was made of")
  void decodesAsPublished() throws IOException {
    Map<String, String> published = published();
    for (Map.Entry<String, Message> message : PlainMessages.all().entrySet()) {
      byte[] bytes = HexFormat.of().parseHex(published.get("message/" + message.getKey()));
      assertEquals(message.getValue(), CODEC.decode(bytes), message.getKey());
    }
    for (Map.Entry<String, VoteRecord> record : PlainMessages.records().entrySet()) {
      byte[] bytes = HexFormat.of().parseHex(published.get("record/" + record.getKey()));
      assertEquals(record.getValue(), VoteRecordCodec.decode(bytes), record.getKey());
    }
  }

  private static Map<String, String> encoded() {
    Map<String, String> frames = new LinkedHashMap<>();
    PlainMessages.all()
        .forEach((name, message) -> frames.put("message/" + name, hex(CODEC.encode(message))));
    PlainMessages.records()
        .forEach(
            (name, record) -> frames.put("record/" + name, hex(VoteRecordCodec.encode(record))));
    return frames;
  }

  private static Map<String, String> published() throws IOException {
    Map<String, String> frames = new LinkedHashMap<>();
    for (String line : Files.readAllLines(FILE)) {
      if (!line.startsWith("#")) {
        int space = line.indexOf(' ');
        frames.put(line.substring(0, space), line.substring(space + 1));
      }
    }
    return frames;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
