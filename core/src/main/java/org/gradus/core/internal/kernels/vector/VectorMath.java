package org.gradus.core.internal.kernels.vector;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.XOR;
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

import java.util.function.DoubleUnaryOperator;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The elementary functions of SIMD vectors of floats: those of {@link
 * org.gradus.core.internal.kernels.elementary.FloatMath}, operation by operation.
 *
 * <p>A function calls the Vector API and few methods of its own. The compiler always inlines the
 * former; past a budget it stops to inline the latter, and then every call puts vectors on the
 * heap.
 */
final class VectorMath {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

  private VectorMath() {}

  /** Returns eᵃ. */
  static FloatVector exp(FloatVector a) {
    return expOfSum(a, broadcast(S, 0));
  }

  private static FloatVector expOfSum(FloatVector high, FloatVector low) {
    FloatVector x = high.min(89).max(-104);
    FloatVector shifted = x.fma(broadcast(S, LOG2_E), broadcast(S, ROUNDER));
    FloatVector n = shifted.sub(ROUNDER);
    FloatVector r = n.fma(broadcast(S, -LN2_HIGH), x);
    r = n.fma(broadcast(S, -LN2_LOW), r).add(low);
    FloatVector p = broadcast(S, EXP_7).fma(r, broadcast(S, EXP_6));
    p = p.fma(r, broadcast(S, EXP_5));
    p = p.fma(r, broadcast(S, EXP_4));
    p = p.fma(r, broadcast(S, EXP_3));
    p = p.fma(r, broadcast(S, EXP_2));
    p = p.fma(r.mul(r), r).add(1);
    IntVector exponent = shifted.reinterpretAsInts().sub(ROUNDER_BITS - 2 * EXPONENT_BIAS);
    IntVector half = exponent.lanewise(ASHR, 1);
    FloatVector first = half.lanewise(LSHL, MANTISSA_BITS).reinterpretAsFloats();
    FloatVector second = exponent.sub(half).lanewise(LSHL, MANTISSA_BITS).reinterpretAsFloats();
    return p.mul(first).mul(second);
  }

  /** Returns eᵃ − 1. */
  static FloatVector expm1(FloatVector a) {
    FloatVector x = a.min(89).max(-25);
    FloatVector shifted = x.fma(broadcast(S, LOG2_E), broadcast(S, ROUNDER));
    FloatVector n = shifted.sub(ROUNDER);
    FloatVector r = n.fma(broadcast(S, -LN2_HIGH), x);
    r = n.fma(broadcast(S, -LN2_LOW), r);
    FloatVector p = broadcast(S, EXP_7).fma(r, broadcast(S, EXP_6));
    p = p.fma(r, broadcast(S, EXP_5));
    p = p.fma(r, broadcast(S, EXP_4));
    p = p.fma(r, broadcast(S, EXP_3));
    p = p.fma(r, broadcast(S, EXP_2));
    FloatVector q = p.fma(r.mul(r), r);
    IntVector exponent = shifted.reinterpretAsInts().sub(ROUNDER_BITS - EXPONENT_BIAS + 1);
    FloatVector half = exponent.lanewise(LSHL, MANTISSA_BITS).reinterpretAsFloats();
    FloatVector halfResult = half.fma(q, half.sub(0.5f));
    return a.blend(halfResult.add(halfResult), a.abs().compare(GT, TINY));
  }

  /** Returns tanh a. */
  static FloatVector tanh(FloatVector a) {
    FloatVector x = a.min(10).max(-10);
    FloatVector e = expm1(x.add(x));
    return e.div(e.add(2));
  }

  /** Returns 1/(1 + e⁻ᵃ). */
  static FloatVector sigmoid(FloatVector a) {
    FloatVector e = exp(a.abs().neg());
    return broadcast(S, 1).blend(e, a.compare(LT, 0)).div(e.add(1));
  }

  /** Returns ln a. */
  static FloatVector log(FloatVector a) {
    VectorMask<Float> denormal = a.compare(LT, Float.MIN_NORMAL);
    FloatVector normal = a.blend(a.mul(0x1p24f), denormal);
    IntVector bits = normal.reinterpretAsInts().sub(SQRT_HALF_BITS);
    FloatVector e = toFloat(bits.lanewise(ASHR, MANTISSA_BITS));
    FloatVector f = mantissa(bits).sub(1);
    return logOfParts(a, e.blend(e.sub(24), denormal), f);
  }

  /** Returns ln(1 + a). */
  static FloatVector log1p(FloatVector a) {
    FloatVector sum = a.add(1);
    IntVector bits = sum.reinterpretAsInts().sub(SQRT_HALF_BITS);
    IntVector exponent = bits.lanewise(ASHR, MANTISSA_BITS);
    FloatVector lostOfOne = broadcast(S, 1).sub(sum.sub(a));
    FloatVector lost = a.sub(sum.sub(1)).blend(lostOfOne, a.compare(GT, 1));
    IntVector scale = exponent.min(126).neg().add(EXPONENT_BIAS).lanewise(LSHL, MANTISSA_BITS);
    FloatVector f = lost.fma(scale.reinterpretAsFloats(), mantissa(bits).sub(1));
    return a.blend(logOfParts(sum, toFloat(exponent), f), a.abs().compare(GT, TINY));
  }

