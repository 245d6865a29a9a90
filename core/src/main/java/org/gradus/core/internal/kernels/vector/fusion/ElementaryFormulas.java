package org.gradus.core.internal.kernels.vector.fusion;

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
import static org.gradus.core.internal.kernels.elementary.Coefficients.ROUNDER;
import static org.gradus.core.internal.kernels.elementary.Coefficients.ROUNDER_BITS;
import static org.gradus.core.internal.kernels.elementary.Coefficients.SIN_3;
import static org.gradus.core.internal.kernels.elementary.Coefficients.SIN_5;
import static org.gradus.core.internal.kernels.elementary.Coefficients.SIN_7;
import static org.gradus.core.internal.kernels.elementary.Coefficients.SQRT_HALF_BITS;
import static org.gradus.core.internal.kernels.elementary.Coefficients.TINY;
import static org.gradus.core.internal.kernels.elementary.Coefficients.TWO_OVER_PI;
import static org.gradus.core.internal.kernels.vector.fusion.Operation.AND;
import static org.gradus.core.internal.kernels.vector.fusion.Operation.AT_MOST;
import static org.gradus.core.internal.kernels.vector.fusion.Operation.BITS;
import static org.gradus.core.internal.kernels.vector.fusion.Operation.CHOOSE;
import static org.gradus.core.internal.kernels.vector.fusion.Operation.DIFFERENCE;
import static org.gradus.core.internal.kernels.vector.fusion.Operation.FLOATS;
import static org.gradus.core.internal.kernels.vector.fusion.Operation.FROM;
import static org.gradus.core.internal.kernels.vector.fusion.Operation.GREATER;
import static org.gradus.core.internal.kernels.vector.fusion.Operation.OR;
import static org.gradus.core.internal.kernels.vector.fusion.Operation.PLUS;
import static org.gradus.core.internal.kernels.vector.fusion.Operation.SHIFT_LEFT;
import static org.gradus.core.internal.kernels.vector.fusion.Operation.SHIFT_RIGHT;
import static org.gradus.core.internal.kernels.vector.fusion.Operation.XOR;

import org.gradus.core.internal.kernels.elementary.FloatMath;
import org.jspecify.annotations.Nullable;

/**
 * The formulas of the elementary functions: {@link FloatMath}, operation by operation, with choices
 * in the place of branches.
 */
final class ElementaryFormulas {
  private final FormulaLanes lanes;

  ElementaryFormulas(FormulaLanes lanes) {
    this.lanes = lanes;
  }

  /** Returns eᵃ. */
  Value exp(Value a) {
    return expOfSum(a, null);
  }

  /** Returns e^(high + low); a low part of null is 0. */
  Value expOfSum(Value high, @Nullable Value low) {
    Value x = clamp(high, -104, 89);
    Value shifted = lanes.fma(x, lanes.literal(LOG2_E), lanes.literal(ROUNDER));
    Value r = remainderOfLn2(x, shifted);
    Value p = lanes.add(expm1OfRemainder(low == null ? r : lanes.add(r, low)), lanes.literal(1));
    // In two steps, because 2ⁿ alone may be out of range; only the second one rounds. The biases
    // of both are added before the exponent is halved.
    Value exponent = lanes.with(PLUS, 2 * EXPONENT_BIAS - ROUNDER_BITS, bits(shifted));
    Value half = lanes.with(SHIFT_RIGHT, 1, exponent);
    Value first = power(half);
    Value second = power(lanes.write(DIFFERENCE, exponent, half));
    return lanes.multiply(lanes.multiply(p, first), second);
  }

  /** Returns eᵃ for a ≤ 0, or 0 where that is below e⁻⁸⁷. */
  Value expOrZero(Value a) {
    Value least = lanes.literal(LEAST_NORMAL_EXPONENT);
    Value x = lanes.max(a, least);
    Value shifted = lanes.fma(x, lanes.literal(LOG2_E), lanes.literal(ROUNDER));
    Value p = lanes.add(expm1OfRemainder(remainderOfLn2(x, shifted)), lanes.literal(1));
    Value scale = power(lanes.with(PLUS, EXPONENT_BIAS - ROUNDER_BITS, bits(shifted)));
    return lanes.whereGreater(least, a, lanes.literal(0), lanes.multiply(p, scale));
  }

