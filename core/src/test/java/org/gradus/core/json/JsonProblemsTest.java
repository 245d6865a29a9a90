package org.gradus.core.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Every way in which a text can be wrong, and what is said about it. */
class JsonProblemsTest {
  private enum Mode {
    TRAIN,
    EVAL_ONLY
  }

  record Linear(int in, int out, boolean bias) {
    Linear {
      if (in == out) {
        throw new IllegalArgumentException("[linear] sizes are equal: got " + in);
      }
      if (in == 99) {
        throw new IllegalStateException("in is taken.");
      }
      if (in == 98) {
        throw new NullPointerException();
      }
    }
  }

  private record Scalars(
      List<Byte> bytes,
      List<Integer> ints,
      List<Long> longs,
      List<Float> floats,
      List<Double> doubles,
      List<String> strings,
      List<Boolean> booleans,
      List<Mode> modes) {}

  private record Nested(Map<String, Linear> layers) {}

  private static JsonBindingException refused(String text, Class<? extends Record> type) {
    return assertThrows(JsonBindingException.class, () -> Json.plain().read(text, type));
  }

  private static void assertRefused(String expected, String text, Class<? extends Record> type) {
    assertEquals(expected, refused(text, type).getMessage());
  }

  @Test
  void unknownKey() {
    assertRefused(
        """
        [Linear] unknown key: expected one of in, out, bias, got "biass". At /biass. Hint: did you\
         mean "bias"?
        [Linear] missing key: expected bias, got "in", "out", "biass". At the root.\
        """,
        "{\"in\": 1, \"out\": 2, \"biass\": true}",
        Linear.class);
  }

  @Test
  void missingKeys() {
    assertRefused(
        "[Linear] missing key: expected bias, got \"in\", \"out\". At the root.",
        "{\"in\": 1, \"out\": 2}",
        Linear.class);
    assertRefused(
        "[Linear] missing keys: expected in, out, bias, got no keys. At the root.",
        "{}",
        Linear.class);
  }

  @Test
  void duplicateKey() {
    assertRefused(
        "[Linear] duplicate key: expected it once, got \"in\" again. At /in.",
        "{\"in\": 1, \"in\": 3, \"out\": 2, \"bias\": true}",
        Linear.class);
  }

  @Test
  void mistypedScalars() {
    assertRefused(
        """
        [Scalars] wrong value of bytes: expected an integer from -128 to 127, got 128. At /bytes/0.
        [Scalars] wrong value of ints: expected an integer, got 1.5. At /ints/0.
        [Scalars] wrong value of ints: expected an integer, got 1.0. At /ints/1.
        [Scalars] wrong value of ints: expected an integer, got 1e3. At /ints/2.
        [Scalars] wrong value of ints: expected an integer from -2147483648 to 2147483647, got\
         2147483648. At /ints/3.
        [Scalars] wrong value of ints: expected an integer, got "1". At /ints/4.
        [Scalars] wrong value of longs: expected an integer from -9223372036854775808 to\
         9223372036854775807, got -9223372036854775809. At /longs/0.
        [Scalars] wrong value of floats: expected a number in the range of a float, got 1e39. At\
         /floats/0.
        [Scalars] wrong value of doubles: expected a number in the range of a double, got -1e309.\
         At /doubles/0.
        [Scalars] wrong value of doubles: expected a number, "inf", "-inf" or "nan", got "NaN". At\
         /doubles/1.
        [Scalars] wrong value of doubles: expected a number, "inf", "-inf" or "nan", got null. At\
         /doubles/2.
        [Scalars] wrong value of strings: expected a string, got 1. At /strings/0.
        [Scalars] wrong value of strings: expected a string, got an object. At /strings/1.
        [Scalars] wrong value of booleans: expected true or false, got "true". At /booleans/0.
        [Scalars] wrong value of modes: expected one of "train", "eval-only", got "trian". At\
         /modes/0. Hint: did you mean "train"?
        [Scalars] wrong value of modes: expected one of "train", "eval-only", got "EVAL_ONLY". At\
         /modes/1.
        [Scalars] wrong value of modes: expected one of "train", "eval-only", got an array. At\
         /modes/2.\
        """,
        """
        {"bytes": [128], "ints": [1.5, 1.0, 1e3, 2147483648, "1"],
         "longs": [-9223372036854775809], "floats": [1e39], "doubles": [-1e309, "NaN", null],
         "strings": [1, {}], "booleans": ["true"], "modes": ["trian", "EVAL_ONLY", []]}
        """,
        Scalars.class);
  }

