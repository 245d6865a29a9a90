package org.gradus.core.safetensors;

/**
 * Widens floating-point numbers of 4 to 16 bits to float, which holds each of them exactly.
 *
 * <p>A number with sign s, exponent field e and mantissa field m of M bits is (−1)ˢ · (1 + m/2^M) ·
 * 2^(e − bias), or (−1)ˢ · m/2^M · 2^(1 − bias) where e is 0. Formats differ in their special
 * values.
 */
final class SmallFloat {
  /** Values by code of 2-bit exponents and 1-bit mantissas (OCP Microscaling Formats 1.0, 2023). */
  static final float[] E2M1 = finite(2, 1, 1);

  /** Values by code of {@link StoredType#F8_E5M2}. */
  static final float[] E5M2 = ieee(5, 2);

  /**
   * Values by code of {@link StoredType#F16}. A table, for subnormal floats are slow to compute.
   */
  static final float[] HALF = ieee(5, 10);

  /** Values by code of {@link StoredType#F8_E4M3}. */
  static final float[] E4M3 = e4m3();

  /** Values by code of {@link StoredType#F8_E8M0}. */
  static final float[] E8M0 = e8m0();

  /** Values by code of {@link StoredType#F8_E4M3FNUZ}. */
  static final float[] E4M3_FNUZ = fnuz(4, 3, 8);

  /** Values by code of {@link StoredType#F8_E5M2FNUZ}. */
  static final float[] E5M2_FNUZ = fnuz(5, 2, 16);

  private SmallFloat() {}

  /** Returns the value of a brain float. */
  static float brain(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }

  /** Returns the values of a format whose greatest exponent is for infinities and NaN. */
  private static float[] ieee(int exponentBits, int mantissaBits) {
    int specials = 1 << mantissaBits;
    int magnitudes = specials << exponentBits;
    float[] values = finite(exponentBits, mantissaBits, (1 << (exponentBits - 1)) - 1);
    for (int mantissa = 0; mantissa < specials; mantissa++) {
      // NaN keeps its payload, aligned to the top as in a conversion by hardware.
      int bits = 0x7f800000 | (mantissa << (23 - mantissaBits));
      int code = magnitudes - specials + mantissa;
      values[code] = Float.intBitsToFloat(bits);
      values[magnitudes + code] = Float.intBitsToFloat(bits | 0x80000000);
    }
    return values;
  }

  private static float[] e4m3() {
    float[] values = finite(4, 3, 7);
    values[0x7f] = Float.NaN;
    values[0xff] = Float.NaN;
    return values;
  }

  private static float[] e8m0() {
    float[] values = new float[256];
    for (int code = 0; code < 255; code++) {
      values[code] = Math.scalb(1f, code - 127);
    }
    values[0xff] = Float.NaN;
    return values;
  }

  private static float[] fnuz(int exponentBits, int mantissaBits, int bias) {
    float[] values = finite(exponentBits, mantissaBits, bias);
    values[0x80] = Float.NaN;
    return values;
  }

  /** Returns the value of each code in a format in which every code is a finite number. */
  private static float[] finite(int exponentBits, int mantissaBits, int bias) {
    int magnitudes = 1 << (exponentBits + mantissaBits);
    float[] values = new float[2 * magnitudes];
    for (int code = 0; code < magnitudes; code++) {
      int exponent = code >> mantissaBits;
      int mantissa = code & ((1 << mantissaBits) - 1);
      int significand = exponent == 0 ? mantissa : mantissa | 1 << mantissaBits;
      float value = Math.scalb((float) significand, Math.max(exponent, 1) - bias - mantissaBits);
      values[code] = value;
      values[magnitudes + code] = -value;
    }
    return values;
  }
}