  /** Returns eᵃ − 1. */
  Value expm1(Value a) {
    Value x = clamp(a, -25, 89);
    return lanes.whereGreater(lanes.abs(a), lanes.literal(TINY), expm1OfBounded(x), a);
  }

  /** Returns eˣ − 1 but for tiny x. */
  private Value expm1OfBounded(Value x) {
    Value shifted = lanes.fma(x, lanes.literal(LOG2_E), lanes.literal(ROUNDER));
    Value q = expm1OfRemainder(remainderOfLn2(x, shifted));
    Value half = power(lanes.with(PLUS, EXPONENT_BIAS - 1 - ROUNDER_BITS, bits(shifted)));
    Value result = lanes.fma(half, q, lanes.subtract(half, lanes.literal(0.5f)));
    return lanes.add(result, result);
  }

  /** Returns tanh a = (e²ᵃ − 1)/(e²ᵃ + 1). */
  Value tanh(Value a) {
    Value bounded = clamp(a, -10, 10);
    Value x = lanes.add(bounded, bounded);
    Value e = lanes.whereGreater(lanes.abs(x), lanes.literal(TINY), expm1OfBounded(x), x);
    return lanes.divide(e, lanes.add(e, lanes.literal(2)));
  }

  /** Returns 1/(1 + e⁻ᵃ) = e^min(a, 0)/(1 + e^−|a|). */
  Value sigmoid(Value a) {
    Value e = exp(lanes.negate(lanes.abs(a)));
    Value one = lanes.literal(1);
    return lanes.divide(lanes.whereGreater(lanes.literal(0), a, e, one), lanes.add(one, e));
  }

  /** Returns ln a. */
  Value log(Value a) {
    Parts parts = parts(a);
    return logOfParts(a, parts.exponent(), parts.fraction());
  }

  /** Returns ln(1 + a). */
  Value log1p(Value a) {
    Value one = lanes.literal(1);
    Value sum = lanes.add(one, a);
    Value bits = lanes.with(PLUS, -SQRT_HALF_BITS, bits(sum));
    Value exponent = lanes.with(SHIFT_RIGHT, MANTISSA_BITS, bits);
    // What rounding lost of 1 + a, in the scale of the mantissa.
    Value lost =
        lanes.whereGreater(
            a,
            one,
            lanes.subtract(one, lanes.subtract(sum, a)),
            lanes.subtract(a, lanes.subtract(sum, one)));
    Value scale = power(lanes.with(FROM, EXPONENT_BIAS, lanes.with(AT_MOST, 126, exponent)));
    Value f = lanes.fma(lost, scale, lanes.subtract(mantissa(bits), one));
    Value result = logOfParts(sum, number(exponent), f);
    return lanes.whereGreater(lanes.abs(a), lanes.literal(TINY), result, a);
  }

  /** Returns aᵇ where that is e^(b ln a), see {@link FloatMath#isOrdinaryPower}. */
  Value ordinaryPower(Value a, Value b) {
    Parts parts = parts(a);
    Value e = parts.exponent();
    Value f = parts.fraction();
    // ln(1 + f) = 2 artanh(q/2) with q = 2f/(2 + f), and q to twice the precision.
    Value two = lanes.literal(2);
    Value divisor = lanes.add(f, two);
    Value twiceF = lanes.add(f, f);
    Value q = lanes.divide(twiceF, divisor);
    Value minusQ = lanes.negate(q);
    Value remainder =
        lanes.fma(
            minusQ,
            lanes.subtract(f, lanes.subtract(divisor, two)),
            lanes.fma(minusQ, divisor, twiceF));
    Value z = lanes.multiply(q, q);
    Value series = polynomial(z, ARTANH_9, ARTANH_7, ARTANH_5, ARTANH_3);
    Value tail = lanes.fma(lanes.multiply(q, z), series, lanes.divide(remainder, divisor));
    // ln a = e ln 2 + q + tail as the sum of two floats.
    Value whole = lanes.multiply(e, lanes.literal(LN2_HIGH));
    Value sum = lanes.add(whole, q);
    Value part = lanes.subtract(sum, whole);
    Value error =
        lanes.add(lanes.subtract(whole, lanes.subtract(sum, part)), lanes.subtract(q, part));
    Value rest = lanes.add(error, lanes.fma(e, lanes.literal(LN2_LOW), tail));
    Value high = lanes.add(sum, rest);
    Value low = lanes.subtract(rest, lanes.subtract(high, sum));
    Value product = lanes.multiply(b, high);
    Value productLow = lanes.fma(b, low, lanes.fma(b, high, lanes.negate(product)));
    return expOfSum(product, clamp(productLow, -0x1p-8f, 0x1p-8f));
  }

