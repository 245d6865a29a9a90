package org.gradus.core.internal.kernels.elementary;

import java.util.function.DoubleUnaryOperator;
import org.gradus.core.pointwise.Lanes;

/**
 * Float32 lanes: the few operations on the bits of floats from which the elementary functions are
 * built, and these functions.
 *
 * @param <V> one float or a SIMD vector of floats
 */
public interface FloatLanes<V> extends Lanes<V> {
  /** 1.5 · 2²³: a float of magnitude below 2²² becomes an integer when this is added. */
  float ROUNDER = 0x1.8p23f;

  /** Returns 2ⁿ for an integer −126 ≤ n ≤ 127. */
  V powerOfTwo(V n);

  /** Returns a · 2ⁿ, rounded once, for a in [½, 4) and an integer −252 ≤ n ≤ 254. */
  V scale(V a, V n);

  /** Returns the integer e with √½ ≤ a · 2⁻ᵉ &lt; √2, for a normal and positive. */
  V exponent(V a);

  /** Returns a · 2⁻ᵉ for the exponent e of a. */
  V mantissa(V a);

  /** Returns |magnitude| with the sign of {@code sign}. */
  V copySign(V magnitude, V sign);

  /** Returns whether a &gt; bound in any lane. */
  boolean anyGreater(V a, float bound);

  /** Returns f(a), computed number by number in float64 and rounded. */
  V map(DoubleUnaryOperator f, V a);

  /** Returns a^b, computed number by number in float64 and rounded. */
  V mapPow(V a, V b);

  /** Returns the nearest integer for |a| &lt; 2²², halves to even. */
  default V roundSmall(V a) {
    V rounder = constant(ROUNDER);
    return subtract(add(a, rounder), rounder);
  }

  @Override
  default V round(V a) {
    // From 2²² on the sum below would not round to an integer; from 2²³ on every float is one.
    V magnitude = abs(a);
    V rounder = constant(0x1p23);
    V rounded = subtract(add(magnitude, rounder), rounder);
    return whereGreater(rounder, magnitude, copySign(rounded, a), a);
  }

  @Override
  default V floor(V a) {
    V nearest = round(a);
    return whereGreater(nearest, a, subtract(nearest, constant(1)), nearest);
  }

  @Override
  default V exp(V a) {
    return Exponentials.exp(this, a);
  }

  @Override
  default V expm1(V a) {
    return Exponentials.expm1(this, a);
  }

  @Override
  default V tanh(V a) {
    return Exponentials.tanh(this, a);
  }

  @Override
  default V sigmoid(V a) {
    return Exponentials.sigmoid(this, a);
  }

  @Override
  default V log(V a) {
    return Logarithms.log(this, a);
  }

  @Override
  default V log1p(V a) {
    return Logarithms.log1p(this, a);
  }

  @Override
  default V pow(V a, V b) {
    return Powers.pow(this, a, b);
  }

  @Override
  default V sin(V a) {
    return Circular.sin(this, a);
  }

  @Override
  default V cos(V a) {
    return Circular.cos(this, a);
  }

  @Override
  default V atan2(V y, V x) {
    return Circular.atan2(this, y, x);
  }

  @Override
  default V erf(V a) {
    return ErrorFunction.erf(this, a);
  }

  @Override
  default V erfc(V a) {
    return map(SpecialFunctions::erfc, a);
  }

  @Override
  default V erfInverse(V a) {
    return map(SpecialFunctions::erfInverse, a);
  }

  @Override
  default V logGamma(V a) {
    return map(SpecialFunctions::logGamma, a);
  }

  @Override
  default V digamma(V a) {
    return map(SpecialFunctions::digamma, a);
  }

  @Override
  default V trigamma(V a) {
    return map(SpecialFunctions::trigamma, a);
  }
}
