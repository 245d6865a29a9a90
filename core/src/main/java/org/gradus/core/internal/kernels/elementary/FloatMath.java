package org.gradus.core.internal.kernels.elementary;

import static org.gradus.core.internal.kernels.elementary.Coefficients.ARTANH_3;
import static org.gradus.core.internal.kernels.elementary.Coefficients.ARTANH_5;
import static org.gradus.core.internal.kernels.elementary.Coefficients.ARTANH_7;
import static org.gradus.core.internal.kernels.elementary.Coefficients.ARTANH_9;
import static org.gradus.core.internal.kernels.elementary.Coefficients.ATAN_11;
import static org.gradus.core.internal.kernels.elementary.Coefficients.ATAN_13;
import static org.gradus.core.internal.kernels.elementary.Coefficients.ATAN_15;
import static org.gradus.core.internal.kernels.elementary.Coefficients.ATAN_17;
import static org.gradus.core.internal.kernels.elementary.Coefficients.ATAN_19;
import static org.gradus.core.internal.kernels.elementary.Coefficients.ATAN_3;
import static org.gradus.core.internal.kernels.elementary.Coefficients.ATAN_5;
import static org.gradus.core.internal.kernels.elementary.Coefficients.ATAN_7;
import static org.gradus.core.internal.kernels.elementary.Coefficients.ATAN_9;
import static org.gradus.core.internal.kernels.elementary.Coefficients.COS_2;
import static org.gradus.core.internal.kernels.elementary.Coefficients.COS_4;
import static org.gradus.core.internal.kernels.elementary.Coefficients.COS_6;
import static org.gradus.core.internal.kernels.elementary.Coefficients.COS_8;
import static org.gradus.core.internal.kernels.elementary.Coefficients.ERFC_0;
import static org.gradus.core.internal.kernels.elementary.Coefficients.ERFC_1;
import static org.gradus.core.internal.kernels.elementary.Coefficients.ERFC_2;
import static org.gradus.core.internal.kernels.elementary.Coefficients.ERFC_3;
import static org.gradus.core.internal.kernels.elementary.Coefficients.ERFC_4;
import static org.gradus.core.internal.kernels.elementary.Coefficients.ERFC_5;
import static org.gradus.core.internal.kernels.elementary.Coefficients.ERFC_6;
import static org.gradus.core.internal.kernels.elementary.Coefficients.ERF_1;
import static org.gradus.core.internal.kernels.elementary.Coefficients.ERF_11;
import static org.gradus.core.internal.kernels.elementary.Coefficients.ERF_13;
import static org.gradus.core.internal.kernels.elementary.Coefficients.ERF_3;
import static org.gradus.core.internal.kernels.elementary.Coefficients.ERF_5;
import static org.gradus.core.internal.kernels.elementary.Coefficients.ERF_7;
import static org.gradus.core.internal.kernels.elementary.Coefficients.ERF_9;
import static org.gradus.core.internal.kernels.elementary.Coefficients.EXPONENT_BIAS;
import static org.gradus.core.internal.kernels.elementary.Coefficients.EXP_2;
import static org.gradus.core.internal.kernels.elementary.Coefficients.EXP_3;
import static org.gradus.core.internal.kernels.elementary.Coefficients.EXP_4;
import static org.gradus.core.internal.kernels.elementary.Coefficients.EXP_5;
import static org.gradus.core.internal.kernels.elementary.Coefficients.EXP_6;
import static org.gradus.core.internal.kernels.elementary.Coefficients.EXP_7;
import static org.gradus.core.internal.kernels.elementary.Coefficients.HALF_PI;
import static org.gradus.core.internal.kernels.elementary.Coefficients.HALF_PI_1;
import static org.gradus.core.internal.kernels.elementary.Coefficients.HALF_PI_2;
import static org.gradus.core.internal.kernels.elementary.Coefficients.HALF_PI_3;
import static org.gradus.core.internal.kernels.elementary.Coefficients.LEAST_NORMAL_EXPONENT;
import static org.gradus.core.internal.kernels.elementary.Coefficients.LN2_HIGH;
import static org.gradus.core.internal.kernels.elementary.Coefficients.LN2_LOW;
import static org.gradus.core.internal.kernels.elementary.Coefficients.LOG2_E;
import static org.gradus.core.internal.kernels.elementary.Coefficients.LOG_10;
import static org.gradus.core.internal.kernels.elementary.Coefficients.LOG_11;
import static org.gradus.core.internal.kernels.elementary.Coefficients.LOG_2;
import static org.gradus.core.internal.kernels.elementary.Coefficients.LOG_3;
import static org.gradus.core.internal.kernels.elementary.Coefficients.LOG_4;
import static org.gradus.core.internal.kernels.elementary.Coefficients.LOG_5;
import static org.gradus.core.internal.kernels.elementary.Coefficients.LOG_6;
import static org.gradus.core.internal.kernels.elementary.Coefficients.LOG_7;
import static org.gradus.core.internal.kernels.elementary.Coefficients.LOG_8;
import static org.gradus.core.internal.kernels.elementary.Coefficients.LOG_9;
import static org.gradus.core.internal.kernels.elementary.Coefficients.MANTISSA_BITS;
import static org.gradus.core.internal.kernels.elementary.Coefficients.MANTISSA_MASK;
import static org.gradus.core.internal.kernels.elementary.Coefficients.PI;
import static org.gradus.core.internal.kernels.elementary.Coefficients.REDUCIBLE;
import static org.gradus.core.internal.kernels.elementary.Coefficients.ROUNDER;
import static org.gradus.core.internal.kernels.elementary.Coefficients.ROUNDER_BITS;
import static org.gradus.core.internal.kernels.elementary.Coefficients.SIN_3;
import static org.gradus.core.internal.kernels.elementary.Coefficients.SIN_5;
import static org.gradus.core.internal.kernels.elementary.Coefficients.SIN_7;
import static org.gradus.core.internal.kernels.elementary.Coefficients.SQRT_HALF_BITS;
import static org.gradus.core.internal.kernels.elementary.Coefficients.TINY;
import static org.gradus.core.internal.kernels.elementary.Coefficients.TWO_OVER_PI;
import static org.gradus.core.internal.kernels.elementary.FusedMultiplyAdd.fma;