  /** Returns sin(a + quadrants · π/2) for a within the reducible angles. */
  Value sinOfReducible(Value a, int quadrants) {
    Value shifted = lanes.fma(a, lanes.literal(TWO_OVER_PI), lanes.literal(ROUNDER));
    Value n = lanes.subtract(shifted, lanes.literal(ROUNDER));
    Value r = lanes.fma(n, lanes.literal(-HALF_PI_1), a);
    r = lanes.fma(n, lanes.literal(-HALF_PI_2), r);
    r = lanes.fma(n, lanes.literal(-HALF_PI_3), r);
    Value z = lanes.multiply(r, r);
    Value sin = lanes.multiply(r, polynomial(z, SIN_7, SIN_5, SIN_3, 1));
    Value cos = polynomial(z, COS_8, COS_6, COS_4, COS_2, 1);
    Value quadrant = lanes.with(PLUS, quadrants, bits(shifted));
    Value odd = isNegative(lanes.with(SHIFT_LEFT, Integer.SIZE - 1, quadrant));
    Value sign = lanes.with(SHIFT_LEFT, Integer.SIZE - 2, lanes.with(AND, 2, quadrant));
    return floats(lanes.write(XOR, bits(lanes.write(CHOOSE, odd, cos, sin)), sign));
  }

  /** Returns the angle of the point (x, y). */
  Value atan2(Value y, Value x) {
    Value zero = lanes.literal(0);
    Value absX = lanes.abs(x);
    Value absY = lanes.abs(y);
    Value smaller = lanes.min(absX, absY);
    Value larger = lanes.max(absX, absY);
    // The angle of (0, 0) is 0, that of (∞, ∞) is π/4.
    Value a = lanes.whereEqual(larger, zero, zero, lanes.divide(smaller, larger));
    Value infinity = lanes.literal(Float.POSITIVE_INFINITY);
    a = lanes.whereEqual(smaller, infinity, lanes.literal(1), a);
    Value z = lanes.multiply(a, a);
    Value p =
        polynomial(z, ATAN_19, ATAN_17, ATAN_15, ATAN_13, ATAN_11, ATAN_9, ATAN_7, ATAN_5, ATAN_3);
    Value angle = lanes.fma(lanes.multiply(a, z), p, a);
    angle = lanes.whereGreater(absY, absX, lanes.subtract(lanes.literal(HALF_PI), angle), angle);
    Value behind = lanes.subtract(lanes.literal(PI), angle);
    angle = lanes.write(CHOOSE, isNegative(bits(x)), behind, angle);
    return withSign(angle, y);
  }

  /** Returns erf a. */
  Value erf(Value a) {
    Value magnitude = lanes.abs(a);
    // erf 4 rounds to 1.
    Value t = lanes.min(magnitude, lanes.literal(4));
    Value logErfc = polynomial(t, ERFC_6, ERFC_5, ERFC_4, ERFC_3, ERFC_2, ERFC_1, ERFC_0);
    Value one = lanes.literal(1);
    Value beyond = lanes.subtract(one, exp(logErfc));
    Value z = lanes.multiply(magnitude, magnitude);
    Value p = polynomial(z, ERF_13, ERF_11, ERF_9, ERF_7, ERF_5, ERF_3, ERF_1);
    Value within = lanes.fma(magnitude, p, magnitude);
    return withSign(lanes.whereGreater(magnitude, one, beyond, within), a);
  }

  /** Returns the nearest integer, the even one of two. */
  Value round(Value a) {
    // From 2²³ on every float is an integer, and below the sum is rounded to one.
    Value limit = lanes.literal(0x1p23f);
    Value magnitude = lanes.abs(a);
    Value rounded = withSign(lanes.subtract(lanes.add(magnitude, limit), limit), a);
    return lanes.whereGreater(limit, magnitude, rounded, a);
  }

  /** A float 2ᵉ(1 + f) as e and f. */
  private record Parts(Value exponent, Value fraction) {}

