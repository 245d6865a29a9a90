package org.gradus.core.safetensors;

import static org.gradus.core.safetensors.RawFile.bytes;
import static org.gradus.core.safetensors.RawFile.ints;
import static org.gradus.core.safetensors.RawFile.longs;
import static org.gradus.core.safetensors.RawFile.shorts;
import static org.gradus.core.safetensors.RawFile.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SafetensorsEntryTest {
  private static final long TWO_63 = Long.MIN_VALUE;

  /** Two's complement and IEEE 754 codes of the same small numbers in every type that has them. */
  static Stream<Arguments> smallNumbers() {
    return Stream.of(
        arguments(StoredType.BOOL, bytes(0, 1), new double[] {0, 1}),
        arguments(StoredType.F4, bytes(0x7e, 0x21), new double[] {-4, 6, 0.5, 1}),
        arguments(StoredType.U8, bytes(0, 255), new double[] {0, 255}),
        arguments(StoredType.I8, bytes(0x80, 0xff), new double[] {-128, -1}),
        arguments(StoredType.F8_E5M2, bytes(0x3c, 0xc1), new double[] {1, -2.5}),
        arguments(StoredType.F8_E4M3, bytes(0x38, 0xc2), new double[] {1, -2.5}),
        arguments(StoredType.F8_E8M0, bytes(0x7f, 0x81), new double[] {1, 4}),
        arguments(StoredType.F8_E4M3FNUZ, bytes(0x40, 0xca), new double[] {1, -2.5}),
        arguments(StoredType.F8_E5M2FNUZ, bytes(0x40, 0xc5), new double[] {1, -2.5}),
        arguments(StoredType.I16, shorts(0x8000, -2), new double[] {-32768, -2}),
        arguments(StoredType.U16, shorts(0x8000, -2), new double[] {32768, 65534}),
        arguments(StoredType.F16, shorts(0x3c00, 0xc100), new double[] {1, -2.5}),
        arguments(StoredType.BF16, shorts(0x3f80, 0xc020), new double[] {1, -2.5}),
        arguments(StoredType.I32, ints(7, -2), new double[] {7, -2}),
        arguments(StoredType.U32, ints(7, 0x80000000), new double[] {7, 2147483648.0}),
        arguments(StoredType.F32, ints(0x3f800000, 0xc0200000), new double[] {1, -2.5}),
        arguments(StoredType.I64, longs(7, -2), new double[] {7, -2}),
        arguments(StoredType.U64, longs(7, TWO_63), new double[] {7, 0x1p63}));
  }

  @ParameterizedTest
  @MethodSource("smallNumbers")
  void everyTypeIsReadExactly(StoredType type, byte[] values, double[] expected) {
    SafetensorsEntry tensor = tensor(type, "[" + expected.length + "]", values);

    assertEquals(type, tensor.type());
    assertEquals(expected.length, tensor.elementCount());
    assertEquals(values.length, tensor.byteCount());
    assertArrayEquals(values, tensor.bytes());
    assertArrayEquals(expected, tensor.doubles());
    float[] floats = new float[expected.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) expected[i];
    }
    assertArrayEquals(floats, tensor.floats());
    assertArrayEquals(floats, tensor.roundedFloats());
    if (type.kind() == StoredType.Kind.INTEGER && type != StoredType.U64) {
      long[] integers = Arrays.stream(expected).mapToLong(value -> (long) value).toArray();
      assertArrayEquals(integers, tensor.longs());
      if (type != StoredType.U32) {
        int[] narrow = Arrays.stream(integers).mapToInt(Math::toIntExact).toArray();
        assertArrayEquals(narrow, tensor.ints());
      }
    }
  }

  @Test
  void doublesAreReadExactlyAndAsFloatsOnRequest() {
    double[] values = {0.1, -Double.MAX_VALUE, Double.MIN_VALUE};
    long[] codes = Arrays.stream(values).mapToLong(Double::doubleToLongBits).toArray();
    SafetensorsEntry tensor = tensor(StoredType.F64, "[3]", longs(codes));

    assertArrayEquals(values, tensor.doubles());
    float[] rounded = {0.1f, Float.NEGATIVE_INFINITY, 0};
    assertArrayEquals(rounded, tensor.roundedFloats());
    assertFailure(
        "[safetensors] the type cannot be read as floats: expected a type that converts exactly to "
            + "floats, got F64. At tensor \"x\" of an array of 87 bytes. "
            + "Hint: roundedFloats() rounds to the nearest float.",
        tensor::floats);
  }

  @Test
  void integersRoundOnceToTheNearestFloat() {
    // 2^24 + 1 and 2^24 + 3 lie halfway: ties go to the even neighbour. 2^63 + 2^39 is the tie
    // between 2^63 and 2^63 + 2^40; one more goes up, and must not be lost in an earlier rounding.
    long tie = TWO_63 + (1L << 39);
    float[] expected = {0x1p24f, 0x1.000004p24f, 0x1p63f, 0x1.000002p63f, 0x1p64f};

    var tensor =
        tensor(StoredType.U64, "[5]", longs((1 << 24) + 1, (1 << 24) + 3, tie, tie + 1, -1));

    assertArrayEquals(expected, tensor.roundedFloats());
  }

  @Test
  void floatsReportTheFirstIntegerThatIsNoFloat() {
    var tensor = tensor(StoredType.I64, "[3]", longs(-(1L << 40), 1 << 24, -(1 << 24) - 1));
    assertInexact(
        "[safetensors] a value does not fit: expected an integer of at most 24 significant bits for"
            + " a float, got -16777217 at element 2. At tensor \"x\" of an array of 87 bytes. "
            + "Hint: longs() is exact, roundedFloats() rounds.",
        2,
        "-16777217",
        tensor::floats);
  }

  @Test
  void doublesReportTheFirstIntegerThatIsNoDouble() {
    var tensor = tensor(StoredType.U64, "[2]", longs(-2048, -1024));
    assertInexact(
        "[safetensors] a value does not fit: expected an integer of at most 53 significant bits for"
            + " a double, got 18446744073709550592 at element 1. At tensor \"x\" of an array of 79"
            + " bytes. Hint: roundedFloats() rounds.",
        1,
        "18446744073709550592",
        tensor::doubles);
  }

  @Test
  void theLeastLongIsAFloat() {
    assertArrayEquals(new float[] {-0x1p63f}, tensor(StoredType.I64, "[]", longs(TWO_63)).floats());
  }

  @Test
  void intsReportTheFirstValueOutOfRange() {
    assertInexact(
        "[safetensors] a value does not fit: expected an integer from −2^31 to 2^31−1, got"
            + " -2147483649 at element 2. At tensor \"x\" of an array of 87 bytes. "
            + "Hint: longs() has 64 bits.",
        2,
        "-2147483649",
        tensor(StoredType.I64, "[3]", longs(-1L << 31, (1L << 31) - 1, (-1L << 31) - 1))::ints);
    assertInexact(
        "[safetensors] a value does not fit: expected an integer from −2^31 to 2^31−1, got"
            + " 18446744073709551615 at element 0. At tensor \"x\" of an array of 69 bytes. "
            + "Hint: longs() has 64 bits.",
        0,
        "18446744073709551615",
        tensor(StoredType.U64, "[]", longs(-1))::ints);
  }

  @Test
  void longsReportTheFirstValueOutOfRange() {
    assertInexact(
        "[safetensors] a value does not fit: expected an integer below 2^63, got"
            + " 9223372036854775808 at element 1. At tensor \"x\" of an array of 79 bytes. "
            + "Hint: bytes() has all bits, little-endian.",
        1,
        "9223372036854775808",
        tensor(StoredType.U64, "[2]", longs(Long.MAX_VALUE, TWO_63))::longs);
  }

  @Test
  void aTruthValueIsZeroOrOne() {
    assertFailure(
        "[safetensors] a truth value is neither 0 nor 1: expected 0 or 1, got 2 at element 1. "
            + "At tensor \"x\" of an array of 66 bytes.",
        tensor(StoredType.BOOL, "[3]", bytes(1, 2, 3))::ints);
  }

  @ParameterizedTest
  @EnumSource(names = {"F4", "F8_E5M2", "F16", "BF16", "F32", "F64"})
  void floatingTypesAreNotReadAsIntegers(StoredType type) {
    var tensor = tensor(type, "[2]", new byte[type.bits() / 4]);
    int length = RawFile.ofTensor(type, "[2]", new byte[type.bits() / 4]).length;
    String message =
        "[safetensors] the type cannot be read as %s: expected a type that converts exactly to %s, "
            + "got %s. At tensor \"x\" of an array of %s bytes. Hint: doubles() reads it.";
    assertFailure(message.formatted("ints", "ints", type, length), tensor::ints);
    assertFailure(message.formatted("longs", "longs", type, length), tensor::longs);
  }

  @ParameterizedTest
  @EnumSource(names = {"F6_E2M3", "F6_E3M2", "C64"})
  void opaqueTypesAreReadAsBytesOnly(StoredType type) {
    byte[] values = new byte[type.bits() / 2];
    Arrays.setAll(new Byte[values.length], i -> values[i] = (byte) i);
    var tensor = tensor(type, "[4]", values);
    int length = RawFile.ofTensor(type, "[4]", values).length;
    String message =
        "[safetensors] the type cannot be read as %s: expected a type that converts exactly to %s, "
            + "got %s. At tensor \"x\" of an array of %s bytes. "
            + "Hint: bytes() has the values as they are in the file.";
    assertArrayEquals(values, tensor.bytes());
    assertFailure(message.formatted("floats", "floats", type, length), tensor::floats);
    assertFailure(message.formatted("floats", "floats", type, length), tensor::roundedFloats);
    assertFailure(message.formatted("doubles", "doubles", type, length), tensor::doubles);
    assertFailure(message.formatted("ints", "ints", type, length), tensor::ints);
    assertFailure(message.formatted("longs", "longs", type, length), tensor::longs);
  }

  @Test
  void aScalarHasOneElementAndAnEmptyTensorNone() {
    assertEquals(1, tensor(StoredType.F32, "[]", new byte[4]).elementCount());
    var empty = tensor(StoredType.F32, "[3,0,5]");
    assertEquals(0, empty.elementCount());
    assertArrayEquals(new long[] {3, 0, 5}, empty.shape());
    assertArrayEquals(new float[0], empty.floats());
    assertArrayEquals(new double[0], empty.doubles());
    assertArrayEquals(new byte[0], empty.bytes());
    assertArrayEquals(new long[0], tensor(StoredType.U64, "[0]").longs());
  }

  @Test
  void theShapeCannotBeChangedFromOutside() {
    var tensor = tensor(StoredType.U8, "[2]", bytes(1, 2));
    tensor.shape()[0] = 7;
    assertArrayEquals(new long[] {2}, tensor.shape());
  }

  @Test
  void partsOfTheBytesAreRead() {
    var tensor = tensor(StoredType.U8, "[5]", bytes(10, 11, 12, 13, 14));
    ByteBuffer target = ByteBuffer.allocate(4);
    tensor.read(1, target.position(1));
    assertArrayEquals(bytes(0, 11, 12, 13), target.array());
    assertEquals(0, target.remaining());
    tensor.read(5, target);
    String message =
        "[safetensors] the bytes to read lie outside the tensor: expected a range within [0, 5), "
            + "got [%s, %s + 4). At tensor \"x\" of an array of 66 bytes.";
    for (long offset : new long[] {-1, 2, Long.MAX_VALUE}) {
      var e =
          assertThrows(
              IndexOutOfBoundsException.class, () -> tensor.read(offset, ByteBuffer.allocate(4)));
      assertEquals(message.formatted(offset, offset), e.getMessage());
    }
  }

  @Test
  void aTensorDescribesItself() {
    assertEquals("x F16 [2, 1]", tensor(StoredType.F16, "[2,1]", new byte[4]).toString());
  }

  /** Values are read in chunks; every element of several, with a partial last one, is right. */
  @Test
  void longTensorsAreReadWhole() {
    int count = 3 * (1 << 17) + 5;
    int[] codes = new int[count];
    Arrays.setAll(codes, i -> i);
    var integers = tensor(StoredType.U32, "[" + count + "]", ints(codes));
    assertArrayEquals(codes, integers.ints());

    byte[] pairs = new byte[(1 << 19) + 3];
    Arrays.fill(pairs, (byte) 0x42);
    var nibbles = tensor(StoredType.F4, "[" + 2 * pairs.length + "]", pairs);
    float[] expected = new float[2 * pairs.length];
    for (int i = 0; i < expected.length; i += 2) {
      expected[i] = 1;
      expected[i + 1] = 2;
    }
    assertArrayEquals(expected, nibbles.floats());
    double[] wide = new double[expected.length];
    Arrays.setAll(wide, i -> expected[i]);
    assertArrayEquals(wide, nibbles.doubles());
  }

  private static void assertFailure(String message, Executable read) {
    var e = assertThrows(SafetensorsException.class, read);
    assertEquals(message, e.getMessage());
    assertEquals(Optional.of("x"), e.tensor());
  }

  private static void assertInexact(String message, long index, String value, Executable read) {
    var e = assertThrows(InexactValueException.class, read);
    assertEquals(message, e.getMessage());
    assertEquals("x", e.tensor());
    assertEquals(index, e.index());
    assertEquals(value, e.value());
    assertEquals(message.replaceAll(".* of (an array of \\d+ bytes)\\..*", "$1"), e.source());
  }
}