/**
 * The elementary functions of single floats.
 *
 * <p>The SIMD kernels follow the same algorithms operation by operation, so that both sets of
 * kernels agree to the bit. Errors are in ulp, the distance of neighbouring floats at the exact
 * result, and hold for all floats; they were measured against float64.
 */
public final class FloatMath {
  private FloatMath() {}

  /** Returns eᵃ within 1 ulp, denormal results included. */
  public static float exp(float a) {
    return expOfSum(a, 0);
  }

  /** Returns e^(high + low) within 1 ulp, for a low part of magnitude up to 2⁻⁸. */
  private static float expOfSum(float high, float low) {
    // Beyond these bounds the result is 0 or ∞ all the same.
    float x = high > 89 ? 89 : high < -104 ? -104 : high;
    float shifted = fma(x, LOG2_E, ROUNDER);
    float n = shifted - ROUNDER;
    float p = expm1OfRemainder(remainderOfLn2(x, n) + low) + 1;
    // In two steps, because 2ⁿ alone may be out of range; only the second one rounds.
    int exponent = Float.floatToRawIntBits(shifted) - ROUNDER_BITS;
    int half = exponent >> 1;
    return p * powerOfTwo(half) * powerOfTwo(exponent - half);
  }

  /**
   * Returns eᵃ within 1 ulp for a ≤ 0, or 0 where that is below e⁻⁸⁷ = 1.6·10⁻³⁸: what is next to
   * nothing beside e⁰ must not take the time that processors spend on denormal numbers.
   */
  public static float expOrZero(float a) {
    if (a < LEAST_NORMAL_EXPONENT) {
      return 0;
    }
    float shifted = fma(a, LOG2_E, ROUNDER);
    float p = expm1OfRemainder(remainderOfLn2(a, shifted - ROUNDER)) + 1;
    return p * powerOfTwo(Float.floatToRawIntBits(shifted) - ROUNDER_BITS);
  }

  /** Returns eᵃ − 1 within 1.5 ulp. */
  public static float expm1(float a) {
    float x = a > 89 ? 89 : a < -25 ? -25 : a;
    float shifted = fma(x, LOG2_E, ROUNDER);
    float q = expm1OfRemainder(remainderOfLn2(x, shifted - ROUNDER));
    // 2ⁿ(1 + q) − 1, by half as much because 2ⁿ may be beyond the largest float.
    float half = powerOfTwo(Float.floatToRawIntBits(shifted) - ROUNDER_BITS - 1);
    float halfResult = fma(half, q, half - 0.5f);
    return Math.abs(a) > TINY ? halfResult + halfResult : a;
  }

  /** Returns tanh a = (e²ᵃ − 1)/(e²ᵃ + 1) within 2.5 ulp. */
  public static float tanh(float a) {
    // tanh 10 rounds to 1.
    float x = a > 10 ? 10 : a < -10 ? -10 : a;
    float e = expm1(x + x);
    return e / (e + 2);
  }