  private Parts parts(Value a) {
    Value denormal = lanes.write(GREATER, lanes.literal(Float.MIN_NORMAL), a);
    Value normal = lanes.write(CHOOSE, denormal, lanes.multiply(a, lanes.literal(0x1p24f)), a);
    Value bits = lanes.with(PLUS, -SQRT_HALF_BITS, bits(normal));
    Value e = number(lanes.with(SHIFT_RIGHT, MANTISSA_BITS, bits));
    Value exponent = lanes.write(CHOOSE, denormal, lanes.subtract(e, lanes.literal(24)), e);
    return new Parts(exponent, lanes.subtract(mantissa(bits), lanes.literal(1)));
  }

  /** Returns e ln 2 + ln(1 + f) where a is positive and finite, and ln a elsewhere. */
  private Value logOfParts(Value a, Value e, Value f) {
    Value p = polynomial(f, LOG_11, LOG_10, LOG_9, LOG_8, LOG_7, LOG_6, LOG_5, LOG_4, LOG_3, LOG_2);
    Value correction =
        lanes.fma(p, lanes.multiply(f, f), lanes.multiply(e, lanes.literal(LN2_LOW)));
    Value finite = lanes.fma(e, lanes.literal(LN2_HIGH), lanes.add(f, correction));
    Value zero = lanes.literal(0);
    Value y = lanes.whereGreater(a, zero, finite, lanes.literal(Float.NaN));
    y = lanes.whereEqual(a, zero, lanes.literal(Float.NEGATIVE_INFINITY), y);
    return lanes.whereEqual(a, lanes.literal(Float.POSITIVE_INFINITY), a, y);
  }

  private Value remainderOfLn2(Value x, Value shifted) {
    Value n = lanes.subtract(shifted, lanes.literal(ROUNDER));
    Value r = lanes.fma(n, lanes.literal(-LN2_HIGH), x);
    return lanes.fma(n, lanes.literal(-LN2_LOW), r);
  }

  /** Returns eʳ − 1 for |r| ≤ ln 2 / 2. */
  private Value expm1OfRemainder(Value r) {
    Value p = polynomial(r, EXP_7, EXP_6, EXP_5, EXP_4, EXP_3, EXP_2);
    return lanes.fma(p, lanes.multiply(r, r), r);
  }

  /** Returns the polynomial of the given coefficients, that of the highest power first. */
  private Value polynomial(Value x, float... coefficients) {
    Value p = lanes.literal(coefficients[0]);
    for (int i = 1; i < coefficients.length; i++) {
      p = lanes.fma(p, x, lanes.literal(coefficients[i]));
    }
    return p;
  }

  private Value clamp(Value a, float least, float greatest) {
    return lanes.max(lanes.min(a, lanes.literal(greatest)), lanes.literal(least));
  }

  /** Returns 2 to the power of an exponent to which the bias has been added. */
  private Value power(Value exponent) {
    return floats(lanes.with(SHIFT_LEFT, MANTISSA_BITS, exponent));
  }

  /** Returns a small integer as a float: the low bits of a float near {@code ROUNDER} count. */
  private Value number(Value integer) {
    Value shifted = floats(lanes.with(PLUS, ROUNDER_BITS, integer));
    return lanes.subtract(shifted, lanes.literal(ROUNDER));
  }

  private Value mantissa(Value bits) {
    return floats(lanes.with(PLUS, SQRT_HALF_BITS, lanes.with(AND, MANTISSA_MASK, bits)));
  }

  /** Returns whether the highest bit is set. */
  private Value isNegative(Value bits) {
    // ±1 rather than the number itself, which may be −0.
    Value sign = lanes.with(AND, Integer.MIN_VALUE, bits);
    Value one = bits(lanes.literal(1));
    return lanes.write(GREATER, lanes.literal(0), floats(lanes.write(OR, one, sign)));
  }

  /** Returns |magnitude| with the sign of another number. */
  private Value withSign(Value magnitude, Value sign) {
    Value signBit = lanes.with(AND, Integer.MIN_VALUE, bits(sign));
    return floats(lanes.write(OR, bits(lanes.abs(magnitude)), signBit));
  }

  private Value bits(Value floats) {
    return lanes.write(BITS, floats);
  }

  private Value floats(Value bits) {
    return lanes.write(FLOATS, bits);
  }
}
