package org.gradus.core.safetensors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Every code of every small format, against the formats' definitions. */
class SmallFloatTest {
  /** Returns (−1)ˢ · 0.m · 2^(1−bias) or (−1)ˢ · 1.m · 2^(e−bias), exact in double. */
  private static double finite(int code, int exponentBits, int mantissaBits, int bias) {
    int sign = code >> (exponentBits + mantissaBits);
    int exponent = (code >> mantissaBits) % (1 << exponentBits);
    double fraction = (code % (1 << mantissaBits)) / Math.pow(2, mantissaBits);
    double magnitude =
        exponent == 0
            ? fraction * Math.pow(2, 1 - bias)
            : (1 + fraction) * Math.pow(2, exponent - bias);
    return sign == 1 ? -magnitude : magnitude;
  }

  private static void assertSame(double expected, float got, int code) {
    String message = "code 0x" + Integer.toHexString(code);
    assertEquals(Double.doubleToLongBits(expected), Double.doubleToLongBits(got), message);
  }

  @Test
  void halfIsIeee754Binary16() {
    for (int code = 0; code <= 0xffff; code++) {
      float got = SmallFloat.HALF[code];
      int exponent = code >> 10 & 0x1f;
      int mantissa = code & 0x3ff;
      int sign = code >> 15 == 1 ? -1 : 1;
      if (exponent < 0x1f) {
        int significand = exponent == 0 ? mantissa : mantissa + 0x400;
        double expected = sign * Math.scalb((double) significand, Math.max(exponent, 1) - 25);
        assertSame(sign * 0.0 + expected, got, code);
        assertEquals(code >> 15, Float.floatToRawIntBits(got) >>> 31);
      } else if (mantissa == 0) {
        assertEquals(sign * Float.POSITIVE_INFINITY, got);
      } else {
        int payload = (code & 0x8000) << 16 | 0x7f800000 | mantissa << 13;
        assertTrue(Float.isNaN(got));
        assertEquals(payload, Float.floatToRawIntBits(got));
      }
    }
  }

  @Test
  void brainIsTheUpperHalfOfIeee754Binary32() {
    for (int code = 0; code <= 0xffff; code++) {
      float got = SmallFloat.brain((short) code);
      assertEquals(code, Float.floatToRawIntBits(got) >>> 16);
      assertEquals(0, Float.floatToRawIntBits(got) & 0xffff);
    }
    // Examples of the bfloat16 definition: 1, −2, π rounded to 3.140625.
    assertEquals(1f, SmallFloat.brain((short) 0x3f80));
    assertEquals(-2f, SmallFloat.brain((short) 0xc000));
    assertEquals(3.140625f, SmallFloat.brain((short) 0x4049));
  }

  @Test
  void e5m2IsTheUpperHalfOfBinary16() {
    for (int code = 0; code < 256; code++) {
      assertSame(SmallFloat.HALF[code << 8], SmallFloat.E5M2[code], code);
    }
  }

  /** Micikevicius et al. (2022), "FP8 Formats for Deep Learning", table 1. */
  @Test
  void fp8HasItsPublishedExtremes() {
    assertEquals(57344f, SmallFloat.E5M2[0b0_11110_11]);
    assertEquals(0x1p-14f, SmallFloat.E5M2[0b0_00001_00]);
    assertEquals(0x1.8p-15f, SmallFloat.E5M2[0b0_00000_11]);
    assertEquals(0x1p-16f, SmallFloat.E5M2[0b0_00000_01]);
    assertEquals(448f, SmallFloat.E4M3[0b0_1111_110]);
    assertEquals(0x1p-6f, SmallFloat.E4M3[0b0_0001_000]);
    assertEquals(0x1.cp-7f, SmallFloat.E4M3[0b0_0000_111]);
    assertEquals(0x1p-9f, SmallFloat.E4M3[0b0_0000_001]);
  }

  @Test
  void e4m3HasNoInfinitiesAndOneNan() {
    for (int code = 0; code < 256; code++) {
      double expected = (code & 0x7f) == 0x7f ? Double.NaN : finite(code, 4, 3, 7);
      assertSame(expected, SmallFloat.E4M3[code], code);
    }
  }

  /** Noune et al. (2022), "8-bit Numerical Formats for Deep Neural Networks": biases 8 and 16. */
  @Test
  void fnuzFormatsHaveOneZeroAndOneNan() {
    for (int code = 0; code < 256; code++) {
      boolean nan = code == 0x80;
      assertSame(nan ? Double.NaN : finite(code, 4, 3, 8), SmallFloat.E4M3_FNUZ[code], code);
      assertSame(nan ? Double.NaN : finite(code, 5, 2, 16), SmallFloat.E5M2_FNUZ[code], code);
    }
    assertEquals(240f, SmallFloat.E4M3_FNUZ[0x7f]);
    assertEquals(57344f, SmallFloat.E5M2_FNUZ[0x7f]);
  }

  /** OCP Microscaling Formats 1.0 (2023), section 5.4.1. */
  @Test
  void e8m0ArePowersOfTwo() {
    for (int code = 0; code < 255; code++) {
      assertSame(Math.pow(2, code - 127), SmallFloat.E8M0[code], code);
    }
    assertSame(Double.NaN, SmallFloat.E8M0[255], 255);
  }

  /** OCP Microscaling Formats 1.0 (2023), table 5. */
  @Test
  void e2m1HasItsPublishedValues() {
    float[] published = {0, 0.5f, 1, 1.5f, 2, 3, 4, 6, -0f, -0.5f, -1, -1.5f, -2, -3, -4, -6};
    assertArrayEquals(published, SmallFloat.E2M1);
  }
}