  /** Returns 1/(1 + e⁻ᵃ) = e^min(a, 0)/(1 + e^−|a|) within 2.5 ulp, denormal results included. */
  public static float sigmoid(float a) {
    float e = exp(-Math.abs(a));
    return (a < 0 ? e : 1) / (1 + e);
  }

  /** Returns ln a within 1 ulp, of denormal a too; −∞ at 0 and NaN below. */
  public static float log(float a) {
    boolean denormal = a < Float.MIN_NORMAL;
    int bits = Float.floatToRawIntBits(denormal ? a * 0x1p24f : a) - SQRT_HALF_BITS;
    int exponent = bits >> MANTISSA_BITS;
    return logOfParts(a, denormal ? exponent - 24 : exponent, mantissa(bits) - 1);
  }

  /** Returns ln(1 + a) within 1.5 ulp; −∞ at −1 and NaN below. */
  public static float log1p(float a) {
    float sum = 1 + a;
    int bits = Float.floatToRawIntBits(sum) - SQRT_HALF_BITS;
    int exponent = bits >> MANTISSA_BITS;
    // What rounding lost of 1 + a, in the scale of the mantissa.
    float lost = a > 1 ? 1 - (sum - a) : a - (sum - 1);
    float f = fma(lost, powerOfTwo(-Math.min(exponent, 126)), mantissa(bits) - 1);
    return Math.abs(a) > TINY ? logOfParts(sum, exponent, f) : a;
  }

  /** Returns aᵇ within 2 ulp, with the special cases of {@link Math#pow}, which computes them. */
  public static float pow(float a, float b) {
    if (!isOrdinaryPower(a, b)) {
      return (float) Math.pow(a, b);
    }
    boolean denormal = a < Float.MIN_NORMAL;
    int bits = Float.floatToRawIntBits(denormal ? a * 0x1p24f : a) - SQRT_HALF_BITS;
    int exponent = bits >> MANTISSA_BITS;
    float e = denormal ? exponent - 24 : exponent;
    // ln(1 + f) = 2 artanh(q/2) with q = 2f/(2 + f), and q to twice the precision.
    float f = mantissa(bits) - 1;
    float divisor = f + 2;
    float twiceF = f + f;
    float q = twiceF / divisor;
    float remainder = fma(-q, f - (divisor - 2), fma(-q, divisor, twiceF));
    float z = q * q;
    float series = fma(fma(fma(ARTANH_9, z, ARTANH_7), z, ARTANH_5), z, ARTANH_3);
    float tail = fma(q * z, series, remainder / divisor);
    // ln a = e ln 2 + q + tail as the sum of two floats; e · LN2_HIGH is exact. Sums and products
    // keep their rounding errors (T. J. Dekker, A floating-point technique for extending the
    // available precision, 1971; D. E. Knuth, The Art of Computer Programming 2, 1969).
    float whole = e * LN2_HIGH;
    float sum = whole + q;
    float part = sum - whole;
    float error = (whole - (sum - part)) + (q - part);
    float rest = error + fma(e, LN2_LOW, tail);
    float high = sum + rest;
    float low = rest - (high - sum);
    float product = b * high;
    float productLow = fma(b, low, fma(b, high, -product));
    return expOfSum(product, Math.max(Math.min(productLow, 0x1p-8f), -0x1p-8f));
  }

  /** Returns whether aᵇ is e^(b ln a) and neither operand is at its limits. */
  public static boolean isOrdinaryPower(float a, float b) {
    return a > 0 && a <= Float.MAX_VALUE && Math.abs(b) < 1e30f;
  }

  /** Returns sin a within 2 ulp, for |a| beyond 10⁵ by way of {@link Math#sin}. */
  public static float sin(float a) {
    if (Math.abs(a) > REDUCIBLE) {
      return (float) Math.sin(a);
    }
    float shifted = fma(a, TWO_OVER_PI, ROUNDER);
    float r = remainderOfHalfPi(a, shifted - ROUNDER);
    int quadrant = Float.floatToRawIntBits(shifted);
    float y = (quadrant & 1) == 0 ? sinOfRemainder(r) : cosOfRemainder(r);
    return (quadrant & 2) == 0 ? y : -y;
  }

  /** Returns cos a within 2 ulp, for |a| beyond 10⁵ by way of {@link Math#cos}. */
  public static float cos(float a) {
    if (Math.abs(a) > REDUCIBLE) {
      return (float) Math.cos(a);
    }
    float shifted = fma(a, TWO_OVER_PI, ROUNDER);
    float r = remainderOfHalfPi(a, shifted - ROUNDER);
    int quadrant = Float.floatToRawIntBits(shifted) + 1;
    float y = (quadrant & 1) == 0 ? sinOfRemainder(r) : cosOfRemainder(r);
    return (quadrant & 2) == 0 ? y : -y;
  }