  private static FloatVector logOfParts(FloatVector a, FloatVector e, FloatVector f) {
    FloatVector p = broadcast(S, LOG_11).fma(f, broadcast(S, LOG_10));
    p = p.fma(f, broadcast(S, LOG_9));
    p = p.fma(f, broadcast(S, LOG_8));
    p = p.fma(f, broadcast(S, LOG_7));
    p = p.fma(f, broadcast(S, LOG_6));
    p = p.fma(f, broadcast(S, LOG_5));
    p = p.fma(f, broadcast(S, LOG_4));
    p = p.fma(f, broadcast(S, LOG_3));
    p = p.fma(f, broadcast(S, LOG_2));
    FloatVector correction = p.fma(f.mul(f), e.mul(LN2_LOW));
    FloatVector finite = e.fma(broadcast(S, LN2_HIGH), f.add(correction));
    FloatVector y = broadcast(S, Float.NaN).blend(finite, a.compare(GT, 0));
    y = y.blend(Float.NEGATIVE_INFINITY, a.compare(EQ, 0));
    return y.blend(a, a.compare(EQ, Float.POSITIVE_INFINITY));
  }

  /** Returns aᵇ. */
  static FloatVector pow(FloatVector a, FloatVector b) {
    VectorMask<Float> denormal = a.compare(LT, Float.MIN_NORMAL);
    FloatVector normal = a.blend(a.mul(0x1p24f), denormal);
    IntVector bits = normal.reinterpretAsInts().sub(SQRT_HALF_BITS);
    FloatVector e = toFloat(bits.lanewise(ASHR, MANTISSA_BITS));
    e = e.blend(e.sub(24), denormal);
    FloatVector f = mantissa(bits).sub(1);
    FloatVector divisor = f.add(2);
    FloatVector twiceF = f.add(f);
    FloatVector q = twiceF.div(divisor);
    FloatVector remainder = q.neg().fma(divisor, twiceF);
    remainder = q.neg().fma(f.sub(divisor.sub(2)), remainder);
    FloatVector z = q.mul(q);
    FloatVector series = broadcast(S, ARTANH_9).fma(z, broadcast(S, ARTANH_7));
    series = series.fma(z, broadcast(S, ARTANH_5));
    series = series.fma(z, broadcast(S, ARTANH_3));
    FloatVector tail = q.mul(z).fma(series, remainder.div(divisor));
    FloatVector whole = e.mul(LN2_HIGH);
    FloatVector sum = whole.add(q);
    FloatVector part = sum.sub(whole);
    FloatVector error = whole.sub(sum.sub(part)).add(q.sub(part));
    FloatVector rest = error.add(e.fma(broadcast(S, LN2_LOW), tail));
    FloatVector high = sum.add(rest);
    FloatVector low = rest.sub(high.sub(sum));
    FloatVector product = b.mul(high);
    FloatVector productLow = b.fma(low, b.fma(high, product.neg()));
    FloatVector y = expOfSum(product, productLow.min(0x1p-8f).max(-0x1p-8f));
    VectorMask<Float> ordinary =
        a.compare(GT, 0)
            .and(a.compare(LT, Float.POSITIVE_INFINITY))
            .and(b.abs().compare(LT, 1e30f));
    return ordinary.allTrue() ? y : special(a, b).blend(y, ordinary);
  }

