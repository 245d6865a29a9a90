package org.gradus.core.internal.kernels.vector;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
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

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import org.gradus.core.internal.kernels.elementary.FloatMath;

/**
 * The elementary functions as loops over whole vectors of floats: those of {@link FloatMath},
 * operation by operation.
 *
 * <p>A loop holds all of its function, but for few and short parts, and a long function is several
 * loops. The compiler always inlines the Vector API; methods of our own it does not once a method
 * is long, and then every call puts vectors on the heap.
 */
final class VectorMath {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

  private static final int LANES = S.length();

  private VectorMath() {}

  /** Sets results[i] to eᵃ. */
  static void exp(float[] as, float[] results, int length) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector a = fromArray(S, as, i);
      exp(a).intoArray(results, i);
    }
  }

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

  /** Sets results[i] to eᵃ − 1. */
  static void expm1(float[] as, float[] results, int length) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector a = fromArray(S, as, i);
      expm1(a).intoArray(results, i);
    }
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

  /** Sets results[i] to tanh a. */
  static void tanh(float[] as, float[] results, int length) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector a = fromArray(S, as, i);
      FloatVector x = a.min(10).max(-10);
      FloatVector e = expm1(x.add(x));
      e.div(e.add(2)).intoArray(results, i);
    }
  }

  /** Sets results[i] to 1/(1 + e⁻ᵃ). */
  static void sigmoid(float[] as, float[] results, int length) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector a = fromArray(S, as, i);
      FloatVector e = exp(a.abs().neg());
      broadcast(S, 1).blend(e, a.compare(LT, 0)).div(e.add(1)).intoArray(results, i);
    }
  }

  /** Sets results[i] to ln a. */
  static void log(float[] as, float[] results, int length) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector a = fromArray(S, as, i);
      VectorMask<Float> denormal = a.compare(LT, Float.MIN_NORMAL);
      FloatVector normal = a.blend(a.mul(0x1p24f), denormal);
      IntVector bits = normal.reinterpretAsInts().sub(SQRT_HALF_BITS);
      FloatVector e = toFloat(bits.lanewise(ASHR, MANTISSA_BITS));
      FloatVector f = mantissa(bits).sub(1);
      logOfParts(a, e.blend(e.sub(24), denormal), f).intoArray(results, i);
    }
  }

  /** Sets results[i] to ln(1 + a). */
  static void log1p(float[] as, float[] results, int length) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector a = fromArray(S, as, i);
      FloatVector sum = a.add(1);
      IntVector bits = sum.reinterpretAsInts().sub(SQRT_HALF_BITS);
      IntVector exponent = bits.lanewise(ASHR, MANTISSA_BITS);
      FloatVector lostOfOne = broadcast(S, 1).sub(sum.sub(a));
      FloatVector lost = a.sub(sum.sub(1)).blend(lostOfOne, a.compare(GT, 1));
      IntVector scale = exponent.min(126).neg().add(EXPONENT_BIAS).lanewise(LSHL, MANTISSA_BITS);
      FloatVector f = lost.fma(scale.reinterpretAsFloats(), mantissa(bits).sub(1));
      a.blend(logOfParts(sum, toFloat(exponent), f), a.abs().compare(GT, TINY))
          .intoArray(results, i);
    }
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

  /** Sets results[i] to aᵇ, with a block to store intermediate results in. */
  static void pow(float[] as, float[] bs, float[] rests, float[] results, int length) {
    boolean special = false;
    for (int i = 0; i < length; i += LANES) {
      FloatVector a = fromArray(S, as, i);
      FloatVector b = fromArray(S, bs, i);
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
      productLow.min(0x1p-8f).max(-0x1p-8f).intoArray(rests, i);
      product.intoArray(results, i);
      VectorMask<Float> ordinary = a.compare(GT, 0).and(a.compare(LT, Float.POSITIVE_INFINITY));
      special |= !ordinary.and(b.abs().compare(LT, 1e30f)).allTrue();
    }
    expOfSums(results, rests, results, length);
    for (int i = 0; special && i < length; i++) {
      if (!FloatMath.isOrdinaryPower(as[i], bs[i])) {
        results[i] = FloatMath.pow(as[i], bs[i]);
      }
    }
  }

  private static void expOfSums(float[] highs, float[] lows, float[] results, int length) {
    for (int i = 0; i < length; i += LANES) {
      expOfSum(fromArray(S, highs, i), fromArray(S, lows, i)).intoArray(results, i);
    }
  }

  /** Sets results[i] to sin a. */
  static void sin(float[] as, float[] results, int length) {
    boolean special = false;
    for (int i = 0; i < length; i += LANES) {
      FloatVector a = fromArray(S, as, i);
      special |= a.abs().compare(GT, REDUCIBLE).anyTrue();
      sinOfQuadrants(a, 0).intoArray(results, i);
    }
    for (int i = 0; special && i < length; i++) {
      if (Math.abs(as[i]) > REDUCIBLE) {
        results[i] = FloatMath.sin(as[i]);
      }
    }
  }

  /** Sets results[i] to cos a. */
  static void cos(float[] as, float[] results, int length) {
    boolean special = false;
    for (int i = 0; i < length; i += LANES) {
      FloatVector a = fromArray(S, as, i);
      special |= a.abs().compare(GT, REDUCIBLE).anyTrue();
      sinOfQuadrants(a, 1).intoArray(results, i);
    }
    for (int i = 0; special && i < length; i++) {
      if (Math.abs(as[i]) > REDUCIBLE) {
        results[i] = FloatMath.cos(as[i]);
      }
    }
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

  /** Sets results[i] to the angle of the point (x, y). */
  static void atan2(float[] ys, float[] xs, float[] results, int length) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector y = fromArray(S, ys, i);
      FloatVector x = fromArray(S, xs, i);
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
      IntVector sign = y.reinterpretAsInts().and(Integer.MIN_VALUE);
      angle.reinterpretAsInts().or(sign).reinterpretAsFloats().intoArray(results, i);
    }
  }

  /** Sets results[i] to erf a. */
  static void erf(float[] as, float[] results, int length) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector t = fromArray(S, as, i).abs().min(4);
      FloatVector p = broadcast(S, ERFC_6).fma(t, broadcast(S, ERFC_5));
      p = p.fma(t, broadcast(S, ERFC_4));
      p = p.fma(t, broadcast(S, ERFC_3));
      p = p.fma(t, broadcast(S, ERFC_2));
      p = p.fma(t, broadcast(S, ERFC_1));
      p.fma(t, broadcast(S, ERFC_0)).intoArray(results, i);
    }
    exp(results, results, length);
    for (int i = 0; i < length; i += LANES) {
      FloatVector a = fromArray(S, as, i);
      FloatVector t = a.abs();
      FloatVector z = t.mul(t);
      FloatVector p = broadcast(S, ERF_13).fma(z, broadcast(S, ERF_11));
      p = p.fma(z, broadcast(S, ERF_9));
      p = p.fma(z, broadcast(S, ERF_7));
      p = p.fma(z, broadcast(S, ERF_5));
      p = p.fma(z, broadcast(S, ERF_3));
      p = p.fma(z, broadcast(S, ERF_1));
      FloatVector beyond = broadcast(S, 1).sub(fromArray(S, results, i));
      FloatVector magnitude = t.fma(p, t).blend(beyond, t.compare(GT, 1));
      IntVector sign = a.reinterpretAsInts().and(Integer.MIN_VALUE);
      magnitude.reinterpretAsInts().or(sign).reinterpretAsFloats().intoArray(results, i);
    }
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
