package org.gradus.core.safetensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which a file can be wrong is reported with what is wrong. */
class HostileFileTest {
  private static final String TYPES =
      "[BOOL, F4, F6_E2M3, F6_E3M2, U8, I8, F8_E5M2, F8_E4M3, F8_E8M0, F8_E4M3FNUZ, F8_E5M2FNUZ, "
          + "I16, U16, F16, BF16, I32, U32, F32, C64, F64, I64, U64]";
  private static final String HINT = ". Hint: ";
  private static final String KEYS = "the keys dtype, shape and data_offsets";

  private static String entry(String name, String type, String shape, String offsets) {
    return "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}"
        .formatted(name, type, shape, offsets);
  }

  private static String header(String... members) {
    return "{" + String.join(",", members) + "}";
  }

  /** Returns a header of one tensor called a, problem, expectation and what is reported instead. */
  private static Arguments bad(String json, String problem, String expected, String got) {
    return arguments(json, "a", problem, expected, got);
  }

  private static Arguments badFile(String json, String problem, String expected, String got) {
    return arguments(json, null, problem, expected, got);
  }

  static Stream<Arguments> badHeaders() {
    String valid = entry("a", "U8", "[2]", "[0,2]");
    return Stream.of(
        badFile(
            " {}",
            "the header does not begin as a JSON object",
            "the byte 0x7b",
            "0x20. Hint: the file may not be safetensors"),
        badFile(
            "[{}]",
            "the header does not begin as a JSON object",
            "the byte 0x7b",
            "0x5b. Hint: the file may not be safetensors"),
        badFile(
            "\ufeff{}",
            "the header does not begin as a JSON object",
            "the byte 0x7b",
            "0xef. Hint: the file may not be safetensors"),
        badFile("{]", "the header is not JSON", "a JSON object", "an error at offset 1"),
        badFile("{\"a\":", "the header is not JSON", "a JSON object", "an error at offset 5"),
        badFile(
            header(valid) + "x",
            "the header is not JSON",
            "a JSON object",
            "an error at offset 53"),
        badFile(
            header(valid) + "{}",
            "something follows the header's JSON object",
            "white space",
            "an object"),
        badFile(
            header("\"__metadata__\":[]"),
            "__metadata__ is not an object",
            "texts by key",
            "an array"),
        badFile(
            header("\"__metadata__\":null"),
            "__metadata__ is not an object",
            "texts by key",
            "null"),
        badFile(
            header("\"__metadata__\":{\"k\":1}"),
            "__metadata__ has a value that is not a text",
            "a string for the key \"k\"",
            "\"1\""),
        badFile(
            header("\"__metadata__\":{\"k\":{}}"),
            "__metadata__ has a value that is not a text",
            "a string for the key \"k\"",
            "an object"),
        badFile(
            header("\"__metadata__\":{\"k\":\"\",\"k\":\"\"}"),
            "a key is duplicate",
            "each key once",
            "\"k\" again"),
        badFile(
            header("\"__metadata__\":{}", "\"__metadata__\":{}"),
            "a key is duplicate",
            "each key once",
            "\"__metadata__\" again"),
        badFile(
            header("\"__metadata__\":{\"k\":\"\\ud800\"}"),
            "a text is not Unicode",
            "paired surrogates",
            "an unpaired one in \"\\ud800\""),
        badFile(header(valid, valid), "a key is duplicate", "each key once", "\"a\" again"),
        badFile(
            header(entry("", "U8", "[2]", "[0,2]")),
            "a tensor's name has a wrong length",
            "1 to 65535 characters",
            "0"),
        badFile(
            header(entry("n".repeat(65_536), "U8", "[2]", "[0,2]")),
            "a tensor's name has a wrong length",
            "1 to 65535 characters",
            "65536"),
        bad("{\"a\":1}", "the entry is not an object", "an object with " + KEYS, "\"1\""),
        bad("{\"a\":null}", "the entry is not an object", "an object with " + KEYS, "null"),
        bad("{\"a\":{}}", "the entry lacks a key", KEYS, "no dtype"),
        bad("{\"a\":{\"dtype\":\"U8\"}}", "the entry lacks a key", KEYS, "no shape"),
        bad(
            "{\"a\":{\"dtype\":\"U8\",\"shape\":[2]}}",
            "the entry lacks a key",
            KEYS,
            "no data_offsets"),
        bad(
            "{\"a\":{\"dtype\":\"U8\",\"offsets\":[0,2]}}",
            "the entry has an unknown key",
            KEYS,
            "\"offsets\""),
        bad(
            "{\"a\":{\"dtype\":\"U8\",\"dtype\":\"U8\"}}",
            "a key is duplicate",
            "each key once",
            "\"dtype\" again"),
        bad(
            "{\"a\":{\"shape\":[],\"shape\":[]}}",
            "a key is duplicate",
            "each key once",
            "\"shape\" again"),
        bad("{\"a\":{\"dtype\":8}}", "dtype is unknown", "one of " + TYPES, "\"8\""),
        bad("{\"a\":{\"dtype\":\"f32\"}}", "dtype is unknown", "one of " + TYPES, "\"f32\""),
        bad("{\"a\":{\"shape\":2}}", "shape is not an array", "an array of integers", "\"2\""),
        bad("{\"a\":{\"shape\":null}}", "shape is not an array", "an array of integers", "null"),
        bad(
            "{\"a\":{\"shape\":[[2]]}}",
            "shape has an element that is not a size",
            "integers from 0",
            "an array"),
        bad(
            "{\"a\":{\"shape\":[-1]}}",
            "shape has an element that is not a size",
            "integers from 0",
            "\"-1\""),
        bad(
            "{\"a\":{\"shape\":[2.0]}}",
            "shape has an element that is not a size",
            "integers from 0",
            "\"2.0\""),
        bad(
            "{\"a\":{\"shape\":[1e3]}}",
            "shape has an element that is not a size",
            "integers from 0",
            "\"1e3\""),
        bad(
            "{\"a\":{\"shape\":[\"2\"]}}",
            "shape has an element that is not a size",
            "integers from 0",
            "\"2\""),
        bad(
            "{\"a\":{\"shape\":[9223372036854775808]}}",
            "shape has a number that overflows",
            "less than 2^63",
            "\"9223372036854775808\""),
        bad(
            "{\"a\":{\"shape\":[" + "1,".repeat(64) + "1]}}",
            "shape is too long",
            "at most 64 numbers",
            "more"),
        bad(
            "{\"a\":{\"data_offsets\":[0,1,2]}}",
            "data_offsets is too long",
            "at most 2 numbers",
            "more"),
        bad(
            "{\"a\":{\"data_offsets\":[0,18446744073709551615]}}",
            "data_offsets has a number that overflows",
            "less than 2^63",
            "\"18446744073709551615\""),
        bad(
            header(entry("a", "U8", "[2]", "[2]")),
            "data_offsets are not a range",
            "[begin, end] with begin ≤ end",
            "[2]"),
        bad(
            header(entry("a", "U8", "[2]", "[2,0]")),
            "data_offsets are not a range",
            "[begin, end] with begin ≤ end",
            "[2, 0]"),
        bad(
            header(entry("a", "U8", "[3]", "[0,2]")),
            "data_offsets do not match the shape",
            "3 bytes for U8 [3]",
            "2 with data_offsets [0, 2]"),
        bad(
            header(entry("a", "F64", "[]", "[0,2]")),
            "data_offsets do not match the shape",
            "8 bytes for F64 []",
            "2 with data_offsets [0, 2]"),
        bad(
            header(entry("a", "F4", "[3]", "[0,2]")),
            "the values do not fill whole bytes",
            "a multiple of 8 bits",
            "12 bits for F4 [3]"),
        bad(
            header(entry("a", "U8", "[4294967296,4294967296,0]", "[0,0]")),
            "the size overflows",
            "less than 2^63 bits",
            "shape [4294967296, 4294967296, 0]"),
        bad(
            header(entry("a", "F64", "[288230376151711744]", "[0,0]")),
            "the size overflows",
            "less than 2^63 bits",
            "shape [288230376151711744]"),
        bad(
            header(entry("a", "U8", "[3]", "[0,3]")),
            "the values lie outside the file",
            "data_offsets that end at 2 or before",
            "3. Hint: the file may be truncated"),
        badFile(
            header(entry("a", "U8", "[1]", "[0,1]")),
            "there are bytes after the last tensor",
            "1 bytes after the header",
            "2"),
        badFile("{}", "there are bytes after the last tensor", "0 bytes after the header", "2"),
        bad(
            header(entry("a", "U8", "[1]", "[1,2]")),
            "there is a gap between the values and the header",
            "data_offsets that begin at 0",
            "1"),
        bad(
            header(entry("a", "U8", "[1]", "[2,3]"), entry("b", "U8", "[1]", "[0,1]")),
            "there is a gap between the values and tensor \"b\"",
            "data_offsets that begin at 1",
            "2"),
        bad(
            header(entry("b", "U8", "[2]", "[0,2]"), entry("a", "U8", "[1]", "[1,2]")),
            "the values overlap with those of tensor \"b\"",
            "data_offsets that begin at 2",
            "1"),
        bad(
            header(entry("b", "U8", "[2]", "[0,2]"), entry("a", "U8", "[0]", "[1,1]")),
            "the values overlap with those of tensor \"b\"",
            "data_offsets that begin at 2",
            "1"));
  }