  /** Returns the angle of the point (x, y) within 2.5 ulp, as {@link Math#atan2} for ±0 and ±∞. */
  public static float atan2(float y, float x) {
    float absX = Math.abs(x);
    float absY = Math.abs(y);
    float smaller = Math.min(absX, absY);
    float larger = Math.max(absX, absY);
    float quotient = smaller / larger;
    // The angle of (0, 0) is 0, that of (∞, ∞) is π/4.
    quotient = larger == 0 ? 0 : quotient;
    quotient = smaller == Float.POSITIVE_INFINITY ? 1 : quotient;
    float angle = atanOfUnit(quotient);
    angle = absY > absX ? HALF_PI - angle : angle;
    // The copied sign tells −0 from 0.
    angle = Math.copySign(1, x) < 0 ? PI - angle : angle;
    return Math.copySign(angle, y);
  }

  /** Returns erf a within 1 ulp. */
  public static float erf(float a) {
    // erf 4 rounds to 1.
    float t = Math.min(Math.abs(a), 4);
    if (t > 1) {
      float logErfc = fma(fma(fma(ERFC_6, t, ERFC_5), t, ERFC_4), t, ERFC_3);
      logErfc = fma(fma(fma(logErfc, t, ERFC_2), t, ERFC_1), t, ERFC_0);
      return Math.copySign(1 - exp(logErfc), a);
    }
    float z = a * a;
    float p = fma(fma(fma(ERF_13, z, ERF_11), z, ERF_9), z, ERF_7);
    p = fma(fma(fma(p, z, ERF_5), z, ERF_3), z, ERF_1);
    return fma(a, p, a);
  }

  private static float powerOfTwo(int exponent) {
    return Float.intBitsToFloat((exponent + EXPONENT_BIAS) << MANTISSA_BITS);
  }

  private static float mantissa(int bits) {
    return Float.intBitsToFloat((bits & MANTISSA_MASK) + SQRT_HALF_BITS);
  }

  private static float remainderOfLn2(float x, float n) {
    return fma(n, -LN2_LOW, fma(n, -LN2_HIGH, x));
  }

  /** Returns eʳ − 1 for |r| ≤ ln 2 / 2. */
  private static float expm1OfRemainder(float r) {
    float p = fma(fma(fma(EXP_7, r, EXP_6), r, EXP_5), r, EXP_4);
    p = fma(fma(p, r, EXP_3), r, EXP_2);
    return fma(p, r * r, r);
  }

  /** Returns e ln 2 + ln(1 + f) where a is positive and finite, and ln a elsewhere. */
  private static float logOfParts(float a, float e, float f) {
    if (!(a > 0)) {
      return a == 0 ? Float.NEGATIVE_INFINITY : Float.NaN;
    } else if (a == Float.POSITIVE_INFINITY) {
      return a;
    }
    float p = fma(fma(fma(LOG_11, f, LOG_10), f, LOG_9), f, LOG_8);
    p = fma(fma(fma(p, f, LOG_7), f, LOG_6), f, LOG_5);
    p = fma(fma(fma(p, f, LOG_4), f, LOG_3), f, LOG_2);
    return fma(e, LN2_HIGH, f + fma(p, f * f, e * LN2_LOW));
  }

  private static float remainderOfHalfPi(float a, float n) {
    return fma(n, -HALF_PI_3, fma(n, -HALF_PI_2, fma(n, -HALF_PI_1, a)));
  }

  private static float sinOfRemainder(float r) {
    float z = r * r;
    // A product rather than r + r·z·(…): it keeps the sign of a zero.
    return r * fma(fma(fma(SIN_7, z, SIN_5), z, SIN_3), z, 1);
  }

  private static float cosOfRemainder(float r) {
    float z = r * r;
    return fma(fma(fma(fma(COS_8, z, COS_6), z, COS_4), z, COS_2), z, 1);
  }

  /** Returns the inverse tangent of a in [0, 1]. */
  private static float atanOfUnit(float a) {
    float z = a * a;
    float p = fma(fma(fma(ATAN_19, z, ATAN_17), z, ATAN_15), z, ATAN_13);
    p = fma(fma(fma(p, z, ATAN_11), z, ATAN_9), z, ATAN_7);
    p = fma(fma(p, z, ATAN_5), z, ATAN_3);
    return fma(a * z, p, a);
  }
}
