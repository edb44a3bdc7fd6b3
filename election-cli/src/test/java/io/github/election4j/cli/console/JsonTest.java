/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("JSON")
class JsonTest {

  @Test
  @DisplayName("is written in the order given, on one line")
  void isWrittenInOrder() {
    String json =
        new JsonWriter()
            .put("b", 1)
            .put("a", "x")
            .put("none", Optional.empty())
            .put("some", Optional.of("y"))
            .put("yes", true)
            .put("list", List.of(new JsonWriter().put("i", 1), new JsonWriter()))
            .toString();
    assertEquals(
        "{\"b\":1,\"a\":\"x\",\"none\":null,\"some\":\"y\",\"yes\":true,\"list\":[{\"i\":1},{}]}",
        json);
  }

  @Test
  @DisplayName(
      "escapes quotes, backslashes, control characters and halves of surrogate pairs, and nothing"
          + " else")
  void isEscaped() {
    assertEquals(
        "{\"q\\\"\":\"\\\\ \\u000a\\u0000\\u001f é 😀 \\ud83d! \\ude00\"}",
        new JsonWriter().put("q\"", "\\ \n\0\u001f é 😀 \ud83d! \ude00").toString());
  }

  @Test
  @DisplayName("is read back as it was written")
  void isReadBack() {
    StringBuilder all = new StringBuilder();
    for (char unit = 0; unit < 0x300; unit++) {
      all.append(unit);
    }
    all.append("😀 \ud83d \ude00");
    String json =
        new JsonWriter().put("text", all.toString()).put("term", Long.MAX_VALUE).toString();
    assertEquals(
        Map.of("text", all.toString(), "term", "9223372036854775807"), JsonReader.readFlat(json));
  }

  @Test
  @DisplayName("is read with blanks, every escape and null, which counts as left out")
  void isReadInEveryForm() {
    assertEquals(
        Map.of("a", "\"\\/\b\f\n\r\té", "b", "-1.5e+3", "c", "true"),
        JsonReader.readFlat(
            " { \"a\" : \"\\\"\\\\\\/\\b\\f\\n"
                + "\\r"
                + "\\t\\u00e9\" ,\t\"b\":-1.5e+3,\"c\":true,\"d\":null } "));
    assertEquals(Map.of(), JsonReader.readFlat("{}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "}",
        "[]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1",
        "{\"a\":1,}",
        "{a:1}",
        "{\"a\":1}x",
        "{\"a\":\"x}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"\\",
        "{\"a\":{}}",
        "{\"a\":[1]}"
      })
  @DisplayName("is refused, with the place, if it is no flat object")
  void isRefused(String text) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> JsonReader.readFlat(text));
    assertEquals(0, refused.getMessage().indexOf("expected "), refused.getMessage());
  }
}