  @ParameterizedTest
  @MethodSource("badHeaders")
  void aBadHeaderIsReported(
      String header, String tensor, String problem, String expected, String got) {
    byte[] file = RawFile.of(header, new byte[2]);

    var e = assertThrows(SafetensorsException.class, () -> SafetensorsFile.of(file));

    String source = "an array of " + file.length + " bytes";
    String where = tensor == null ? source : "tensor \"" + tensor + "\" of " + source;
    int hint = got.contains(HINT) ? got.indexOf(HINT) : got.length();
    String gotAlone = got.substring(0, hint);
    String remedy = hint < got.length() ? got.substring(hint + 1) + "." : "";
    assertEquals(
        "[safetensors] %s: expected %s, got %s. At %s.%s"
            .formatted(problem, expected, gotAlone, where, remedy),
        e.getMessage());
    assertEquals(source, e.source());
    assertEquals(Optional.ofNullable(tensor), e.tensor());
    assertEquals(expected, e.expected());
    assertEquals(gotAlone, e.got());
  }

  @Test
  void aFileWithoutALengthIsTooShort() {
    assertMessage(
        new byte[7],
        "[safetensors] the file is too short: expected at least 8 bytes, got 7. "
            + "At an array of 7 bytes.");
  }

  @Test
  void aHeaderHasAtLeastTwoBytes() {
    for (int length = 0; length < 2; length++) {
      assertMessage(
          RawFile.withLength(length, new byte[8]),
          "[safetensors] the header is too short: expected at least 2 bytes, got "
              + length
              + ". At an array of 16 bytes.");
    }
  }