  @Test
  void mistypedContainers() {
    assertRefused(
        "[Nested] wrong value of layers: expected an object, got an array. At /layers.",
        "{\"layers\": []}",
        Nested.class);
    assertRefused(
        "[Nested] wrong value of layers: expected an object, got true. At /layers/a~1b~0c.",
        "{\"layers\": {\"a/b~c\": true}}",
        Nested.class);
    assertRefused(
        "[Linear] wrong value: expected an object, got null. At the root.", "null", Linear.class);
  }

  @Test
  void valuesThatTheRecordRefuses() {
    JsonBindingException equal =
        refused("{\"layers\": {\"a\": {\"in\": 1, \"out\": 1, \"bias\": true}}}", Nested.class);

    assertEquals("[linear] sizes are equal: got 1. At /layers/a.", equal.getMessage());
    assertEquals("/layers/a", equal.pointer());
    assertInstanceOf(IllegalArgumentException.class, equal.getCause());
    assertRefused(
        "[Linear] in is taken. At the root.",
        "{\"in\": 99, \"out\": 1, \"bias\": true}",
        Linear.class);
    assertRefused(
        "[Linear] java.lang.NullPointerException. At the root.",
        "{\"in\": 98, \"out\": 1, \"bias\": true}",
        Linear.class);
  }

  @Test
  void malformedText() {
    assertRefused(
        "[Linear] malformed JSON in line 1, column 2: expected a value, got nothing. At the root.",
        " ",
        Linear.class);
    assertRefused(
        "[Linear] malformed JSON in line 2, column 2: expected the end of the text, got more."
            + " At the root.",
        "{\"in\": 1, \"out\": 2, \"bias\": true}\n{}",
        Linear.class);
    assertRefused(
        "[Linear] malformed JSON in line 1, column 9: Unexpected end-of-input: expected close"
            + " marker for Object (start marker at [line: 1, column: 1]). At /in.",
        "{\"in\": 1",
        Linear.class);
    assertRefused(
        "[Linear] malformed JSON in line 1, column 11: Non-standard token 'NaN'. At /in.",
        "{\"in\": NaN}",
        Linear.class);
  }

  @Test
  void hostileDepth() {
    assertRefused(
        "[Linear] malformed JSON in line 1, column 1002: Document nesting depth (1001) exceeds the"
            + " maximum allowed (1000). At "
            + "/0".repeat(1_000)
            + ".",
        "[".repeat(1_000_000),
        Linear.class);
  }

  @Test
  void hostileNumber() {
    assertRefused(
        "[Linear] malformed JSON in line 1, column 100008: Number value length (100000) exceeds the"
            + " maximum allowed (1000). At /in.",
        "{\"in\": " + "9".repeat(100_000) + "}",
        Linear.class);
    assertRefused(
        "[Scalars] wrong value of floats: expected a number in the range of a float, got"
            + " 1e999999999. At /floats/0.",
        """
        {"bytes": [], "ints": [], "longs": [], "floats": [1e999999999], "doubles": [1e-999999999],
         "strings": [], "booleans": [], "modes": []}
        """,
        Scalars.class);
  }

  @Test
  void hostileLength() {
    int length = (1 << 26) + 1;
    assertRefused(
        "[Linear] JSON is too long: expected at most 67108864 characters, got 67108865."
            + " At the root.",
        " ".repeat(length),
        Linear.class);
  }

  @Test
  void controlCharactersAndLongStringsInMessages() {
    assertRefused(
        "[Linear] wrong value of in: expected an integer, got \"\\u0007"
            + "x".repeat(76)
            + "...\". At /in.",
        "{\"in\": \"\\u0007" + "x".repeat(1000) + "\", \"out\": 1, \"bias\": true}",
        Linear.class);
  }

  @Test
  void moreProblemsThanAnybodyReads() {
    String text = "{\"bytes\": [" + "0.5,".repeat(99) + "0.5]}";

    List<String> lines = refused(text, Scalars.class).getMessage().lines().toList();

    assertEquals(21, lines.size());
    assertEquals("… and 81 more.", lines.get(20));
  }

  @Property
  void neverFailsInAnotherWay(@ForAll String text) {
    assertTrue(refused(text, Linear.class).problems().size() >= 1);
    assertTrue(refused("{\"in\": \"" + text + "\"}", Linear.class).problems().size() >= 1);
  }
}
