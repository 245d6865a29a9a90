package org.gradus.core.pointwise;

/**
 * The arithmetic in which a pointwise function is written, over any representation of numbers.
 *
 * <p>{@code V} is a number, a SIMD vector of floats, a block of numbers, or a whole tensor; a
 * definition must not care which. All operations act element by element. NaN propagates through
 * every operation, {@link #max} and {@link #min} included; comparisons with NaN are false.
 *
 * @param <V> the representation of a number or of several numbers
 */
public interface Lanes<V> {
  /** Returns {@code value} in every element. */
  V constant(double value);

  /** Returns a + b. */
  V add(V a, V b);

  /** Returns a − b. */
  V subtract(V a, V b);

  /** Returns a · b. */
  V multiply(V a, V b);

  /** Returns a / b. */
  V divide(V a, V b);

  /** Returns a · b + c, rounded once where the representation can. */
  V fma(V a, V b, V c);

  /** Returns −a. */
  V negate(V a);

  /** Returns |a|. */
  V abs(V a);

  /** Returns the larger of both, NaN if one is NaN. */
  V max(V a, V b);

  /** Returns the smaller of both, NaN if one is NaN. */
  V min(V a, V b);

  /** Returns √a. */
  V sqrt(V a);

  /** Returns the largest integer that is not above a. */
  V floor(V a);

  /** Returns the nearest integer, halves to even. */
  V round(V a);

  /** Returns e^a. */
  V exp(V a);

  /** Returns e^a − 1, accurate near 0. */
  V expm1(V a);

  /** Returns the natural logarithm of a. */
  V log(V a);

  /** Returns ln(1 + a), accurate near 0. */
  V log1p(V a);

  /** Returns a^b. */
  V pow(V a, V b);

  /** Returns the sine of a, in radians. */
  V sin(V a);

  /** Returns the cosine of a, in radians. */
  V cos(V a);

  /** Returns the hyperbolic tangent of a. */
  V tanh(V a);

  /** Returns the logistic function 1 / (1 + e^−a). */
  V sigmoid(V a);

  /** Returns the angle of the point (x, y), in (−π, π]. */
  V atan2(V y, V x);

  /** Returns the error function of a, 2/√π ∫₀ᵃ e^(−t²) dt. */
  V erf(V a);

  /** Returns 1 − erf(a), accurate for large a. */
  V erfc(V a);

  /** Returns the inverse of the error function. */
  V erfInverse(V a);

  /** Returns ln Γ(a), for a &gt; 0. */
  V logGamma(V a);

  /** Returns the derivative of ln Γ, for a &gt; 0. */
  V digamma(V a);

  /** Returns the second derivative of ln Γ, for a &gt; 0. */
  V trigamma(V a);

  /** Returns {@code then} where a &gt; b, and {@code otherwise} elsewhere. */
  V whereGreater(V a, V b, V then, V otherwise);

  /** Returns {@code then} where a = b, and {@code otherwise} elsewhere. */
  V whereEqual(V a, V b, V then, V otherwise);
}
