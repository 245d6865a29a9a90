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
 * The elementary functions as loops over whole vectors of floats, from which {@link VectorBlocks}
 * puts them together: {@link FloatMath}, operation by operation.
 *
 * <p>The loops call nothing but the Vector API. The compiler always inlines that; methods of our
 * own it does not once a method has become long, and then every call puts vectors on the heap. For
 * the same reason a long function is several loops.
 */
final class VectorMath {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

  private static final int LANES = S.length();

  private VectorMath() {}

  /** Sets results[i] to e^(high + low). */
  static void exp(float[] highs, float[] lows, float[] results, int length) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector x = fromArray(S, highs, i).min(89).max(-104);
      FloatVector shifted = x.fma(broadcast(S, LOG2_E), broadcast(S, ROUNDER));
      FloatVector n = shifted.sub(ROUNDER);
      FloatVector r = n.fma(broadcast(S, -LN2_HIGH), x);
      r = n.fma(broadcast(S, -LN2_LOW), r).add(fromArray(S, lows, i));
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
      p.mul(first).mul(second).intoArray(results, i);
    }
  }

  /** Sets results[i] to eᵃ − 1. */
  static void expm1(float[] as, float[] results, int length) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector a = fromArray(S, as, i);
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
      a.blend(halfResult.add(halfResult), a.abs().compare(GT, TINY)).intoArray(results, i);
    }
  }

  /** Sets results[i] to tanh a = (e²ᵃ − 1) / (e²ᵃ + 1), with e²ᵃ − 1 as {@link #expm1} has it. */
  static void tanh(float[] as, float[] results, int length) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector bounded = fromArray(S, as, i).min(10).max(-10);
      FloatVector x = bounded.add(bounded);
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
      FloatVector e = x.blend(halfResult.add(halfResult), x.abs().compare(GT, TINY));
      e.div(e.add(2)).intoArray(results, i);
    }
  }

  /**
   * Sets results[i] to 1/(1 + e⁻ᵃ) = e^min(a, 0)/(1 + e^−|a|), with e^−|a| as {@link #exp} has it.
   */
  static void sigmoid(float[] as, float[] results, int length) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector a = fromArray(S, as, i);
      FloatVector x = a.abs().neg().max(-104);
      FloatVector shifted = x.fma(broadcast(S, LOG2_E), broadcast(S, ROUNDER));
      FloatVector n = shifted.sub(ROUNDER);
      FloatVector r = n.fma(broadcast(S, -LN2_HIGH), x);
      r = n.fma(broadcast(S, -LN2_LOW), r);
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
      FloatVector e = p.mul(first).mul(second);
      FloatVector numerator = broadcast(S, 1).blend(e, a.compare(LT, 0));
      numerator.div(e.add(1)).intoArray(results, i);
    }
  }

  /** Sets results[i] to f and exponents[i] to e, where a = 2ᵉ(1 + f). */
  static void logParts(float[] as, float[] exponents, float[] results, int length) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector a = fromArray(S, as, i);
      VectorMask<Float> denormal = a.compare(LT, Float.MIN_NORMAL);
      FloatVector normal = a.blend(a.mul(0x1p24f), denormal);
      IntVector bits = normal.reinterpretAsInts().sub(SQRT_HALF_BITS);
      IntVector integer = bits.lanewise(ASHR, MANTISSA_BITS);
      // The low bits of a float near ROUNDER count ones.
      FloatVector e = integer.add(ROUNDER_BITS).reinterpretAsFloats().sub(ROUNDER);
      IntVector mantissa = bits.and(MANTISSA_MASK).add(SQRT_HALF_BITS);
      e.blend(e.sub(24), denormal).intoArray(exponents, i);
      mantissa.reinterpretAsFloats().sub(1).intoArray(results, i);
    }
  }

  /** Sets results[i] to f, exponents[i] to e and sums[i] to 1 + a, where 1 + a = 2ᵉ(1 + f). */
  static void log1pParts(float[] as, float[] sums, float[] exponents, float[] results, int length) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector a = fromArray(S, as, i);
      FloatVector sum = a.add(1);
      IntVector bits = sum.reinterpretAsInts().sub(SQRT_HALF_BITS);
      IntVector exponent = bits.lanewise(ASHR, MANTISSA_BITS);
      FloatVector lostOfOne = broadcast(S, 1).sub(sum.sub(a));
      FloatVector lost = a.sub(sum.sub(1)).blend(lostOfOne, a.compare(GT, 1));
      IntVector power = exponent.broadcast(EXPONENT_BIAS).sub(exponent.min(126));
      FloatVector scale = power.lanewise(LSHL, MANTISSA_BITS).reinterpretAsFloats();
      IntVector mantissa = bits.and(MANTISSA_MASK).add(SQRT_HALF_BITS);
      FloatVector f = mantissa.reinterpretAsFloats().sub(1);
      lost.fma(scale, f).intoArray(results, i);
      FloatVector e = exponent.add(ROUNDER_BITS).reinterpretAsFloats().sub(ROUNDER);
      e.intoArray(exponents, i);
      sum.intoArray(sums, i);
    }
  }

  /** Sets results[i], f, to ln a = e ln 2 + ln(1 + f). */
  static void logOfParts(float[] as, float[] exponents, float[] results, int length) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector a = fromArray(S, as, i);
      FloatVector e = fromArray(S, exponents, i);
      FloatVector f = fromArray(S, results, i);
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
      y.blend(a, a.compare(EQ, Float.POSITIVE_INFINITY)).intoArray(results, i);
    }
  }

  /** Sets results[i] to a where |a| is so small that a function of it is a. */
  static void keepTiny(float[] as, float[] results, int length) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector a = fromArray(S, as, i);
      a.blend(fromArray(S, results, i), a.abs().compare(GT, TINY)).intoArray(results, i);
    }
  }

  /**
   * Computes b ln a as the sum of two floats, where a = 2ᵉ(1 + f).
   *
   * @param fs f, then the greater part
   * @param es e, then the lesser part
   */
  static void timesLog(float[] bs, float[] es, float[] fs, int length) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector b = fromArray(S, bs, i);
      FloatVector e = fromArray(S, es, i);
      FloatVector f = fromArray(S, fs, i);
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
      product.intoArray(fs, i);
      productLow.min(0x1p-8f).max(-0x1p-8f).intoArray(es, i);
    }
  }

  /** Computes anew the powers that are not e^(b ln a). */
  static void specialPowers(float[] as, float[] bs, float[] results, int length) {
    for (int i = 0; i < length; i++) {
      if (!FloatMath.isOrdinaryPower(as[i], bs[i])) {
        results[i] = FloatMath.pow(as[i], bs[i]);
      }
    }
  }

  /** Sets results[i] to sin(a + quadrants · π/2) for |a| up to the reducible ones. */
  static void sin(float[] as, int quadrants, float[] results, int length) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector a = fromArray(S, as, i);
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
      IntVector y = sin.blend(cos, odd).reinterpretAsInts();
      y.lanewise(XOR, sign).reinterpretAsFloats().intoArray(results, i);
    }
  }

  /** Computes anew the functions of what is beyond the reducible angles. */
  static void largeAngles(float[] as, boolean cosine, float[] results, int length) {
    for (int i = 0; i < length; i++) {
      if (Math.abs(as[i]) > REDUCIBLE) {
        results[i] = cosine ? FloatMath.cos(as[i]) : FloatMath.sin(as[i]);
      }
    }
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

  /** Sets results[i] to ln(1 − erf |a|) for |a| ≥ 1. */
  static void logErfc(float[] as, float[] results, int length) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector t = fromArray(S, as, i).abs().min(4);
      FloatVector p = broadcast(S, ERFC_6).fma(t, broadcast(S, ERFC_5));
      p = p.fma(t, broadcast(S, ERFC_4));
      p = p.fma(t, broadcast(S, ERFC_3));
      p = p.fma(t, broadcast(S, ERFC_2));
      p = p.fma(t, broadcast(S, ERFC_1));
      p.fma(t, broadcast(S, ERFC_0)).intoArray(results, i);
    }
  }

  /** Sets results[i], 1 − erf |a| for |a| ≥ 1, to erf a. */
  static void erfOfErfc(float[] as, float[] results, int length) {
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
}