  @Test
  void aHeaderEndsInTheFile() {
    assertMessage(
        RawFile.withLength(3, new byte[2]),
        "[safetensors] the header is longer than the file: expected at most 2 bytes, got 3. "
            + "At an array of 10 bytes. Hint: the file may be truncated.");
  }

  @Test
  void aHeaderIsAtMost100MillionBytes() {
    assertMessage(
        RawFile.withLength(100_000_001, new byte[2]),
        "[safetensors] the header is too long: expected at most 100000000 bytes, got 100000001. "
            + "At an array of 10 bytes.");
    assertMessage(
        RawFile.withLength(-1, new byte[2]),
        "[safetensors] the header is too long: expected at most 100000000 bytes, "
            + "got 18446744073709551615. At an array of 10 bytes.");
  }

  @Test
  void aHeaderIsUtf8() {
    // An overlong NUL, a lone continuation byte, a surrogate, a cut sequence.
    byte[][] malformed = {{(byte) 0xc0, (byte) 0x80}, {(byte) 0x80}, {(byte) 0xed, (byte) 0xa0}};
    for (byte[] bytes : malformed) {
      byte[] header = "{\"__metadata__\":{\"k\":\"  \"}}".getBytes(StandardCharsets.UTF_8);
      System.arraycopy(bytes, 0, header, 21, bytes.length);
      assertMessage(
          RawFile.of(header),
          "[safetensors] the header is not UTF-8: expected UTF-8, got an error at byte 21. "
              + "At an array of "
              + (8 + header.length)
              + " bytes.");
    }
    assertMessage(
        RawFile.of(new byte[] {'{', '"', (byte) 0xe2, (byte) 0x82}),
        "[safetensors] the header is not UTF-8: expected UTF-8, got an error at byte 2. "
            + "At an array of 12 bytes.");
  }

  @Test
  void deepNestingIsRejectedWhereItBegins() {
    String deep = "[".repeat(1_000_000);
    byte[] file = RawFile.of("{\"a\":{\"shape\":" + deep);
    assertMessage(
        file,
        "[safetensors] shape has an element that is not a size: expected integers from 0, "
            + "got an array. At tensor \"a\" of an array of 1000022 bytes.");
  }

  @Test
  void unprintableNamesAreEscapedAndCutInMessages() {
    String name = "\\n\\u202e" + "n".repeat(100);
    byte[] file = RawFile.of("{\"" + name + "\":0}");
    assertMessage(
        file,
        "[safetensors] the entry is not an object: expected an object with "
            + KEYS
            + ", got \"0\". At tensor \"\\u000a\\u202e"
            + "n".repeat(78)
            + "…\" of an array of "
            + file.length
            + " bytes.");
  }

  @Test
  void everyTruncationOfAFileIsReported() {
    byte[] file = RawFile.ofTensor(StoredType.I16, "[2,2]", new byte[8]);
    for (int length = 0; length < file.length; length++) {
      byte[] truncated = Arrays.copyOf(file, length);
      assertThrows(SafetensorsException.class, () -> SafetensorsFile.of(truncated));
      var stream = new ByteArrayInputStream(truncated);
      assertThrows(SafetensorsException.class, () -> SafetensorsFile.read(stream));
    }
  }

  private static void assertMessage(byte[] file, String message) {
    var e = assertThrows(SafetensorsException.class, () -> SafetensorsFile.of(file));
    assertEquals(message, e.getMessage());
  }
}