  private static FloatVector special(FloatVector a, FloatVector b) {
    float[] numbers = a.toArray();
    float[] exponents = b.toArray();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) Math.pow(numbers[i], exponents[i]);
    }
    return FloatVector.fromArray(S, numbers, 0);
  }

  /** Returns sin a. */
  static FloatVector sin(FloatVector a) {
    FloatVector y = sinOfQuadrants(a, 0);
    VectorMask<Float> large = a.abs().compare(GT, REDUCIBLE);
    return large.anyTrue() ? y.blend(map(Math::sin, a), large) : y;
  }

  /** Returns cos a. */
  static FloatVector cos(FloatVector a) {
    FloatVector y = sinOfQuadrants(a, 1);
    VectorMask<Float> large = a.abs().compare(GT, REDUCIBLE);
    return large.anyTrue() ? y.blend(map(Math::cos, a), large) : y;
  }

  /** Returns sin(a + quadrants · π/2) for |a| up to the reducible ones. */
  private static FloatVector sinOfQuadrants(FloatVector a, int quadrants) {
    FloatVector shifted = a.fma(broadcast(S, TWO_OVER_PI), broadcast(S, ROUNDER));
    FloatVector n = shifted.sub(ROUNDER);
    FloatVector r = n.fma(broadcast(S, -HALF_PI_1), a);
    r = n.fma(broadcast(S, -HALF_PI_2), r);
    r = n.fma(broadcast(S, -HALF_PI_3), r);
    FloatVector z = r.mul(r);
    FloatVector sin = broadcast(S, SIN_7).fma(z, broadcast(S, SIN_5));
    sin = sin.fma(z, broadcast(S, SIN_3));
    sin = r.mul(sin.fma(z, broadcast(S, 1)));
    FloatVector cos = broadcast(S, COS_8).fma(z, broadcast(S, COS_6));
    cos = cos.fma(z, broadcast(S, COS_4));
    cos = cos.fma(z, broadcast(S, COS_2));
    cos = cos.fma(z, broadcast(S, 1));
    IntVector quadrant = shifted.reinterpretAsInts().add(quadrants);
    VectorMask<Float> odd = quadrant.and(1).compare(EQ, 1).cast(S);
    IntVector sign = quadrant.and(2).lanewise(LSHL, Integer.SIZE - 2);
    FloatVector y = sin.blend(cos, odd);
    return y.reinterpretAsInts().lanewise(XOR, sign).reinterpretAsFloats();
  }

  /** Returns the angle of the point (x, y). */
  static FloatVector atan2(FloatVector y, FloatVector x) {
    FloatVector absX = x.abs();
    FloatVector absY = y.abs();
    FloatVector smaller = absX.min(absY);
    FloatVector larger = absX.max(absY);
    FloatVector a = smaller.div(larger);
    a = a.blend(0, larger.compare(EQ, 0));
    a = a.blend(1, smaller.compare(EQ, Float.POSITIVE_INFINITY));
    FloatVector z = a.mul(a);
    FloatVector p = broadcast(S, ATAN_19).fma(z, broadcast(S, ATAN_17));
    p = p.fma(z, broadcast(S, ATAN_15));
    p = p.fma(z, broadcast(S, ATAN_13));
    p = p.fma(z, broadcast(S, ATAN_11));
    p = p.fma(z, broadcast(S, ATAN_9));
    p = p.fma(z, broadcast(S, ATAN_7));
    p = p.fma(z, broadcast(S, ATAN_5));
    p = p.fma(z, broadcast(S, ATAN_3));
    FloatVector angle = a.mul(z).fma(p, a);
    angle = angle.blend(broadcast(S, HALF_PI).sub(angle), absY.compare(GT, absX));
    VectorMask<Float> left = x.reinterpretAsInts().compare(LT, 0).cast(S);
    angle = angle.blend(broadcast(S, PI).sub(angle), left);
    return copySign(angle, y);
  }

  /** Returns erf a. */
  static FloatVector erf(FloatVector a) {
    FloatVector t = a.abs().min(4);
    FloatVector p = broadcast(S, ERFC_6).fma(t, broadcast(S, ERFC_5));
    p = p.fma(t, broadcast(S, ERFC_4));
    p = p.fma(t, broadcast(S, ERFC_3));
    p = p.fma(t, broadcast(S, ERFC_2));
    p = p.fma(t, broadcast(S, ERFC_1));
    p = p.fma(t, broadcast(S, ERFC_0));
    FloatVector beyond = copySign(broadcast(S, 1).sub(exp(p)), a);
    FloatVector z = a.mul(a);
    p = broadcast(S, ERF_13).fma(z, broadcast(S, ERF_11));
    p = p.fma(z, broadcast(S, ERF_9));
    p = p.fma(z, broadcast(S, ERF_7));
    p = p.fma(z, broadcast(S, ERF_5));
    p = p.fma(z, broadcast(S, ERF_3));
    p = p.fma(z, broadcast(S, ERF_1));
    return a.fma(p, a).blend(beyond, t.compare(GT, 1));
  }

  /** Returns f(a), computed number by number in float64 and rounded. */
  static FloatVector map(DoubleUnaryOperator f, FloatVector a) {
    float[] numbers = a.toArray();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) f.applyAsDouble(numbers[i]);
    }
    return FloatVector.fromArray(S, numbers, 0);
  }

  /** Returns |magnitude| with the sign of {@code sign}. */
  static FloatVector copySign(FloatVector magnitude, FloatVector sign) {
    IntVector signBit = sign.reinterpretAsInts().and(Integer.MIN_VALUE);
    return magnitude.abs().reinterpretAsInts().or(signBit).reinterpretAsFloats();
  }

  /** Returns small integers as floats. */
  private static FloatVector toFloat(IntVector integers) {
    return integers.add(ROUNDER_BITS).reinterpretAsFloats().sub(ROUNDER);
  }

  private static FloatVector mantissa(IntVector bits) {
    return bits.and(MANTISSA_MASK).add(SQRT_HALF_BITS).reinterpretAsFloats();
  }
}
